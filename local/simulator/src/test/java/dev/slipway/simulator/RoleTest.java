package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.SimulatorOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleTest {
  private AppStoreConnectSimulator simulator;
  private SimulatedApp app;

  @BeforeAll
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults());
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/apps, 200,200,200,200,200,200",
    "/v1/builds?limit=1, 200,200,200,200,200,200",
    "/v1/users?limit=1, 200,200,200,200,200,200",
    "/v1/reviewSubmissions?filter%5Bapp%5D=APP, 200,200,403,403,403,403",
    "/v1/apps/APP/appAvailabilityV2, 200,200,403,403,403,403",
    "/v1/apps/APP/webhooks, 200,200,403,403,403,403",
    "/v1/apps/APP/analyticsReportRequests, 200,403,403,403,403,200",
    "/v1/bundleIds, 200,200,200,403,403,403",
  })
  void letsEachRoleReadWhatItMay(
      String path,
      int admin,
      int appManager,
      int developer,
      int marketing,
      int support,
      int sales) {
    int[] expected = {admin, appManager, developer, marketing, support, sales};
    KeyRole[] roles = {
      KeyRole.ADMIN,
      KeyRole.APP_MANAGER,
      KeyRole.DEVELOPER,
      KeyRole.MARKETING,
      KeyRole.CUSTOMER_SUPPORT,
      KeyRole.SALES
    };
    for (int i = 0; i < roles.length; i++) {
      Caller caller = new Caller(simulator, simulator.createKey(roles[i]));
      Caller.Reply reply = caller.get(path.replace("APP", app.id()));
      assertThat(reply.status()).as(path + " " + roles[i]).isEqualTo(expected[i]);
      if (expected[i] == 403) {
        assertThat(reply.code()).isEqualTo("FORBIDDEN_ERROR");
        assertThat(reply.json().path("errors").path(0).path("detail").asText())
            .isEqualTo("The API key in use does not allow this request");
      }
    }
  }

  @Test
  void letsADeveloperUploadButNotSubmit() {
    Caller developer = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    assertThat(developer.createUpload(app.id(), "1.1", "2").status()).isEqualTo(201);
    assertThat(developer.createVersion(app.id(), "1.1", "").status()).isEqualTo(403);
    assertThat(developer.createSubmission(app.id()).status()).isEqualTo(403);
    Caller support = new Caller(simulator, simulator.createKey(KeyRole.CUSTOMER_SUPPORT));
    assertThat(support.createUpload(app.id(), "1.1", "2").status()).isEqualTo(403);
  }

  @Test
  void keepsIndividualKeysFromReportsAndProvisioning() {
    Caller caller = new Caller(simulator, simulator.createKey(KeyRole.ADMIN, KeyKind.INDIVIDUAL));
    assertThat(caller.get("/v1/apps/" + app.id() + "/analyticsReportRequests").status())
        .isEqualTo(403);
    assertThat(caller.get("/v1/bundleIds").status()).isEqualTo(403);
    assertThat(caller.get("/v1/reviewSubmissions?filter%5Bapp%5D=" + app.id()).status())
        .isEqualTo(200);
  }
}
