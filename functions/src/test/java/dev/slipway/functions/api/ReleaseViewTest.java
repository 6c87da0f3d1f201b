package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.json.Json;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.reconcile.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the API shows of a release, where it is not what the record says.
class ReleaseViewTest {
  @Test
  void aPlanNamesDisplaysAsPeopleKnowThem() {
    var plan =
        PlanLedger.WANTED.made(
            Records.NOW,
            List.of(screenshot("en-US, APP_IPHONE_67"), screenshot("de-DE"), screenshot(null)),
            1,
            "");

    var view = ReleaseView.whole(Records.examined(Terms.OPEN).withPlan(plan), null);

    assertThat(new String(Json.write(view), StandardCharsets.UTF_8))
        .contains("\"where\":\"en-US, iPhone 6.9-inch\"", "\"where\":\"de-DE\"")
        .doesNotContain("APP_IPHONE_67");
  }

  /// Also of one whose plan is never made, because its drop has faults.
  @Test
  void aDryRunSaysSo() {
    var release = Records.examined(Terms.OPEN);

    assertThat(ReleaseView.whole(release.withPlan(PlanLedger.WANTED), null))
        .containsEntry("dryRun", true);
    assertThat(ReleaseView.whole(release, null)).doesNotContainKey("dryRun");
  }

  private static PlannedAction screenshot(@Nullable String where) {
    return new PlannedAction(
        Kind.UPLOAD, "Screenshot", where, null, null, "screenshots/1.png", 1, List.of());
  }
}
