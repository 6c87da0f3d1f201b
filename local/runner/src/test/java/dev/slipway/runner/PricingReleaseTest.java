package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.appstoreconnect.pricing.AppPrice;
import dev.slipway.appstoreconnect.pricing.AppPriceSchedule;
import dev.slipway.appstoreconnect.pricing.NewAppPrice;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Price and availability, from `release.json` to Apple: set where the app has none, changed where
/// the drop says something else, and left alone otherwise.
class PricingReleaseTest {
  private static final String SCHEDULES = "POST /v1/appPriceSchedules";
  private static final String AVAILABILITIES = "POST /v2/appAvailabilities";
  private static final String TERRITORIES = "PATCH /v1/territoryAvailabilities/{id}";
  private static final String FREE_EVERYWHERE =
      """
      "price": "FREE", "availability": {"territories": "ALL", "newTerritories": true}\
      """;
  private static final String PAID_IN_SOME =
      """
      "price": {"baseTerritory": "USA", "customerPrice": "4.99"},
      "availability": {"territories": {"except": ["CHN", "USA"]}}\
      """;

  @TempDir Path directory;

  @Test
  void aFirstReleaseIsFreeEverywhere() throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = unpriced(stage);
      drop(stage, stage.connect(), FREE_EVERYWHERE);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(price(stage, app)).containsExactly("USA 0.0");
      assertThat(available(stage, app)).hasSize(175);
      assertThat(inNewTerritories(stage, app)).isTrue();
      assertThat(pricingWrites(stage)).isEqualTo(Map.of(SCHEDULES, 1L, AVAILABILITIES, 1L));
    }
  }

  @Tag("answer")
  @Test
  void aFirstReleaseHasAPriceInSomeCountries() throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = unpriced(stage);
      drop(
          stage,
          stage.connect(),
          """
          "price": {"baseTerritory": "GBR", "customerPrice": "4.99"},
          "availability": {"territories": ["DEU", "AUT"]}\
          """);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(price(stage, app)).containsExactly("GBR 4.99");
      assertThat(available(stage, app)).containsExactly("AUT", "DEU");
      assertThat(inNewTerritories(stage, app)).as("a list is meant to be that list").isFalse();
    }
  }

  /// What the drop does not mention stays, whatever it is.
  @Test
  void anAppOnSaleGetsOnlyWhatIsDifferent() throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = new AppId(stage.app().id());
      String connection = stage.connect();
      update(stage, connection, "1.1", "2", PAID_IN_SOME);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(price(stage, app)).containsExactly("USA 4.99");
      assertThat(available(stage, app)).hasSize(173).doesNotContain("CHN", "USA");
      assertThat(pricingWrites(stage)).isEqualTo(Map.of(SCHEDULES, 1L, TERRITORIES, 2L));

      update(stage, connection, "1.2", "3", PAID_IN_SOME);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(pricingWrites(stage)).as("it is so already").hasSize(2).containsValues(1L, 2L);

      Map<String, Long> before = stage.apple.calls();
      update(stage, connection, "1.3", "4", "\"phasedRelease\": false");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      var asked = new TreeMap<>(stage.apple.calls());
      before.forEach((call, number) -> asked.merge(call, -number, Long::sum));
      asked.values().removeIf(number -> number == 0);
      assertThat(asked.keySet())
          .as("an update that does not mention them does not even ask")
          .noneMatch(
              call -> call.contains("Price") || call.toLowerCase(Locale.ROOT).contains("availab"));

      update(stage, connection, "1.4", "5", "\"availability\": {\"territories\": \"ALL\"}");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(available(stage, app)).hasSize(175);
      assertThat(price(stage, app)).containsExactly("USA 4.99");
    }
  }

  /// Apple has no call for several territories, so this takes 173.
  @Tag("answer")
  @Test
  void aListTakesAnAppOutOfAllOtherCountries() throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = new AppId(stage.app().id());
      update(
          stage,
          stage.connect(),
          "1.1",
          "2",
          "\"availability\": {\"territories\": [\"DEU\", \"FRA\"]}");

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(available(stage, app)).containsExactly("DEU", "FRA");
      assertThat(pricingWrites(stage)).isEqualTo(Map.of(TERRITORIES, 173L));
    }
  }

  /// A POST replaces everything, so what a person set in App Store Connect is sent again.
  @Tag("answer")
  @Test
  void pricesOfOtherTerritoriesAndOfLaterDaysStay() throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = new AppId(stage.app().id());
      var usa = new TerritoryId("USA");
      var britain = new TerritoryId("GBR");
      LocalDate sale =
          LocalDate.ofInstant(stage.local.clock().instant(), ZoneOffset.UTC).plusDays(30);
      stage
          .colleague()
          .appPriceSchedules()
          .create(
              app,
              usa,
              List.of(
                  new NewAppPrice(point(stage, app, usa, "1.99"), null, sale),
                  new NewAppPrice(point(stage, app, usa, "0.99"), sale, null),
                  new NewAppPrice(point(stage, app, britain, "1.49"), null, null)));
      String connection = stage.connect();

      update(stage, connection, "1.1", "2", PAID_IN_SOME);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(schedule(stage, app).manualPrices())
          .extracting(
              AppPrice::territory, AppPrice::customerPrice, AppPrice::startDate, AppPrice::endDate)
          .containsExactlyInAnyOrder(
              tuple(usa, new BigDecimal("4.99"), null, sale),
              tuple(usa, new BigDecimal("0.99"), sale, null),
              tuple(britain, new BigDecimal("1.49"), null, null));

      update(stage, connection, "1.2", "3", "\"price\": \"FREE\"");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(price(stage, app)).as("free everywhere").containsExactly("USA 0.0");
    }
  }

  @Test
  void aPlanShowsOldAndNewAndIsWhatTheReleaseDoes() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      update(stage, connection, "1.1", "2", "\"dryRun\": true, " + PAID_IN_SOME);
      var plan = stage.advanceUntil("PLANNED").path("plan");
      assertThat(stage.writes()).isEmpty();

      stage.advance(Duration.ofMinutes(1));
      update(stage, connection, "1.1", "2", PAID_IN_SOME);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes()).isEqualTo(calls(plan));
      var shown = new ArrayList<String>();
      for (JsonNode action : plan.path("actions")) {
        if (action.path("file").asText().startsWith("$.")) {
          shown.add(
              action.path("what").asText()
                  + ": "
                  + action.path("before").asText("-")
                  + " -> "
                  + action.path("after").asText("-"));
        }
      }
      assertThat(shown)
          .contains("Price: free (USA) -> 4.99 (USA)", "Countries and regions: CHN, USA -> -");
    }
  }

  @Tag("answer")
  @Test
  void theFirstPlanShowsThemToo() throws Exception {
    try (var stage = Stage.small(directory)) {
      unpriced(stage);
      String connection = stage.connect();
      drop(stage, connection, "\"dryRun\": true, " + PAID_IN_SOME);
      var plan = stage.advanceUntil("PLANNED").path("plan");

      stage.advance(Duration.ofMinutes(1));
      drop(stage, connection, PAID_IN_SOME);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes()).isEqualTo(calls(plan));
    }
  }

  @Test
  void whatIsMissingIsFoundBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      unpriced(stage);
      drop(stage, stage.connect(), "\"phasedRelease\": false");

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(checks(release))
          .containsExactlyInAnyOrder("price-missing ERROR", "app-in-no-store WARNING");
      assertNothingSent(stage);
    }
  }

  /// All at once, each with its place and what was probably meant.
  @Tag("answer")
  @Test
  void whatAppleDoesNotHaveIsFoundBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      unpriced(stage);
      String connection = stage.connect();
      drop(
          stage,
          connection,
          """
          "price": {"baseTerritory": "USA", "customerPrice": "4.98"},
          "availability": {"territories": ["DEU", "GER", "PRK"]}\
          """);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(checks(release))
          .containsExactlyInAnyOrder(
              "price-point-unknown ERROR", "territory-unknown ERROR", "territory-unknown ERROR");
      assertThat(remedy(release, "$.price.customerPrice"))
          .endsWith("The nearest ones are \"4.89\" and \"4.99\".");
      assertThat(remedy(release, "$.availability.territories[1]"))
          .endsWith("Did you mean \"DEU\"?");
      assertThat(remedy(release, "$.availability.territories[2]"))
          .endsWith("Correct or remove it.");

      stage.advance(Duration.ofMinutes(1));
      drop(
          stage,
          connection,
          "\"price\": {\"baseTerritory\": \"GER\", \"customerPrice\": \"4.99\"}");
      assertThat(remedy(stage.advanceUntil("NEEDS_ATTENTION"), "$.price.baseTerritory"))
          .endsWith("Did you mean \"DEU\"?");
      assertNothingSent(stage);
    }
  }

  @Tag("answer")
  @Test
  void anAppThatIsInNoStoreIsApprovedWithAWarning() throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = unpriced(stage);
      drop(stage, stage.connect(), "\"price\": \"FREE\"");

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(checks(release))
          .as("before the upload, and once after the release")
          .containsExactly("app-in-no-store WARNING", "on-sale-nowhere WARNING");
      assertThat(stage.colleague().appAvailabilities().find(app)).isEmpty();
    }
  }

  /// Apple's API takes it at the creation alone.
  @Tag("answer")
  @Test
  void newTerritoriesCannotBeChangedLater() throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = new AppId(stage.app().id());
      update(
          stage,
          stage.connect(),
          "1.1",
          "2",
          "\"availability\": {\"territories\": \"ALL\", \"newTerritories\": false}");

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(checks(release)).contains("new-territories-fixed WARNING");
      assertThat(inNewTerritories(stage, app)).isTrue();
      assertThat(pricingWrites(stage)).isEmpty();
    }
  }

  record Trouble(String call, String name, Fault fault) {
    static Trouble on(String call, String name, Fault fault) {
      int space = call.indexOf(' ');
      return new Trouble(call, name, fault.on(call.substring(0, space), call.substring(space + 1)));
    }

    @Override
    public String toString() {
      return call + ": " + name;
    }
  }

  static Stream<Trouble> troubleOfAFirstRelease() {
    var all =
        Stream.concat(
            Stream.of(SCHEDULES, AVAILABILITIES).flatMap(PricingReleaseTest::troubleOnWrite),
            Stream.of(
                    "GET /v1/appPriceSchedules/{id}/manualPrices",
                    "GET /v1/apps/{id}/appPricePoints",
                    "GET /v1/apps/{id}/appAvailabilityV2",
                    "GET /v1/territories")
                .flatMap(PricingReleaseTest::troubleOnRead));
    return Sample.chosen(2, all.toList());
  }

  static Stream<Trouble> troubleOfAnUpdate() {
    var all =
        Stream.concat(
            Stream.of(SCHEDULES, TERRITORIES).flatMap(PricingReleaseTest::troubleOnWrite),
            Stream.concat(
                Stream.of(
                    Trouble.on(TERRITORIES, "200 without the effect", Fault.ignoredChange()),
                    Trouble.on(TERRITORIES, "429", Fault.status(429))),
                troubleOnRead("GET /v2/appAvailabilities/{id}/territoryAvailabilities")));
    return Sample.chosen(2, all.toList());
  }

  private static Stream<Trouble> troubleOnWrite(String call) {
    return Stream.of(
        Trouble.on(call, "503 before the effect", Fault.status(503)),
        Trouble.on(call, "500 after the effect", Fault.status(500).afterEffect()),
        Trouble.on(call, "truncated JSON", Fault.truncatedBody()),
        Trouble.on(call, "cut after the effect", Fault.cutBeforeAnswer().afterEffect()));
  }

  private static Stream<Trouble> troubleOnRead(String call) {
    return Stream.of(
        Trouble.on(call, "HTML page", Fault.htmlErrorPage(502)),
        Trouble.on(call, "429 later", Fault.status(429).retryAfter(Duration.ofMinutes(4))));
  }

  @Tag("proof")
  @ParameterizedTest
  @MethodSource("troubleOfAFirstRelease")
  void aCallThatGoesWrongOnceLeavesAFirstReleaseWhole(Trouble trouble) throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = unpriced(stage);
      String connection = stage.connect();
      stage.apple.faults().add(trouble.fault());

      drop(stage, connection, PAID_IN_SOME);
      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).as("the fault happened").isEmpty();
      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(price(stage, app)).containsExactly("USA 4.99");
      assertThat(available(stage, app)).hasSize(173).doesNotContain("CHN", "USA");
    }
  }

  @Tag("proof")
  @ParameterizedTest
  @MethodSource("troubleOfAnUpdate")
  void aCallThatGoesWrongOnceLeavesAnUpdateWhole(Trouble trouble) throws Exception {
    try (var stage = Stage.small(directory)) {
      AppId app = new AppId(stage.app().id());
      String connection = stage.connect();
      stage.apple.faults().add(trouble.fault());

      update(stage, connection, "1.1", "2", PAID_IN_SOME);
      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).as("the fault happened").isEmpty();
      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(price(stage, app)).containsExactly("USA 4.99");
      assertThat(available(stage, app)).hasSize(173).doesNotContain("CHN", "USA");
    }
  }

  /// An app with all that App Review wants but a price and an availability.
  private static AppId unpriced(Stage stage) {
    return new AppId(
        stage
            .apple
            .createApp(NewApp.of(Stage.BUNDLE_ID, "Example").withPriced(false).withAvailable(false))
            .id());
  }

  private static void drop(Stage stage, String connection, String terms) {
    stage.put(connection + "/1.0/App.ipa", Ipas.of(Folders.ipa("1.0", "1")));
    stage.put(connection + "/1.0/release.json", "{" + terms + "}");
    stage.local.settle();
  }

  private static void update(
      Stage stage, String connection, String version, String build, String terms) {
    String folder = connection + "/" + version;
    stage.put(folder + "/App.ipa", Ipas.of(Folders.ipa(version, build)));
    stage.put(
        folder + "/release.json", "{\"whatsNew\": {\"en-US\": \"Better lists.\"}, " + terms + "}");
    stage.local.settle();
  }

  private static AppPriceSchedule schedule(Stage stage, AppId app) {
    return stage.colleague().appPriceSchedules().find(app).orElseThrow();
  }

  private static List<String> price(Stage stage, AppId app) {
    var prices = schedule(stage, app).manualPrices();
    var now = prices.stream().filter(price -> price.startDate() == null).toList();
    return now.stream().map(price -> price.territory() + " " + price.customerPrice()).toList();
  }

  private static AppPricePointId point(
      Stage stage, AppId app, TerritoryId territory, String price) {
    var found = stage.colleague().appPricePoints().find(app, territory, new BigDecimal(price));
    return Objects.requireNonNull(found.exact()).id();
  }

  private static List<String> available(Stage stage, AppId app) {
    var availabilities = stage.colleague().appAvailabilities();
    return availabilities.territoriesOf(availabilities.find(app).orElseThrow().id()).stream()
        .filter(TerritoryAvailability::available)
        .map(row -> row.territory().value())
        .sorted()
        .toList();
  }

  private static boolean inNewTerritories(Stage stage, AppId app) {
    return stage
        .colleague()
        .appAvailabilities()
        .find(app)
        .orElseThrow()
        .availableInNewTerritories();
  }

  private static Map<String, Long> pricingWrites(Stage stage) {
    var writes = new TreeMap<>(stage.writes());
    writes.keySet().retainAll(List.of(SCHEDULES, AVAILABILITIES, TERRITORIES));
    return writes;
  }

  private static Map<String, Long> calls(JsonNode plan) {
    var calls = new TreeMap<String, Long>();
    for (JsonNode action : plan.path("actions")) {
      for (JsonNode call : action.path("calls")) {
        calls.merge(call.asText(), 1L, Long::sum);
      }
    }
    return calls;
  }

  /// Without what every first release is reminded of.
  private static List<String> checks(JsonNode release) {
    var checks = new ArrayList<String>();
    for (JsonNode finding : release.path("findings")) {
      checks.add(finding.path("check").asText() + " " + finding.path("severity").asText());
    }
    checks.remove("web-only-steps WARNING");
    return checks;
  }

  private static String remedy(JsonNode release, String place) {
    for (JsonNode finding : release.path("findings")) {
      if (finding.path("file").asText().equals(place)) {
        return finding.path("remedy").asText();
      }
    }
    throw new AssertionError("no finding at " + place + ": " + release.path("findings"));
  }

  private static void assertNothingSent(Stage stage) {
    assertThat(stage.writes()).isEmpty();
    assertThat(stage.apple.partPuts()).isEmpty();
  }
}
