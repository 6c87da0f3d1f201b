package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Apple has and the simulator has not is answered so that no client takes it for Apple's
/// answer.
class NotBuiltTest {
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private String app;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().acceptInvalidRequests().hourLimit(10_000));
    caller = new Caller(simulator, simulator.createKey(KeyRole.ADMIN));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1")).id();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  /// Calls every operation of Apple's: the built ones never answer 501, and all others do.
  @Test
  void catalogueAndWhatIsNotBuiltAreTogetherApplesOperations() {
    Set<String> notBuilt = new TreeSet<>();
    for (var operation : AppleOperations.instance().all()) {
      Caller.Reply reply =
          caller.send(
              operation.method(),
              operation.template().replace("{id}", "1"),
              operation.method().equals("GET") ? null : "{}");
      if (reply.status() == 501) {
        notBuilt.add(operation.key());
        assertThat(reply.code()).isEqualTo("SIMULATOR_NOT_BUILT");
        assertThat(reply.text()).contains("The operation " + operation.key() + " exists at Apple");
      } else {
        assertThat(reply.text()).doesNotContain("does not match a defined resource type");
      }
    }
    Set<String> built = new TreeSet<>();
    for (Operation operation : Catalogue.instance().operations()) {
      built.add(operation.key());
    }
    assertThat(notBuilt).isNotEmpty().doesNotContainAnyElementsOf(built);
    Set<String> all = new TreeSet<>(built);
    all.addAll(notBuilt);
    Set<String> apples = new TreeSet<>();
    AppleOperations.instance().all().forEach(operation -> apples.add(operation.key()));
    assertThat(all).isEqualTo(apples).hasSize(1247);
  }

  /// Lists that hold something for every team at Apple: an empty one would be a lie.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/certificates",
        "/v1/appInfos/1/territoryAgeRatings",
        "/v1/subscriptionGroups/1/subscriptionGroupLocalizations",
        "/v1/apps/1/endUserLicenseAgreement",
        "/v1/betaRecruitmentCriterionOptions",
      })
  void answers501InsteadOfAnEmptyList(String path) {
    assertThat(caller.get(path).status()).isEqualTo(501);
    assertThat(caller.sendWith(null, "GET", path, null).status()).isEqualTo(401);
  }

  @Test
  void answers501InsteadOfIncludingNothing() {
    Caller.Reply reply = caller.get("/v1/bundleIds?include=bundleIdCapabilities");
    assertThat(reply.status()).isEqualTo(501);
    assertThat(reply.text()).contains("GET /v1/bundleIds?include=bundleIdCapabilities");
  }

  @Test
  void hasAnAccountHolderAndABundleIdForEachApp() {
    Caller.Reply users = caller.get("/v1/users");
    assertThat(users.data().path(0).path("attributes").path("roles").toString())
        .contains("ACCOUNT_HOLDER");
    assertThat(caller.get("/v1/users/" + users.ids().getFirst()).status()).isEqualTo(200);
    Caller.Reply ids =
        caller.get("/v1/bundleIds?filter%5Bidentifier%5D=com.example.app&include=app");
    assertThat(ids.ids()).hasSize(1);
    assertThat(ids.json().path("included").path(0).path("id").asText()).isEqualTo(app);
    simulator.reset();
    Caller next = new Caller(simulator, simulator.createKey(KeyRole.ADMIN));
    assertThat(next.get("/v1/users").ids()).hasSize(1);
  }

  /// An app without App Clips is nothing special.
  @Test
  void listsNoAppClips() {
    Caller.Reply clips =
        caller.get("/v1/apps/" + app + "/appClips?include=appClipDefaultExperiences");
    assertThat(clips.status()).as(clips.text()).isEqualTo(200);
    assertThat(clips.ids()).isEmpty();
    assertThat(clips.json().path("meta").path("paging").path("total").asInt(-1)).isZero();
  }

  @Test
  void doesNotHoldA501AgainstTheClient() {
    try (var strict = AppStoreConnectSimulator.start(SimulatorOptions.defaults())) {
      Caller strictCaller = new Caller(strict, strict.createKey(KeyRole.ADMIN));
      assertThat(strictCaller.get("/v1/apps/1/customerReviews?limit=8000").status()).isEqualTo(501);
      assertThat(strictCaller.delete("/v1/appStoreVersionSubmissions/1").status()).isEqualTo(501);
      assertThat(strict.contractViolations()).isEmpty();
    }
  }
}
