package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.purchases.NewPurchase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In-app purchases and subscriptions beside a version.
class PurchasesTest {
  private static final String OVERVIEW = "GET /v1/apps/{id}";
  private static final String GROUPS = "GET /v1/apps/{id}/subscriptionGroups";
  private static final String IN_APP = "GET /v1/apps/{id}/inAppPurchasesV2";

  @TempDir Path directory;

  private static SampleFolder saying(String purchases) {
    return Folders.SMALL.releaseJson("{\"purchases\": " + purchases + "}");
  }

  private static void ready(Stage stage, SimulatedApp app) {
    stage.apple.addPurchase(app.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
    stage.apple.addPurchase(app.id(), NewPurchase.subscription("monthly", "Pro"));
  }

  private static long calls(Stage stage, String operation) {
    return stage.apple.calls().getOrDefault(operation, 0L);
  }

  /// Apple does not take ready products along by itself, so a release that says nothing about them
  /// warns.
  @Test
  void areReportedWhenTheyWouldBeLeftBehind() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL);

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("purchases-left-behind"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
                assertThat(finding.path("found").asText()).isEqualTo("coins, monthly");
                assertThat(finding.path("remedy").asText()).contains("READY", "NONE");
              });
      assertThat(calls(stage, OVERVIEW)).isEqualTo(1);
      assertThat(calls(stage, GROUPS)).isEqualTo(1);
      assertThat(calls(stage, IN_APP)).isZero();
      assertThat(stage.apple.snapshot().reviewSubmissions().getFirst().itemKinds())
          .containsExactly("appStoreVersion");
    }
  }

  @Test
  void areNotLookedAtWhenNoneAreWantedOrNothingIsSubmitted() throws Exception {
    try (var stage = Stage.small(directory)) {
      ready(stage, Folders.app(stage));
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL.releaseJson("{\"submit\": false}"));
      stage.advanceUntil("PREPARED");
      Folders.drop(stage, connection + "/1.1b/", saying("\"NONE\""));

      JsonNode release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings").toString()).doesNotContain("purchases");
      assertThat(calls(stage, OVERVIEW)).isZero();
      assertThat(calls(stage, GROUPS)).isZero();
    }
  }

  @Test
  void namedOnesAreCheckedBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      SimulatedApp app = Folders.app(stage);
      ready(stage, app);
      stage.apple.addPurchase(
          app.id(), NewPurchase.inApp("sword", "NON_CONSUMABLE").at(NewPurchase.Stage.INCOMPLETE));
      var before = stage.writes();
      Folders.drop(stage, stage.connect() + "/1.1/", saying("[\"coin\", \"monthly\", \"sword\"]"));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings").toString())
          .contains("purchase-unknown", "Did you mean \\\"coins\\\"?", "purchase-incomplete")
          .contains("$.purchases[0]", "$.purchases[2]")
          .doesNotContain("$.purchases[1]");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }
}
