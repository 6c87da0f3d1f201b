package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Territories, price points and price schedules. Source of all answers: first-release-live.md, B1.
class PriceTest {
  /// 17:03 of the day before in California.
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-09-27T00:03:00Z"));

  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private String fresh;
  private String other;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    fresh = simulator.createApp(NewApp.madeOnWeb("com.example.fresh", "Fresh", "en-US")).id();
    other = simulator.createApp(NewApp.of("com.example.other", "Other")).id();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static String point(String app, String territory, int tier) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            "{\"s\":\"%s\",\"t\":\"%s\",\"p\":\"%d\"}"
                .formatted(app, territory, tier)
                .getBytes(StandardCharsets.UTF_8));
  }

  private static String price(String id, String attributes, String point) {
    return "{'type':'appPrices','id':'"
        + id
        + "'"
        + (attributes == null ? "" : ",'attributes':{" + attributes + "}")
        + ",'relationships':{'appPricePoint':{'data':{'type':'appPricePoints','id':'"
        + point
        + "'}}}}";
  }

  private Caller.Reply set(String app, String base, String... included) {
    List<String> linkages =
        Stream.of(included)
            .map(one -> one.replaceAll(".*'appPrices','id':'([^']*)'.*", "$1"))
            .map(id -> "{'type':'appPrices','id':'" + id + "'}")
            .toList();
    return caller.post(
        "/v1/appPriceSchedules",
        "{'data':{'type':'appPriceSchedules','relationships':{'app':{'data':{'type':'apps','id':'"
            + app
            + "'}},'baseTerritory':{'data':{'type':'territories','id':'"
            + base
            + "'}},'manualPrices':{'data':["
            + String.join(",", linkages)
            + "]}}},'included':["
            + String.join(",", included)
            + "]}");
  }

  private Caller.Reply manualPrices(String app) {
    return caller.get(
        "/v1/appPriceSchedules/" + app + "/manualPrices?include=appPricePoint,territory");
  }

  private static String detail(Caller.Reply reply) {
    return reply.json().at("/errors/0/detail").asText();
  }

  @Test
  void lists175Territories() {
    Caller.Reply all = caller.get("/v1/territories?limit=200");
    assertThat(all.ids()).hasSize(175).doesNotHaveDuplicates().contains("USA", "XKS", "JPN");
    for (JsonNode territory : all.data()) {
      assertThat(territory.at("/attributes/currency").asText()).hasSize(3);
    }
    Caller.Reply page = caller.get("/v1/territories");
    assertThat(page.ids()).hasSize(50);
    assertThat(page.json().at("/links/next").asText()).contains("cursor=");
  }

  @Test
  void listsSeveralHundredPointsOfATerritory() {
    String next = "/v1/apps/" + fresh + "/appPricePoints?filter%5Bterritory%5D=USA&limit=200";
    Caller.Reply first = caller.get(next);
    assertThat(first.data().at("/0/attributes/customerPrice").asText()).isEqualTo("0.0");
    assertThat(first.ids().getFirst()).isEqualTo(point(fresh, "USA", 10000));
    List<String> prices = new java.util.ArrayList<>();
    while (!next.isEmpty()) {
      Caller.Reply page = caller.get(next);
      page.data().forEach(one -> prices.add(one.at("/attributes/customerPrice").asText()));
      next = page.json().at("/links/next").asText();
    }
    assertThat(prices).hasSizeBetween(400, 900).doesNotHaveDuplicates().contains("0.99", "4.99");
    assertThat(caller.get("/v1/apps/" + fresh + "/appPricePoints?filter%5Bterritory%5D=US").ids())
        .as("a territory in two letters")
        .isEmpty();
    assertThat(caller.get("/v1/apps/1/appPricePoints").status()).isEqualTo(404);
  }

  @Test
  void showsAPointAndItsEqualsElsewhere() {
    String id = point(fresh, "USA", 10008);
    Caller.Reply one = caller.get("/v3/appPricePoints/" + id + "?include=app,territory");
    assertThat(one.attribute("customerPrice").asText()).isEqualTo("0.99");
    assertThat(one.json().path("included")).hasSize(2);
    Caller.Reply equals =
        caller.get("/v3/appPricePoints/" + id + "/equalizations?limit=200&include=territory");
    assertThat(equals.ids()).hasSize(174).contains(point(fresh, "JPN", 10008));
    assertThat(equals.data().at("/0/attributes/customerPrice").asText()).isNotEqualTo("0.0");
    assertThat(
            caller
                .get("/v3/appPricePoints/" + id + "/equalizations?filter%5Bterritory%5D=JPN,DEU")
                .ids())
        .hasSize(2);
    assertThat(caller.get("/v3/appPricePoints/" + point(fresh, "USA", 9999)).status())
        .isEqualTo(404);
    assertThat(caller.get("/v3/appPricePoints/no-point").status()).isEqualTo(404);
    // 404 at Apple.
    assertThat(caller.get("/v1/appPricePoints/" + id).status()).isEqualTo(404);
    assertThat(caller.get("/v2/appPricePoints/" + id).status()).isEqualTo(404);
    assertThat(caller.get("/v2/appPrices/1").status()).isEqualTo(403);
  }

  @Test
  void aNewRecordHasAScheduleWithoutPrices() {
    Caller.Reply schedule = caller.get("/v1/apps/" + fresh + "/appPriceSchedule");
    assertThat(schedule.status()).isEqualTo(200);
    assertThat(schedule.id()).isEqualTo(fresh);
    assertThat(caller.get("/v1/appPriceSchedules/" + fresh).status()).isEqualTo(200);
    assertThat(caller.get("/v1/appPriceSchedules/" + fresh + "/baseTerritory").id())
        .isEqualTo("USA");
    for (String path :
        List.of(
            "/v1/appPriceSchedules/" + fresh + "/manualPrices",
            "/v1/appPriceSchedules/" + fresh + "/relationships/manualPrices",
            "/v1/appPriceSchedules/" + fresh + "?include=manualPrices,baseTerritory",
            "/v1/apps/" + fresh + "/appPriceSchedule?include=manualPrices")) {
      Caller.Reply reply = caller.get(path);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("NOT_FOUND");
      assertThat(detail(reply))
          .isEqualTo("There is no resource of type 'null' with id '" + fresh + "'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"USA", "JPN", "ZAF", "DEU", "KOR"})
  void setsThePriceOfOneTerritoryForAll(String base) {
    Caller.Reply set = set(fresh, base, price("${any-text}", "", point(fresh, base, 10048)));
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    assertThat(set.id()).isEqualTo(fresh);
    Caller.Reply manual = manualPrices(fresh);
    assertThat(manual.ids()).hasSize(1);
    JsonNode attributes = manual.data().at("/0/attributes");
    assertThat(attributes.path("manual").asBoolean()).isTrue();
    assertThat(attributes.path("startDate").isNull()).isTrue();
    assertThat(attributes.path("endDate").isNull()).isTrue();
    assertThat(manual.data().at("/0/relationships/territory/data/id").asText()).isEqualTo(base);
    assertThat(manual.data().at("/0/relationships/appPricePoint/data/id").asText())
        .isEqualTo(point(fresh, base, 10048));
    assertThat(manual.json().path("included")).hasSize(2);
    Caller.Reply automatic =
        caller.get(
            "/v1/appPriceSchedules/"
                + fresh
                + "/automaticPrices?limit=200&include=appPricePoint,territory");
    assertThat(automatic.ids()).hasSize(174).doesNotHaveDuplicates();
    Caller.Reply schedule =
        caller.get(
            "/v1/apps/" + fresh + "/appPriceSchedule?include=manualPrices,baseTerritory,app");
    assertThat(schedule.data().at("/relationships/baseTerritory/data/id").asText()).isEqualTo(base);
    assertThat(schedule.data().at("/relationships/manualPrices/meta/paging/total").asInt())
        .isEqualTo(1);
  }

  @Test
  void aSecondPostReplacesTheFirst() {
    assertThat(manualPrices(other).ids()).hasSize(1);
    set(other, "USA", price("${a}", "'startDate':null", point(other, "USA", 10001)));
    set(
        other,
        "DEU",
        price("${b}", "'startDate':null,'endDate':null", point(other, "DEU", 10002)),
        price("${c}", "", point(other, "JPN", 10003)));
    Caller.Reply manual = manualPrices(other);
    assertThat(manual.data())
        .extracting(one -> one.at("/relationships/territory/data/id").asText())
        .containsExactly("DEU", "JPN");
    assertThat(
            caller
                .get("/v1/appPriceSchedules/" + other + "/manualPrices?filter%5Bterritory%5D=JPN")
                .ids())
        .hasSize(1);
    assertThat(caller.get("/v1/appPriceSchedules/" + other + "/automaticPrices?limit=200").ids())
        .hasSize(173);
    assertThat(caller.delete("/v1/appPriceSchedules/" + other).status()).isEqualTo(403);
  }

  /// Apple's day is California's: at 00:03 UTC the date of UTC is in the future.
  @Test
  void countsDaysInCalifornia() {
    String point = point(fresh, "USA", 10008);
    Caller.Reply utc = set(fresh, "USA", price("${p}", "'startDate':'2026-09-27'", point));
    assertThat(utc.status()).isEqualTo(409);
    assertThat(utc.code()).isEqualTo("ENTITY_ERROR.INVALID_START_DATE");
    assertThat(detail(utc))
        .isEqualTo(
            "Entire timeline must be covered for USA. The first interval has a start date"
                + " 2026-09-27T00:00 in the future");
    Caller.Reply past = set(fresh, "USA", price("${p}", "'startDate':'2026-09-25'", point));
    assertThat(past.code()).isEqualTo("ENTITY_ERROR.INVALID_START_DATE");
    assertThat(detail(past)).isEqualTo("Interval can not have a start date in the past");
    assertThat(past.json().at("/errors/0/source/pointer").asText())
        .isEqualTo("/data/relationships/manualPrices");
    Caller.Reply today = set(fresh, "USA", price("${p}", "'startDate':'2026-09-26'", point));
    assertThat(today.status()).isEqualTo(201);
    assertThat(manualPrices(fresh).data().at("/0/attributes/startDate").isNull())
        .as("stored as null")
        .isTrue();
  }

  @Test
  void aChangeLaterNeedsBothIntervals() {
    String now = point(other, "USA", 10000);
    String later = point(other, "USA", 10008);
    Caller.Reply both =
        set(
            other,
            "USA",
            price("${new}", "'startDate':'2026-10-26','endDate':null", later),
            price("${old}", "'startDate':null,'endDate':'2026-10-26'", now));
    assertThat(both.status()).as(both.text()).isEqualTo(201);
    assertThat(manualPrices(other).ids()).hasSize(2);
    assertThat(caller.get("/v1/appPriceSchedules/" + other + "/automaticPrices?limit=200").ids())
        .hasSize(200);

    Caller.Reply gap =
        set(
            other,
            "USA",
            price("${old}", "'endDate':'2026-10-25'", now),
            price("${new}", "'startDate':'2026-10-26'", later));
    assertThat(gap.code()).isEqualTo("ENTITY_ERROR.INVALID_INTERVAL");
    assertThat(detail(gap))
        .isEqualTo(
            "Entire timeline must be covered for USA. Adjacent intervals must not have a gap in"
                + " between: [null - 2026-10-25T00:00] and [2026-10-26T00:00 - null]");
    assertThat(set(other, "USA", price("${a}", "", now), price("${b}", "", later)).code())
        .as("two prices at once")
        .isEqualTo("ENTITY_ERROR.INVALID_INTERVAL");
    assertThat(set(other, "USA", price("${a}", "'endDate':'2026-10-25'", now)).code())
        .as("no price afterwards")
        .isEqualTo("ENTITY_ERROR.INVALID_INTERVAL");
    assertThat(
            set(
                    other,
                    "USA",
                    price("${a}", "", now),
                    price("${b}", "'endDate':'2026-10-25'", point(other, "HKG", 10008)))
                .status())
        .as("another territory needs no price of its own all the time")
        .isEqualTo(201);
  }

  @Test
  void refusesPointsThatDoNotFit() {
    String german = price("${p}", "", point(fresh, "DEU", 10008));
    Caller.Reply base = set(fresh, "USA", german);
    assertThat(base.status()).isEqualTo(409);
    assertThat(base.code()).isEqualTo("ENTITY_ERROR.BASE_TERRITORY_INTERVAL_REQUIRED");
    assertThat(detail(base))
        .isEqualTo("There must be at least one manual price for the base territory.");
    assertThat(base.json().at("/errors/0/title").asText())
        .isEqualTo("There is a problem with the request entity");
    for (String unknown : List.of(point(other, "USA", 10008), point(fresh, "USA", 1), "x")) {
      Caller.Reply reply = set(fresh, "USA", price("${p}", "", unknown));
      assertThat(reply.status()).isEqualTo(409);
      assertThat(reply.code()).isEqualTo("ENTITY_ERROR.NOT_FOUND");
      assertThat(detail(reply))
          .isEqualTo("The resource 'appPricePoints' with id '" + unknown + "' was not found.");
    }
  }

  @Test
  void refusesInlineResourcesThatAreNot() {
    String point = point(fresh, "USA", 10008);
    Caller.Reply plain = set(fresh, "USA", price("p1", "", point));
    assertThat(plain.status()).isEqualTo(409);
    assertThat(plain.code()).isEqualTo("ENTITY_ERROR.INCLUDED.INVALID_ID");
    assertThat(detail(plain))
        .isEqualTo(
            "The provided included entity id 'p1' has invalid format. For inline creation, the id"
                + " must be a local id with the format '${local-id}'.");
    String body =
        "{'data':{'type':'appPriceSchedules','relationships':{'app':{'data':{'type':'apps','id':'"
            + fresh
            + "'}},'baseTerritory':{'data':{'type':'territories','id':'USA'}},'manualPrices':{'data':[{'type':'appPrices','id':'${a}'}]}}}";
    Caller.Reply missing = caller.post("/v1/appPriceSchedules", body + "}");
    assertThat(missing.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
    assertThat(detail(missing))
        .contains("expects an included resource with type 'appPrices' and id '${a}'");
    Caller.Reply pointless =
        caller.post(
            "/v1/appPriceSchedules",
            body + ",'included':[{'type':'appPrices','id':'${a}','attributes':{'sauce':1}}]}");
    assertThat(pointless.codes())
        .containsExactly("ENTITY_ERROR.ATTRIBUTE.UNKNOWN", "ENTITY_ERROR.RELATIONSHIP.REQUIRED");
    assertThat(pointless.json().at("/errors/1/source/pointer").asText())
        .isEqualTo("/included/0/relationships/appPricePoint");
    assertThat(set(fresh, "USA", price("${a}", "'startDate':'soon'", point)).code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
    assertThat(manualPrices(fresh).status()).as("nothing was set").isEqualTo(404);
  }

  @Test
  void hasNoSchedulesUnderApps() {
    Caller.Reply reply = caller.post("/v1/apps/" + fresh + "/priceSchedules", "{}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(detail(reply)).isEqualTo("The relationship 'priceSchedules' does not exist");
  }

  @ParameterizedTest
  @CsvSource({"false, 201", "true, 422"})
  void aPriceWithoutAttributesIsAGuess(boolean turned, int status) {
    if (turned) {
      simulator.guesses().turn(Guess.PRICE_NEEDS_ATTRIBUTES);
    }
    String point = point(fresh, "USA", 10000);
    assertThat(set(fresh, "USA", price("${p}", null, point)).status()).isEqualTo(status);
    assertThat(set(fresh, "USA", price("${p}", "", point)).status()).isEqualTo(201);
  }

  /// The refusal for a missing price ends with the first price.
  @Test
  void aPriceIsAllThatPricingNeeds() {
    String version = caller.get("/v1/apps/" + fresh + "/appStoreVersions").ids().getFirst();
    String submission = caller.createSubmission(fresh).id();
    assertThat(caller.addItem(submission, version).text()).contains("APP_PRICING_REQUIRED");
    set(fresh, "USA", price("${p}", "", point(fresh, "USA", 10000)));
    assertThat(caller.addItem(submission, version).text())
        .contains("associatedErrors")
        .doesNotContain("APP_PRICING_REQUIRED");
  }

  @Test
  void aDeveloperSetsNoPrice() {
    caller = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    assertThat(set(fresh, "USA", price("${p}", "", point(fresh, "USA", 10000))).status())
        .isEqualTo(403);
    assertThat(caller.get("/v1/territories").status()).isEqualTo(200);
  }

  @Test
  void pricesPass() {
    set(
        fresh,
        "USA",
        price("${old}", "'endDate':'2026-10-26'", point(fresh, "USA", 10000)),
        price("${new}", "'startDate':'2026-10-26'", point(fresh, "USA", 10008)));
    clock.advance(Duration.ofDays(60));
    assertThat(manualPrices(fresh).data())
        .extracting(one -> one.at("/attributes/endDate").asText())
        .containsExactly("2026-10-26", "null");
  }
}
