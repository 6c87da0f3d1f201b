package dev.slipway.releases.testflight;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaBuildLocalizationId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.appstoreconnect.testflight.BetaAppLocalization;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.EncryptionSteps;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Text;
import dev.slipway.releases.refusals.BetaRefusal;
import dev.slipway.releases.refusals.TextRefusal;
import dev.slipway.releases.steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The steps on a build at TestFlight.
public final class TestFlightSteps {
  private static final Duration BETA_REVIEW_LOOK = Duration.ofMinutes(30);
  private static final Duration LIMIT_PAUSE = Duration.ofHours(1);

  /// A build was taken 15 seconds to ten minutes later (media-live.md, 4).
  private static final Duration SETTLING_PAUSE = Duration.ofMinutes(1);

  private static final Duration SETTLING_LIMIT = Duration.ofMinutes(30);

  private final AppStoreConnectClient apple;

  public TestFlightSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Makes two calls the first time, and more for testers; the groups do not change while the
  /// release is followed.
  public StepResult observe(ReleaseRecord release, Step.ObserveTestFlight step, Instant now) {
    var status = apple.builds().testFlightStatus(step.build());
    var having = status.betaGroups().stream().map(BetaGroup::id).collect(Collectors.toSet());
    var groups =
        BetaGroupReading.isNeeded(release)
            ? new BetaGroupReading(apple).read(release, having)
            : BetaGroupReading.known(release, having);
    var texts = new LinkedHashMap<String, Text>();
    status
        .betaBuildLocalizations()
        .forEach(
            text ->
                texts.put(
                    text.locale(),
                    new Text(text.id().value(), Objects.requireNonNullElse(text.whatsNew(), ""))));
    var appTexts = new TestInformationSteps(apple).read(release, texts.keySet());
    var detail = status.buildBetaDetail();
    var external = detail == null ? null : detail.externalBuildState();
    var seen =
        release
            .withOrders(release.orders().noticeHandled())
            .withTestFlight(
                new TestFlightLedger(
                    true,
                    texts,
                    groups,
                    status.betaAppReviewSubmission() != null,
                    external,
                    appTexts == null ? null : TestInformationSteps.locales(appTexts),
                    appTexts,
                    release.testFlight().reviewInformationAt(),
                    BetaBuildSteps.notification(detail),
                    new BetaBuildSteps(apple).previous(release)));
    return StepResult.progressed(
        PublicLinks.noted(
            release.state() == ReleaseState.WAITING_FOR_BETA_REVIEW
                ? seen.withStatus(seen.status().dueAt(now.plus(BETA_REVIEW_LOOK)))
                : seen.moved(
                    Status.due(ReleaseState.PREPARING, now),
                    now,
                    "Sending the build to TestFlight."),
            now));
  }

  /// Reads the app's groups for a build that does not exist yet.
  public StepResult foresee(ReleaseRecord release) {
    var groups = new BetaGroupReading(apple).read(release, Set.of());
    var app = release.app();
    String primary = app == null ? null : app.primaryLocale();
    // A new build has an empty text in the app's primary locale.
    var texts =
        primary == null
            ? Map.<String, Text>of()
            : Map.of(primary, new Text(PlanLedger.PLANNED_ID, ""));
    var appTexts = new TestInformationSteps(apple).read(release, texts.keySet());
    return StepResult.progressed(
        release.withTestFlight(
            new TestFlightLedger(
                true,
                texts,
                groups,
                false,
                null,
                appTexts == null ? null : TestInformationSteps.locales(appTexts),
                appTexts,
                null,
                BetaBuildSteps.foreseen(),
                new BetaBuildSteps(apple).previous(release))));
  }

  /// Adds a locale to the app in TestFlight, with description and address of the primary locale:
  /// testers of that language read them anyway, and Beta App Review wants both.
  public StepResult addLocale(ReleaseRecord release, String locale) {
    var app = RequiredFacts.app(release);
    var present = apple.betaAppLocalizations().listFor(app);
    if (!has(present, locale)) {
      String primary = release.app() == null ? null : release.app().primaryLocale();
      var model =
          present.stream().filter(one -> one.locale().equals(primary)).findFirst().orElse(null);
      try {
        apple
            .betaAppLocalizations()
            .create(
                app,
                locale,
                model == null ? null : model.description(),
                model == null ? null : model.feedbackEmail());
      } catch (Conflict e) {
        // A person may have added it meanwhile; Apple answers 409 to other faults too.
        if (!has(apple.betaAppLocalizations().listFor(app), locale)) {
          throw e;
        }
      }
    }
    return StepResult.progressed(
        release.withTestFlight(release.testFlight().withAppLocale(locale)));
  }

  private static boolean has(List<BetaAppLocalization> localizations, String locale) {
    return localizations.stream().anyMatch(one -> one.locale().equalsIgnoreCase(locale));
  }

  public StepResult setWhatToTest(ReleaseRecord release, Step.SetWhatToTest step) {
    try {
      var id = step.text();
      var text =
          id == null
              ? apple.betaBuildLocalizations().create(step.build(), step.locale(), step.whatsNew())
              : apple
                  .betaBuildLocalizations()
                  .update(new BetaBuildLocalizationId(id), step.whatsNew());
      return StepResult.progressed(
          release.withTestFlight(
              release
                  .testFlight()
                  .withText(step.locale(), new Text(text.id().value(), step.whatsNew()))));
    } catch (Conflict e) {
      return TextRefusal.ofWhatToTest(step.locale(), e)
          .map(problem -> StepResult.attention(release, problem))
          .orElseThrow(() -> e);
    }
  }

  /// Adds the build to a group. Just after the build became VALID, or its export compliance was
  /// answered, Apple may not find it or refuse it for a while (media-live.md, 4; apple-2026.md, 5).
  public StepResult addToGroup(ReleaseRecord release, Step.AddToBetaGroup step, Instant now) {
    try {
      apple.betaGroups().addBuild(new BetaGroupId(step.groupId()), step.build());
    } catch (NotFound e) {
      return settling(
          release,
          e,
          ProblemType.APPLE_REFUSED,
          "Apple does not find the build or the group "
              + step.groupName()
              + " in TestFlight. If the error persists, check in App Store Connect under TestFlight"
              + " whether the group was deleted, and upload the folder again.",
          now);
    } catch (Conflict | Invalid e) {
      if (!BetaRefusal.isNotAssignable(e)) {
        throw e;
      }
      return EncryptionSteps.waiting(release, now)
          .orElseGet(
              () ->
                  settling(
                      release,
                      e,
                      ProblemType.APPLE_REFUSED,
                      "Apple does not give the build to the group "
                          + step.groupName()
                          + ". If the error persists, check in App Store Connect under TestFlight"
                          + " whether the build is for internal testing only; upload one that is"
                          + " not.",
                      now));
    }
    return StepResult.progressed(
        release.withTestFlight(release.testFlight().withBuildIn(step.groupName())));
  }

  public StepResult submitForBetaReview(
      ReleaseRecord release, Step.SubmitForBetaReview step, Instant now) {
    try {
      apple.betaAppReviewSubmissions().submit(step.build());
    } catch (Conflict | Invalid e) {
      // A person may have submitted it already, which serves as well. Apple then answers 422
      // ENTITY_UNPROCESSABLE…INVALID_QC_STATE, as public repositories show.
      if (apple.betaAppReviewSubmissions().findFor(step.build()).isEmpty()) {
        boolean ofBuild =
            BetaRefusal.isNotAssignable(e)
                || BetaRefusal.of(e).filter(BetaRefusal.WRONG_STATE::equals).isPresent();
        return (ofBuild ? EncryptionSteps.waiting(release, now) : Optional.<StepResult>empty())
            .orElseGet(() -> refused(release, e, now));
      }
    }
    return StepResult.progressed(
        release.withTestFlight(
            release.testFlight().inBetaReview(ExternalBetaState.WAITING_FOR_BETA_REVIEW)));
  }

  private static StepResult refused(
      ReleaseRecord release, AppStoreConnectException e, Instant now) {
    var reason = BetaRefusal.of(e).orElseThrow(() -> e);
    var problem = AppleErrorPolicy.problem(reason.type(), reason.words(), e);
    return switch (reason.reaction()) {
      case PERSON -> StepResult.attention(release, problem);
      case RETRY_SOON -> settling(release, e, reason.type(), reason.words(), now);
      case RETRY_HOURLY -> new StepResult(release, new Outcome.Failed(problem, LIMIT_PAUSE));
      case WAIT ->
          new StepResult(
              release, new Outcome.Waiting(null, now.plus(BETA_REVIEW_LOOK), reason.words(), null));
    };
  }

  /// Tries again for a while, because Apple's answer may pass; then a person must act.
  private static StepResult settling(
      ReleaseRecord release,
      AppStoreConnectException e,
      ProblemType type,
      String words,
      Instant now) {
    var problem = AppleErrorPolicy.problem(type, words, e);
    var since = release.status().failingSince();
    return since != null && now.isAfter(since.plus(SETTLING_LIMIT))
        ? StepResult.attention(release, problem)
        : new StepResult(release, new Outcome.Failed(problem, SETTLING_PAUSE));
  }
}
