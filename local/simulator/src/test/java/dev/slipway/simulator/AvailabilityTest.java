package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Availability by territory. Source of all answers: first-release-live.md, A1, A2, A13, B2 and B3.
class AvailabilityTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-09-27T12:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private String fresh;
  private String live;
  private List<String> territories;

  @TempDir Path directory;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .acceptInvalidRequests()
                .withStateFile(directory.resolve("state.json")));
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    fresh = simulator.createApp(NewApp.madeOnWeb("com.example.fresh", "Fresh", "en-US")).id();
    live = simulator.createApp(NewApp.of("com.example.live", "Live").liveVersion("1.0", "1")).id();
    territories = caller.get("/v1/territories?limit=200").ids();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static String row(String app, String territory) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            "{\"s\":\"%s\",\"t\":\"%s\"}"
                .formatted(app, territory)
                .getBytes(StandardCharsets.UTF_8));
  }

  /// Sets the availability: these territories are in the body, those that begin with + available.
  private Caller.Reply set(String app, List<String> wanted) {
    List<String> linkages = new ArrayList<>();
    List<String> included = new ArrayList<>();
    for (String one : wanted) {
      String territory = one.replace("+", "");
      linkages.add("{'type':'territoryAvailabilities','id':'${" + territory + "}'}");
      included.add(
          "{'type':'territoryAvailabilities','id':'${"
              + territory
              + "}','attributes':{'available':"
              + one.startsWith("+")
              + "},'relationships':{'territory':{'data':{'type':'territories','id':'"
              + territory
              + "'}}}}");
    }
    return caller.post(
        "/v2/appAvailabilities",
        "{'data':{'type':'appAvailabilities','attributes':{'availableInNewTerritories':true},'relationships':{'app':{'data':{'type':'apps','id':'"
            + app
            + "'}},'territoryAvailabilities':{'data':["
            + String.join(",", linkages)
            + "]}}},'included':["
            + String.join(",", included)
            + "]}");
  }

  private List<String> available(String app) {
    List<String> found = new ArrayList<>();
    for (JsonNode row : rows(app).data()) {
      if (row.at("/attributes/available").asBoolean()) {
        found.add(row.at("/relationships/territory/data/id").asText());
      }
    }
    return found;
  }

  private Caller.Reply rows(String app) {
    return caller.get(
        "/v2/appAvailabilities/" + app + "/territoryAvailabilities?limit=200&include=territory");
  }

  private String statuses(String app, String territory) {
    for (JsonNode row : rows(app).data()) {
      if (row.path("id").asText().equals(row(app, territory))) {
        return row.at("/attributes/contentStatuses").toString().replace('"', '\'');
      }
    }
    throw new IllegalStateException(territory);
  }

  private Caller.Reply patch(String app, String territory, String attributes) {
    return caller.update("territoryAvailabilities", row(app, territory), attributes);
  }

  private List<String> only(String territory) {
    return territories.stream().map(one -> one.equals(territory) ? "+" + one : one).toList();
  }

  @Test
  void isSetForAllTerritoriesAtOnce() {
    assertThat(caller.get("/v2/appAvailabilities/" + fresh).status()).isEqualTo(404);
    assertThat(rows(fresh).status()).isEqualTo(404);
    Caller.Reply set = set(fresh, only("JPN"));
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    assertThat(set.id()).isEqualTo(fresh);
    assertThat(set.attribute("availableInNewTerritories").asBoolean()).isTrue();
    assertThat(caller.get("/v1/apps/" + fresh + "/appAvailabilityV2").id()).isEqualTo(fresh);
    assertThat(available(fresh)).containsExactly("JPN");
    assertThat(rows(fresh).ids()).hasSize(175).contains(row(fresh, "ITA"));
    assertThat(available(live)).hasSize(175);
  }

  @Test
  void showsRowsByPagesAndTheirTerritoriesOnlyIfIncluded() {
    Caller.Reply page =
        caller.get("/v2/appAvailabilities/" + live + "/territoryAvailabilities?limit=100");
    assertThat(page.ids()).hasSize(100);
    assertThat(page.data().path(0).has("relationships")).isFalse();
    assertThat(caller.get(page.json().at("/links/next").asText()).ids()).hasSize(75);
    Caller.Reply included =
        caller.get("/v2/appAvailabilities/" + live + "?include=territoryAvailabilities");
    assertThat(included.json().path("included")).hasSize(10);
    assertThat(
            included.data().at("/relationships/territoryAvailabilities/meta/paging/total").asInt())
        .isEqualTo(175);
  }

  @Test
  void refusesASubsetWithOneErrorForEachMissingTerritory() {
    Caller.Reply subset = set(fresh, List.of("+USA", "+JPN"));
    assertThat(subset.status()).isEqualTo(409);
    assertThat(subset.codes()).hasSize(173).containsOnly("ENTITY_ERROR.RELATIONSHIP.INVALID");
    assertThat(subset.text())
        .contains(
            "The relationship 'territoryAvailabilities.territory' expects an included resource with"
                + " type 'territories' and id 'JOR' but no matching resource was included.");
    Caller.Reply again = set(live, List.of("+USA"));
    assertThat(again.codes()).hasSize(175);
    assertThat(again.json().at("/errors/0/detail").asText())
        .isEqualTo(
            "An 'appAvailabilities' with a relationship to 'apps' with id '"
                + live
                + "' already exists.");
    assertThat(again.json().at("/errors/0/source/pointer").asText())
        .isEqualTo("/data/relationships/app");
    assertThat(set(live, territories).codes()).containsExactly("ENTITY_ERROR.RELATIONSHIP.INVALID");
    assertThat(available(live)).hasSize(175);
  }

  @Test
  void refusesTerritoriesAsInlineResources() {
    Caller.Reply reply =
        caller.post(
            "/v2/appAvailabilities",
            "{'data':{'type':'appAvailabilities','attributes':{'availableInNewTerritories':true},'relationships':{'app':{'data':{'type':'apps','id':'"
                + fresh
                + "'}},'territoryAvailabilities':{'data':[]}}},'included':[{'type':'territories','id':'USA'}]}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().at("/errors/0/source/pointer").asText()).isEqualTo("/included/0/type");
  }

  @Test
  void changesOneRowAtATime() {
    assertThat(caller.patch("/v2/appAvailabilities/" + live, "{}").status()).isEqualTo(403);
    assertThat(caller.patch("/v2/territoryAvailabilities/" + row(live, "ITA"), "{}").status())
        .isEqualTo(404);
    Caller.Reply off = patch(live, "ITA", "'available':false");
    assertThat(off.status()).as(off.text()).isEqualTo(200);
    assertThat(off.attribute("available").asBoolean()).isFalse();
    assertThat(statuses(live, "ITA")).isEqualTo("['AVAILABLE','PROCESSING_TO_NOT_AVAILABLE']");
    assertThat(available(live)).hasSize(174).doesNotContain("ITA");
    clock.advance(Duration.ofMinutes(2));
    assertThat(statuses(live, "ITA")).isEqualTo("['CANNOT_SELL']");
    patch(live, "ITA", "'available':true");
    assertThat(statuses(live, "ITA")).isEqualTo("['CANNOT_SELL','PROCESSING_TO_AVAILABLE']");
    patch(live, "ITA", "'available':true");
    clock.advance(Duration.ofMinutes(2));
    assertThat(statuses(live, "ITA")).isEqualTo("['AVAILABLE']");
    assertThat(patch(live, "ITA", "'sauce':true").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.UNKNOWN");
    assertThat(patch(live, "XXX", "'available':true").status()).isEqualTo(404);
  }

  @Test
  void anAppThatIsNotReleasedCannotBeSoldYet() {
    set(fresh, only("JPN"));
    assertThat(statuses(fresh, "JPN"))
        .isEqualTo("['CANNOT_SELL','AVAILABLE_FOR_SALE_UNRELEASED_APP']");
    assertThat(statuses(live, "JPN")).isEqualTo("['AVAILABLE']");
  }

  @Test
  void showsWhyAnAppIsBlocked() {
    simulator.addContentStatus(live, "TRADER_STATUS_NOT_PROVIDED", "ITA", "DEU");
    simulator.addContentStatus(fresh, "TRADER_STATUS_VERIFICATION_FAILED", "ITA");
    set(fresh, only("ITA"));
    assertThat(statuses(live, "ITA")).isEqualTo("['TRADER_STATUS_NOT_PROVIDED']");
    assertThat(statuses(live, "USA")).isEqualTo("['AVAILABLE']");
    assertThat(statuses(fresh, "ITA"))
        .isEqualTo(
            "['CANNOT_SELL','AVAILABLE_FOR_SALE_UNRELEASED_APP','TRADER_STATUS_VERIFICATION_FAILED']");
    simulator.clearContentStatuses(live, "ITA");
    assertThat(statuses(live, "ITA")).isEqualTo("['AVAILABLE']");
    assertThatThrownBy(() -> simulator.addContentStatus(live, "CANNOT_SELL", "XXX"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulator.addContentStatus("1", "CANNOT_SELL", "ITA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPreOrderHasADate() {
    set(fresh, only("JPN"));
    assertThat(patch(fresh, "JPN", "'available':true,'releaseDate':'2026-11-01'").code())
        .as("the date alone")
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(patch(fresh, "JPN", "'preOrderEnabled':true").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.REQUIRED");
    Caller.Reply on =
        patch(fresh, "JPN", "'available':true,'preOrderEnabled':true,'releaseDate':'2026-11-01'");
    assertThat(on.status()).as(on.text()).isEqualTo(200);
    assertThat(on.attribute("releaseDate").asText()).isEqualTo("2026-11-01");
    Caller.Reply off = patch(fresh, "JPN", "'preOrderEnabled':false");
    assertThat(off.status()).isEqualTo(409);
    assertThat(off.json().at("/errors/0/detail").asText())
        .isEqualTo("releaseDate must be set to null when preOrderEnabled is set to false");
    assertThat(patch(fresh, "JPN", "'preOrderEnabled':false,'releaseDate':null").status())
        .isEqualTo(200);
    String shown = rows(live).data().at("/0/attributes/releaseDate").asText();
    assertThat(shown).as("of a released app").isNotEqualTo("null");
    assertThat(patch(live, territories.getFirst(), "'releaseDate':'" + shown + "'").status())
        .isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({"false, 404", "true, 200"})
  void rowsThatWereNeverSetAreAGuess(boolean turned, int status) {
    if (turned) {
      simulator.guesses().turn(Guess.ROWS_NEVER_SET_ARE_EMPTY);
    }
    Caller.Reply rows = rows(fresh);
    assertThat(rows.status()).isEqualTo(status);
    assertThat(rows.ids()).isEmpty();
    assertThat(caller.get("/v2/appAvailabilities/" + fresh).status()).isEqualTo(404);
    assertThat(rows("1").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"false, 175", "true, 0"})
  void newRowsShowAtOnceOrLater(boolean turned, int shown) {
    if (turned) {
      simulator.guesses().turn(Guess.ROWS_SHOWN_LATE);
    }
    set(fresh, only("JPN"));
    assertThat(rows(fresh).ids()).hasSize(shown);
    clock.advance(Duration.ofSeconds(20));
    assertThat(rows(fresh).ids()).hasSize(175);
  }

  @ParameterizedTest
  @CsvSource({"false, 200", "true, 404"})
  void aRowBeforeTheAvailabilityIsAGuess(boolean turned, int status) {
    if (turned) {
      simulator.guesses().turn(Guess.ROWS_NEED_AN_AVAILABILITY);
    }
    assertThat(patch(fresh, "JPN", "'available':true").status()).isEqualTo(status);
    if (!turned) {
      assertThat(available(fresh)).containsExactly("JPN");
    }
    assertThat(set(fresh, only("JPN")).status()).isEqualTo(turned ? 201 : 409);
  }

  @Test
  void survivesARestart() {
    set(fresh, only("JPN"));
    patch(live, "ITA", "'available':false");
    simulator.addContentStatus(live, "TRADER_STATUS_NOT_PROVIDED", "DEU");
    simulator.close();
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .withStateFile(directory.resolve("state.json")));
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    assertThat(available(fresh)).containsExactly("JPN");
    assertThat(available(live)).hasSize(174);
    assertThat(statuses(live, "DEU")).isEqualTo("['TRADER_STATUS_NOT_PROVIDED']");
    assertThat(caller.get("/v1/appPriceSchedules/" + fresh + "/manualPrices").status())
        .as("still without a price")
        .isEqualTo(404);
    assertThat(caller.get("/v1/appPriceSchedules/" + live + "/manualPrices").ids()).hasSize(1);
  }

  /// A state file of an earlier version has neither price schedules nor rows: its apps are free and
  /// available everywhere.
  @Test
  void readsTheStateOfAnEarlierVersion() throws IOException {
    simulator.close();
    Path file = directory.resolve("state.json");
    ObjectNode state = (ObjectNode) Caller.JSON.readTree(file.toFile());
    for (Iterator<JsonNode> each = state.path("resources").iterator(); each.hasNext(); ) {
      if (each.next().path("type").asText().equals("appPriceSchedules")) {
        each.remove();
      }
    }
    Caller.JSON.writeValue(file.toFile(), state);
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withStateFile(file));
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    assertThat(available(live)).hasSize(175);
    assertThat(simulator.snapshot().prices(live))
        .containsExactly(new Snapshot.Price(live, "USA", "USA", "0.0", null, null));
  }

  @Test
  void theSnapshotShowsThePriceAndTheTerritories() {
    assertThat(simulator.snapshot().prices(fresh)).isEmpty();
    assertThat(simulator.snapshot().availability(fresh)).isEmpty();
    set(fresh, only("JPN"));
    assertThat(simulator.snapshot().availability(fresh))
        .contains(new Snapshot.Availability(fresh, true, List.of("JPN")));
    assertThat(simulator.snapshot().availability(live).orElseThrow().territories())
        .isEqualTo(territories);
  }
}
