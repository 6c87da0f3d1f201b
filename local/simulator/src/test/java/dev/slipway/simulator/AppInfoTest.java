package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppInfoTest {
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;
  private String version;
  private String live;
  private String draft;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z")))
                .acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .liveVersion("1.0", "1")
                .locales("en-US", "de-DE"));
    live = caller.get("/v1/apps/" + app.id() + "/appInfos").ids().getFirst();
    version = caller.createVersion(app.id(), "1.1", "").id();
    draft = caller.get("/v1/apps/" + app.id() + "/appInfos").ids().getLast();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private Caller.Reply categories(String info, String relationships) {
    return caller.patch(
        "/v1/appInfos/" + info,
        "{'data':{'type':'appInfos','id':'"
            + info
            + "','relationships':{"
            + relationships.replaceAll(
                "(\\w+)=(\\w+)", "'$1':{'data':{'type':'appCategories','id':'$2'}}")
            + "}}}");
  }

  private Snapshot.AppInfo draftNow() {
    return simulator.snapshot().appInfos().getLast();
  }

  private String localization(String info, String locale) {
    return caller
        .get("/v1/appInfos/" + info + "/appInfoLocalizations?filter%5Blocale%5D=" + locale)
        .ids()
        .getFirst();
  }

  @Test
  void listsCategoriesWithTheirSubcategories() {
    Caller.Reply games =
        caller.get("/v1/appCategories/GAMES?include=subcategories&limit%5Bsubcategories%5D=50");
    assertThat(games.json().path("included")).hasSize(16);
    assertThat(caller.get("/v1/appCategories?exists%5Bparent%5D=false&limit=200").ids())
        .hasSize(26)
        .contains("UTILITIES", "GAMES")
        .doesNotContain("GAMES_WORD");
    assertThat(caller.get("/v1/appCategories/GAMES_WORD/parent").id()).isEqualTo("GAMES");
  }

  @Test
  void changesCategoriesOfTheDraftOnly() {
    assertThat(categories(live, "primaryCategory=GAMES").code())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID_STATE");
    assertThat(
            categories(
                    draft,
                    "primaryCategory=GAMES,primarySubcategoryOne=GAMES_WORD,secondaryCategory=EDUCATION")
                .status())
        .isEqualTo(200);
    assertThat(draftNow().categories())
        .containsEntry("primaryCategory", "GAMES")
        .containsEntry("primarySubcategoryOne", "GAMES_WORD")
        .containsEntry("secondaryCategory", "EDUCATION");
    assertThat(simulator.snapshot().appInfos().getFirst().categories())
        .containsEntry("primaryCategory", "UTILITIES");
    assertThat(categories(draft, "primaryCategory=MUSIC").status()).isEqualTo(200);
    assertThat(draftNow().categories())
        .containsEntry("primaryCategory", "MUSIC")
        .doesNotContainKey("primarySubcategoryOne");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "primaryCategory=SAUCES|primaryCategory",
        "primaryCategory=GAMES_WORD|primaryCategory",
        "primarySubcategoryOne=GAMES_WORD|primarySubcategoryOne",
        "primaryCategory=GAMES,primarySubcategoryTwo=STICKERS_ART|primarySubcategoryTwo",
        "primaryCategory=GAMES,primarySubcategoryOne=GAMES_WORD,primarySubcategoryTwo=GAMES_WORD|primarySubcategoryTwo",
        "secondaryCategory=UTILITIES|secondaryCategory",
      })
  void refusesCategoriesThatDoNotFit(String relationships, String pointer) {
    simulator.guesses().turn(Guess.CATEGORIES_ARE_CHECKED);
    Caller.Reply reply = categories(draft, relationships);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
    assertThat(reply.json().path("errors").path(0).path("source").path("pointer").asText())
        .isEqualTo("/data/relationships/" + pointer);
    assertThat(draftNow().categories()).containsOnlyKeys("primaryCategory");
  }

  /// review-live.md, E.
  @Test
  void listsTheLiveOneFirstUnlessTold() {
    String list = "/v1/apps/" + app.id() + "/appInfos";
    assertThat(caller.get(list).ids()).containsExactly(live, draft);
    simulator.guesses().turn(Guess.DRAFT_APP_INFO_FIRST);
    assertThat(caller.get(list).ids()).containsExactly(draft, live);
    assertThat(
            caller
                .get("/v1/apps/" + app.id() + "?include=appInfos")
                .data()
                .path("relationships")
                .path("appInfos")
                .path("data")
                .path(0)
                .path("id")
                .asText())
        .isEqualTo(draft);
  }

  @Test
  void addsALocaleOnBothSides() {
    Caller.Reply french =
        caller.create(
            "appInfoLocalizations",
            "'locale':'fr-FR','name':'Exemple'",
            "appInfo",
            "appInfos",
            draft);
    assertThat(french.status()).isEqualTo(201);
    Caller.Reply again =
        caller.create(
            "appInfoLocalizations",
            "'locale':'fr-FR','name':'Exemple'",
            "appInfo",
            "appInfos",
            draft);
    assertThat(again.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assertThat(again.text())
        .contains("An 'appInfoLocalizations' with a 'locale' of 'fr-FR' already exists.");
    Caller.Reply ofVersion =
        caller.create(
            "appStoreVersionLocalizations",
            "'locale':'fr-FR','description':'short'",
            "appStoreVersion",
            "appStoreVersions",
            version);
    assertThat(ofVersion.codes())
        .containsExactly(
            "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_SHORT");
    assertThat(ofVersion.text())
        .contains("Entity with locale: fr-FR already exists. Try updating.");
  }

  @Test
  void addsALocaleOnOneSideWhenTold() {
    simulator.guesses().turn(Guess.LOCALES_ON_ONE_SIDE);
    caller.create(
        "appInfoLocalizations", "'locale':'fr-FR','name':'Exemple'", "appInfo", "appInfos", draft);
    assertThat(
            caller
                .create(
                    "appStoreVersionLocalizations",
                    "'locale':'it'",
                    "appStoreVersion",
                    "appStoreVersions",
                    version)
                .status())
        .isEqualTo(201);
    assertThat(draftNow().localizations())
        .extracting(Snapshot.Texts::locale)
        .containsExactly("en-US", "de-DE", "fr-FR");
    assertThat(simulator.snapshot().appStoreVersions().getLast().localizations())
        .extracting(Snapshot.Texts::locale)
        .containsExactly("en-US", "de-DE", "it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'name':'x'|ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_SHORT",
        "'name':'0123456789012345678901234567890'|ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG",
        "'name':null|ENTITY_ERROR.ATTRIBUTE.REQUIRED",
        "'name':'<b>Bold</b>'|ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS",
        "'name':'Smile 😀'|ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS",
        "'subtitle':'0123456789012345678901234567890'|ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG",
        "'privacyPolicyUrl':'example.com'|ENTITY_ERROR.ATTRIBUTE.INVALID",
        "'locale':'it'|ENTITY_ERROR.ATTRIBUTE.NOT_ALLOWED",
      })
  void watchesTextsOfTheAppInfo(String attributes, String code) {
    Caller.Reply reply =
        caller.update("appInfoLocalizations", localization(draft, "de-DE"), attributes);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void changesTextsOfTheDraftAndDeletesALocale() {
    simulator.guesses().turn(Guess.PRIMARY_LOCALIZATION_STAYS);
    String german = localization(draft, "de-DE");
    assertThat(
            caller
                .update(
                    "appInfoLocalizations",
                    german,
                    "'name':'Beispiel © 2 < 3','subtitle':'Sehr gut','privacyPolicyText':null")
                .status())
        .isEqualTo(200);
    assertThat(draftNow().localizations().get(1).texts())
        .containsEntry("name", "Beispiel © 2 < 3")
        .containsEntry("subtitle", "Sehr gut");
    assertThat(
            caller
                .update("appInfoLocalizations", localization(live, "de-DE"), "'name':'Neu'")
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE");
    assertThat(caller.delete("/v1/appInfoLocalizations/" + localization(draft, "en-US")).status())
        .isEqualTo(409);
    assertThat(caller.delete("/v1/appInfoLocalizations/" + german).status()).isEqualTo(204);
    assertThat(draftNow().localizations()).hasSize(1);
  }

  @Test
  void watchesTextsOfTheVersion() {
    simulator.guesses().turn(Guess.PRIMARY_LOCALIZATION_STAYS);
    String id =
        caller
            .get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations")
            .ids()
            .getFirst();
    assertThat(caller.update("appStoreVersionLocalizations", id, "'whatsNew':'Party 🎉'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS");
    assertThat(
            caller
                .update(
                    "appStoreVersionLocalizations",
                    id,
                    "'supportUrl':'https://example.com/" + "x".repeat(250) + "'")
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(caller.delete("/v1/appStoreVersionLocalizations/" + id).code())
        .isEqualTo("STATE_ERROR");
  }

  @Test
  void answersTheAgeRatingOnTheDraftOnly() {
    String rating = caller.get("/v1/appInfos/" + draft + "/ageRatingDeclaration").id();
    Caller.Reply reply =
        caller.update(
            "ageRatingDeclarations",
            rating,
            "'violenceRealistic':'INFREQUENT','gambling':true,'kidsAgeBand':null");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.attribute("violenceRealistic").asText()).isEqualTo("INFREQUENT_OR_MILD");
    assertThat(draftNow().ageRating())
        .containsEntry("gambling", "true")
        .containsEntry("contests", "NONE")
        .doesNotContainKey("kidsAgeBand");
    assertThat(caller.update("ageRatingDeclarations", rating, "'gambling':'NONE'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
    assertThat(caller.update("ageRatingDeclarations", rating, "'contests':'OFTEN'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
    String ofLive = caller.get("/v1/appInfos/" + live + "/ageRatingDeclaration").id();
    assertThat(caller.update("ageRatingDeclarations", ofLive, "'gambling':true").code())
        .isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(simulator.snapshot().appInfos().getFirst().ageRating())
        .containsEntry("gambling", "false");
  }

  @Test
  void declaresContentRights() {
    assertThat(
            caller
                .update("apps", app.id(), "'contentRightsDeclaration':'USES_THIRD_PARTY_CONTENT'")
                .status())
        .isEqualTo(200);
    assertThat(simulator.snapshot().apps())
        .extracting(Snapshot.App::contentRightsDeclaration)
        .containsExactly("USES_THIRD_PARTY_CONTENT");
    assertThat(caller.update("apps", app.id(), "'contentRightsDeclaration':'MAYBE'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
  }

  @Test
  void aNewVersionTakesTheLastReviewDetail() {
    String detail = caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
    assertThat(
            caller
                .update(
                    "appStoreReviewDetails",
                    detail,
                    "'demoAccountRequired':true,'demoAccountName':'demo','demoAccountPassword':'secret'")
                .status())
        .isEqualTo(200);
    assertThat(simulator.snapshot().appStoreVersions().getLast().reviewDetail())
        .containsEntry("contactFirstName", "Robin")
        .containsEntry("demoAccountPassword", "secret");
    assertThat(simulator.snapshot().appStoreVersions().getFirst().reviewDetail())
        .containsEntry("demoAccountRequired", "false");
    Caller.Reply live =
        caller.get(
            "/v1/appStoreVersions/"
                + simulator.snapshot().appStoreVersions().getFirst().id()
                + "/appStoreReviewDetail");
    assertThat(caller.update("appStoreReviewDetails", live.id(), "'notes':'x'").status())
        .isEqualTo(409);
    JsonNode notes =
        caller.update("appStoreReviewDetails", detail, "'notes':null").attribute("notes");
    assertThat(notes.isNull()).isTrue();
  }
}
