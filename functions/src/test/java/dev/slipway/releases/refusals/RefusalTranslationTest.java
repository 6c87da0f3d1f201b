package dev.slipway.releases.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTranslationTest {
  private static final String REQUIRED = "ENTITY_ERROR.ATTRIBUTE.REQUIRED";
  private static final String INVALID = "ENTITY_ERROR.ATTRIBUTE.INVALID";
  private static final ContentLedger LEDGER =
      ContentLedger.EMPTY
          .withFound(
              Map.of(
                  "versionLocalization/de-DE", "v1",
                  "appInfoLocalization/de-DE", "i1",
                  "mediaSet/de-DE/APP_IPHONE_67", "s1"))
          .withAsset(
              "screenshots/default/1.png#de-DE", new ContentLedger.Asset("v", "a1", true, 0));

  private final RefusalTranslation translation = new RefusalTranslation(LEDGER, "en-US");

  static Stream<Arguments> reasons() {
    return Stream.of(
        arguments(
            "/v1/appStoreVersionLocalizations/v1",
            REQUIRED,
            "supportUrl",
            ProblemType.METADATA_MISSING,
            "metadata/de-DE/support_url.txt"),
        arguments(
            "/v1/appStoreVersionLocalizations/v1",
            REQUIRED,
            "whatsNew",
            ProblemType.WHATS_NEW_MISSING,
            "metadata/de-DE/release_notes.txt"),
        arguments(
            "/v1/appStoreVersionLocalizations/v1",
            INVALID,
            "keywords",
            ProblemType.METADATA_INVALID,
            "metadata/de-DE/keywords.txt"),
        arguments(
            "/v1/appInfoLocalizations/i1",
            REQUIRED,
            "privacyPolicyUrl",
            ProblemType.METADATA_MISSING,
            "metadata/de-DE/privacy_url.txt"),
        arguments(
            "/v1/appInfos/x",
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            "primaryCategory",
            ProblemType.METADATA_MISSING,
            "metadata/primary_category.txt"),
        arguments(
            "/v1/ageRatingDeclarations/x",
            REQUIRED,
            "parentalControls",
            ProblemType.METADATA_MISSING,
            "app_rating_config.json: parentalControls"),
        arguments(
            "/v1/appScreenshots/",
            "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPAD_PRO_3GEN_129",
            null,
            ProblemType.METADATA_MISSING,
            "screenshots/en-US/"),
        arguments(
            "/v1/appScreenshots/a1",
            "STATE_ERROR.ENTITY_STATE_INVALID",
            null,
            ProblemType.MEDIA_REFUSED,
            "screenshots/default/1.png"),
        arguments(
            "/v1/appScreenshotSets/s1",
            "STATE_ERROR",
            null,
            ProblemType.MEDIA_REFUSED,
            "screenshots/de-DE/"),
        arguments(
            "/v1/appStoreReviewDetails/x",
            REQUIRED,
            "contactPhone",
            ProblemType.REVIEW_INFORMATION_INCOMPLETE,
            "metadata/review_information/phone_number.txt"),
        arguments(
            "/v1/appStoreReviewDetails/x",
            REQUIRED,
            "demoAccountPassword",
            ProblemType.REVIEW_INFORMATION_INCOMPLETE,
            "metadata/review_information/demo_password.txt"),
        arguments(
            "/v1/builds/x",
            REQUIRED,
            "usesNonExemptEncryption",
            ProblemType.EXPORT_COMPLIANCE_UNANSWERED,
            "$.usesNonExemptEncryption"),
        arguments(
            "/v1/appStoreVersions/x",
            REQUIRED,
            "copyright",
            ProblemType.METADATA_MISSING,
            "metadata/copyright.txt"),
        arguments(
            "/v1/appStoreVersions/x",
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            "appStoreReviewDetail",
            ProblemType.REVIEW_INFORMATION_INCOMPLETE,
            "metadata/review_information/"),
        arguments(
            "/v1/apps/x",
            REQUIRED,
            "contentRightsDeclaration",
            ProblemType.METADATA_MISSING,
            "$.contentRights"),
        arguments(
            "/v1/appScreenshots",
            "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPAD_PRO_3GEN_129",
            null,
            ProblemType.METADATA_MISSING,
            "screenshots/en-US/"),
        arguments(
            "/builds/88000001",
            REQUIRED,
            "usesNonExemptEncryption",
            ProblemType.EXPORT_COMPLIANCE_UNANSWERED,
            "$.usesNonExemptEncryption"),
        arguments(
            "/v1/appInfos/x/",
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            "primaryCategory",
            ProblemType.METADATA_MISSING,
            "metadata/primary_category.txt"),
        arguments("/", REQUIRED, "other", ProblemType.METADATA_MISSING, null),
        arguments("/v1/somethingNew/x", REQUIRED, "other", ProblemType.METADATA_MISSING, null),
        arguments(
            "/v1/appStoreVersionLocalizations/unknown",
            REQUIRED,
            "supportUrl",
            ProblemType.METADATA_MISSING,
            null));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void namesFileThatMendsIt(
      String path, String code, @Nullable String field, ProblemType type, @Nullable String file) {
    var faults =
        translation.faults(List.of(refused(Map.of(path, List.of(error(code, field, ""))))));

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().type()).isEqualTo(type);
    assertThat(faults.getFirst().field()).isEqualTo(file);
    assertThat(faults.getFirst().appleErrors()).singleElement().asString().startsWith(code);
  }

  @Test
  void tellsTheWebPageWhereTheApiCannotMendIt() {
    var faults =
        translation.faults(
            List.of(
                refused(
                    Map.of(
                        "/v1/apps/x",
                        List.of(
                            error(
                                "STATE_ERROR",
                                null,
                                "You must have published answers to your app's data usages."))))));

    assertThat(faults.getFirst().detail()).contains("App Privacy");
  }

  /// Every row of first-release-live.md, C, in words that were seen without a pointer.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/v1/appStoreVersions/x, ENTITY_ERROR.ATTRIBUTE.REQUIRED,"
            + " \"You must provide a value for the attribute 'copyright' with this request\","
            + " metadata/copyright.txt",
        "/v1/appInfos/x, ENTITY_ERROR.RELATIONSHIP.REQUIRED,"
            + " \"You must provide a value for the relationship 'primaryCategory'\","
            + " metadata/primary_category.txt",
        "/v1/apps/x, ENTITY_ERROR.ATTRIBUTE.REQUIRED,"
            + " \"You must provide a value for the attribute 'contentRightsDeclaration'\","
            + " $.contentRights",
        "/v1/appStoreVersionLocalizations/v1, ENTITY_ERROR.ATTRIBUTE.REQUIRED,"
            + " \"You must provide a value for the attribute 'keywords' with this request\","
            + " metadata/de-DE/keywords.txt",
        "/v1/appStoreVersions/x, ENTITY_ERROR.NOT_FOUND,"
            + " The appStoreReviewDetail of version 1.0 was not found,"
            + " metadata/review_information/",
        "/v1/appStoreReviewDetails/, STATE_ERROR.ENTITY_STATE_INVALID,"
            + " appStoreReviewDetails with id 'x' is not in valid state.,"
            + " metadata/review_information/"
      })
  void readsFieldFromApplesWordsWhereNoPointerNamesIt(
      String path, String code, String words, String file) {
    var faults =
        translation.faults(List.of(refused(Map.of(path, List.of(error(code, null, words))))));

    assertThat(faults).singleElement().satisfies(one -> assertThat(one.field()).isEqualTo(file));
  }

  /// Codes and paths of review-live.md, section B.
  @ParameterizedTest
  @CsvSource({
    "/v1/appDataUsages/, STATE_ERROR.APP_DATA_USAGES_REQUIRED, App Privacy",
    "/v2/appPrices/, STATE_ERROR.APP_PRICING_REQUIRED, Pricing and Availability",
    "/v1/builds/x,"
        + " ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE"
        + ".BUILD_SDK_NOT_ALLOWED_FOR_APP_STORE_SUBMISSION,"
        + " released version of Xcode"
  })
  void readsApplesCodeAndNotItsWords(String path, String code, String page) {
    var faults =
        translation.faults(List.of(refused(Map.of(path, List.of(error(code, null, "Wörter"))))));

    assertThat(faults).singleElement().satisfies(one -> assertThat(one.detail()).contains(page));
  }

  @Test
  void readsTheScreenshotTypeFromApplesWords() {
    String words =
        "A screenshot for one of the following types is required but was not provided:"
            + " APP_IPAD_PRO_3GEN_129";
    var faults =
        translation.faults(
            List.of(
                refused(
                    Map.of("/v1/appScreenshots/", List.of(error("STATE_ERROR", null, words))))));

    assertThat(faults)
        .singleElement()
        .satisfies(one -> assertThat(one.detail()).contains("APP_IPAD_PRO_3GEN_129 is missing"));
  }

  @Test
  void saysWhatPixelsAMissingScreenshotHas() {
    var faults =
        translation.faults(
            List.of(
                refused(
                    Map.of(
                        "/v1/appScreenshots/",
                        List.of(
                            error("STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_65", null, ""))))));

    assertThat(faults.getFirst().detail()).contains("1284×2778");
  }

  @Test
  void tellsEveryReasonOnce() {
    var twice = error(REQUIRED, "supportUrl", "needed");
    var faults =
        translation.faults(
            List.of(
                refused(
                    Map.of(
                        "/v1/appStoreVersionLocalizations/v1",
                        List.of(twice, twice, error(REQUIRED, "keywords", ""))))));

    assertThat(faults).hasSize(2);
  }

  @Test
  void keepsApplesWordsWithoutAssociatedErrors() {
    var faults = translation.faults(List.of(error("STATE_ERROR", null, "Try again later.")));

    assertThat(faults)
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.appleErrors()).containsExactly("STATE_ERROR: Try again later."));
  }

  private static ApiError refused(Map<String, List<ApiError>> associated) {
    return new ApiError("1", "STATE_ERROR", "t", "d", null, null, Map.of(), associated);
  }

  private static String pointer(String name) {
    boolean related = name.equals("primaryCategory") || name.equals("appStoreReviewDetail");
    return (related ? "/data/relationships/" : "/data/attributes/") + name;
  }

  private static ApiError error(String code, @Nullable String field, String detail) {
    return new ApiError(
        "2",
        code,
        "title",
        detail,
        field == null ? null : pointer(field),
        null,
        Map.of(),
        Map.of());
  }
}
