package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.AGE_RATING_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.AGE_RATING_NEW_QUESTIONS;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.CONTACT_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.CONTENT_RIGHTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.COPYRIGHT_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DESCRIPTION_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.KEYWORDS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.NAME_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIMARY_CATEGORY_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIMARY_LOCALE_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIVACY_POLICY_TEXT_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIVACY_POLICY_URL_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.SUPPORT_URL_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.UPDATE_WITHOUT_WHATS_NEW;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WHATS_NEW_REPEATED;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AgeRatingQuestions;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.preflight.facts.VersionLocales;
import dev.slipway.releases.preflight.requirements.Requirement;
import dev.slipway.releases.preflight.requirements.Requirement.Status;
import dev.slipway.releases.preflight.requirements.Requirement.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs [CompletenessCheck].
final class CompletenessChecks {
  private static final String REVIEW_FOLDER = "metadata/review_information/";
  private static final Map<TextField, CompletenessCheck> OF_VERSION =
      Map.of(
          TextField.DESCRIPTION,
          DESCRIPTION_MISSING,
          TextField.KEYWORDS,
          KEYWORDS_MISSING,
          TextField.SUPPORT_URL,
          SUPPORT_URL_MISSING);
  private static final Map<TextField, CompletenessCheck> OF_APP_INFO =
      Map.of(
          TextField.NAME,
          NAME_MISSING,
          TextField.PRIVACY_POLICY_URL,
          PRIVACY_POLICY_URL_MISSING,
          TextField.PRIVACY_POLICY_TEXT,
          PRIVACY_POLICY_TEXT_MISSING);
  private static final Map<ReviewField, Map.Entry<String, Contact>> CONTACT =
      Map.of(
          ReviewField.FIRST_NAME,
          Map.entry("first name", AppStoreReviewDetail::contactFirstName),
          ReviewField.LAST_NAME,
          Map.entry("last name", AppStoreReviewDetail::contactLastName),
          ReviewField.PHONE,
          Map.entry("phone number", AppStoreReviewDetail::contactPhone),
          ReviewField.EMAIL,
          Map.entry("e-mail address", AppStoreReviewDetail::contactEmail));

  private final PreflightSubject subject;
  private final AppleFacts apple;
  private final FindingList findings;

  /// Reads one field of the contact that Apple has.
  private interface Contact {
    @Nullable String of(AppStoreReviewDetail detail);
  }

  private CompletenessChecks(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    this.subject = subject;
    this.apple = apple;
    this.findings = findings;
  }

  static void run(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var checks = new CompletenessChecks(subject, apple, findings);
    checks.texts();
    checks.version();
    checks.appInfo();
    checks.contact();
    if (subject.bundle() != null) {
      RequiredScreenshots.run(subject, subject.bundle(), apple, findings);
    }
  }

  private void texts() {
    var locales = new VersionLocales(subject, apple);
    var all = locales.all();
    String primary = apple.app().primaryLocale();
    if (primary != null && !all.contains(primary)) {
      findings.add(PRIMARY_LOCALE_MISSING, "metadata/" + primary, primary);
    }
    for (String locale : all) {
      for (TextField field : TextField.values()) {
        var check = OF_VERSION.get(field);
        if (check == null && isAsked(field) && !apple.appInfos().isEmpty()) {
          check = OF_APP_INFO.get(field);
        }
        if (check != null && locales.text(locale, field).isEmpty()) {
          missing(check, path(locale, field), why(locales, locale));
        }
      }
      if (!apple.isFirstVersion()) {
        whatsNew(locales, locale);
      }
    }
  }

  /// Returns whether App Review asks an app of this platform for a text of the app info.
  private boolean isAsked(TextField field) {
    return field != TextField.PRIVACY_POLICY_TEXT || hasTelevision();
  }

  /// Returns whether the app has a version for Apple TV: then Apple asks for the text with the
  /// versions of every platform. Without a drop and without a list of platforms, the versions of
  /// one platform say so.
  private boolean hasTelevision() {
    if (apple.platforms().contains(Platform.TV_OS)) {
      return true;
    }
    var numbers = subject.numbers();
    return numbers == null
        ? apple.versions().stream().anyMatch(version -> version.platform() == Platform.TV_OS)
        : numbers.platform() == Platform.TV_OS;
  }

  /// Checks "What's New" of a locale. A new version begins without a text; Slipway reuses the
  /// previous version's text when the drop has none.
  private void whatsNew(VersionLocales locales, String locale) {
    if (locales.said(locale, TextField.WHATS_NEW).isPresent()
        || hasWhatsNew(apple.draft().orElse(null), locale)) {
      return;
    }
    String file = path(locale, TextField.WHATS_NEW);
    if (hasWhatsNew(apple.previous().orElse(null), locale)) {
      // An .ipa alone means that everything else stays as it is.
      if (!subject.bare()) {
        missing(WHATS_NEW_REPEATED, file, "");
      }
    } else {
      missing(UPDATE_WITHOUT_WHATS_NEW, file, why(locales, locale));
    }
  }

  private void missing(CompletenessCheck check, String file, String more) {
    if (!subject.isUnreadable(file)) {
      findings.add(check, file, null, more);
    }
  }

  private static String why(VersionLocales locales, String locale) {
    return locales.isOfMediaAlone(locale) ? VersionLocales.OF_MEDIA_ALONE : "";
  }

  private static boolean hasWhatsNew(@Nullable AppStoreVersion version, String locale) {
    return version != null
        && VersionLocales.text(version, locale)
            .map(text -> text.whatsNew())
            .filter(text -> !text.isBlank())
            .isPresent();
  }

  private static String path(String locale, TextField field) {
    return "metadata/" + locale + "/" + field.fileName();
  }

  private void version() {
    boolean copyright =
        subject.content().copyright() != null
            || Stream.of(apple.inherited(), apple.previous())
                .flatMap(Optional::stream)
                .map(AppStoreVersion::copyright)
                .anyMatch(text -> text != null && !text.isBlank());
    if (!copyright) {
      missing(COPYRIGHT_MISSING, "metadata/copyright.txt", "");
    }
    if (subject.manifest().contentRights() == null
        && apple.app().contentRightsDeclaration() == null) {
      findings.add(CONTENT_RIGHTS_MISSING, "$.contentRights", null);
    }
  }

  private void appInfo() {
    if (apple.appInfos().isEmpty()) {
      return;
    }
    var info = apple.appInfo();
    if (!subject.content().categories().containsKey(CategoryName.PRIMARY)
        && info.filter(found -> found.categories().containsKey(CategorySlot.PRIMARY)).isEmpty()) {
      missing(PRIMARY_CATEGORY_MISSING, "metadata/" + CategoryName.PRIMARY.fileName(), "");
    }
    var answered = new HashSet<String>();
    info.map(found -> found.ageRating())
        .ifPresent(rating -> answered.addAll(rating.answers().keySet()));
    var rating = subject.content().ageRating();
    if (rating != null) {
      answered.addAll(rating.answers().keySet());
    }
    String file = rating == null ? "app_rating_config.json" : rating.source();
    boolean asksNewQuestions = subject.goesToReview() && !releasedWithoutNewQuestions(answered);
    var required = new ArrayList<>(AgeRatingQuestions.REQUIRED);
    if (asksNewQuestions) {
      newQuestions(Status.IN_FORCE).forEach(row -> required.add(row.value()));
    }
    unanswered(AGE_RATING_INCOMPLETE, required, answered, file, "");
    if (asksNewQuestions) {
      var near = newQuestions(Status.NEAR);
      unanswered(
          AGE_RATING_NEW_QUESTIONS,
          near.stream().map(Requirement::value).toList(),
          answered,
          file,
          near.stream()
              .filter(row -> !answered.contains(row.value()))
              .map(Requirement::sentence)
              .collect(Collectors.joining(" ")));
    }
  }

  private List<Requirement> newQuestions(Status status) {
    return subject.requirements().about(Subject.AGE_RATING, status, subject.now());
  }

  /// Returns whether Apple took a version of this app without an answer since it asks the new
  /// questions, and so will take another.
  private boolean releasedWithoutNewQuestions(Set<String> answered) {
    var asked =
        subject.requirements().about(Subject.AGE_RATING).stream()
            .filter(row -> row.at(subject.now()) != Status.LATER)
            .toList();
    return asked.stream().map(Requirement::value).noneMatch(answered::contains)
        && asked.stream().map(Requirement::begins).max(Instant::compareTo).stream()
            .anyMatch(
                since ->
                    apple
                        .previous()
                        .map(AppStoreVersion::createdDate)
                        .filter(since::isBefore)
                        .isPresent());
  }

  private void unanswered(
      CompletenessCheck check,
      List<String> questions,
      Set<String> answered,
      String file,
      String more) {
    var open = questions.stream().filter(question -> !answered.contains(question)).toList();
    boolean read = subject.content().ageRating() != null || !subject.isUnreadable(file);
    if (!open.isEmpty() && read) {
      findings.add(check, file, String.join(", ", open), more);
    }
  }

  private void contact() {
    var detail = Optional.ofNullable(apple.reviewDetail());
    var missing = new TreeMap<ReviewField, String>();
    CONTACT.forEach(
        (field, part) -> {
          if (!subject.content().review().fields().containsKey(field)
              && !subject.isUnreadable(REVIEW_FOLDER + field.fileName())
              && detail.map(part.getValue()::of).filter(text -> !text.isBlank()).isEmpty()) {
            missing.put(field, "no " + part.getKey());
          }
        });
    if (!missing.isEmpty()) {
      findings.add(
          CONTACT_INCOMPLETE,
          REVIEW_FOLDER + (missing.size() > 1 ? "" : missing.firstKey().fileName()),
          String.join(", ", missing.values()));
    }
  }
}
