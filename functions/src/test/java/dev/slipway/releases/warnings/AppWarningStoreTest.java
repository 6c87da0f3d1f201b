package dev.slipway.releases.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import dev.slipway.problems.ProblemType;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppWarningStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final ConnectionId CONNECTION = ConnectionId.of("alice", "issuer");
  private static final AppId APP = new AppId("77");
  private static final Finding STEPS = finding("web-only-steps");
  private static final Finding TRADER = finding("trader-status-missing");

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final AppWarningStore warnings = new AppWarningStore(state);

  private static Finding finding(String check) {
    return new Finding(
        check, Severity.WARNING, ProblemType.APPLE_REFUSED, null, "found", null, "Do it.");
  }

  @Test
  void keepsStepsUntilTheAppIsOnSale() {
    warnings.update(CONNECTION, APP, known -> known.checked(STEPS));
    assertThat(warnings.read(CONNECTION, APP).webOnlySteps()).isEqualTo(STEPS);

    warnings.update(CONNECTION, APP, known -> known.onSale(NOW));
    assertThat(warnings.read(CONNECTION, APP).webOnlySteps()).isNull();
    assertThat(warnings.read(CONNECTION, APP).onSaleAt()).isEqualTo(NOW);

    warnings.update(CONNECTION, APP, known -> known.checked(STEPS));
    assertThat(warnings.read(CONNECTION, APP).webOnlySteps())
        .as("an answer of Apple's that is older than the release")
        .isNull();
  }

  @Test
  void keepsWhatTheLastLookFound() {
    warnings.update(CONNECTION, APP, known -> known.read(List.of(TRADER), NOW));

    var known = warnings.read(CONNECTION, APP);
    assertThat(known.territories()).containsExactly(TRADER);
    assertThat(known.isReadSince(NOW)).isTrue();
    assertThat(known.isReadSince(NOW.plusSeconds(1))).isFalse();
    assertThat(known.dated())
        .singleElement()
        .satisfies(found -> assertThat(found.remedy()).endsWith("As Apple said on 2026-11-30."));
  }

  @Test
  void writesNothingWithoutNews() {
    warnings.update(CONNECTION, APP, known -> known.checked(null));

    assertThat(state.read(StateKeys.appWarnings(CONNECTION, "77"))).isEmpty();
  }

  @Test
  void isDueOnceADayFromTheFirstReleaseOn() {
    warnings.update(CONNECTION, APP, known -> known.checked(STEPS));
    assertThat(due(NOW)).isEmpty();

    warnings.update(CONNECTION, APP, known -> known.onSale(NOW));
    state.put(StateKeys.readiness(CONNECTION, "78", "IOS"), JsonFields.with("at", NOW).toMap());
    assertThat(due(NOW)).containsExactly(APP);

    warnings.update(CONNECTION, APP, known -> known.read(List.of(), NOW));
    assertThat(due(NOW)).isEmpty();
    assertThat(due(NOW.plusSeconds(1))).containsExactly(APP);
  }

  private List<AppId> due(Instant since) {
    var apps = warnings.apps(CONNECTION, CONNECTION).getOrDefault(CONNECTION, List.of());
    return warnings.due(CONNECTION, apps, since);
  }

  @Test
  void aRecordThatThisVersionCannotReadBlocksNothing() {
    state.put(
        StateKeys.appWarnings(CONNECTION, "77"),
        JsonFields.with("onSaleAt", NOW).put("webOnlySteps", "in a form of later").toMap());
    assertThat(warnings.read(CONNECTION, APP)).isEqualTo(AppWarnings.NONE);

    warnings.update(CONNECTION, APP, known -> known.checked(STEPS));
    assertThat(warnings.read(CONNECTION, APP).webOnlySteps()).isEqualTo(STEPS);
  }

  @Test
  void readsWhatAnEarlierOrLaterVersionWrote() {
    state.put(
        StateKeys.appWarnings(CONNECTION, "77"),
        JsonFields.with("onSaleAt", NOW).put("addedLater", true).toMap());

    assertThat(warnings.read(CONNECTION, APP))
        .isEqualTo(new AppWarnings(null, NOW, List.of(), null));
  }
}
