package dev.slipway.functions.dropintake;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.StoreIpa;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.store.OpenPlans;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plan is requested again while the function makes one of the same object: the second request
/// never gets a plan of an older version than the one it could see.
class JoinedPlanTest {
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path directory;
  private ReleaseFunctions functions;
  private OpenPlans plans;
  private ReleaseId first;
  private final AtomicReference<ReleaseId> second = new AtomicReference<>();

  @BeforeEach
  void start() throws IOException {
    functions = new ReleaseFunctions(directory);
    plans =
        new OpenPlans(
            functions.fixture().aws().state(),
            functions.releases(),
            new QuotaCounts(
                functions.fixture().aws().state(),
                TenantQuotas.PRESET,
                functions.fixture().clock()),
            functions.fixture().clock());
    functions.drop("App.ipa", "1.1", "2", 1000, TEN);
    first = plans.open(plan("first"));
  }

  @AfterEach
  void stop() {
    functions.close();
  }

  @Test
  void aPlanThatReadsItsObjectIsNotJoined() {
    replacedAndRequestedAgain(
        (operation, key) -> operation.equals("GetObject") && key.endsWith("/App.ipa"));

    assertThat(second.get()).isNotNull().isNotEqualTo(first);
    assertThat(record(second.get()).state()).isEqualTo(ReleaseState.PLANNED);
    assertThat(bundleVersion(second.get())).isEqualTo("3");
    assertThat(bundleVersion(first)).isEqualTo("2");
  }

  /// The request joins, because the record does not name the version yet.
  @Test
  void aPlanThatIsJoinedWhileItsVersionIsWrittenReadsTheNewestVersion() {
    replacedAndRequestedAgain(
        (operation, key) -> operation.equals("PutObject") && key.equals(StateKeys.release(first)));

    assertThat(second.get()).isEqualTo(first);
    assertThat(record(first).state()).isEqualTo(ReleaseState.PLANNED);
    assertThat(bundleVersion(first)).isEqualTo("3");
  }

  /// Makes the plan; during the first such request to S3 the object is replaced, and a plan of it
  /// is requested.
  private void replacedAndRequestedAgain(BiPredicate<String, String> moment) {
    functions
        .fixture()
        .aws()
        .aws()
        .faults()
        .script(
            (_, operation, _, key, _) -> {
              if (moment.test(operation, key)) {
                functions.fixture().aws().aws().faults().clear();
                functions.put(
                    "App.ipa",
                    StoreIpa.of(ReleaseFunctions.BUNDLE_ID, "1.1", "3", 1000),
                    TEN.plusSeconds(5));
                second.set(plans.open(plan("second")));
              }
              return Optional.empty();
            });
    functions.intake(FunctionFixture.stateObjectCreated(StateKeys.wakeIntake(first)), () -> PLENTY);
    functions.settle(() -> PLENTY);
  }

  private String bundleVersion(ReleaseId id) {
    var desired = record(id).desired();
    assertThat(desired).isNotNull();
    return desired.bundleVersion();
  }

  private ReleaseRecord record(ReleaseId id) {
    return functions.releases().read(id).orElseThrow().value();
  }

  private ReleaseRecord plan(String name) {
    String key = functions.connection() + "/App.ipa";
    var now = functions.fixture().clock().instant();
    return ReleaseRecord.received(
            ReleaseId.of(LocalAwsFixture.DROPS, key, "plan " + name),
            new ConnectionId(functions.connection()),
            "anna",
            new Drop(
                LocalAwsFixture.DROPS, Drop.Kind.BARE_IPA, new ObjectVersion(key, "", "", 0), now),
            Actor.DROP,
            now,
            now)
        .withPlan(PlanLedger.WANTED);
  }
}
