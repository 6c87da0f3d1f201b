package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Apple refuses in texts, contact data and answers, field by field.
class TextsTest {
  private static final String CHARACTERS = "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS";

  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;
  private String version;
  private String draft;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .liveVersion("1.0", "1")
                .locales("en-US", "de-DE"));
    version = caller.createVersion(app.id(), "1.1", "").id();
    draft = caller.get("/v1/apps/" + app.id() + "/appInfos").ids().getLast();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private Caller.Reply write(String attribute, String text) {
    boolean information = attribute.startsWith("privacy") || attribute.matches("name|subtitle");
    return information
        ? caller.update(
            "appInfoLocalizations", information("de-DE"), "'" + attribute + "':'" + text + "'")
        : caller.update(
            "appStoreVersionLocalizations",
            caller
                .get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations")
                .ids()
                .getFirst(),
            "'" + attribute + "':'" + text + "'");
  }

  private String information(String locale) {
    return caller
        .get("/v1/appInfos/" + draft + "/appInfoLocalizations?filter%5Blocale%5D=" + locale)
        .ids()
        .getFirst();
  }

  private static JsonNode error(Caller.Reply reply) {
    return reply.json().path("errors").path(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "description|It is fast ⚡ and 🐢|Description can't contain the following character(s): ⚡,"
            + " 🐢",
        "description|Ten ★ of ten|Description can't contain the following character(s): ★",
        "description|Ten ─── of ten|Description can't contain the following character(s): ─",
        "description|Caf\uFFFD is open|Description can't contain the following character(s):"
            + " \uFFFD",
        "whatsNew|Slow 🐢 and 🌱|What's New in This Version can't contain the following"
            + " character(s): 🐢, 🌱",
        "whatsNew|New #\uFE0F|What's New in This Version can't contain the following character(s):"
            + " \uFE0F",
        "whatsNew|A <label> here|What's New in This Version can't contain the following"
            + " character(s): <label>",
        "promotionalText|Party 🎉|Promotional Text can't contain the following character(s): 🎉",
        "name|Smile 😀|App Name contains certain Unicode symbols, emoticons, diacritics, special"
            + " characters, or private use characters that are not permitted.",
      })
  void refusesWhatALiveAnswerQuotesForTheField(String attribute, String text, String detail) {
    Caller.Reply reply = write(attribute, text);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo(CHARACTERS);
    assertThat(error(reply).path("title").asText())
        .isEqualTo("An attribute value has invalid characters.");
    assertThat(error(reply).path("detail").asText()).isEqualTo(detail);
    assertThat(error(reply).path("source").path("pointer").asText())
        .isEqualTo("/data/attributes/" + attribute);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subtitle|Party 🎉",
        "keywords|one,★",
        "whatsNew|Ten ★ of ten",
        "description|It works ✓ well",
        "promotionalText|Ten ★ of ten",
        "name|Example \u2713",
      })
  void takesWhatNobodySawRefusedUnlessTurned(String attribute, String text) {
    assertThat(write(attribute, text).status()).isEqualTo(200);
    simulator.guesses().turn(Guess.SYMBOLS_IN_TEXTS);
    assertThat(write(attribute, text).code()).isEqualTo(CHARACTERS);
  }

  @Test
  void takesPlainSymbolsWhateverIsTurned() {
    simulator.guesses().turn(Guess.SYMBOLS_IN_TEXTS);
    assertThat(write("description", "■ one • two × three — ‘four’ ™ ©").status()).isEqualTo(200);
    assertThat(write("description", "Files → Open; ⌘ and ⌚").status()).isEqualTo(200);
  }

  @Test
  void refusesArrowsInThePromotionalTextWhenTurned() {
    assertThat(write("promotionalText", "Now → here").status()).isEqualTo(200);
    simulator.guesses().turn(Guess.ARROWS_IN_PROMOTIONAL_TEXT);
    assertThat(write("promotionalText", "Now → here").code()).isEqualTo(CHARACTERS);
    assertThat(write("description", "Files → Open it").status()).isEqualTo(200);
  }

  @Test
  void refusesLineBreaksInThePrivacyText() {
    assertThat(write("privacyPolicyText", "One\\ntwo").code()).isEqualTo(CHARACTERS);
    assertThat(write("privacyPolicyText", "One two").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"notes, 4000, Review Notes", "contactFirstName, 0, ''"})
  void saysThatATextIsTooLong(String attribute, int longest, String name) {
    String detail = caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
    Caller.Reply reply =
        caller.update(
            "appStoreReviewDetails", detail, "'" + attribute + "':'" + "n".repeat(4001) + "'");
    if (longest == 0) {
      assertThat(reply.status()).as("no limit is known").isEqualTo(200);
      return;
    }
    assertThat(reply.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG");
    assertThat(error(reply).path("title").asText()).isEqualTo("An attribute value is too long.");
    assertThat(error(reply).path("detail").asText())
        .isEqualTo(name + " cannot be longer than " + longest + " characters.");
  }

  @Test
  void saysThatTextsOfAVersionAreTooLongOrTooShort() {
    assertThat(error(write("keywords", "k".repeat(101))).path("detail").asText())
        .isEqualTo("Keywords cannot be longer than 100 characters.");
    assertThat(write("promotionalText", "p".repeat(171)).code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG");
    assertThat(write("description", "short").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_SHORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"supportUrl", "marketingUrl", "privacyPolicyUrl"})
  void refusesLettersBeyondAsciiInAUrl(String attribute) {
    Caller.Reply reply = write(attribute, "https://www.acme.dev/리리");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).startsWith("ENTITY_ERROR.ATTRIBUTE");
    assertThat(error(reply).path("detail").asText())
        .endsWith("does not match the uri pattern must be a valid RFC 3986 URI");
    assertThat(write(attribute, "https://www.acme.dev/%EB%A6%AC").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "+447700900000, false",
    "+503 1234567, false",
    "+1 555 1234, false",
    "+1 415 555 01222, false",
    "030 123, false",
    "+44 ask Ada, false",
    "+49 (0) 30 1234 567 89, false",
    "+1 415 555 0122, true",
    "4155550122, true",
    "14155550122, true",
    "+44 20 7946 0000, true",
    "+503 1234 5678, true",
  })
  void knowsPhoneNumbersByTheirPlans(String number, boolean taken) {
    String review = caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
    String beta = caller.get("/v1/apps/" + app.id() + "/betaAppReviewDetail").id();
    String attribute = "'contactPhone':'" + number + "'";
    Caller.Reply ofReview = caller.update("appStoreReviewDetails", review, attribute);
    Caller.Reply ofBeta = caller.update("betaAppReviewDetails", beta, attribute);

    assertThat(ofReview.status()).isEqualTo(taken ? 200 : 409);
    assertThat(ofBeta.status()).isEqualTo(taken ? 200 : 409);
    if (!taken) {
      assertThat(ofReview.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
      assertThat(error(ofReview).path("detail").asText())
          .isEqualTo("The phone number must be in a valid format.");
      assertThat(ofBeta.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_PHONE_NUMBER");
    }
  }

  @Test
  void reservesANamePerLanguage() {
    simulator.reserveName("Beispiel", "de-DE");

    Caller.Reply german = write("name", "Beispiel");
    assertThat(german.code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE.DIFFERENT_ACCOUNT");
    assertThat(error(german).path("source").path("pointer").asText())
        .isEqualTo("/data/attributes/name");
    assertThat(
            caller
                .update("appInfoLocalizations", information("en-US"), "'name':'Beispiel'")
                .status())
        .isEqualTo(200);
    simulator.reserveName("Exemple", "fr-FR");
    assertThat(
            caller
                .create(
                    "appInfoLocalizations",
                    "'locale':'fr-FR','name':'Exemple'",
                    "appInfo",
                    "appInfos",
                    draft)
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE.DIFFERENT_ACCOUNT");
  }

  @Test
  void aNewLocaleHasNoPrivacyPolicyUrl() {
    caller.create(
        "appStoreVersionLocalizations",
        "'locale':'fr-FR'",
        "appStoreVersion",
        "appStoreVersions",
        version);

    assertThat(simulator.snapshot().appInfos().getLast().localizations())
        .filteredOn(texts -> texts.locale().equals("fr-FR"))
        .singleElement()
        .satisfies(
            texts ->
                assertThat(texts.texts())
                    .containsEntry("name", "Example")
                    .doesNotContainKey("privacyPolicyUrl"));
  }

  @Test
  void thePrimaryLocaleNeedsScreenshotsOfTheLiveVersion() {
    assertThat(caller.update("apps", app.id(), "'primaryLocale':'de-DE'").status()).isEqualTo(200);
    caller.create(
        "appInfoLocalizations", "'locale':'fr-FR','name':'Exemple'", "appInfo", "appInfos", draft);
    Caller.Reply french = caller.update("apps", app.id(), "'primaryLocale':'fr-FR'");
    assertThat(french.status()).isEqualTo(409);
    assertThat(french.code())
        .isEqualTo(
            "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE.MISSING_SCREENSHOTS_PRIMARY_LOCALE");
  }

  @Test
  void keepsLevelsOfTheAgeRatingAsClasses() {
    String rating = caller.get("/v1/appInfos/" + draft + "/ageRatingDeclaration").id();
    caller.update(
        "ageRatingDeclarations", rating, "'contests':'INFREQUENT','horrorOrFearThemes':'FREQUENT'");
    assertThat(simulator.snapshot().appInfos().getLast().ageRating())
        .containsAllEntriesOf(
            Map.of("contests", "INFREQUENT_OR_MILD", "horrorOrFearThemes", "FREQUENT"));
    simulator.guesses().turn(Guess.FREQUENT_AS_A_CLASS);
    caller.update("ageRatingDeclarations", rating, "'horrorOrFearThemes':'FREQUENT'");
    assertThat(simulator.snapshot().appInfos().getLast().ageRating())
        .containsEntry("horrorOrFearThemes", "FREQUENT_OR_INTENSE");
  }

  @Test
  void refusesANumberOfTheKoreanBoardWithoutItsOverride() {
    String rating = caller.get("/v1/appInfos/" + draft + "/ageRatingDeclaration").id();
    caller.update("ageRatingDeclarations", rating, "'koreaAgeRatingOverride':'NONE'");
    Caller.Reply reply =
        caller.update("ageRatingDeclarations", rating, "'gracRatingClassificationNumber':null");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).endsWith(".KOREA_AGE_RATING_OVERRIDE_INVALID");
    assertThat(
            caller
                .update(
                    "ageRatingDeclarations",
                    rating,
                    "'koreaAgeRatingOverride':'TWELVE_PLUS','gracRatingClassificationNumber':'CC-OM-1'")
                .status())
        .isEqualTo(200);
    assertThat(caller.update("ageRatingDeclarations", rating, "'socialMedia':'NONE'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
  }

  @Test
  void refusesSocialMediaWithoutWhatItNeeds() {
    String rating = caller.get("/v1/appInfos/" + draft + "/ageRatingDeclaration").id();
    caller.update("ageRatingDeclarations", rating, "'userGeneratedContent':false");
    assertThat(caller.update("ageRatingDeclarations", rating, "'socialMedia':true").status())
        .isEqualTo(409);
    assertThat(
            caller
                .update(
                    "ageRatingDeclarations",
                    rating,
                    "'socialMedia':true,'userGeneratedContent':true,'ageAssurance':false")
                .status())
        .isEqualTo(200);
    assertThat(
            caller
                .update("ageRatingDeclarations", rating, "'socialMediaAgeRestricted':true")
                .status())
        .isEqualTo(409);
    assertThat(
            caller
                .update(
                    "ageRatingDeclarations",
                    rating,
                    "'socialMediaAgeRestricted':true,'ageAssurance':true")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a<b", "Smile 😀", "e\u0301", "Ten ★", "√ ⎷ ⧸", "\uE000", "ˆ", "𝐀", "⏰\uFE0F"})
  void refusesInWhatToTestWhatWasProbed(String text) {
    String build =
        caller.validBuild(app, "1.1", "2", "<key>ITSAppUsesNonExemptEncryption</key><false/>");
    String english = caller.get("/v1/builds/" + build + "/betaBuildLocalizations").ids().getFirst();

    Caller.Reply reply =
        caller.update("betaBuildLocalizations", english, "'whatsNew':'" + text + "'");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(error(reply).path("title").asText())
        .isEqualTo("An attribute value has invalid text.");
    assertThat(error(reply).path("detail").asText())
        .startsWith("Text for whatsNew contains invalid characters:'[");
    assertThat(
            caller
                .update(
                    "betaBuildLocalizations",
                    english,
                    "'whatsNew':'a > b & c → d ⌘ ⌚ ① ■ √ … ‼ ü 日本 हिन्दी'")
                .status())
        .isEqualTo(200);
    String description =
        caller.get("/v1/betaAppLocalizations?filter%5Bapp%5D=" + app.id()).ids().getFirst();
    assertThat(
            caller
                .update("betaAppLocalizations", description, "'description':'" + text + "'")
                .text())
        .contains("Text contains invalid characters/formats.");
  }
}
