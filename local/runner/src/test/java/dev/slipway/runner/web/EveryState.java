package dev.slipway.runner.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.aws.AwsClients;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.purchases.NewPurchase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// Brings releases of Alice's team into every state, each of an app of its own, without a browser.
final class EveryState {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREPARE = "{\"submit\": false}";
  private static final String TO_TESTERS =
      """
      {"testFlight": {"only": true, "groups": ["%s"], "whatToTest": {"en-US": "Try the lists."}}}
      """;

  /// The apps, by the state into which a release of each is brought. One name is a single word, as
  /// long as a name may be.
  private static final Map<String, String> APPS =
      Map.ofEntries(
          Map.entry("READY_FOR_DISTRIBUTION", "Ferry Times"),
          Map.entry("PHASED", "Pilot Book"),
          Map.entry("PENDING_DEVELOPER_RELEASE", "Lighthouses"),
          Map.entry("REJECTED", "Berths"),
          Map.entry("PRODUCTS", "Charts"),
          Map.entry("IN_REVIEW", "Donaudampfschifffahrtskapitän"),
          Map.entry("WAITING_FOR_REVIEW", "Tide Tables"),
          Map.entry("PREPARED", "Anchorages"),
          Map.entry("CANCELED", "Buoys"),
          Map.entry("SUPERSEDED", "Logbook"),
          Map.entry("IN_BETA_TESTING", "Winches"),
          Map.entry("WAITING_FOR_BETA_REVIEW", "Sails"),
          Map.entry("NEEDS_ATTENTION", "Knots"),
          Map.entry("PLANNED", "Moorings"),
          Map.entry("APPROVAL", "Signals"),
          Map.entry("PROCESSING", "Compass"));

  private final WebStage stage;
  private final HttpClient http = HttpClient.newHttpClient();
  private final S3Client s3;
  private final String token;
  private final Map<String, SimulatedApp> apps = new HashMap<>();
  private final String team;

  /// Connects the team.
  EveryState(WebStage stage) throws Exception {
    this.stage = stage;
    s3 = AwsClients.from(stage.local.awsEnvironment()).s3();
    token = stage.local.tokenFor(LocalUser.ALICE);
    APPS.forEach(
        (name, app) ->
            apps.put(
                name,
                stage.apple.createApp(
                    NewApp.of(bundleId(app), app)
                        .liveVersion("1.0", "1")
                        .betaGroup("Team", true)
                        .betaGroup("Friends", false))));
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    stage.canary.watch(key.privateKeyPem());
    var body =
        Map.of("keyId", key.keyId(), "issuerId", key.issuerId(), "privateKey", key.privateKeyPem());
    team = call("POST", "/connections", JSON.writeValueAsString(body)).path("id").asText();
    stage.local.settle();
  }

  /// Returns the id of the connection.
  String team() {
    return team;
  }

  /// Brings one release into each state; its folder has the name of that state.
  void bring() throws Exception {
    drop("READY_FOR_DISTRIBUTION", "{}");
    drop("PHASED", "{\"phasedRelease\": true, \"releaseType\": \"AFTER_APPROVAL\"}");
    drop("PENDING_DEVELOPER_RELEASE", "{\"releaseType\": \"MANUAL\"}");
    drop("REJECTED", "{}");
    String product =
        stage.apple.addPurchase(
            app("PRODUCTS").id(), NewPurchase.inApp("com.example.charts.europe", "CONSUMABLE"));
    drop("PRODUCTS", "{\"purchases\": \"READY\"}");
    drop("IN_REVIEW", "{}");
    drop("WAITING_FOR_REVIEW", "{}");
    drop("PREPARED", PREPARE);
    drop("CANCELED", PREPARE);
    drop("SUPERSEDED", PREPARE);
    drop("IN_BETA_TESTING", TO_TESTERS.formatted("Team"));
    drop("WAITING_FOR_BETA_REVIEW", TO_TESTERS.formatted("Friends"));
    put("NEEDS_ATTENTION", faulty(build("Knots", "2")));
    put("PLANNED", full("Moorings").releaseJson("{\"dryRun\": true}"));
    stage.local.settle();

    for (String state : List.of("CANCELED", "SUPERSEDED", "PREPARED")) {
      passTimeUntil(state, "PREPARED");
    }
    call("POST", "/releases/" + id("CANCELED") + "/cancel", null);
    put("NEWER", build("Logbook", "3").releaseJson(PREPARE));
    for (String state :
        List.of("READY_FOR_DISTRIBUTION", "PHASED", "PENDING_DEVELOPER_RELEASE", "PRODUCTS")) {
      passTimeUntil(state, "WAITING_FOR_REVIEW");
    }
    for (String state : List.of("REJECTED", "IN_REVIEW", "WAITING_FOR_REVIEW")) {
      passTimeUntil(state, "WAITING_FOR_REVIEW");
    }
    var reviews = stage.apple.reviews();
    reviews.startReview(app("IN_REVIEW").id());
    reviews.reject(app("REJECTED").id());
    reviews.rejectPurchase(product);
    reviews.approve(app("READY_FOR_DISTRIBUTION").id());
    reviews.approve(app("PHASED").id());
    reviews.approve(app("PENDING_DEVELOPER_RELEASE").id());
    call("PATCH", "/connections/" + team, "{\"approval\": \"BEFORE_SUBMIT\"}");
    put("APPROVAL", full("Signals").releaseJson("{}"));
    stage.local.settle();
    passTimeUntil("APPROVAL", "PREPARED");
    passTimeUntil("PHASED", "READY_FOR_DISTRIBUTION");
    for (String state :
        List.of(
            "READY_FOR_DISTRIBUTION",
            "PENDING_DEVELOPER_RELEASE",
            "REJECTED",
            "IN_REVIEW",
            "CANCELED",
            "SUPERSEDED",
            "IN_BETA_TESTING",
            "WAITING_FOR_BETA_REVIEW",
            "NEEDS_ATTENTION",
            "PLANNED")) {
      passTimeUntil(state, state);
    }
    passTimeUntil("PRODUCTS", "REJECTED");
  }

  /// Puts a drop whose release needs attention at once.
  void dropBroken(String name) throws IOException {
    put(name, build("Knots", "2").releaseJson("{\"nonsense\": 1}"));
  }

  /// Puts a drop of a build that Apple is still processing when this returns.
  void dropUnfinished(String name) throws IOException {
    put(name, build("Compass", "2").releaseJson("{}"));
    stage.local.settle();
  }

  /// Returns the id of the release of this folder.
  String id(String name) throws Exception {
    for (JsonNode release : call("GET", "/releases?limit=50", null).path("releases")) {
      if (release.path("drop").path("key").asText().startsWith(team + "/" + name + "/")) {
        return release.path("id").asText();
      }
    }
    throw new AssertionError("no release of " + name);
  }

  /// Calls the API as Alice.
  JsonNode call(String method, String path, @Nullable String json) throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(stage.local.webUri() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                    method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
  }

  private void passTimeUntil(String name, String state) throws Exception {
    String path = "/releases/" + id(name);
    for (int i = 0; i < 60; i++) {
      if (call("GET", path, null).path("state").asText().equals(state)) {
        return;
      }
      stage.local.advance(Duration.ofMinutes(5));
    }
    throw new AssertionError("Never " + state + ": " + call("GET", path, null));
  }

  private void drop(String name, String manifest) throws IOException {
    put(name, build(appOf(name), "2").releaseJson(manifest));
  }

  private void put(String name, SampleFolder folder) throws IOException {
    folder.writeTo(s3, stage.local.dropBucket(), team + "/" + name + "/");
  }

  private SimulatedApp app(String name) {
    return Objects.requireNonNull(apps.get(name));
  }

  private static String appOf(String name) {
    return Objects.requireNonNull(APPS.get(name));
  }

  private static String bundleId(String app) {
    return "com.example." + app.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static SampleFolder build(String app, String number) {
    return full(app)
        .ipa(SampleIpa.Spec.of(bundleId(app), "1.1", number).withPayloadBytes(200_000))
        .locales(1)
        .displays(0)
        .previews(0)
        .without(Part.TEXTS)
        .without(Part.APP_INFORMATION)
        .without(Part.REVIEW_CONTACT)
        .without(Part.AGE_RATING);
  }

  private static SampleFolder full(String app) {
    return SampleFolder.of(SampleIpa.Spec.of(bundleId(app), "1.1", "2").withPayloadBytes(200_000))
        .locales(2)
        .displays(2)
        .screenshots(2)
        .previews(1)
        .without(Part.DEMO_ACCOUNT);
  }

  private static SampleFolder faulty(SampleFolder folder) {
    return folder
        .file("metadata/en-US/keywords.txt", "harbour,".repeat(20))
        .file("metadata/en-US/support_url.txt", "htp:/example")
        .file("metadata/de-DE/name.txt", "Hafenlotse ".repeat(5))
        .file("metadata/review_information/email_address.txt", "nobody")
        .releaseJson("{}");
  }
}
