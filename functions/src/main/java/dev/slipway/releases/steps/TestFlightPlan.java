package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
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
import dev.slipway.releases.steps.Step.AddTestFlightLocale;
import dev.slipway.releases.steps.Step.ApplyBetaReviewInformation;
import dev.slipway.releases.steps.Step.Attention;
import dev.slipway.releases.steps.Step.End;
import dev.slipway.releases.steps.Step.ExpireBuild;
import dev.slipway.releases.steps.Step.ObserveTestFlight;
import dev.slipway.releases.steps.Step.SetAutoNotify;
import dev.slipway.releases.steps.Step.SetTestInformation;
import dev.slipway.releases.steps.Step.SetWhatToTest;
import dev.slipway.releases.steps.Step.SubmitForBetaReview;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Duration;
import java.time.Instant;
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
    var groups = new BetaGroupPlan(terms, ledger);
    return groups
        .missing()
        .or(() -> testInformation(release, terms, ledger))
        .or(() -> reviewInformation(terms, ledger))
        .or(() -> text(terms, ledger, build))
        .or(groups::tester)
        .or(() -> notification(terms, ledger))
        .or(() -> groups.adding(build))
        .or(groups::publicLink)
        .or(() -> betaReview(terms, ledger, build))
        .or(
            () ->
                terms.only()
                    ? Optional.of(expiring(terms, ledger, ending(release, ledger, build, now)))
                    : Optional.empty());
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
    if (!(next instanceof End)
        || !terms.setup().expirePrevious()
        || previous == null
        || previous.builds().isEmpty()) {
      return next;
    }
    return new BetaGroupPlan(terms, ledger).areServed()
        ? new ExpireBuild(previous.builds().getFirst())
        : new End(
            ReleaseState.IN_BETA_TESTING,
            "Available to users of the team. Earlier builds stay, because Beta App Review has not"
                + " approved this one for external testers.");
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
            && new BetaGroupPlan(terms, ledger).needBetaReview()
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

  private static Optional<Step> betaReview(
      TestFlightTerms terms, TestFlightLedger ledger, BuildId build) {
    return new BetaGroupPlan(terms, ledger).needBetaReview() && !ledger.betaReview()
        ? Optional.of(new SubmitForBetaReview(build))
        : Optional.empty();
  }

  private static Step ending(
      ReleaseRecord release, TestFlightLedger ledger, BuildId build, Instant now) {
    var terms = release.desired() == null ? null : release.desired().terms().testFlight();
    if (terms == null || !new BetaGroupPlan(terms, ledger).needBetaReview()) {
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
