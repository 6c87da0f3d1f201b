package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.testflight.TestFlightSetup;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppText;
import dev.slipway.releases.steps.Step.AddBetaTester;
import dev.slipway.releases.steps.Step.AddTestFlightLocale;
import dev.slipway.releases.steps.Step.AddToBetaGroup;
import dev.slipway.releases.steps.Step.ApplyBetaReviewInformation;
import dev.slipway.releases.steps.Step.Attention;
import dev.slipway.releases.steps.Step.CreateBetaGroup;
import dev.slipway.releases.steps.Step.End;
import dev.slipway.releases.steps.Step.ExpireBuild;
import dev.slipway.releases.steps.Step.ObserveTestFlight;
import dev.slipway.releases.steps.Step.SetAutoNotify;
import dev.slipway.releases.steps.Step.SetPublicLink;
import dev.slipway.releases.steps.Step.SetTestInformation;
import dev.slipway.releases.steps.Step.SetWhatToTest;
import dev.slipway.releases.steps.Step.SubmitForBetaReview;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Plans how a valid build gets to its testers: what to test, groups, Beta App Review.
final class TestFlightPlan {
  private static final Duration BETA_REVIEW_LOOK = Duration.ofMinutes(30);

  private TestFlightPlan() {}

  /// Returns the next step; empty when the drop uses no TestFlight, or all is done and App Review
  /// follows.
  static Optional<Step> next(ReleaseRecord release, Desired desired, BuildId build, Instant now) {
    var terms = desired.terms().testFlight();
    if (terms == null) {
      return Optional.empty();
    }
    var ledger = release.testFlight();
    if (!ledger.looked()) {
      return Optional.of(new ObserveTestFlight(build));
    }
    return missingGroups(terms, ledger)
        .or(() -> testInformation(release, terms, ledger))
        .or(() -> reviewInformation(terms, ledger))
        .or(() -> text(terms, ledger, build))
        .or(() -> tester(terms, ledger))
        .or(() -> notification(terms, ledger))
        .or(() -> group(terms, ledger, build))
        .or(() -> publicLink(terms, ledger))
        .or(() -> betaReview(terms, ledger, build))
        .or(
            () ->
                terms.only()
                    ? Optional.of(expiring(terms, ledger, ending(release, ledger, build, now)))
                    : Optional.empty());
  }

  private static Optional<Step> missingGroups(TestFlightTerms terms, TestFlightLedger ledger) {
    List<String> missing =
        terms.groups().stream().filter(name -> group(ledger, name).isEmpty()).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    if (terms.setup().createGroups()) {
      String name = missing.getFirst();
      return Optional.of(new CreateBetaGroup(name, terms.setup().group(name).internal()));
    }
    String known =
        ledger.groups().isEmpty()
            ? "The app has no groups yet."
            : "The app has: " + String.join(", ", new TreeMap<>(ledger.groups()).keySet()) + ".";
    return Optional.of(
        new Attention(
            Problem.at(
                "$.testFlight.groups",
                ProblemType.BETA_GROUP_NOT_FOUND,
                "There is no TestFlight group named "
                    + String.join(", ", missing)
                    + ". "
                    + known
                    + " Correct the name in release.json, or add \"createGroups\": true to"
                    + " testFlight, and upload release.json again.")));
  }

  private static Optional<Step> tester(TestFlightTerms terms, TestFlightLedger ledger) {
    for (BetaGroupTerms wanted : terms.setup().groups()) {
      var found = group(ledger, wanted.name());
      if (found.isPresent()) {
        var group = found.get().getValue();
        var missing =
            wanted.testers().stream()
                .filter(
                    tester -> group.testers() == null || !group.testers().contains(tester.email()))
                .findFirst();
        if (missing.isPresent()) {
          return Optional.of(new AddBetaTester(group.id(), found.get().getKey(), missing.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Step> notification(TestFlightTerms terms, TestFlightLedger ledger) {
    var wanted = terms.setup().notifyTesters();
    var present = ledger.notification();
    return wanted == null || present == null || wanted == present.automatic()
        ? Optional.empty()
        : Optional.of(new SetAutoNotify(present.detailId(), wanted));
  }

  /// Plans the end of earlier builds once testers have this one.
  private static Step expiring(TestFlightTerms terms, TestFlightLedger ledger, Step next) {
    var previous = ledger.previousBuilds();
    return next instanceof End
            && terms.setup().expirePrevious()
            && previous != null
            && !previous.builds().isEmpty()
        ? new ExpireBuild(previous.builds().getFirst())
        : next;
  }

  /// Plans the link after the build is in the group: older reports say that Apple enables a link
  /// only then (first-release-live.md, F).
  private static Optional<Step> publicLink(TestFlightTerms terms, TestFlightLedger ledger) {
    for (BetaGroupTerms wanted : terms.setup().groups()) {
      var link = wanted.publicLink();
      var found = group(ledger, wanted.name());
      if (link != null && found.isPresent()) {
        var group = found.get().getValue();
        var present = group.publicLink();
        if (group.internal()) {
          return Optional.of(
              new Attention(
                  Problem.at(
                      "$.testFlight.groups",
                      ProblemType.RELEASE_JSON_INVALID,
                      "The group "
                          + wanted.name()
                          + " is for users of the team, and only a group of external testers has a"
                          + " public link. Take publicLink out of release.json, or name another"
                          + " group, and upload release.json again.")));
        }
        if (present == null || !Objects.equals(present.testerLimit(), link.testerLimit())) {
          return Optional.of(
              new SetPublicLink(group.id(), found.get().getKey(), link.testerLimit()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Step> testInformation(
      ReleaseRecord release, TestFlightTerms terms, TestFlightLedger ledger) {
    var setup = terms.setup();
    var present = ledger.appTexts();
    if (!setup.hasTexts() || present == null) {
      return Optional.empty();
    }
    var locales = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    locales.addAll(setup.description().keySet());
    if (setup.feedbackEmail() != null) {
      locales.addAll(present.locales().keySet());
      var app = release.app();
      String primary = app == null ? null : app.primaryLocale();
      if (primary != null) {
        locales.add(primary);
      }
    }
    return locales.stream()
        .flatMap(locale -> testInformation(setup, locale, present.of(locale)).stream())
        .findFirst();
  }

  private static Optional<Step> testInformation(
      TestFlightSetup setup, String locale, @Nullable AppText present) {
    String description = setup.description().get(locale);
    if (present != null
        && description != null
        && PlainText.isSame(description, present.description())) {
      description = null;
    }
    String email = setup.feedbackEmail();
    if (present != null && email != null && email.equals(present.feedbackEmail())) {
      email = null;
    }
    return description == null && email == null
        ? Optional.empty()
        : Optional.of(
            new SetTestInformation(
                locale, present == null ? null : present.id(), description, email));
  }

  private static Optional<Step> reviewInformation(TestFlightTerms terms, TestFlightLedger ledger) {
    return terms.setup().reviewInformation()
            && needsBetaReview(terms, ledger)
            && ledger.reviewInformationAt() == null
        ? Optional.of(new ApplyBetaReviewInformation())
        : Optional.empty();
  }

  private static Optional<Step> text(
      TestFlightTerms terms, TestFlightLedger ledger, BuildId build) {
    return new TreeMap<>(terms.whatToTest())
        .entrySet().stream()
            .filter(
                wanted -> !PlainText.isSame(wanted.getValue(), present(ledger, wanted.getKey())))
            .findFirst()
            .map(
                wanted -> {
                  String locale = wanted.getKey();
                  var text = ledger.texts().get(locale);
                  var ofApp = ledger.appLocales();
                  if (text == null && ofApp != null && !ofApp.contains(locale)) {
                    return new AddTestFlightLocale(locale);
                  }
                  return new SetWhatToTest(
                      build, text == null ? null : text.id(), locale, wanted.getValue());
                });
  }

  private static @Nullable String present(TestFlightLedger ledger, String locale) {
    var text = ledger.texts().get(locale);
    return text == null ? null : text.whatsNew();
  }

  private static Optional<Step> group(
      TestFlightTerms terms, TestFlightLedger ledger, BuildId build) {
    for (String name : terms.groups()) {
      var group = group(ledger, name).filter(found -> !found.getValue().hasBuild());
      if (group.isPresent()) {
        return Optional.of(
            new AddToBetaGroup(build, group.get().getValue().id(), group.get().getKey()));
      }
    }
    return Optional.empty();
  }

  private static boolean needsBetaReview(TestFlightTerms terms, TestFlightLedger ledger) {
    return terms.submitForBetaReview()
        && terms.groups().stream()
            .flatMap(name -> group(ledger, name).stream())
            .anyMatch(group -> !group.getValue().internal());
  }

  /// Returns the group with this name and the name as Apple has it, which may have decomposed
  /// letters.
  private static Optional<Map.Entry<String, TestFlightLedger.Group>> group(
      TestFlightLedger ledger, String name) {
    var exact = ledger.groups().get(name);
    return exact != null
        ? Optional.of(Map.entry(name, exact))
        : ledger.groups().entrySet().stream()
            .filter(group -> PlainText.isSame(name, group.getKey()))
            .findFirst();
  }

  private static Optional<Step> betaReview(
      TestFlightTerms terms, TestFlightLedger ledger, BuildId build) {
    return needsBetaReview(terms, ledger) && !ledger.betaReview()
        ? Optional.of(new SubmitForBetaReview(build))
        : Optional.empty();
  }

  private static Step ending(
      ReleaseRecord release, TestFlightLedger ledger, BuildId build, Instant now) {
    var terms = release.desired() == null ? null : release.desired().terms().testFlight();
    if (terms == null || !needsBetaReview(terms, ledger)) {
      return new End(ReleaseState.IN_BETA_TESTING, "Available to testers.");
    }
    var state = ledger.externalState();
    return switch (state) {
      case BETA_APPROVED, IN_BETA_TESTING, READY_FOR_BETA_TESTING ->
          new End(
              ReleaseState.IN_BETA_TESTING, "Approved by Beta App Review. Available to testers.");
      case BETA_REJECTED,
          EXPIRED,
          PROCESSING_EXCEPTION,
          MISSING_EXPORT_COMPLIANCE,
          NOT_APPLICABLE ->
          new Attention(
              Problem.of(
                  ProblemType.BETA_REJECTED,
                  "The build cannot go to testers: its state in TestFlight is "
                      + state
                      + ". Read Apple's message in App Store Connect under TestFlight, fix the"
                      + " cause and upload a new build."));
      case PROCESSING,
          READY_FOR_BETA_SUBMISSION,
          IN_EXPORT_COMPLIANCE_REVIEW,
          WAITING_FOR_BETA_REVIEW,
          IN_BETA_REVIEW,
          UNKNOWN ->
          inBetaReview(release, build, now);
      case null -> inBetaReview(release, build, now);
    };
  }

  private static Step inBetaReview(ReleaseRecord release, BuildId build, Instant now) {
    var due = release.status().nextCheckAt();
    if (due == null || release.state() != ReleaseState.WAITING_FOR_BETA_REVIEW) {
      due = now.plus(BETA_REVIEW_LOOK);
    } else if (!due.isAfter(now)) {
      return new ObserveTestFlight(build);
    }
    return new Wait(ReleaseState.WAITING_FOR_BETA_REVIEW, due, "Waiting for Beta App Review.");
  }
}
