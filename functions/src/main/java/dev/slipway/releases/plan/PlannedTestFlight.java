package dev.slipway.releases.plan;

import static dev.slipway.releases.model.ledgers.PlanLedger.PLANNED_ID;

import dev.slipway.appstoreconnect.testflight.BetaGroup.PublicLink;
import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppText;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Group;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Notification;
import dev.slipway.releases.model.ledgers.TestFlightLedger.PreviousBuild;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Text;
import dev.slipway.releases.steps.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The writes in TestFlight that a dry run imagines.
final class PlannedTestFlight {
  private PlannedTestFlight() {}

  static PlannedWrite of(ReleaseRecord release, Step.TestFlightWrite write) {
    var desired = RequiredFacts.desired(release);
    String numbers = desired.shortVersion() + " (" + desired.bundleVersion() + ")";
    return switch (write) {
      case Step.AddTestFlightLocale(String locale) ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.CREATE,
                  "Language in TestFlight",
                  null,
                  locale,
                  "POST /v1/betaAppLocalizations"),
              release.withTestFlight(release.testFlight().withAppLocale(locale)));
      case Step.SetTestInformation text -> testInformation(release, text);
      case Step.SetWhatToTest text ->
          new PlannedWrite(
              new PlannedAction(
                  text.text() == null ? Kind.CREATE : Kind.CHANGE,
                  "What to test",
                  text.locale(),
                  textBefore(release, text),
                  text.whatsNew(),
                  "$.testFlight.whatToTest." + text.locale(),
                  0,
                  List.of(
                      text.text() == null
                          ? "POST /v1/betaBuildLocalizations"
                          : "PATCH /v1/betaBuildLocalizations/{id}")),
              release.withTestFlight(
                  release
                      .testFlight()
                      .withText(text.locale(), new Text(PLANNED_ID, text.whatsNew()))));
      case Step.SetAutoNotify notify ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.CHANGE,
                  "Notification of testers",
                  notify.enabled() ? "no" : "yes",
                  notify.enabled() ? "yes" : "no",
                  "PATCH /v1/buildBetaDetails/{id}"),
              release.withTestFlight(
                  release
                      .testFlight()
                      .withNotification(new Notification(PLANNED_ID, notify.enabled()))));
      case Step.ExpireBuild(PreviousBuild previous) ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.CHANGE,
                  "Build " + desired.shortVersion() + " (" + previous.number() + ")",
                  "in TestFlight",
                  "expired",
                  "PATCH /v1/builds/{id}"),
              release.withTestFlight(release.testFlight().withExpired(previous.id())));
      case Step.CreateBetaGroup create ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.CREATE,
                  "TestFlight group",
                  null,
                  create.groupName()
                      + (create.internal() ? ", for users of the team" : ", for external testers"),
                  "POST /v1/betaGroups"),
              release.withTestFlight(
                  release
                      .testFlight()
                      .withGroup(
                          create.groupName(), new Group(PLANNED_ID, create.internal(), false))));
      case Step.AddBetaTester add ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.CREATE,
                  "Tester of the TestFlight group " + add.groupName(),
                  null,
                  add.tester().email(),
                  "POST /v1/betaTesters"),
              release.withTestFlight(
                  release
                      .testFlight()
                      .withGroup(
                          add.groupName(), group -> group.withTester(add.tester().email()))));
      case Step.SetPublicLink link ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.CHANGE,
                  "Public link of the TestFlight group " + link.groupName(),
                  linkBefore(release, link),
                  inWords(link.testerLimit()),
                  "PATCH /v1/betaGroups/{id}"),
              release.withTestFlight(
                  release
                      .testFlight()
                      .withGroup(
                          link.groupName(),
                          group ->
                              group.withPublicLink(new PublicLink(link.testerLimit(), null)))));
      case Step.AddToBetaGroup group ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.CHANGE,
                  "TestFlight group",
                  null,
                  group.groupName() + " gets the build",
                  "POST /v1/betaGroups/{id}/relationships/builds"),
              release.withTestFlight(release.testFlight().withBuildIn(group.groupName())));
      case Step.SubmitForBetaReview _ ->
          new PlannedWrite(
              PlannedWrite.action(
                  Kind.SUBMIT,
                  "Beta App Review",
                  null,
                  numbers,
                  "POST /v1/betaAppReviewSubmissions"),
              release.withTestFlight(
                  release.testFlight().inBetaReview(ExternalBetaState.BETA_APPROVED)));
    };
  }

  private static PlannedWrite testInformation(ReleaseRecord release, Step.SetTestInformation text) {
    var texts = release.testFlight().appTexts();
    var before = texts == null ? null : texts.of(text.locale());
    String call =
        text.id() == null ? "POST /v1/betaAppLocalizations" : "PATCH /v1/betaAppLocalizations/{id}";
    var kind = text.id() == null ? Kind.CREATE : Kind.CHANGE;
    var description = text.description();
    var email = text.feedbackEmail();
    var after =
        release.withTestFlight(
            release
                .testFlight()
                .withAppText(
                    text.locale(),
                    new AppText(
                        PLANNED_ID,
                        description == null && before != null ? before.description() : description,
                        email == null && before != null ? before.feedbackEmail() : email)));
    return description == null
        ? new PlannedWrite(
            new PlannedAction(
                kind,
                "Feedback e-mail address in TestFlight",
                text.locale(),
                before == null ? null : before.feedbackEmail(),
                email,
                "$.testFlight.feedbackEmail",
                0,
                List.of(call)),
            after)
        : new PlannedWrite(
            new PlannedAction(
                kind,
                "Description in TestFlight" + (email == null ? "" : ", feedback to " + email),
                text.locale(),
                before == null ? null : before.description(),
                description,
                "$.testFlight.description." + text.locale(),
                0,
                List.of(call)),
            after);
  }

  private static @Nullable String linkBefore(ReleaseRecord release, Step.SetPublicLink link) {
    var group = release.testFlight().groups().get(link.groupName());
    var before = group == null ? null : group.publicLink();
    return before == null ? null : inWords(before.testerLimit());
  }

  private static String inWords(@Nullable Integer testerLimit) {
    return testerLimit == null ? "for anyone" : "for " + testerLimit + " testers";
  }

  private static @Nullable String textBefore(ReleaseRecord release, Step.SetWhatToTest text) {
    var before = release.testFlight().texts().get(text.locale());
    return before == null ? null : before.whatsNew();
  }
}
