package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandAloneTest {
  @TempDir Path directory;

  private static HttpResponse<String> admin(
      AppStoreConnectSimulator simulator, String method, String path, String body, String header) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(simulator.baseUri().resolve("/admin/" + path))
              .header("X-Slipway-Admin", header)
              .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode adminOk(
      AppStoreConnectSimulator simulator, String method, String path, String body)
      throws IOException {
    HttpResponse<String> response = admin(simulator, method, path, body, "1");
    assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    return Caller.JSON.readTree(response.body());
  }

  @Test
  void isDrivenByItsAdminRoute() throws IOException {
    SimulatorClock clock = SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
    try (var simulator =
        AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock))) {
      JsonNode made = adminOk(simulator, "POST", "keys", "{'role':'APP_MANAGER'}");
      SimulatedKey key =
          new SimulatedKey(
              made.path("keyId").asText(),
              made.path("issuerId").asText(),
              KeyKind.TEAM,
              java.util.Set.of(KeyRole.APP_MANAGER),
              made.path("privateKeyPem").asText());
      assertThat(key.toString()).doesNotContain("PRIVATE");
      Caller caller = new Caller(simulator, key);
      JsonNode app =
          adminOk(
              simulator,
              "POST",
              "apps",
              "{'bundleId':'com.example.app','name':'Example','liveVersion':'1.0','locales':['en-US','de-DE']}");
      assertThat(caller.get("/v1/apps").ids()).containsExactly(app.path("id").asText());
      adminOk(
          simulator,
          "POST",
          "faults",
          "{'kind':'status','status':503,'method':'GET','path':'/v1/apps','retryAfterSeconds':3}");
      assertThat(caller.get("/v1/apps").header("retry-after")).isEqualTo("3");
      caller.upload(app.path("id").asText(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2"));
      adminOk(simulator, "POST", "clock", "{'advance':'PT3M'}");
      JsonNode state = adminOk(simulator, "GET", "state", "");
      assertThat(state.path("builds").path(1).path("processingState").asText()).isEqualTo("VALID");
      assertThat(state.path("calls").path("POST /v1/buildUploads").asInt()).isEqualTo(1);
      adminOk(
          simulator,
          "POST",
          "reviews/script",
          "{'mode':'APPROVE','waiting':'PT1H','inReview':'PT1H'}");
      assertThat(admin(simulator, "POST", "reviews/1/approve", "", "1").statusCode())
          .isEqualTo(409);
      assertThat(admin(simulator, "POST", "apps", "{'name':'x'}", "1").statusCode()).isEqualTo(400);
      adminOk(
          simulator,
          "POST",
          "faults",
          "{'kind':'team','refusal':'LICENSE_UPDATED','path':'/v1/none'}");
      assertThat(admin(simulator, "POST", "faults", "{'kind':'team','refusal':'NONE'}", "1").body())
          .contains("NONE");
      assertThat(admin(simulator, "POST", "faults", "{'kind':'flood'}", "1").body())
          .contains("slowConsistency");
      assertThat(admin(simulator, "GET", "sauces", "", "1").statusCode()).isEqualTo(404);
      adminOk(simulator, "DELETE", "keys/" + key.keyId(), "");
      assertThat(caller.get("/v1/apps").status()).isEqualTo(401);
      adminOk(simulator, "POST", "reset", "");
      assertThat(simulator.snapshot().builds()).isEmpty();
    }
  }

  @Test
  void drivesSubmissionsAndTestFlightByItsAdminRoute() throws IOException {
    SimulatorClock clock = SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
    try (var simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests())) {
      Caller caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      String id =
          adminOk(
                  simulator,
                  "POST",
                  "apps",
                  "{'bundleId':'com.example.app','name':'Example','liveVersion':'1.0','betaGroups':[{'name':'Public'},{'name':'All','hasAccessToAllBuilds':true}]}")
              .path("id")
              .asText();
      assertThat(caller.get("/v1/apps/" + id + "/betaGroups").data())
          .extracting(one -> one.path("attributes").path("isInternalGroup").asBoolean())
          .containsExactly(false, true);
      String build =
          caller.validBuild(
              new SimulatedApp(id, "com.example.app", "Example"),
              "1.1",
              "2",
              "<key>ITSAppUsesNonExemptEncryption</key><false/>");
      caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
      adminOk(simulator, "POST", "beta-reviews/" + build + "/start", "");
      adminOk(simulator, "POST", "beta-reviews/" + build + "/approve", "");
      assertThat(
              admin(simulator, "POST", "beta-reviews/" + build + "/reject", "", "1").statusCode())
          .isEqualTo(409);
      assertThat(admin(simulator, "POST", "beta-reviews/" + build + "/eat", "", "1").statusCode())
          .isEqualTo(404);
      String submission =
          adminOk(
                  simulator,
                  "POST",
                  "foreign-items",
                  "{'appId':'" + id + "','kind':'APP_CUSTOM_PRODUCT_PAGE_VERSION'}")
              .path("reviewSubmissionId")
              .asText();
      JsonNode state = adminOk(simulator, "GET", "state", "");
      assertThat(state.path("builds").path(1).path("externalBuildState").asText())
          .isEqualTo("BETA_APPROVED");
      assertThat(state.path("reviewSubmissions").path(0).path("id").asText()).isEqualTo(submission);
      assertThat(state.path("reviewSubmissions").path(0).path("itemKinds").path(0).asText())
          .isEqualTo("appCustomProductPageVersion");
      assertThat(state.path("appInfos").path(0).path("categories").path("primaryCategory").asText())
          .isEqualTo("UTILITIES");
      String declaration =
          adminOk(simulator, "POST", "encryption-declarations", "{'appId':'" + id + "'}")
              .path("id")
              .asText();
      assertThat(caller.get("/v1/appEncryptionDeclarations?filter%5Bapp%5D=" + id).ids())
          .containsExactly(declaration);
      adminOk(simulator, "POST", "encryption-declarations/" + declaration, "{'state':'EXPIRED'}");
      assertThat(
              caller
                  .get("/v1/appEncryptionDeclarations/" + declaration)
                  .attribute("appEncryptionDeclarationState")
                  .asText())
          .isEqualTo("EXPIRED");
      adminOk(simulator, "POST", "quirks", "{'completing':'PT1M'}");
      adminOk(simulator, "POST", "guesses", "{'turned':['ONLY_FIRST_UNMET']}");
      assertThat(simulator.quirks().completing()).isEqualTo(Duration.ofMinutes(1));
      assertThat(simulator.guesses().turned()).containsExactly(Guess.ONLY_FIRST_UNMET);
      adminOk(simulator, "POST", "reset", "");
      assertThat(simulator.guesses().turned()).isEmpty();
      Caller next = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      assertThat(next.get("/v1/appCategories?limit=1").ids()).hasSize(1);
    }
  }

  @Test
  void refusesAdminCallsWithoutTheHeader() {
    try (var simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults())) {
      assertThat(admin(simulator, "POST", "keys", "{}", "0").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void showsPricesAndObstaclesByItsAdminRoute() throws IOException {
    try (var simulator =
        AppStoreConnectSimulator.start(SimulatorOptions.defaults().acceptInvalidRequests())) {
      Caller caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
      String fresh =
          adminOk(
                  simulator,
                  "POST",
                  "apps",
                  "{'bundleId':'com.example.fresh','name':'Fresh','locales':['de-DE'],'madeOnWeb':true}")
              .path("id")
              .asText();
      assertThat(caller.get("/v1/apps/" + fresh + "/appAvailabilityV2").status()).isEqualTo(404);
      String live =
          adminOk(
                  simulator,
                  "POST",
                  "apps",
                  "{'bundleId':'com.example.live','name':'Live','liveVersion':'1.0'}")
              .path("id")
              .asText();
      String rows = "/v2/appAvailabilities/" + live + "/territoryAvailabilities?limit=200";
      String obstacle = "{'appId':'" + live + "','territories':['ITA']";
      adminOk(
          simulator,
          "POST",
          "content-statuses",
          obstacle + ",'contentStatus':'TRADER_STATUS_NOT_PROVIDED'}");
      assertThat(caller.get(rows).text()).contains("TRADER_STATUS_NOT_PROVIDED");
      adminOk(simulator, "POST", "content-statuses", obstacle + "}");
      assertThat(caller.get(rows).text()).doesNotContain("TRADER_STATUS_NOT_PROVIDED");
      JsonNode state = adminOk(simulator, "GET", "state", "");
      assertThat(state.path("prices").findValuesAsText("appId")).containsExactly(live);
      assertThat(state.path("availabilities").path(0).path("territories")).hasSize(175);
    }
  }

  @Test
  void seedsAndSpoilsScreenshotsByItsAdminRoute() throws IOException {
    SimulatorClock clock = SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
    try (var simulator =
        AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock))) {
      adminOk(
          simulator,
          "POST",
          "apps",
          "{'bundleId':'com.example.app','name':'Example','screenshotDisplayTypes':['APP_IPHONE_65']}");
      adminOk(simulator, "POST", "faults", "{'kind':'stuckAsset','fileName':'a.png'}");
      adminOk(simulator, "POST", "faults", "{'kind':'assetFailure','fileName':'b.png'}");
      MediaCaller media =
          new MediaCaller(new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER)));
      JsonNode sets = adminOk(simulator, "GET", "state", "").path("screenshotSets");
      assertThat(sets.findValuesAsText("displayType")).containsExactly("APP_IPHONE_65");
      String set = sets.path(0).path("id").asText();
      media.screenshot(set, "a.png", MediaCaller.png(1242, 2688));
      media.screenshot(set, "b.png", MediaCaller.png(1242, 2688));
      clock.advance(Duration.ofHours(1));
      JsonNode assets =
          adminOk(simulator, "GET", "state", "").path("screenshotSets").path(0).path("assets");
      assertThat(assets.findValuesAsText("state"))
          .containsExactly("COMPLETE", "UPLOAD_COMPLETE", "FAILED");
      assertThat(assets.path(2).path("errorCodes").path(0).asText())
          .isEqualTo("IMAGE_TOOL_FAILURE");
    }
  }

  @Test
  void findsItsScreenshotsAgain() {
    Path file = directory.resolve("state/simulator.json");
    SimulatorClock clock = SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
    byte[] png = MediaCaller.png(1242, 2688);
    SimulatedKey key;
    Caller.Reply half;
    try (var first =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withStateFile(file))) {
      key = first.createKey(KeyRole.APP_MANAGER);
      first.createApp(
          NewApp.of("com.example.app", "Example").screenshotDisplayTypes("APP_IPHONE_65"));
      MediaCaller media = new MediaCaller(new Caller(first, key));
      String set = first.snapshot().screenshotSets().getFirst().id();
      String sent = media.screenshot(set, "a.png", png);
      half = media.reserveScreenshot(set, "b.png", png.length);
      MediaCaller.putPart(half.attribute("uploadOperations").path(0), png);
      String seeded = first.snapshot().screenshotSets().getFirst().assets().getFirst().id();
      assertThat(media.order(set, List.of(half.id(), sent, seeded)).status()).isEqualTo(204);
    }
    try (var second =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withStateFile(file))) {
      MediaCaller media = new MediaCaller(new Caller(second, key));
      assertThat(media.commit(half, MediaCaller.md5(png)).status()).isEqualTo(200);
      clock.advance(Duration.ofSeconds(4));
      assertThat(second.snapshot().screenshotSets().getFirst().assets())
          .extracting(asset -> asset.fileName() + " " + asset.state())
          .containsExactly("b.png COMPLETE", "a.png COMPLETE", "01.png COMPLETE");
    }
  }

  @Test
  void findsItsStateAgain() {
    Path file = directory.resolve("state/simulator.json");
    Instant start = Instant.parse("2026-03-01T18:00:00Z");
    SimulatedKey key;
    String upload;
    String half;
    byte[] ipa = Caller.ipa("com.example.app", "1.1", "2");
    try (var first =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(SimulatorClock.fixedAt(start))
                .withStateFile(file))) {
      key = first.createKey(KeyRole.APP_MANAGER);
      SimulatedApp app =
          first.createApp(
              NewApp.of("com.example.app", "Example")
                  .liveVersion("1.0", "1")
                  .betaGroupWithAllBuilds("Everybody"));
      Caller caller = new Caller(first, key);
      upload = caller.upload(app.id(), "1.1", "2", ipa);
      Caller.Reply file2 =
          caller.createFile(caller.createUpload(app.id(), "1.2", "3").id(), ipa.length);
      caller.putParts(file2, ipa);
      half = file2.id();
      first.clock().advance(Duration.ofSeconds(30));
    }
    assertThat(file).exists();
    SimulatorClock clock = SimulatorClock.fixedAt(start);
    try (var second =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withStateFile(file))) {
      Caller caller = new Caller(second, key);
      assertThat(clock.instant()).isEqualTo(start.plusSeconds(30));
      assertThat(second.issuerId()).isEqualTo(key.issuerId());
      assertThat(second.snapshot().builds().getFirst().betaGroupNames())
          .containsExactly("Everybody");
      assertThat(caller.get("/v1/buildUploads/" + upload).attribute("state").path("state").asText())
          .isEqualTo("PROCESSING");
      assertThat(caller.commit(half).status()).isEqualTo(200);
      clock.advance(Duration.ofSeconds(30));
      assertThat(caller.get("/v1/buildUploads/" + upload).attribute("state").path("state").asText())
          .isEqualTo("COMPLETE");
      clock.advance(Duration.ofMinutes(1));
      assertThat(second.snapshot().buildUploads().getLast().errorCodes())
          .as("the numbers in the .ipa count, whatever was declared")
          .containsExactly("90189");
    }
  }

  @Test
  void refusesAFileThatIsNotItsState() throws IOException {
    Path file = directory.resolve("other.json");
    Files.writeString(file, "{}");
    assertThatThrownBy(
            () -> AppStoreConnectSimulator.start(SimulatorOptions.defaults().withStateFile(file)))
        .hasMessageContaining("other.json");
  }

  @Test
  void readsItsPortsFromTheEnvironment() {
    SimulatorOptions options =
        SimulatorMain.options(Map.of("SLIPWAY_APPLE_PORT", "4001", "SLIPWAY_APPLE_SPEED", "60"));
    assertThat(options.port()).isEqualTo(4001);
    assertThat(options.uploadPort()).isEqualTo(3002);
    assertThat(options.clock().speed()).isEqualTo(60);
    assertThatThrownBy(() -> SimulatorMain.options(Map.of("SLIPWAY_APPLE_PORT", "x")))
        .hasMessageContaining("SLIPWAY_APPLE_PORT");
  }

  /// The quickest of several starts: what the machine does beside is not theirs.
  @Test
  void startsQuickly() {
    var quickest =
        Stream.generate(StandAloneTest::timeToStart).limit(5).min(Comparator.naturalOrder());
    assertThat(quickest.orElseThrow()).isLessThan(Duration.ofSeconds(1));
  }

  private static Duration timeToStart() {
    long before = System.nanoTime();
    AppStoreConnectSimulator.start(SimulatorOptions.defaults()).close();
    return Duration.ofNanos(System.nanoTime() - before);
  }
}
