package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_AGE_RATING_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_CONTACT_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_DESCRIPTION_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_FEEDBACK_EMAIL_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_GROUP_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_LINK_OF_TEAM_GROUP;

import dev.slipway.appstoreconnect.testflight.BetaAppLocalization;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.appstoreconnect.testflight.TestInformation.ReviewContact;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.testflight.TestFlightTerms;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.TestFlightCheck;
import dev.slipway.releases.preflight.facts.AgeRatingQuestions;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs [TestFlightCheck], with what the app will have after the release has set it.
final class TestFlightChecks {
  private static final String GROUPS = "$.testFlight.groups";
  private static final String CONTACT = "metadata/review_information/";

  private final PreflightSubject subject;
  private final TestFlightTerms terms;
  private final AppleFacts apple;
  private final TestInformation testing;
  private final FindingList findings;

  private TestFlightChecks(
      PreflightSubject subject,
      TestFlightTerms terms,
      AppleFacts apple,
      TestInformation testing,
      FindingList findings) {
    this.subject = subject;
    this.terms = terms;
    this.apple = apple;
    this.testing = testing;
    this.findings = findings;
  }

  static void run(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var terms = subject.manifest().testFlight();
    var testing = apple.testInformation();
    if (terms != null && testing != null) {
      new TestFlightChecks(subject, terms, apple, testing, findings).run();
    }
  }

  private void run() {
    terms.groups().forEach(this::group);
    if (terms.submitForBetaReview() && terms.groups().stream().anyMatch(this::isExternal)) {
      texts();
      contact();
      ageRating();
    }
  }

  private void group(String name) {
    var found = find(name);
    if (found.isEmpty() && testing.allGroups() && !terms.setup().createGroups()) {
      var known = testing.groups().stream().map(BetaGroup::name).sorted().toList();
      findings.add(
          TESTFLIGHT_GROUP_MISSING,
          GROUPS,
          name,
          known.isEmpty()
              ? "The app has no groups yet."
              : "The app has: " + String.join(", ", known) + ".");
    }
    if (found.filter(BetaGroup::internal).isPresent()
        && terms.setup().group(name).publicLink() != null) {
      findings.add(TESTFLIGHT_LINK_OF_TEAM_GROUP, GROUPS, name);
    }
  }

  private boolean isExternal(String name) {
    return find(name)
        .map(group -> !group.internal())
        .orElseGet(() -> terms.setup().createGroups() && !terms.setup().group(name).internal());
  }

  private Optional<BetaGroup> find(String name) {
    return testing.groups().stream()
        .filter(group -> PlainText.isSame(name, group.name()))
        .findFirst();
  }

  private void texts() {
    String primary = apple.app().primaryLocale();
    if (primary == null) {
      return;
    }
    @Nullable BetaAppLocalization present =
        testing.texts().stream()
            .filter(text -> text.locale().equalsIgnoreCase(primary))
            .findFirst()
            .orElse(null);
    var setup = terms.setup();
    if (!setup.description().containsKey(primary)
        && (present == null || !isText(present.description()))
        && !subject.hasFaultAt("$.testFlight.description." + primary)) {
      findings.add(TESTFLIGHT_DESCRIPTION_MISSING, "$.testFlight.description." + primary, null);
    }
    if (setup.feedbackEmail() == null
        && (present == null || !isText(present.feedbackEmail()))
        && !subject.hasFaultAt("$.testFlight.feedbackEmail")) {
      findings.add(TESTFLIGHT_FEEDBACK_EMAIL_MISSING, "$.testFlight.feedbackEmail", null);
    }
  }

  private void contact() {
    var given =
        Objects.requireNonNullElse(testing.contact(), new ReviewContact(null, null, null, null));
    var missing = new ArrayList<ReviewField>();
    for (ReviewField field : ReviewField.CONTACT) {
      if (!subject.content().review().fields().containsKey(field)
          && !isText(value(given, field))
          && !subject.isUnreadable(CONTACT + field.fileName())) {
        missing.add(field);
      }
    }
    if (!missing.isEmpty()) {
      findings.add(
          TESTFLIGHT_CONTACT_INCOMPLETE,
          CONTACT + missing.getFirst().fileName(),
          "missing: " + String.join(", ", missing.stream().map(ReviewField::fileName).toList()));
    }
  }

  private static @Nullable String value(ReviewContact contact, ReviewField field) {
    return switch (field) {
      case FIRST_NAME -> contact.firstName();
      case LAST_NAME -> contact.lastName();
      case PHONE -> contact.phone();
      case EMAIL -> contact.email();
      case DEMO_USER, NOTES -> null;
    };
  }

  /// Reports an app of which no question is answered. Which of them Beta App Review needs is not
  /// known, so an incomplete age rating is left to it.
  private void ageRating() {
    var file = "app_rating_config.json";
    List<String> answered =
        apple.appInfos().stream()
            .map(info -> info.ageRating())
            .filter(Objects::nonNull)
            .flatMap(rating -> rating.answers().keySet().stream())
            .toList();
    if (subject.content().ageRating() == null
        && !subject.isUnreadable(file)
        && !apple.appInfos().isEmpty()
        && AgeRatingQuestions.REQUIRED.stream().noneMatch(answered::contains)) {
      findings.add(TESTFLIGHT_AGE_RATING_MISSING, file, null);
    }
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
