package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Links lead where Apple's document says, and to this machine.
class LinksTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .acceptInvalidRequests()
                .hourLimit(100_000));
    caller = new Caller(simulator, simulator.createKey(KeyRole.ADMIN));
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .liveVersion("1.0", "1")
                .locales("en-US", "de-DE")
                .betaGroup("Public", false)
                .screenshotDisplayTypes("APP_IPHONE_67"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void namesTheVersionOfTheApi() {
    Caller.Reply availability = caller.get("/v1/apps/" + app.id() + "/appAvailabilityV2");
    assertThat(availability.data().path("links").path("self").asText())
        .isEqualTo(simulator.baseUri() + "/v2/appAvailabilities/" + app.id());
    assertThat(
            availability
                .data()
                .path("relationships")
                .path("territoryAvailabilities")
                .path("links")
                .path("related")
                .asText())
        .isEqualTo(
            simulator.baseUri() + "/v2/appAvailabilities/" + app.id() + "/territoryAvailabilities");
    assertThat(caller.get("/v1/apps/" + app.id()).data().path("links").path("self").asText())
        .isEqualTo(simulator.baseUri() + "/v1/apps/" + app.id());
  }

  /// Follows every link of a whole release, and every link behind them: there is something (200),
  /// or the simulator has not built it (501). Some links of Apple's own lead to an operation that
  /// Apple has not (`GET /v1/ageRatingDeclarations/{id}`): they answer 403 there, and so they do
  /// here.
  @Tag("proof")
  @Test
  void leadSomewhere() throws IOException {
    release();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (Exchange exchange : simulator.exchanges()) {
      if (exchange.status() < 300 && !exchange.responseBody().isEmpty()) {
        collect(Caller.JSON.readTree(exchange.responseBody()), seen, open);
      }
    }
    assertThat(seen).hasSizeGreaterThan(200);
    List<String> wrong = new ArrayList<>();
    while (!open.isEmpty()) {
      String link = open.removeFirst();
      if (!link.startsWith(simulator.baseUri() + "/v")) {
        wrong.add("leads away: " + link);
        continue;
      }
      Caller.Reply reply = caller.get(link);
      boolean apples = AppleOperations.instance().find("GET", URI.create(link).getPath()) != null;
      boolean right =
          apples
              ? reply.status() == 200 || reply.status() == 501 || isNotFoundLive(link, reply)
              : reply.status() == 403
                  && reply.text().contains("The given operation is not allowed");
      if (!right) {
        wrong.add(reply.status() + " " + link);
      }
      if (reply.status() == 200) {
        collect(reply.json(), seen, open);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).anyMatch(link -> link.contains("/reviewSubmissions/"));
    assertThat(seen).anyMatch(link -> link.contains("/appScreenshotSets/"));
    assertThat(seen).anyMatch(link -> link.contains("/webhooks/"));
    assertThat(seen).anyMatch(link -> link.contains("/v3/appPricePoints/"));
    assertThat(seen).anyMatch(link -> link.contains("/v1/territoryAvailabilities/"));
  }

  /// Live, Apple answers 404 to the list of an app's encryption declarations.
  private static boolean isNotFoundLive(String link, Caller.Reply reply) {
    return reply.status() == 404 && link.matches(".*/v1/apps/[^/]+/appEncryptionDeclarations");
  }

  private void release() {
    caller.create(
        "webhooks",
        "'enabled':true,'eventTypes':['BUILD_UPLOAD_STATE_UPDATED'],'name':'Hook','secret':'s','url':'http://127.0.0.1:9/hook'",
        "app",
        "apps",
        app.id());
    String version = caller.readyVersion(app);
    String build = caller.get("/v1/appStoreVersions/" + version + "/build").id();
    caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
    caller.create(
        "appStoreVersionPhasedReleases", "", "appStoreVersion", "appStoreVersions", version);
    simulator.addEncryptionDeclaration(app.id(), "APPROVED");
    simulator.addForeignItem(app.id(), ForeignItem.APP_EVENT);
    String submission =
        caller.get("/v1/reviewSubmissions?filter%5Bapp%5D=" + app.id()).ids().getFirst();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
    caller.get("/v1/apps?limit=1");
    caller.get("/v1/users");
    caller.get("/v1/bundleIds");
    caller.get("/v1/builds?limit=1&include=app,preReleaseVersion,buildBetaDetail");
    caller.get("/v1/appCategories?limit=1");
    caller.get(
        "/v1/apps/" + app.id() + "/appInfos?include=ageRatingDeclaration,appInfoLocalizations");
    caller.get("/v1/reviewSubmissions/" + submission + "?include=items,submittedByActor");
  }

  /// An app has thousands of price points, each with links to the equal ones of all territories:
  /// some are enough.
  private static boolean isOneOfManyPoints(String link, Set<String> seen) {
    return link.contains("ricePoints/")
        && seen.stream().filter(other -> other.contains("ricePoints/")).count() >= 20;
  }

  private static void collect(JsonNode node, Set<String> seen, Deque<String> open) {
    for (JsonNode link : node.path("links")) {
      if (link.isTextual() && link.asText().contains("ricePoints?cursor")) {
        continue;
      }
      if (link.isTextual() && !isOneOfManyPoints(link.asText(), seen) && seen.add(link.asText())) {
        open.add(link.asText());
      }
    }
    node.forEach(child -> collect(child, seen, open));
  }

  /// Apple delivers by HTTP/1.1 and offers no upgrade, and a receiver that follows the link stays
  /// on this machine.
  @Test
  void ofANotificationLeadToTheSimulator() throws IOException {
    List<String> bodies = new ArrayList<>();
    List<Headers> headers = new ArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes()));
          headers.add(exchange.getRequestHeaders());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      caller.create(
          "webhooks",
          "'enabled':true,'eventTypes':['BUILD_UPLOAD_STATE_UPDATED'],'name':'Hook','secret':'s','url':'"
              + url
              + "'",
          "app",
          "apps",
          app.id());
      String upload =
          caller.upload(app.id(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2"));
      assertThat(simulator.deliverWebhooks()).isPositive();
      String link =
          Caller.JSON
              .readTree(bodies.getFirst())
              .path("data")
              .path("relationships")
              .path("instance")
              .path("links")
              .path("self")
              .asText();
      assertThat(link).isEqualTo(simulator.baseUri() + "/v1/buildUploads/" + upload);
      assertThat(caller.get(link).status()).isEqualTo(200);
      assertThat(headers.getFirst()).doesNotContainKeys("Upgrade", "Http2-settings");
    } finally {
      receiver.stop(0);
    }
  }
}
