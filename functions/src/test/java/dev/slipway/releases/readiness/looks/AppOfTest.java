package dev.slipway.releases.readiness.looks;

import dev.slipway.appstoreconnect.appinfos.AgeRatingDeclaration;
import dev.slipway.appstoreconnect.appinfos.AppInfo;
import dev.slipway.appstoreconnect.appinfos.AppInfoLocalization;
import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.media.MediaAsset;
import dev.slipway.appstoreconnect.media.MediaSet;
import dev.slipway.appstoreconnect.pricing.AppAvailability;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.MediaId.MediaSetId;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.appstoreconnect.testflight.BetaAppLocalization;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.appstoreconnect.testflight.TestInformation.ReviewContact;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.releases.preflight.facts.AgeRatingQuestions;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.pricing.PresentAvailability;
import dev.slipway.releases.pricing.PresentPrice;
import dev.slipway.releases.pricing.PricingFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An app at Apple that is ready for App Review until something is taken from it. It is on sale for
/// another platform.
final class AppOfTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private Instant now = NOW;
  private static final String LOCALE = "en-US";

  private final Map<String, Object> answers = new HashMap<>();
  private final List<AppStoreVersion> before = new ArrayList<>();
  private final List<LocaleMedia> media = new ArrayList<>();
  private Platform platform = Platform.IOS;
  private AppVersionState state = AppVersionState.PREPARE_FOR_SUBMISSION;
  private @Nullable Build build = build(BuildProcessingState.VALID, false, false, true);
  private @Nullable String whatsNew = "What is new.";
  private @Nullable ContentRights contentRights = ContentRights.DOES_NOT_USE_THIRD_PARTY_CONTENT;
  private boolean reviewDetail = true;
  private boolean onSale = true;
  private @Nullable AppEncryptionDeclaration declaration;
  private @Nullable List<AppEncryptionDeclaration> declarations;
  private PricingFacts pricing = PricingFacts.NONE;
  private TestInformation testing = new TestInformation(List.of(), true, List.of(), null);

  private AppOfTest() {}

  static AppOfTest complete() {
    var app = new AppOfTest();
    Stream.of(AgeRatingQuestions.REQUIRED, AgeRatingQuestions.NEW)
        .flatMap(List::stream)
        .forEach(question -> app.answers.put(question, no(question)));
    app.answers.put(AgeRatingQuestions.SOCIAL_MEDIA, false);
    return app.screenshots("APP_IPHONE_67", "APP_IPAD_PRO_3GEN_129");
  }

  private static Object no(String question) {
    return AgeRating.suggestions(question).contains(false) ? false : "NONE";
  }

  AppOfTest platform(Platform other) {
    platform = other;
    return this;
  }

  AppOfTest version(AppVersionState other) {
    state = other;
    return this;
  }

  /// Makes it an update.
  AppOfTest after(String released) {
    before.add(version(released, AppVersionState.READY_FOR_DISTRIBUTION, null, "What was new."));
    return this;
  }

  AppOfTest whatsNew(@Nullable String text) {
    whatsNew = text;
    return this;
  }

  AppOfTest withoutBuild() {
    build = null;
    return this;
  }

  AppOfTest build(BuildProcessingState processing, boolean expired) {
    build = build(processing, expired, false, true);
    return this;
  }

  AppOfTest buildFor(BuildAudienceType audience) {
    build =
        build(BuildProcessingState.VALID, false, audience == BuildAudienceType.INTERNAL_ONLY, true);
    return this;
  }

  AppOfTest withoutEncryptionAnswer() {
    build = build(BuildProcessingState.VALID, false, false, false);
    return this;
  }

  /// Makes its build use non-exempt encryption.
  ///
  /// @param attached the state of the build's declaration; null without one
  /// @param others the states of the app's declarations
  AppOfTest nonExempt(
      @Nullable AppEncryptionDeclarationState attached, AppEncryptionDeclarationState... others) {
    build =
        new Build(
            new BuildId("B"),
            "7",
            BuildProcessingState.VALID,
            BuildAudienceType.APP_STORE_ELIGIBLE,
            false,
            true,
            "17.0",
            null,
            null);
    declaration = attached == null ? null : declaration(attached);
    declarations = Stream.of(others).map(AppOfTest::declaration).toList();
    return this;
  }

  AppOfTest withoutContentRights() {
    contentRights = null;
    return this;
  }

  AppOfTest withoutReviewDetail() {
    reviewDetail = false;
    return this;
  }

  AppOfTest neverOnSale() {
    onSale = false;
    return this;
  }

  AppOfTest withoutPrice() {
    pricing =
        new PricingFacts(
            new PresentPrice(null, LocalDate.of(2026, 11, 23)), null, pricing.availability());
    return this;
  }

  /// Makes it available nowhere.
  AppOfTest withoutTerritories() {
    pricing =
        new PricingFacts(
            pricing.price(), null, new PresentAvailability(null, List.of(), List.of()));
    return this;
  }

  /// Selects the territory Italy, of which Apple says this.
  AppOfTest inItaly(String... contentStatuses) {
    pricing =
        new PricingFacts(
            pricing.price(),
            null,
            new PresentAvailability(
                new AppAvailability(new AppAvailabilityId("1"), true),
                List.of(
                    new TerritoryAvailability(
                        new TerritoryAvailabilityId("T"),
                        new TerritoryId("ITA"),
                        true,
                        List.of(contentStatuses))),
                List.of()));
    return this;
  }

  /// Gives it external testers.
  AppOfTest testers(@Nullable BetaAppLocalization text, @Nullable ReviewContact contact) {
    testing =
        new TestInformation(
            List.of(new BetaGroup(new BetaGroupId("G"), "Friends", false, false)),
            true,
            text == null ? List.of() : List.of(text),
            contact);
    return this;
  }

  AppOfTest withoutAnswer(String question) {
    answers.remove(question);
    return this;
  }

  AppOfTest answer(String question, Object answer) {
    answers.put(question, answer);
    return this;
  }

  /// Gives it one screenshot for each of these display types, and no other media.
  AppOfTest screenshots(String... displayTypes) {
    media.clear();
    for (String displayType : displayTypes) {
      file(MediaFamily.SCREENSHOTS, displayType, AssetState.COMPLETE);
    }
    return this;
  }

  /// Adds a set with one file.
  AppOfTest file(MediaFamily family, String displayType, AssetState delivery) {
    String name = family == MediaFamily.PREVIEWS ? "file.mp4" : "file.png";
    var asset =
        new MediaAsset(
            new MediaAssetId(family, "A" + media.size()),
            name,
            1,
            null,
            null,
            null,
            null,
            delivery,
            delivery == AssetState.FAILED
                ? List.of(new StateDetail("IMAGE_INCORRECT_DIMENSIONS", ""))
                : List.of(),
            List.of());
    media.add(
        new LocaleMedia(
            LOCALE,
            family,
            new MediaSet(new MediaSetId(family, "S" + media.size()), displayType, List.of(asset))));
    return this;
  }

  private static AppEncryptionDeclaration declaration(AppEncryptionDeclarationState state) {
    return new AppEncryptionDeclaration(
        new AppEncryptionDeclarationId("E"), state, null, NOW, false, null, null);
  }

  /// The app as it is looked at on another day.
  AppOfTest at(Instant now) {
    this.now = now;
    return this;
  }

  AppAtApple make() {
    var versions = new ArrayList<>(before);
    versions.addFirst(version("1.1", state, build, whatsNew));
    return new AppAtApple(platform, facts(versions), media, testing, declaration, null, now);
  }

  private AppleFacts facts(List<AppStoreVersion> versions) {
    return new AppleFacts(
        new App(new AppId("1"), "com.example.app", "Example", LOCALE, contentRights),
        versions,
        List.of(
            new AppInfo(
                new AppInfoId("I"),
                AppInfoState.PREPARE_FOR_SUBMISSION,
                Map.of(CategorySlot.PRIMARY, "UTILITIES"),
                List.of(
                    new AppInfoLocalization(
                        new AppInfoLocalizationId("IL"),
                        LOCALE,
                        "Example",
                        null,
                        "https://example.com/privacy",
                        null,
                        null)),
                new AgeRatingDeclaration(new AgeRatingDeclarationId("R"), answers)),
            new AppInfo(
                new AppInfoId("L"),
                onSale ? AppInfoState.READY_FOR_DISTRIBUTION : AppInfoState.UNKNOWN,
                Map.of(),
                List.of(),
                null)),
        List.of(),
        List.of(),
        List.of(),
        reviewDetail
            ? new AppStoreReviewDetail(
                new AppStoreReviewDetailId("D"),
                "Ada",
                "Lovelace",
                "+44 20 7946 0000",
                "ada@example.com",
                null,
                null,
                false,
                null,
                List.of())
            : null,
        null,
        Set.of(),
        null,
        Set.of(),
        pricing,
        null,
        declarations,
        null,
        null);
  }

  private static AppStoreVersion version(
      String version, AppVersionState state, @Nullable Build build, @Nullable String whatsNew) {
    return new AppStoreVersion(
        new AppStoreVersionId("V" + version),
        Platform.IOS,
        version,
        state,
        null,
        null,
        "2026 Example",
        null,
        build,
        null,
        List.of(
            new AppStoreVersionLocalization(
                new LocalizationId("L" + version),
                LOCALE,
                "What the app does, at length.",
                "one,two",
                null,
                null,
                "https://example.com/support",
                whatsNew)),
        true);
  }

  private static Build build(
      BuildProcessingState processing, boolean expired, boolean internal, boolean answered) {
    return new Build(
        new BuildId("B"),
        "7",
        processing,
        internal ? BuildAudienceType.INTERNAL_ONLY : BuildAudienceType.APP_STORE_ELIGIBLE,
        expired,
        answered ? Boolean.FALSE : null,
        "17.0",
        null,
        null);
  }
}
