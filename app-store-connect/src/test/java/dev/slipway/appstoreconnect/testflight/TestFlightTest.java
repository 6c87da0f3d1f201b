package dev.slipway.appstoreconnect.testflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.ScriptedApple;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.apps.AppPart;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestFlightTest {
  private static final Set<AppPart> TESTING = Set.of(AppPart.TEST_INFORMATION);

  private final SimulatedApple apple = new SimulatedApple();
  private final AppStoreConnectClient client = apple.client();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void readsEverythingOnABuildInOneCall() {
    var build = apple.build(client, "1.1.0", "2");
    var inside = group("Team", true);
    group("Friends", false);
    client.betaGroups().addBuild(inside, build.id());
    client.betaBuildLocalizations().create(build.id(), "de-DE", "Alles");
    int before = apple.reports().size();

    var status = client.builds().testFlightStatus(build.id());

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(status.build()).isEqualTo(build);
    assertThat(status.betaGroups()).containsExactly(new BetaGroup(inside, "Team", true, false));
    assertThat(status.betaBuildLocalizations())
        .extracting(BetaBuildLocalization::locale)
        .containsExactlyInAnyOrder("en-US", "de-DE");
    assertThat(status.buildBetaDetail())
        .isEqualTo(client.buildBetaDetails().getFor(build.id()))
        .satisfies(
            detail ->
                assertThat(detail.internalBuildState())
                    .isEqualTo(InternalBetaState.IN_BETA_TESTING));
    assertThat(status.betaAppReviewSubmission()).isNull();
  }

  @Test
  void setsTheNotificationAndExpiresTheBuild() {
    var build = apple.build(client, "1.1.0", "2");
    var detail = client.buildBetaDetails().getFor(build.id());
    assertThat(detail.autoNotifyEnabled()).isTrue();

    assertThat(client.buildBetaDetails().setAutoNotify(detail.id(), false).autoNotifyEnabled())
        .isFalse();
    assertThat(client.builds().expire(build.id()).expired()).isTrue();
  }

  @Test
  void listsTheBuildsThatNoVersionHas() {
    var builds = client.builds();
    var build = apple.build(client, "1.1.0", "2");

    assertThat(builds.listUnattached(apple.app(), "1.1.0", Platform.IOS)).containsExactly(build);
    assertThat(builds.listFor(apple.app(), "1.0.0", Platform.IOS))
        .as("of the live version")
        .isNotEmpty();
    assertThat(builds.listUnattached(apple.app(), "1.0.0", Platform.IOS)).isEmpty();
  }

  @Test
  void readsTheTestInformationOfAnAppInOneCall() {
    var inside = group("Team", true);
    int before = apple.reports().size();

    var app = client.apps().overview(apple.app(), TESTING).orElseThrow();

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(app.app().id()).isEqualTo(apple.app());
    var information = app.testInformation();
    assertThat(information).isNotNull();
    assertThat(information.groups()).containsExactly(new BetaGroup(inside, "Team", true, false));
    assertThat(information.hasExternalTesters()).isFalse();
    assertThat(information.texts())
        .isEqualTo(client.betaAppLocalizations().listFor(apple.app()))
        .isNotEmpty();
    assertThat(information.contact())
        .satisfies(contact -> assertThat(contact.email()).isNotBlank());
    group("Friends", false);
    assertThat(client.apps().overview(apple.app(), TESTING).orElseThrow().testInformation())
        .matches(TestInformation::hasExternalTesters);
    assertThat(client.apps().overview(new AppId("1"), TESTING)).isEmpty();
  }

  @Test
  void listsTheGroupsOfTheAppAlone() {
    var inside = group("Team", true);
    var outside = group("Friends", false);

    assertThat(client.betaGroups().listFor(apple.app()))
        .containsExactlyInAnyOrder(
            new BetaGroup(inside, "Team", true, false),
            new BetaGroup(outside, "Friends", false, false));
  }

  @Test
  void readsWhatBetaAppReviewReads() {
    var detail = client.betaAppReviewDetails().getFor(apple.app());

    assertThat(detail.contactEmail()).isNotBlank();
    assertThat(detail.demoAccountRequired()).isFalse();
    assertThat(detail.demoAccountPassword()).isNull();

    var changed =
        client
            .betaAppReviewDetails()
            .update(detail.id(), Map.of("contactEmail", "eve@example.com", "notes", "Hello."));
    assertThat(changed.contactEmail()).isEqualTo("eve@example.com");
    assertThat(changed.contactPhone()).isEqualTo(detail.contactPhone());
    assertThat(client.betaAppReviewDetails().getFor(apple.app())).isEqualTo(changed);
  }

  @Test
  void addsALocaleToTheApp() {
    var locales = client.betaAppLocalizations();
    var english = locales.listFor(apple.app()).getFirst();

    var italian = locales.create(apple.app(), "it", english.description(), english.feedbackEmail());
    assertThat(italian.description()).isEqualTo(english.description());
    assertThat(locales.listFor(apple.app())).contains(english, italian);
    assertThat(locales.create(apple.app(), "fr-FR", null, null).locale()).isEqualTo("fr-FR");
    assertThat(
            catchThrowableOfType(
                Conflict.class, () -> locales.create(apple.app(), "IT", null, null)))
        .isNotNull();
    assertThat(locales.update(italian.id(), "Nuovo", null))
        .isEqualTo(new BetaAppLocalization(italian.id(), "it", "Nuovo", english.feedbackEmail()));
  }

  @Test
  void createsAGroupWithALinkAndTesters() {
    var group = client.betaGroups().create(apple.app(), "Fans", false);
    assertThat(group.internal()).isFalse();
    assertThat(group.publicLink()).isNull();
    assertThat(client.betaGroups().enablePublicLink(group.id(), 50).publicLink())
        .satisfies(link -> assertThat(link.testerLimit()).isEqualTo(50));
    assertThat(client.betaGroups().enablePublicLink(group.id(), null).publicLink())
        .satisfies(link -> assertThat(link.testerLimit()).isNull());

    var testers = client.betaTesters();
    var jane = testers.create(group.id(), "jane@example.com", "Jane", null);
    assertThat(testers.inGroup(group.id(), List.of("jane@example.com", "joe@example.com")))
        .containsExactly(jane);
    assertThat(testers.find(apple.app(), "jane@example.com")).contains(jane);
    assertThat(testers.find(apple.app(), "joe@example.com")).isEmpty();
    var other = client.betaGroups().create(apple.app(), "Crew", false);
    assertThat(
            catchThrowableOfType(
                Conflict.class, () -> testers.create(other.id(), "jane@example.com", null, null)))
        .isNotNull();
    client.betaGroups().addTester(other.id(), jane.id());
    assertThat(testers.inGroup(other.id(), List.of("jane@example.com"))).hasSize(1);
  }

  @Test
  void saysWhatToTestLocaleByLocale() {
    var build = apple.build(client, "1.1.0", "2");
    var texts = client.betaBuildLocalizations();

    var german = texts.create(build.id(), "de-DE", "Alles");
    assertThat(german.whatsNew()).isEqualTo("Alles");
    assertThat(
            catchThrowableOfType(Conflict.class, () -> texts.create(build.id(), "de-DE", "Mehr"))
                .hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"))
        .isTrue();

    assertThat(texts.update(german.id(), "Nichts").whatsNew()).isEqualTo("Nichts");
    assertThat(texts.listFor(build.id()))
        .filteredOn(text -> text.locale().equals("de-DE"))
        .extracting(BetaBuildLocalization::id)
        .containsExactly(german.id());
  }

  @Test
  void submitsABuildToBetaReview() {
    var build = apple.build(client, "1.1.0", "2");
    assertThat(client.betaAppReviewSubmissions().findFor(build.id())).isEmpty();

    var submitted = client.betaAppReviewSubmissions().submit(build.id());

    assertThat(submitted.betaReviewState()).isEqualTo(BetaReviewState.WAITING_FOR_REVIEW);
    assertThat(client.betaAppReviewSubmissions().findFor(build.id())).contains(submitted);
    var status = client.builds().testFlightStatus(build.id());
    assertThat(status.betaAppReviewSubmission()).isEqualTo(submitted);
    assertThat(status.buildBetaDetail())
        .satisfies(
            detail ->
                assertThat(detail.externalBuildState())
                    .isEqualTo(ExternalBetaState.WAITING_FOR_BETA_REVIEW));
  }

  @Test
  void readsWhatDidNotFitAndWhatIsNewToIt() {
    try (var script = new ScriptedApple()) {
      script
          .server()
          .then(
              200,
              """
              {"data":{"type":"builds","id":"B1","attributes":{"version":"2"},"relationships":{
                 "betaGroups":{"data":[{"type":"betaGroups","id":"G1"}],
                   "meta":{"paging":{"total":2,"limit":1}}},
                 "betaBuildLocalizations":{"data":[{"type":"betaBuildLocalizations","id":"L1"}],
                   "meta":{"paging":{"total":2,"limit":1}}},
                 "buildBetaDetail":{"data":{"type":"buildBetaDetails","id":"B1"}},
                 "betaAppReviewSubmission":{"data":null}}},
               "included":[{"type":"buildBetaDetails","id":"B1",
                 "attributes":{"internalBuildState":"NEW","externalBuildState":null}}]}
              """)
          .then(
              200,
              """
              {"data":[{"type":"betaGroups","id":"G1","attributes":{"name":"a"}},
                       {"type":"betaGroups","id":"G2","attributes":{"name":"b"}}]}
              """)
          .then(
              200,
              """
              {"data":[{"type":"betaBuildLocalizations","id":"L1","attributes":{"locale":"da"}},
                       {"type":"betaBuildLocalizations","id":"L2","attributes":{"locale":"de-DE"}}]}
              """);

      var status = script.client().builds().testFlightStatus(new BuildId("B1"));

      assertThat(status.betaGroups()).extracting(BetaGroup::name).containsExactly("a", "b");
      assertThat(status.betaBuildLocalizations())
          .extracting(BetaBuildLocalization::locale)
          .containsExactly("da", "de-DE");
      var detail = status.buildBetaDetail();
      assertThat(detail.internalBuildState()).isEqualTo(InternalBetaState.UNKNOWN);
      assertThat(detail.externalBuildState()).isEqualTo(ExternalBetaState.UNKNOWN);
      assertThat(status.betaAppReviewSubmission()).isNull();
      assertThat(script.server().seen().get(1).target()).contains("filter%5Bbuilds%5D=B1");
    }
  }

  private BetaGroupId group(String name, boolean internal) {
    return client
        .connection()
        .send(
            ApiRequest.create(
                "/v1/betaGroups",
                "betaGroups",
                JsonFields.with("name", name).put("isInternalGroup", internal),
                "app",
                apple.app()),
            document -> new BetaGroupId(document.one().id()));
  }
}
