package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).hourLimit(40).minuteLimit(25));
    caller = new Caller(simulator, simulator.createKey(KeyRole.ADMIN));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void pagesByLinksNext() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(simulator.createApp(NewApp.of("com.example.app" + i, "App " + i)).id());
    }
    List<String> seen = new ArrayList<>();
    String next = "/v1/apps?limit=3&fields%5Bapps%5D=name";
    int pages = 0;
    while (!next.isEmpty()) {
      Caller.Reply page = caller.get(next);
      seen.addAll(page.ids());
      pages++;
      assertThat(page.json().path("meta").path("paging").path("total").asInt()).isEqualTo(7);
      assertThat(page.json().path("meta").path("paging").path("limit").asInt()).isEqualTo(3);
      next = page.json().path("links").path("next").asText("");
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).isEqualTo(created);
  }

  @Test
  void filtersSortsAndMatchesBundleIdsByPrefix() {
    String one = simulator.createApp(NewApp.of("com.example.app", "B")).id();
    String two = simulator.createApp(NewApp.of("com.example.app.beta", "A")).id();
    assertThat(caller.get("/v1/apps?filter%5BbundleId%5D=com.example.app").ids())
        .containsExactly(one, two);
    assertThat(caller.get("/v1/apps?filter%5BbundleId%5D=com.example.app.beta").ids())
        .containsExactly(two);
    assertThat(caller.get("/v1/apps?sort=name").ids()).containsExactly(two, one);
    assertThat(caller.get("/v1/apps?filter%5Bid%5D=" + one + ",77").ids()).containsExactly(one);
    assertThat(
            caller
                .get("/v1/apps?filter%5BappStoreVersions.appVersionState%5D=READY_FOR_DISTRIBUTION")
                .ids())
        .isEmpty();
  }

  /// Python's clients send `False`. (codemagic-ci-cd/cli-tools#305)
  @Test
  void readsBooleansOfAnyCase() {
    String app =
        simulator.createApp(NewApp.of("com.example.app", "App").liveVersion("1.0", "1")).id();
    for (String no : List.of("false", "False", "FALSE", "true,False")) {
      assertThat(caller.get("/v1/builds?filter%5Bapp%5D=" + app + "&filter%5Bexpired%5D=" + no))
          .extracting(reply -> reply.ids().size())
          .as(no)
          .isEqualTo(1);
    }
    assertThat(caller.get("/v1/builds?filter%5Bexpired%5D=True").ids()).isEmpty();
    assertThat(caller.get("/v1/preReleaseVersions?filter%5Bbuilds.expired%5D=False").ids())
        .hasSize(1);
  }

  @Test
  void sendsNullsLinksAndNoDataWithoutInclude() {
    String app =
        simulator.createApp(NewApp.of("com.example.app", "App").liveVersion("1.0", "1")).id();
    String query = "?fields%5Bapps%5D=subscriptionStatusUrl%2Cbuilds";
    Caller.Reply reply = caller.get("/v1/apps/" + app + query);
    assertThat(reply.json().path("links").path("self").asText())
        .endsWith("/v1/apps/" + app + query);
    JsonNode data = reply.data();
    assertThat(data.path("attributes").has("subscriptionStatusUrl")).isTrue();
    assertThat(data.path("attributes").path("subscriptionStatusUrl").isNull()).isTrue();
    assertThat(data.path("relationships").path("builds").path("links").path("related").asText())
        .endsWith("/v1/apps/" + app + "/builds");
    assertThat(data.path("relationships").path("builds").has("data")).isFalse();
  }

  @Test
  void includesWithSparseFieldsAndLimits() {
    String app =
        simulator.createApp(NewApp.of("com.example.app", "App").liveVersion("1.0", "1")).id();
    assertThat(caller.createVersion(app, "1.1", "").status()).isEqualTo(201);
    String query =
        "/v1/apps?filter%5Bid%5D="
            + app
            + "&include=appStoreVersions&limit%5BappStoreVersions%5D=1&fields%5BappStoreVersions%5D=versionString";
    JsonNode named = caller.get(query + "&fields%5Bapps%5D=name,appStoreVersions").json();
    assertThat(named.path("data").path(0).path("attributes").size()).isEqualTo(1);
    JsonNode linkage = named.path("data").path(0).path("relationships").path("appStoreVersions");
    assertThat(linkage.path("data").size()).isEqualTo(1);
    assertThat(linkage.path("meta").path("paging").path("total").asInt()).isEqualTo(2);
    assertThat(named.path("included").size()).isEqualTo(1);
    assertThat(named.path("included").path(0).path("attributes").toString())
        .isEqualTo("{\"versionString\":\"1.1\"}");
    JsonNode unnamed = caller.get(query + "&fields%5Bapps%5D=name").json();
    assertThat(unnamed.path("data").path(0).has("relationships")).isFalse();
    assertThat(unnamed.path("included").size()).isEqualTo(1);
  }

  /// Clients that look for symbols or entitlements include it (fastlane's `download_dsyms`,
  /// Sentry).
  @Test
  void includesTheBundleOfABuild() {
    simulator.createApp(NewApp.of("com.example.app", "App").liveVersion("1.0", "1"));
    Caller.Reply builds =
        caller.get("/v1/builds?include=preReleaseVersion,buildBundles&sort=-uploadedDate");
    assertThat(builds.status()).as(builds.text()).isEqualTo(200);
    JsonNode build = builds.data().path(0);
    assertThat(build.path("attributes").path("minOsVersion").asText()).isEqualTo("17.0");
    JsonNode linkage = build.path("relationships").path("buildBundles").path("data").path(0);
    JsonNode bundle = builds.json().path("included").path(1);
    assertThat(linkage.path("type").asText()).isEqualTo("buildBundles");
    assertThat(bundle.path("id").asText())
        .isEqualTo(linkage.path("id").asText())
        .isNotEqualTo(build.path("id").asText());
    assertThat(bundle.path("attributes").path("bundleId").asText()).isEqualTo("com.example.app");
    assertThat(bundle.path("attributes").path("bundleType").asText()).isEqualTo("APP");
    assertThat(bundle.path("attributes").path("dSYMUrl").isNull()).isTrue();
    assertThat(bundle.path("attributes").path("minimumOsVersion").asText()).isEqualTo("17.0");
    String sizes =
        bundle
            .path("relationships")
            .path("buildBundleFileSizes")
            .path("links")
            .path("related")
            .asText();
    assertThat(caller.get(sizes).status()).isEqualTo(501);
  }

  /// A DELETE's 204 has no media type (Ponytech/appstoreconnectapi#50): clients parse what has one.
  @Test
  void namesTheMediaTypeOfABodyAlone() {
    String app =
        simulator.createApp(NewApp.of("com.example.app", "App").locales("en-US", "de-DE")).id();
    String version = caller.get("/v1/apps/" + app + "/appStoreVersions").ids().getFirst();
    Caller.Reply texts =
        caller.get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations");
    assertThat(texts.header("content-type")).isEqualTo("application/json");
    Caller.Reply deleted =
        caller.delete("/v1/appStoreVersionLocalizations/" + texts.ids().getLast());
    assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
    assertThat(deleted.headers()).doesNotContainKeys("content-type", "content-length");
  }

  /// `fields[apps]=` is sent by public clients and by App Store Connect's web pages.
  @Test
  void showsNoFieldsWhenNoneAreAskedFor() {
    String app =
        simulator.createApp(NewApp.of("com.example.app", "App").liveVersion("1.0", "1")).id();
    Caller.Reply bare =
        caller.get(
            "/v1/apps/"
                + app
                + "?include=appStoreVersions&fields%5Bapps%5D=&fields%5BappStoreVersions%5D=");
    assertThat(bare.status()).as(bare.text()).isEqualTo(200);
    JsonNode version = bare.json().path("included").path(0);
    for (JsonNode resource : List.of(bare.data(), version)) {
      assertThat(resource.has("attributes")).isFalse();
      assertThat(resource.has("relationships")).isFalse();
      assertThat(resource.path("links").path("self").asText())
          .endsWith(resource.path("id").asText());
    }
    assertThat(bare.id()).isEqualTo(app);
  }

  @Test
  void readsAQueryWithEmptyPlaces() {
    String app = simulator.createApp(NewApp.of("com.example.app", "App")).id();
    assertThat(caller.get("/v1/apps?&filter%5Bid%5D=" + app + "&&limit=1&").ids())
        .containsExactly(app);
  }

  @Test
  void readsRelationshipsOfEveryKind() {
    String app =
        simulator
            .createApp(
                NewApp.of("com.example.app", "App")
                    .liveVersion("1.0", "7")
                    .locales("en-US", "de-DE"))
            .id();
    String version = caller.get("/v1/apps/" + app + "/appStoreVersions").ids().getFirst();
    assertThat(
            caller.get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations").ids())
        .hasSize(2);
    assertThat(
            caller
                .get(
                    "/v1/appStoreVersions/"
                        + version
                        + "/relationships/appStoreVersionLocalizations")
                .ids())
        .hasSize(2);
    Caller.Reply build = caller.get("/v1/appStoreVersions/" + version + "/build");
    assertThat(build.attribute("version").asText()).isEqualTo("7");
    assertThat(caller.get("/v1/builds/" + build.id() + "/appStoreVersion").id()).isEqualTo(version);
    assertThat(
            caller
                .get("/v1/builds/" + build.id() + "/preReleaseVersion")
                .attribute("version")
                .asText())
        .isEqualTo("1.0");
    assertThat(
            caller
                .get("/v1/appStoreVersions/" + version + "/appStoreVersionPhasedRelease")
                .data()
                .isNull())
        .isTrue();
    assertThat(caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").status())
        .isEqualTo(200);
    String info = caller.get("/v1/apps/" + app + "/appInfos").ids().getFirst();
    assertThat(
            caller
                .get("/v1/appInfos/" + info + "?include=primaryCategory,ageRatingDeclaration")
                .json()
                .path("included")
                .size())
        .isEqualTo(2);
    assertThat(caller.get("/v1/apps/" + app + "/appAvailabilityV2").status()).isEqualTo(200);
    assertThat(caller.get("/v1/apps/" + app + "/webhooks").ids()).isEmpty();
    assertThat(
            caller
                .get(
                    "/v1/builds?filter%5Bapp%5D="
                        + app
                        + "&filter%5BpreReleaseVersion.version%5D=1.0")
                .ids())
        .containsExactly(build.id());
    assertThat(
            caller
                .get(
                    "/v1/builds?filter%5Bapp%5D="
                        + app
                        + "&exists%5BusesNonExemptEncryption%5D=false")
                .ids())
        .isEmpty();
  }

  @Test
  void countsARollingHourAndMinute() {
    Caller.Reply first = caller.get("/v1/apps");
    assertThat(first.header("x-rate-limit"))
        .isEqualTo("user-hour-lim:40;user-hour-rem:39;user-minute-lim:25;user-minute-rem:24;");
    for (int i = 0; i < 24; i++) {
      assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
    }
    Caller.Reply over = caller.get("/v1/apps");
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(over.header("x-rate-limit")).contains("user-minute-rem:0;");
    clock.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 15; i++) {
      assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
    }
    clock.advance(Duration.ofMinutes(1));
    assertThat(caller.get("/v1/apps").status()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(58));
    assertThat(caller.get("/v1/apps").status()).isEqualTo(200);
    assertThat(new Caller(simulator, simulator.createKey(KeyRole.ADMIN)).get("/v1/apps").status())
        .isEqualTo(200);
  }

  @Test
  void sendsItsOwnDate() {
    assertThat(caller.get("/v1/apps").header("date")).isEqualTo("Sun, 01 Mar 2026 18:00:00 GMT");
  }
}
