package dev.slipway.appstoreconnect.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.appstoreconnect.ScriptedApple;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Requests and answers as public reports show them (first-release-live.md, B).
class PricingAnswersTest {
  private static final AppId APP = new AppId("77");
  private static final String NO_PRICE =
      """
      {"errors":[{"id":"e","status":"404","code":"NOT_FOUND",
        "title":"The specified resource does not exist",
        "detail":"There is no resource of type 'null' with id '77'"}]}
      """;
  private static final String NO_AVAILABILITY =
      """
      {"errors":[{"id":"e","status":"404","code":"NOT_FOUND",
        "title":"The specified resource does not exist",
        "detail":"There is no resource of type 'appAvailabilities' with id '77'"}]}
      """;

  private final ScriptedApple script = new ScriptedApple();

  @AfterEach
  void stop() {
    script.close();
  }

  @Test
  void aNewRecordHasNoPriceAndNoAvailability() {
    script
        .server()
        .then(404, NO_PRICE)
        .then(200, "{\"data\":[],\"links\":{}}")
        .then(404, NO_AVAILABILITY)
        .then(200, "{\"data\":null}");

    assertThat(script.client().appPriceSchedules().find(APP)).isEmpty();
    assertThat(script.client().appPriceSchedules().find(APP)).isEmpty();
    assertThat(script.client().appAvailabilities().find(APP)).isEmpty();
    assertThat(script.client().appAvailabilities().find(APP)).isEmpty();
  }

  /// Answers that were seen for the territories of an availability that is not there, or not yet.
  @Test
  void anAvailabilityMayShowNoTerritories() {
    script
        .server()
        .then(200, "{\"data\":{\"type\":\"appAvailabilities\",\"id\":\"77\"}}")
        .then(200, "{\"data\":[],\"links\":{}}")
        .then(404, NO_AVAILABILITY);
    var availabilities = script.client().appAvailabilities();

    assertThat(availabilities.find(APP))
        .contains(new AppAvailability(new AppAvailabilityId("77"), false));
    assertThat(availabilities.territoriesOf(new AppAvailabilityId("77"))).isEmpty();
    assertThat(availabilities.territoriesOf(new AppAvailabilityId("77"))).isEmpty();
  }

  @Test
  void readsTheBaseTerritoryOnlyWhereSeveralHavePrices() {
    script
        .server()
        .then(200, prices("USA"))
        .then(200, prices("DEU", "USA"))
        .then(200, "{\"data\":{\"type\":\"territories\",\"id\":\"USA\"}}");
    var schedules = script.client().appPriceSchedules();

    assertThat(schedules.find(APP).orElseThrow())
        .isEqualTo(
            new AppPriceSchedule(
                new TerritoryId("USA"),
                List.of(
                    new AppPrice(
                        new AppPricePointId("P-USA"),
                        new TerritoryId("USA"),
                        new BigDecimal("4.99"),
                        null,
                        LocalDate.parse("2026-12-24")))));
    assertThat(schedules.find(APP).orElseThrow().baseTerritory()).hasToString("USA");
    assertThat(script.server().seen())
        .extracting(seen -> seen.target().replaceAll("\\?.*", ""))
        .containsExactly(
            "/v1/appPriceSchedules/77/manualPrices",
            "/v1/appPriceSchedules/77/manualPrices",
            "/v1/appPriceSchedules/77/baseTerritory");
  }

  @Test
  void sendsPricesUnderLocalIdsAndWithoutADateInThePast() {
    script.server().then(201, "{\"data\":{\"type\":\"appPriceSchedules\",\"id\":\"77\"}}");

    script
        .client()
        .appPriceSchedules()
        .create(
            APP,
            new TerritoryId("USA"),
            List.of(
                new NewAppPrice(new AppPricePointId("P1"), null, LocalDate.parse("2026-12-24")),
                new NewAppPrice(new AppPricePointId("P2"), LocalDate.parse("2026-12-24"), null)));

    assertSent(
        """
        {"data":{"type":"appPriceSchedules","relationships":{
        "app":{"data":{"type":"apps","id":"77"}},
        "baseTerritory":{"data":{"type":"territories","id":"USA"}},
        "manualPrices":{"data":[{"type":"appPrices","id":"${price-1}"},
        {"type":"appPrices","id":"${price-2}"}]}}},
        "included":[{"type":"appPrices","id":"${price-1}",
        "attributes":{"endDate":"2026-12-24"},
        "relationships":{"appPricePoint":{"data":{"type":"appPricePoints","id":"P1"}}}},
        {"type":"appPrices","id":"${price-2}","attributes":{"startDate":"2026-12-24"},
        "relationships":{"appPricePoint":{"data":{"type":"appPricePoints","id":"P2"}}}}]}
        """);
  }

  @Test
  void sendsEveryTerritoryAndNoReleaseDate() {
    script.server().then(201, "{\"data\":{\"type\":\"appAvailabilities\",\"id\":\"77\"}}");
    var territories = new LinkedHashMap<TerritoryId, Boolean>();
    territories.put(new TerritoryId("DEU"), true);
    territories.put(new TerritoryId("CHN"), false);

    script.client().appAvailabilities().create(APP, true, territories);

    assertThat(script.server().seen().getFirst().target()).isEqualTo("/v2/appAvailabilities");
    assertSent(
        """
        {"data":{"type":"appAvailabilities","attributes":{"availableInNewTerritories":true},
        "relationships":{"app":{"data":{"type":"apps","id":"77"}},
        "territoryAvailabilities":{"data":[{"type":"territoryAvailabilities","id":"${DEU}"},
        {"type":"territoryAvailabilities","id":"${CHN}"}]}}},
        "included":[{"type":"territoryAvailabilities","id":"${DEU}",
        "attributes":{"available":true},
        "relationships":{"territory":{"data":{"type":"territories","id":"DEU"}}}},
        {"type":"territoryAvailabilities","id":"${CHN}","attributes":{"available":false},
        "relationships":{"territory":{"data":{"type":"territories","id":"CHN"}}}}]}
        """);
  }

  /// Apple promises no order, so the nearest prices may be on any page.
  @Test
  void findsAPriceOrItsNeighboursInAnyOrder() {
    String more = "%s/v1/apps/77/appPricePoints?cursor=".formatted(script.server().uri());
    script
        .server()
        .then(200, points(more + "2", "9.99", "0.0"))
        .then(200, points(null, "4.99", "1.99"))
        .then(200, points(more + "2", "9.99", "0.0"))
        .then(200, points("", "4.99", "1.99"))
        .then(200, points(null));
    var client = script.client().appPricePoints();
    var usa = new TerritoryId("USA");

    var exact = client.find(APP, usa, new BigDecimal("4.990"));
    assertThat(exact.exact()).isEqualTo(point("4.99"));
    var nearest = client.find(APP, usa, new BigDecimal("5"));
    assertThat(nearest.exact()).isNull();
    assertThat(nearest.below()).isEqualTo(point("4.99"));
    assertThat(nearest.above()).isEqualTo(point("9.99"));
    assertThat(nearest.calls()).isEqualTo(2);
    assertThat(client.find(APP, usa, BigDecimal.ONE).isEmpty()).isTrue();
  }

  @Test
  void aFreePriceIsOnTheFirstPage() {
    script.server().then(200, points(script.server().uri() + "/v1/x", "0.0", "0.29"));

    var found = script.client().appPricePoints().find(APP, new TerritoryId("USA"), BigDecimal.ZERO);

    assertThat(found.exact()).isEqualTo(point("0.0"));
    assertThat(script.server().seen()).hasSize(1);
  }

  @Test
  void aPriceThatIsNoNumberIsAFaultOfApple() {
    // Reads are repeated.
    for (int tries = 0; tries < 10; tries++) {
      script.server().then(200, points(null, "free"));
    }

    assertThatThrownBy(
            () ->
                script.client().appPricePoints().find(APP, new TerritoryId("USA"), BigDecimal.ZERO))
        .isInstanceOf(AppleFault.class);
  }

  @Test
  void todayIsThatOfTheUnitedStatesWestCoast() {
    assertThat(AppPriceSchedulesClient.today(Instant.parse("2026-11-24T07:59:00Z")))
        .isEqualTo("2026-11-23");
    assertThat(AppPriceSchedulesClient.today(Instant.parse("2026-11-24T08:00:00Z")))
        .isEqualTo("2026-11-24");
  }

  private void assertSent(String json) {
    assertThat(Json.parse(script.server().seen().getFirst().body()).asMap())
        .isEqualTo(Json.parse(json).asMap());
  }

  private static AppPricePoint point(String price) {
    return new AppPricePoint(new AppPricePointId("P" + price), new BigDecimal(price));
  }

  private static String points(String next, String... prices) {
    var points = new java.util.ArrayList<String>();
    for (String price : prices) {
      points.add(
          "{\"type\":\"appPricePoints\",\"id\":\"P%s\",\"attributes\":{\"customerPrice\":\"%s\"}}"
              .formatted(price, price));
    }
    return "{\"data\":[%s],\"links\":{%s}}"
        .formatted(String.join(",", points), next == null ? "" : "\"next\":\"" + next + "\"");
  }

  private static String prices(String... territories) {
    var prices = new java.util.ArrayList<String>();
    var points = new java.util.ArrayList<String>();
    for (String territory : territories) {
      prices.add(
          """
          {"type":"appPrices","id":"%s","attributes":{"startDate":null,"endDate":"2026-12-24"},
           "relationships":{
             "appPricePoint":{"data":{"type":"appPricePoints","id":"P-%s"}},
             "territory":{"data":{"type":"territories","id":"%s"}}}}
          """
              .formatted(territory, territory, territory));
      points.add(
          "{\"type\":\"appPricePoints\",\"id\":\"P-%s\",\"attributes\":{\"customerPrice\":\"4.99\"}}"
              .formatted(territory));
    }
    return "{\"data\":[%s],\"included\":[%s],\"links\":{}}"
        .formatted(String.join(",", prices), String.join(",", points));
  }
}
