package dev.slipway.appstoreconnect.appinfos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.ScriptedApple;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppInfosTest {
  private final SimulatedApple apple = new SimulatedApple();
  private final ScriptedApple script = new ScriptedApple();
  private final AppStoreConnectClient client = apple.client();

  @AfterEach
  void stop() {
    apple.close();
    script.close();
  }

  @Test
  void readsTheLiveInformationAndTheDraftInOneCall() {
    client.appStoreVersions().create(NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0"));
    int before = apple.reports().size();

    var infos = client.appInfos().listFor(apple.app());

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(infos)
        .extracting(AppInfo::state)
        .containsExactlyInAnyOrder(
            AppInfoState.READY_FOR_DISTRIBUTION, AppInfoState.PREPARE_FOR_SUBMISSION);
    assertThat(infos)
        .allSatisfy(
            info -> {
              assertThat(info.localizations())
                  .extracting(AppInfoLocalization::locale)
                  .containsExactlyInAnyOrder("en-US", "de-DE");
              assertThat(info.localizations().getFirst().name()).isNotNull();
              assertThat(info.categories()).containsKey(CategorySlot.PRIMARY);
              assertThat(info.ageRating().answers()).isNotEmpty();
              assertThat(info.ageRating().answers().values()).doesNotContainNull();
            });
    assertThat(infos.get(0).id()).isNotEqualTo(infos.get(1).id());
  }

  @Test
  void putsTheAppIntoCategoriesAndLeavesOtherSlots() {
    var draft = newDraft();

    client
        .appInfos()
        .setCategories(
            draft.id(),
            Map.of(
                CategorySlot.SECONDARY,
                "GAMES",
                CategorySlot.SECONDARY_SUBCATEGORY_ONE,
                "GAMES_PUZZLE"));

    assertThat(draft().categories())
        .containsEntry(CategorySlot.PRIMARY, draft.categories().get(CategorySlot.PRIMARY))
        .containsEntry(CategorySlot.SECONDARY, "GAMES")
        .containsEntry(CategorySlot.SECONDARY_SUBCATEGORY_ONE, "GAMES_PUZZLE")
        .hasSize(3);
  }

  @Test
  void emptiesASlotWithNull() {
    script.server().then(200, "{\"data\":{\"type\":\"appInfos\",\"id\":\"I1\"}}");

    script
        .client()
        .appInfos()
        .setCategories(new AppInfoId("I1"), Collections.singletonMap(CategorySlot.SECONDARY, null));

    assertThat(script.server().seen().getFirst().body())
        .isEqualTo(
            "{\"data\":{\"type\":\"appInfos\",\"id\":\"I1\","
                + "\"relationships\":{\"secondaryCategory\":{\"data\":null}}}}");
  }

  @Test
  void addsChangesAndRemovesALocale() {
    var draft = newDraft();
    var localizations = client.appInfoLocalizations();

    var french =
        localizations.create(draft.id(), "fr-FR", "Démo", Map.of("subtitle", "Pour essayer"));
    assertThat(french.name()).isEqualTo("Démo");
    assertThat(french.subtitle()).isEqualTo("Pour essayer");
    assertThat(
            catchThrowableOfType(
                    Conflict.class,
                    () -> localizations.create(draft.id(), "fr-FR", "Démo", Map.of()))
                .hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"))
        .isTrue();

    var changed =
        localizations.update(
            french.id(), Map.of("privacyPolicyUrl", "https://example.com/privacy"));
    assertThat(changed.privacyPolicyUrl()).isEqualTo("https://example.com/privacy");
    assertThat(changed.subtitle()).isEqualTo("Pour essayer");
    assertThat(
            localizations
                .update(french.id(), Collections.singletonMap("subtitle", null))
                .subtitle())
        .isNull();

    localizations.delete(french.id());
    assertThat(draft().localizations())
        .extracting(AppInfoLocalization::locale)
        .doesNotContain("fr-FR");
  }

  @Test
  void answersQuestionsOnAgeRatingAndTakesAnswersBack() {
    var draft = newDraft();
    var declaration = draft.ageRating();
    var answers = new HashMap<String, Object>();
    answers.put("violenceRealistic", "INFREQUENT");
    answers.put("gambling", true);
    answers.put("kidsAgeBand", null);

    var changed = client.ageRatingDeclarations().update(declaration.id(), answers);

    assertThat(changed.answers())
        .containsEntry("violenceRealistic", "INFREQUENT_OR_MILD")
        .containsEntry("gambling", true)
        .doesNotContainKey("kidsAgeBand");
    assertThat(draft().ageRating()).isEqualTo(changed);
    assertThat(
            client
                .ageRatingDeclarations()
                .update(declaration.id(), Collections.singletonMap("gambling", null))
                .answers())
        .doesNotContainKey("gambling")
        .containsEntry("violenceRealistic", "INFREQUENT_OR_MILD");
  }

  @Test
  void readsTheLocalizationsThatDidNotFit() {
    script
        .server()
        .then(
            200,
            """
            {"data":[{"type":"appInfos","id":"I1","attributes":{"state":"SOMETHING_NEW"},
              "relationships":{
                "primaryCategory":{"data":null},
                "appInfoLocalizations":{"data":[{"type":"appInfoLocalizations","id":"L1"}],
                  "meta":{"paging":{"total":3,"limit":1}}}}}],
             "included":[{"type":"appInfoLocalizations","id":"L1","attributes":{"locale":"de-DE"}}]}
            """)
        .then(
            200,
            """
            {"data":[{"type":"appInfoLocalizations","id":"L1","attributes":{"locale":"de-DE"}},
                     {"type":"appInfoLocalizations","id":"L2","attributes":{"locale":"en-US"}}],
             "links":{"next":"%s/v1/appInfos/I1/appInfoLocalizations?cursor=x"}}
            """
                .formatted(script.server().uri()))
        .then(
            200,
            """
            {"data":[{"type":"appInfoLocalizations","id":"L3",
              "attributes":{"locale":"fr-FR","name":"Trois","subtitle":null}}],"links":{}}
            """);

    var infos = script.client().appInfos().listFor(new AppId("1"));

    assertThat(infos).hasSize(1);
    var info = infos.getFirst();
    assertThat(info.state()).isEqualTo(AppInfoState.UNKNOWN);
    assertThat(info.state().isEditable()).isFalse();
    assertThat(info.categories()).isEmpty();
    assertThat(info.ageRating()).isNull();
    assertThat(info.localizations())
        .extracting(AppInfoLocalization::locale)
        .containsExactly("de-DE", "en-US", "fr-FR");
    assertThat(info.localizations().getLast().subtitle()).isNull();
    assertThat(script.server().seen()).hasSize(3);
    assertThat(script.server().seen().get(1).target())
        .startsWith("/v1/appInfos/I1/appInfoLocalizations?");
  }

  private AppInfo newDraft() {
    client.appStoreVersions().create(NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0"));
    return draft();
  }

  private AppInfo draft() {
    return client.appInfos().listFor(apple.app()).stream()
        .filter(info -> info.state().isEditable())
        .findFirst()
        .orElseThrow();
  }
}
