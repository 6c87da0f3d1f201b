package dev.slipway.releases.preflight;

import dev.slipway.appstoreconnect.appinfos.AgeRatingDeclaration;
import dev.slipway.appstoreconnect.appinfos.AppInfo;
import dev.slipway.appstoreconnect.appinfos.AppInfoLocalization;
import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builduploads.BuildUpload;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.appstoreconnect.reviewdetails.DemoAccountPassword;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.ReviewInformation;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.preflight.facts.AgeRatingQuestions;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.LibraryFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.preflight.requirements.Requirements;
import dev.slipway.releases.pricing.PricingFacts;
import dev.slipway.releases.purchases.AppPurchases;
import dev.slipway.releases.steps.BuildChoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A release to examine, sound as it begins: an update of an app in two locales with nothing to
/// complain of. Tests break one thing of it.
final class Subject {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final String PASSWORD = "correct horse";

  Instant now = NOW;
  Requirements requirements = Requirements.ofApple();
  List<Finding> readingFindings = new ArrayList<>();
  final Manifest manifest = new Manifest();
  @Nullable Binary binary = new Binary();
  final TreeMap<String, Map<TextField, SourcedText>> texts = new TreeMap<>();
  final Map<TextField, SourcedText> fallback = new EnumMap<>(TextField.class);
  @Nullable SourcedText copyright = new SourcedText("2026 Acme Ltd", "metadata/copyright.txt");
  final Map<CategoryName, SourcedText> categories = new EnumMap<>(CategoryName.class);
  final Map<ReviewField, SourcedText> review = new EnumMap<>(ReviewField.class);
  @Nullable DemoPassword password =
      new DemoPassword(PASSWORD, "metadata/review_information/demo_password.txt");
  @Nullable ObjectVersion attachment;
  @Nullable AgeRating ageRating;
  final List<MediaFile> media = new ArrayList<>();
  final List<CreativeFile> creatives = new ArrayList<>();
  final List<Finding> findings = new ArrayList<>();
  boolean bare;
  @Nullable Desired named;
  Set<Platform> buildPlatforms = Set.of();
  boolean buildMayBeOurs;
  @Nullable AppStoreVersionId awaited;
  @Nullable Verdict verdict;

  boolean withApple = true;
  String appBundleId = "com.acme.app";
  @Nullable ContentRights contentRights = ContentRights.DOES_NOT_USE_THIRD_PARTY_CONTENT;
  List<AppStoreVersion> versions = new ArrayList<>();
  final Map<CategorySlot, String> categoriesAtApple = new EnumMap<>(CategorySlot.class);
  final Map<String, Object> ageRatingAtApple = new HashMap<>();
  AppInfoState appInfoState = AppInfoState.READY_FOR_DISTRIBUTION;
  final Map<String, AppInfoLocalization> appInfoTexts = new TreeMap<>();
  final List<ReviewSubmission> submissions = new ArrayList<>();
  final List<BuildUpload> uploads = new ArrayList<>();
  final List<Build> builds = new ArrayList<>();
  @Nullable AppPurchases purchases;
  boolean contactAtApple;
  boolean demoAccountAtApple;
  Set<Platform> platforms = Set.of();
  PricingFacts pricing = PricingFacts.NONE;
  @Nullable List<AppEncryptionDeclaration> declarations;
  Set<String> displayTypesOfSets = Set.of();
  @Nullable LibraryFacts library;
  @Nullable TestInformation testing;
  @Nullable Set<String> displayTypes = new HashSet<>(Set.of("APP_IPHONE_67"));

  Subject() {
    for (String locale : List.of("de-DE", "en-US")) {
      text(locale, TextField.DESCRIPTION, "What the app does, at length.");
      text(locale, TextField.KEYWORDS, "one,two");
      text(locale, TextField.SUPPORT_URL, "https://acme.dev/support");
      text(locale, TextField.WHATS_NEW, "Everything is new.");
      text(locale, TextField.NAME, "Acme");
      text(locale, TextField.PRIVACY_POLICY_URL, "https://acme.dev/privacy");
    }
    review(ReviewField.FIRST_NAME, "Ada");
    review(ReviewField.LAST_NAME, "Lovelace");
    review(ReviewField.PHONE, "+44 20 7946 0000");
    review(ReviewField.EMAIL, "ada@acme.dev");
    review(ReviewField.DEMO_USER, "reviewer");
    versions.add(AppleObjects.live("1.9", "de-DE", "en-US"));
    categoriesAtApple.put(CategorySlot.PRIMARY, "PRODUCTIVITY");
    AgeRatingQuestions.REQUIRED.forEach(question -> ageRatingAtApple.put(question, "NONE"));
    ageRatingAtApple.put(AgeRatingQuestions.SOCIAL_MEDIA, false);
    AgeRatingQuestions.NEW.forEach(question -> ageRatingAtApple.put(question, false));
  }

  /// A subject that no version of the app came before.
  Subject first() {
    versions.clear();
    texts.values().forEach(of -> of.remove(TextField.WHATS_NEW));
    return this;
  }

  Subject text(String locale, TextField field, String value) {
    texts
        .computeIfAbsent(locale, _ -> new EnumMap<>(TextField.class))
        .put(field, new SourcedText(value, "metadata/" + locale + "/" + field.fileName()));
    return this;
  }

  Subject english(TextField field, String value) {
    return text("en-US", field, value);
  }

  Subject without(TextField field) {
    texts.values().forEach(of -> of.remove(field));
    return this;
  }

  Subject category(CategoryName name, String id) {
    categories.put(name, new SourcedText(id, "metadata/" + name.fileName()));
    return this;
  }

  Subject review(ReviewField field, String value) {
    review.put(field, new SourcedText(value, "metadata/review_information/" + field.fileName()));
    return this;
  }

  Subject found(ReadingCheck check) {
    findings.add(check.finding("metadata/some.txt", "something", ""));
    return this;
  }

  Binary binary() {
    return java.util.Objects.requireNonNull(binary);
  }

  List<Finding> examined() {
    return Preflight.examine(toPreflightSubject());
  }

  PreflightSubject toPreflightSubject() {
    return new PreflightSubject(
        readingFindings,
        manifest.build(),
        "App.ipa",
        binary == null ? null : binary.build(),
        named,
        bare,
        new DropContent(
            texts,
            fallback,
            copyright,
            categories,
            new ReviewInformation(review, password, attachment),
            ageRating,
            media,
            creatives,
            findings),
        buildMayBeOurs,
        withApple ? apple() : null,
        awaited,
        verdict,
        now,
        requirements);
  }

  private AppleFacts apple() {
    return new AppleFacts(
        new App(new AppId("1"), appBundleId, "Acme", "en-US", contentRights),
        versions,
        List.of(
            new AppInfo(
                new AppInfoId("I1"),
                appInfoState,
                categoriesAtApple,
                List.copyOf(appInfoTexts.values()),
                new AgeRatingDeclaration(new AgeRatingDeclarationId("R1"), ageRatingAtApple))),
        submissions,
        uploads,
        builds,
        contactAtApple || demoAccountAtApple ? reviewDetail() : null,
        displayTypes,
        displayTypesOfSets,
        library,
        platforms,
        pricing,
        purchases,
        declarations,
        named != null && named.namesBuildAtApple()
            ? BuildChoice.of(named, null, builds, buildPlatforms)
            : null,
        testing);
  }

  static AppInfoLocalization appInfoText(String locale) {
    return new AppInfoLocalization(
        new AppInfoLocalizationId("T-" + locale),
        locale,
        "Acme",
        null,
        "https://acme.dev/privacy",
        null,
        null);
  }

  private AppStoreReviewDetail reviewDetail() {
    return new AppStoreReviewDetail(
        new AppStoreReviewDetailId("D1"),
        contactAtApple ? "Ada" : null,
        contactAtApple ? "Lovelace" : null,
        contactAtApple ? "+44 20 7946 0000" : null,
        contactAtApple ? "ada@acme.dev" : null,
        demoAccountAtApple ? "reviewer" : null,
        demoAccountAtApple ? new DemoAccountPassword("old") : null,
        demoAccountAtApple ? true : null,
        null,
        List.of());
  }
}
