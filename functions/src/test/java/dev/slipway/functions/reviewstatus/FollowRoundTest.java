package dev.slipway.functions.reviewstatus;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.aws.Setting;
import dev.slipway.connections.ConnectionId;
import dev.slipway.functions.AppleDeployment;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.localaws.http.RequestLog;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.releases.store.FollowingKeys;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.simulator.Reviews;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One release with App Review, and what the sweeps request for it.
class FollowRoundTest {
  private static final Duration PERIOD = Duration.ofMinutes(5);

  @TempDir Path directory;
  private ReleaseFunctions functions;
  private Sweep sweep;
  private ReleaseRecord submitted;

  @BeforeEach
  void submit() throws IOException {
    functions = new ReleaseFunctions(directory);
    sweep = newSweep();
    functions.upload(functions.drop("App.ipa", "1.1", "2", 1 << 20, now()), () -> PLENTY);
    for (int i = 0; i < 24; i++) {
      sweepAfter(PERIOD);
      functions.settle(() -> PLENTY);
    }
    submitted = read();
    assertThat(submitted.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
    assertThat(keys()).containsExactly(FollowingKeys.key(FollowedRelease.of(submitted)));
    log().clear();
  }

  @AfterEach
  void stop() {
    functions.close();
  }

  /// Two listings for all releases; the connection is read every ten minutes, and the record once a
  /// day.
  @Test
  void aLookWithoutNewsWritesNothing() {
    long calls = calls();
    for (int i = 0; i < 24; i++) {
      sweepAfter(PERIOD);
    }

    assertThat(requests().getOrDefault("GetObject releases", 0L))
        .as("the period of a day in which the record is compared depends on the release's ID")
        .isLessThanOrEqualTo(1);
    assertThat(requests().keySet())
        .as("the sweep's heartbeat is no state of a release")
        .filteredOn(request -> !request.equals("GetObject releases"))
        .containsExactlyInAnyOrder("ListObjectsV2", "GetObject connections", "PutObject sweeps");
    assertThat(requests()).containsEntry("ListObjectsV2", 48L);
    assertThat(requests().get("GetObject connections")).isBetween(8L, 12L);
    assertThat(calls() - calls).isEqualTo(24);
    assertThat(read()).isEqualTo(submitted);
  }

  @Test
  void aDayWithoutNewsReadsTheRecordTwiceAndWritesItOnce() {
    for (int i = 0; i < 288; i++) {
      sweepAfter(PERIOD);
    }

    assertThat(requests())
        .containsEntry("PutObject releases", 1L)
        .containsEntry("PutObject open", 1L)
        .doesNotContainKeys("PutObject following", "DeleteObject following", "PutObject budgets");
    assertThat(requests().get("GetObject releases"))
        .as("due, compared with its key, and for its stale marker")
        .isBetween(2L, 4L);
    assertThat(read().withStatus(submitted.status()).withUpdatedAt(submitted.updatedAt()))
        .isEqualTo(submitted);
  }

  @Test
  void newsIsReadWrittenAndKeyed() {
    reviews().startReview(app());
    sweepAfter(PERIOD);

    assertThat(read().state()).isEqualTo(ReleaseState.IN_REVIEW);
    assertThat(keys()).containsExactly(FollowingKeys.key(FollowedRelease.of(read())));
    assertThat(keys().getFirst()).endsWith("~IN_REVIEW~UNKNOWN");

    reviews().approve(app());
    sweepAfter(PERIOD);
    sweepAfter(PERIOD);
    assertThat(read().state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(keys()).isEmpty();
  }

  @Test
  void aLostKeyIsPutAgainByTheDailyLook() {
    state().delete(keys().getFirst());
    reviews().startReview(app());
    sweepAfter(PERIOD);
    assertThat(read().state()).as("not listed").isEqualTo(ReleaseState.WAITING_FOR_REVIEW);

    sweepAfter(Duration.ofDays(1));

    assertThat(read().state()).isEqualTo(ReleaseState.IN_REVIEW);
    assertThat(keys()).containsExactly(FollowingKeys.key(FollowedRelease.of(read())));
  }

  @Tag("answer")
  @Test
  void theKeyOfAReleaseThatIsOverGoesWithinADay() {
    String orphan = keys().getFirst();
    functions.releases().update(submitted.id(), r -> r.withStatus(canceled()));
    state().put(orphan, Map.of("at", now().toString()));

    // Apple still shows what the key says.
    sweepAfter(PERIOD);
    assertThat(keys()).containsExactly(orphan);
    for (int i = 0; i < 288; i++) {
      sweepAfter(PERIOD);
    }
    assertThat(keys()).isEmpty();
    assertThat(read().state()).isEqualTo(ReleaseState.CANCELED);
  }

  @Test
  void aKeyTooManyGoesAfterTenMinutes() {
    var review = submitted.review();
    var other =
        FollowedRelease.of(
            submitted.withReview(
                review.with(review.submissionId(), ReviewSubmissionState.IN_REVIEW)));
    state().put(FollowingKeys.key(other), Map.of("at", now().toString()));

    sweepAfter(PERIOD);
    assertThat(keys()).hasSize(2);
    sweepAfter(PERIOD);

    assertThat(keys()).containsExactly(FollowingKeys.key(FollowedRelease.of(submitted)));
    assertThat(requests()).doesNotContainKey("PutObject releases");
  }

  /// During a deployment the version before may still sweep: it writes the record, and leaves the
  /// key as it was.
  @Test
  void whatTheVersionBeforeWritesIsFollowedOn() {
    reviews().startReview(app());
    var found = functions.releases().read(submitted.id()).orElseThrow();
    var due = now().plus(PERIOD);
    var written =
        found
            .value()
            .withReview(
                found
                    .value()
                    .review()
                    .with(found.value().review().submissionId(), ReviewSubmissionState.IN_REVIEW))
            .moved(Status.due(ReleaseState.IN_REVIEW, due), now(), "In review.");
    state().replace(StateKeys.release(submitted.id()), written.toJson(), found.version());
    state().put(StateKeys.open(due, submitted.id()), Map.of());
    functions.fixture().clock().advance(Duration.ofMinutes(10));

    sweepAfter(PERIOD);

    assertThat(keys()).containsExactly(FollowingKeys.key(FollowedRelease.of(read())));
    reviews().approve(app());
    sweepAfter(PERIOD);
    sweepAfter(PERIOD);
    assertThat(read().state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(keys()).isEmpty();
  }

  @Test
  void troubleIsWrittenWhenItBeginsAndWhenItEnds() {
    functions.fixture().apple().faults().add(Fault.agreements().times(6));
    sweepAfter(PERIOD);
    var troubled = read();
    assertThat(troubled.status().problem().type()).isEqualTo(ProblemType.AGREEMENT_MISSING);
    log().clear();

    for (int i = 0; i < 5; i++) {
      sweepAfter(PERIOD);
    }
    assertThat(read()).isEqualTo(troubled);
    assertThat(requests().keySet())
        .filteredOn(name -> name.startsWith("PutObject"))
        .containsExactly("PutObject sweeps");

    sweepAfter(PERIOD);
    assertThat(read().status().problem()).isNull();
    assertThat(requests()).containsEntry("PutObject releases", 1L);
  }

  @Test
  void aRefusalForTheRateIsInTheBudgetAndNotInTheRecord() {
    functions.fixture().apple().faults().add(Fault.status(429).times(20));
    sweepAfter(PERIOD);

    assertThat(read()).isEqualTo(submitted);
    assertThat(requests()).containsEntry("PutObject budgets", 1L);
    assertThat(requests()).doesNotContainKey("PutObject releases");
  }

  /// The budget alone says that the key's calls are used up: it is read by a process that knows
  /// nothing of the key yet.
  @Test
  void aKeyWithoutCallsIsAProblemUntilItHasSomeAgain() {
    String budget = state().list(StateKeys.BUDGETS_PREFIX, null, 10).keys().getFirst();
    state()
        .put(
            budget,
            Map.of(
                "hourLimit",
                3500,
                "foreignCalls",
                0,
                "grants",
                List.of(),
                "spent",
                List.of(Map.of("from", now().toString(), "calls", 3400))));
    sweep = newSweep();
    long calls = calls();

    sweepAfter(PERIOD);
    assertThat(calls()).isEqualTo(calls);
    assertThat(read().status().problem().type()).isEqualTo(ProblemType.RATE_LIMITED);
    sweepAfter(Duration.ofHours(2));
    assertThat(read().status().problem()).isNull();
  }

  @Test
  void aDisconnectedConnectionEndsItsReleaseAndItsKey() {
    var api =
        new ApiHandler(
            ReleaseFunctions.without(
                functions.environment(), "SLIPWAY_APPLE_URL", "SLIPWAY_PART_HOSTS"),
            functions.fixture().clock());
    functions.fixture().call(api, Request.of("DELETE", "/connections/" + functions.connection()));
    functions.settle(() -> PLENTY);

    assertThat(read().state()).isEqualTo(ReleaseState.CANCELED);
    assertThat(keys()).isEmpty();
  }

  private static Status canceled() {
    return Status.ended(ReleaseState.CANCELED, null);
  }

  /// As in a new process, without waiting before a call is repeated.
  private Sweep newSweep() {
    var deployment =
        Deployment.of(
            ReleaseFunctions.without(
                functions.environment(),
                "SLIPWAY_TENANT_CLAIM",
                "SLIPWAY_DROP_BUCKET",
                "SLIPWAY_PART_HOSTS"),
            functions.fixture().clock(),
            Backoff.sleeping(),
            Setting.STATE_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.APPLE_URL,
            Setting.EVENT_BUS,
            Setting.STAGE);
    var apple = new AppleDeployment(deployment, _ -> {});
    return new Sweep(
        deployment.releases(),
        apple.accounts(),
        apple.reconciler(new Reach.AppleAlone()),
        new SweepHeartbeat(deployment.state()),
        functions.fixture().clock(),
        deployment.metrics());
  }

  private void sweepAfter(Duration duration) {
    functions.fixture().clock().advance(duration);
    sweep.run(new Invocation("sweep", () -> Duration.ofMinutes(5)));
  }

  private ReleaseRecord read() {
    return functions.releases().read(functions.all().getFirst().id()).orElseThrow().value();
  }

  private List<String> keys() {
    return state()
        .list(StateKeys.following(new ConnectionId(functions.connection())), null, 10)
        .keys();
  }

  private StateStore state() {
    return functions.fixture().aws().state();
  }

  private Instant now() {
    return functions.fixture().clock().instant();
  }

  private Reviews reviews() {
    return functions.fixture().apple().reviews();
  }

  private String app() {
    return submitted.app().id().value();
  }

  private long calls() {
    return functions.fixture().apple().calls().values().stream().mapToLong(c -> c).sum();
  }

  private RequestLog log() {
    return functions.fixture().aws().aws().requests();
  }

  /// What the sweeps requested of the state bucket, by operation and first segment of the key.
  private Map<String, Long> requests() {
    return log().all().stream()
        .filter(request -> request.bucket().equals(LocalAwsFixture.STATE))
        .collect(Collectors.groupingBy(FollowRoundTest::name, TreeMap::new, Collectors.counting()));
  }

  private static String name(RecordedRequest request) {
    return request.key().isEmpty()
        ? request.operation()
        : request.operation() + " " + request.key().split("/")[0];
  }
}
