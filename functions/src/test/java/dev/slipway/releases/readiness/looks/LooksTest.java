package dev.slipway.releases.readiness.looks;

import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.APPROVED;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.EXPIRED;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.IN_REVIEW;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppLocalizationId;
import dev.slipway.appstoreconnect.testflight.BetaAppLocalization;
import dev.slipway.appstoreconnect.testflight.TestInformation.ReviewContact;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.checks.ManifestCheck;
import dev.slipway.releases.preflight.checks.PricingCheck;
import dev.slipway.releases.preflight.storefronts.StorefrontCheck;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What readiness says of an app that lacks one thing.
class LooksTest {

  private static final BetaAppLocalization TEXT =
      new BetaAppLocalization(
          new BetaAppLocalizationId("L"), "en-US", "What to expect.", "beta@example.com");
  private static final ReviewContact CONTACT =
      new ReviewContact("Ada", "Lovelace", "+44 20 7946 0000", "ada@example.com");

  /// An app that lacks one thing, and the check that says so and nothing else.
  record Lack(Check check, UnaryOperator<AppOfTest> change) {
    @Override
    public String toString() {
      return check.name();
    }
  }

  static Stream<Lack> lacks() {
    return Stream.of(
        new Lack(ReadinessCheck.VERSION_SENT_BACK, app -> app.version(AppVersionState.REJECTED)),
        new Lack(ReadinessCheck.BUILD_NOT_SELECTED, AppOfTest::withoutBuild),
        new Lack(
            ReadinessCheck.BUILD_NOT_SUBMITTABLE,
            app -> app.build(BuildProcessingState.PROCESSING, false)),
        new Lack(
            ReadinessCheck.BUILD_NOT_SUBMITTABLE,
            app -> app.build(BuildProcessingState.VALID, true)),
        new Lack(
            ReadinessCheck.BUILD_NOT_SUBMITTABLE,
            app -> app.buildFor(BuildAudienceType.INTERNAL_ONLY)),
        new Lack(ManifestCheck.ENCRYPTION_UNANSWERED, AppOfTest::withoutEncryptionAnswer),
        new Lack(
            CompletenessCheck.ENCRYPTION_DECLARATION_MISSING, app -> app.nonExempt(null, REJECTED)),
        new Lack(CompletenessCheck.ENCRYPTION_DECLARATION_MISSING, app -> app.nonExempt(EXPIRED)),
        new Lack(
            CompletenessCheck.ENCRYPTION_DECLARATION_UNDECIDED, app -> app.nonExempt(IN_REVIEW)),
        new Lack(
            ReadinessCheck.DECLARATION_NOT_ATTACHED,
            app -> app.nonExempt(null, APPROVED, REJECTED)),
        new Lack(ReadinessCheck.WHATS_NEW_EMPTY, app -> app.after("1.0").whatsNew(null)),
        new Lack(ReadinessCheck.WHATS_NEW_EMPTY, app -> app.after("1.0").whatsNew(" ")),
        new Lack(ReadinessCheck.PAD_SCREENSHOTS_IF_NEEDED, app -> app.screenshots("APP_IPHONE_67")),
        new Lack(
            CompletenessCheck.DATED_SCREENSHOTS_NEAR,
            app ->
                app.after("1.0")
                    .screenshots("APP_IPHONE_67")
                    .at(Instant.parse("2027-01-01T00:00:00Z"))),
        new Lack(CompletenessCheck.PHONE_SCREENSHOTS_MISSING, AppOfTest::screenshots),
        new Lack(
            CompletenessCheck.PHONE_SCREENSHOTS_MISSING, app -> app.screenshots("APP_APPLE_TV")),
        new Lack(CompletenessCheck.TV_SCREENSHOTS_MISSING, app -> app.platform(Platform.TV_OS)),
        new Lack(
            CompletenessCheck.VISION_SCREENSHOTS_MISSING, app -> app.platform(Platform.VISION_OS)),
        new Lack(
            CompletenessCheck.DESKTOP_SCREENSHOTS_MISSING, app -> app.platform(Platform.MAC_OS)),
        new Lack(
            ReadinessCheck.MEDIA_FAILED,
            app -> app.file(MediaFamily.PREVIEWS, "IPHONE_67", AssetState.FAILED)),
        new Lack(
            ReadinessCheck.MEDIA_IN_PROCESSING,
            app -> app.file(MediaFamily.PREVIEWS, "IPHONE_67", AssetState.PROCESSING)),
        new Lack(CompletenessCheck.CONTENT_RIGHTS_MISSING, AppOfTest::withoutContentRights),
        new Lack(CompletenessCheck.AGE_RATING_INCOMPLETE, app -> app.withoutAnswer("gambling")),
        new Lack(
            CompletenessCheck.AGE_RATING_NEW_QUESTIONS,
            app -> app.withoutAnswer("socialMediaAgeRestricted")),
        new Lack(
            ReadingCheck.AGE_RATING_CONTRADICTORY,
            app -> app.answer("socialMedia", true).answer("userGeneratedContent", false)),
        new Lack(CompletenessCheck.CONTACT_INCOMPLETE, AppOfTest::withoutReviewDetail),
        new Lack(StorefrontCheck.WEB_ONLY_STEPS, AppOfTest::neverOnSale),
        new Lack(PricingCheck.PRICE_MISSING, AppOfTest::withoutPrice),
        new Lack(PricingCheck.APP_IN_NO_STORE, AppOfTest::withoutTerritories),
        new Lack(
            StorefrontCheck.TRADER_STATUS_MISSING,
            app -> app.inItaly("CANNOT_SELL", "TRADER_STATUS_NOT_PROVIDED")),
        new Lack(ReadinessCheck.BETA_TEXT_MISSING, app -> app.testers(null, CONTACT)),
        new Lack(
            ReadinessCheck.BETA_TEXT_MISSING,
            app ->
                app.testers(
                    new BetaAppLocalization(
                        new BetaAppLocalizationId("L"), "en-US", "What to expect.", " "),
                    CONTACT)),
        new Lack(
            ReadinessCheck.BETA_TEXT_MISSING,
            app ->
                app.testers(
                    new BetaAppLocalization(
                        new BetaAppLocalizationId("L"), "de-DE", "Was.", "a@example.com"),
                    CONTACT)),
        new Lack(ReadinessCheck.BETA_CONTACT_INCOMPLETE, app -> app.testers(TEXT, null)));
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void saysWhatIsMissingAndNothingElse(Lack lack) {
    var rule = lack.check.rule();

    assertThat(Looks.all(lack.change.apply(AppOfTest.complete()).make()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo(lack.check.slug());
              assertThat(finding.remedy()).startsWith(rule.title() + ". " + rule.remedy());
              assertThat(finding.severity())
                  .isEqualTo(
                      rule.weight() == Check.Weight.WARNING
                          ? Finding.Severity.WARNING
                          : Finding.Severity.ERROR);
            });
  }

  /// [ReadinessCheck#PLATFORM_NOT_ADDED] needs no look: without a version there is nothing to see.
  /// [ReadinessCheck#PART_NOT_READ] comes from the reading itself.
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PLATFORM_NOT_ADDED", "PART_NOT_READ"})
  void everyCheckHasItsCase(ReadinessCheck check) {
    assertThat(lacks().map(Lack::check)).contains(check);
  }

  @Test
  void saysNothingOfAnAppThatLacksNothing() {
    assertThat(Looks.all(AppOfTest.complete().make())).isEmpty();
    assertThat(Looks.all(AppOfTest.complete().after("1.0").make())).isEmpty();
    assertThat(Looks.all(AppOfTest.complete().testers(TEXT, CONTACT).make())).isEmpty();
    assertThat(Looks.all(AppOfTest.complete().nonExempt(APPROVED).make())).isEmpty();
    assertThat(
            Looks.all(
                AppOfTest.complete()
                    .inItaly("CANNOT_SELL", "AVAILABLE_FOR_SALE_UNRELEASED_APP")
                    .make()))
        .as("the normal pair before the first release")
        .isEmpty();
  }

  @Test
  void firstVersionNeedsNoWhatsNew() {
    assertThat(Looks.all(AppOfTest.complete().whatsNew(null).make())).isEmpty();
  }

  @Test
  void asksNothingMoreOfVersionThatIsOut() {
    var out =
        AppOfTest.complete()
            .version(AppVersionState.READY_FOR_DISTRIBUTION)
            .whatsNew(null)
            .build(BuildProcessingState.VALID, true);

    assertThat(Looks.all(out.make())).as("builds expire, texts stay").isEmpty();
  }

  @Test
  void releasedAppMayBeForOneDeviceAlone() {
    assertThat(Looks.all(AppOfTest.complete().after("1.0").screenshots("APP_IPHONE_65").make()))
        .isEmpty();
    assertThat(Looks.all(AppOfTest.complete().screenshots("APP_IPAD_PRO_3GEN_129").make()))
        .isEmpty();
    assertThat(Looks.all(AppOfTest.complete().screenshots("APP_WATCH_ULTRA").make())).isEmpty();
  }

  @Test
  void asksForNoDisplayOfIPhoneWhereThereIsNoneOrAllAreThere() {
    var later = Instant.parse("2027-05-01T00:00:00Z");
    for (List<String> types :
        List.of(List.of("APP_IPAD_PRO_3GEN_129"), List.of("APP_IPHONE_67", "APP_IPHONE_DUO"))) {
      var app = AppOfTest.complete().after("1.0").at(later);
      assertThat(Looks.all(app.screenshots(types.toArray(String[]::new)).make())).isEmpty();
    }
  }

  @Test
  void screenshotsThatAppleRefusedAreNone() {
    assertThat(
            Looks.all(
                AppOfTest.complete()
                    .screenshots()
                    .file(MediaFamily.SCREENSHOTS, "APP_IPHONE_67", AssetState.FAILED)
                    .make()))
        .extracting(Finding::check)
        .isEqualTo(List.of("phone-screenshots-missing", "media-failed"));
  }

  @Test
  void namesTheFileThatAppleRefusedAndWhy() {
    assertThat(
            Looks.all(
                AppOfTest.complete()
                    .file(MediaFamily.SCREENSHOTS, "APP_IPHONE_67", AssetState.FAILED)
                    .make()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo("screenshots/en-US/file.png");
              assertThat(finding.found()).isEqualTo("IMAGE_INCORRECT_DIMENSIONS");
            });
  }
}
