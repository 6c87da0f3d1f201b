package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.OldRecords;
import dev.slipway.actors.Actor;
import dev.slipway.announcements.RecordingAnnouncer;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowingKeysTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Records.NOW);
  private final Recording state = new Recording();
  private final ReleaseStore releases = new ReleaseStore(state, now::get);

  @Test
  void theKeyNamesWhatAppleShowed() {
    var release = at(Records.examined(Desired.Terms.OPEN), ReleaseState.WAITING_FOR_REVIEW);

    assertThat(FollowingKeys.key(FollowedRelease.of(release)))
        .isEqualTo(
            "following/"
                + release.connectionId()
                + "/1-IOS/"
                + release.id()
                + "~s1~~WAITING_FOR_REVIEW~UNKNOWN");
  }

  @ParameterizedTest
  @EnumSource(ReviewSubmissionState.class)
  void everyKeyIsReadAsItWasWritten(ReviewSubmissionState submission) {
    var some = FollowedRelease.of(at(Records.examined(Desired.Terms.OPEN), ReleaseState.IN_REVIEW));
    for (AppVersionState version : AppVersionState.values()) {
      for (String id : new String[] {"1", "a~b", "a-b-c", "~", "7a9c-1"}) {
        var followed =
            new FollowedRelease(
                some.connectionId(),
                new AppId(id),
                some.platform(),
                some.releaseId(),
                new ReviewSubmissionId(id),
                new AppStoreVersionId(id),
                submission,
                version);
        assertThat(FollowingKeys.parse(FollowingKeys.key(followed))).contains(followed);
      }
    }
    assertThat(FollowingKeys.parse(FollowingKeys.key(some))).contains(some);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "following/",
        "following/a/b/c",
        "following/aaaaaaaaaaaaaaaaaaaaaaaaaa/1-IOS/bbbbbbbbbbbbbbbbbbbbbbbbbb",
        "following/aaaaaaaaaaaaaaaaaaaaaaaaaa/1-IOS/bbbbbbbbbbbbbbbbbbbbbbbbbb~s~v~IN_REVIEW",
        "following/aaaaaaaaaaaaaaaaaaaaaaaaaa/1/bbbbbbbbbbbbbbbbbbbbbbbbbb~s~v~IN_REVIEW~UNKNOWN",
        "following/aaaaaaaaaaaaaaaaaaaaaaaaaa/1-X/bbbbbbbbbbbbbbbbbbbbbbbbbb~s~v~IN_REVIEW~UNKNOWN",
        "following/aaaaaaaaaaaaaaaaaaaaaaaaaa/1-IOS/bbbbbbbbbbbbbbbbbbbbbbbbbb~s~v~NEW~UNKNOWN",
        "open/20261123T1000Z/1/2"
      })
  void whatIsNotAKeyIsNotRead(String key) {
    assertThat(FollowingKeys.parse(key)).isEmpty();
  }

  @Test
  void aNewStateHasItsKeyBeforeTheRecordAndTheOldKeyGoesAfterIt() {
    var waiting = create(ReleaseState.WAITING_FOR_REVIEW);
    String old = FollowingKeys.key(FollowedRelease.of(waiting.value()));
    assertThat(keys()).containsExactly(old);
    state.writes.clear();

    var after = at(waiting.value(), ReleaseState.IN_REVIEW);
    releases.replace(waiting, after).orElseThrow();

    String key = FollowingKeys.key(FollowedRelease.of(after));
    assertThat(keys()).containsExactly(key);
    assertThat(state.writes)
        .containsSubsequence(
            "put " + key, "replace " + StateKeys.release(after.id()), "delete " + old);
  }

  @Test
  void aChangeThatAppleDoesNotShowLeavesTheKey() {
    var waiting = create(ReleaseState.WAITING_FOR_REVIEW);
    state.writes.clear();

    releases.update(
        waiting.value().id(), r -> r.withOrders(r.orders().released(now.get(), Actor.SCHEDULE)));

    assertThat(state.writes).noneMatch(write -> write.contains(StateKeys.FOLLOWING_PREFIX));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"READY_FOR_DISTRIBUTION", "CANCELED", "SUPERSEDED", "NEEDS_ATTENTION", "REJECTED"})
  void theEndDeletesTheKey(ReleaseState end) {
    var waiting = create(ReleaseState.IN_REVIEW);

    releases.update(waiting.value().id(), r -> r.withStatus(Status.ended(end, null)));

    assertThat(keys()).isEmpty();
  }

  @Test
  void aWriterThatWasSlowerLeavesAKeyTooManyUntilItIsOld() {
    var waiting = create(ReleaseState.WAITING_FOR_REVIEW);
    var reviewed = releases.replace(waiting, at(waiting.value(), ReleaseState.IN_REVIEW));

    assertThat(releases.replace(waiting, at(waiting.value(), ReleaseState.PENDING_APPLE_RELEASE)))
        .isEmpty();
    assertThat(keys()).hasSize(2);

    repair(reviewed.orElseThrow().value());
    assertThat(keys()).as("its writer may be about to write the record").hasSize(2);
    pass(Duration.ofMinutes(10));
    repair(reviewed.orElseThrow().value());
    assertThat(keys())
        .containsExactly(FollowingKeys.key(FollowedRelease.of(reviewed.get().value())));
  }

  @Test
  void aLostKeyIsPutAgain() {
    var release = create(ReleaseState.IN_REVIEW).value();
    state.delete(FollowingKeys.key(FollowedRelease.of(release)));

    repair(release);

    assertThat(keys()).containsExactly(FollowingKeys.key(FollowedRelease.of(release)));
  }

  @Test
  void keysOfWhatIsOverOrGoneAreDeleted() {
    var release = create(ReleaseState.IN_REVIEW).value();
    var other = FollowedRelease.of(release);
    state.put(FollowingKeys.key(other), Map.of());
    pass(Duration.ofMinutes(10));

    releases.following().repair(null, List.of(other));

    assertThat(keys()).isEmpty();
  }

  @Test
  void whatIsNotAKeyIsLeftAlone() {
    state.put(StateKeys.FOLLOWING_PREFIX + "a/b/c", Map.of());
    var release = create(ReleaseState.IN_REVIEW).value();

    assertThat(releases.following().list()).containsExactly(FollowedRelease.of(release));
  }

  /// A marker under the record's own time, which is the rule of 0aea047f: it looks at a release
  /// whose `nextCheckAt` is the minute of a marker, and deletes a marker of any other minute. This
  /// version asks Apple every five minutes by the key; after a rollback the release is found within
  /// a day.
  @Test
  void theVersionBeforeFindsWhatThisOneSubmitted() {
    var release = create(ReleaseState.PREPARING);
    var submitted =
        releases
            .replace(
                release,
                release
                    .value()
                    .moved(
                        Status.due(
                            ReleaseState.WAITING_FOR_REVIEW, now.get().plus(Duration.ofDays(1))),
                        now.get(),
                        "Submitted."))
            .orElseThrow()
            .value();
    assertThat(submitted.status().nextCheckAt()).isEqualTo(now.get().plus(Duration.ofDays(1)));

    for (int hour = 0; hour < 25; hour++) {
      oldSweepRemovesStaleMarkers();
      pass(Duration.ofHours(1));
    }

    assertThat(oldDue()).containsExactly(submitted.id().value());
  }

  /// Its own look is a day away. The marker of that look exists as well: the version before knows
  /// no other.
  @Test
  void whatTheBusRefusedMakesAFollowedReleaseDueSoon() {
    var bus = new RecordingAnnouncer();
    var announcing = new ReleaseStore(state, now::get, bus, Metrics.none());
    var waiting = create(ReleaseState.WAITING_FOR_REVIEW);
    var tomorrow = now.get().plus(Duration.ofDays(1));
    bus.down(true);
    var reviewed =
        announcing
            .replace(
                waiting,
                waiting
                    .value()
                    .moved(Status.due(ReleaseState.IN_REVIEW, tomorrow), now.get(), "In review."))
            .orElseThrow();
    assertThat(announcing.due(now.get(), 10)).isEmpty();
    assertThat(state.read(StateKeys.open(tomorrow, reviewed.value().id()))).isPresent();

    pass(Duration.ofMinutes(7));
    var due = announcing.due(now.get(), 10);
    assertThat(due).hasSize(1);
    announcing.publishOutbox(due.getFirst());
    assertThat(announcing.due(now.get(), 10)).as("refused again").isEmpty();
    bus.down(false);
    pass(Duration.ofMinutes(31));
    announcing.publishOutbox(announcing.due(now.get(), 10).getFirst());

    assertThat(bus.heard()).hasSize(1);
    assertThat(announcing.due(now.get(), 10)).isEmpty();
    now.set(tomorrow);
    assertThat(announcing.due(now.get(), 10)).hasSize(1);
  }

  /// What 0aea047f left: a submitted release that is due, without a key.
  @ParameterizedTest
  @ValueSource(strings = {"release-in-review", "release-waiting-for-review"})
  void whatTheVersionBeforeSubmittedIsDueAndGetsItsKey(String name) {
    var old = ReleaseRecord.fromJson(OldRecords.read(name));
    var due = old.status().nextCheckAt();
    state.put(StateKeys.release(old.id()), old.toJson());
    state.put(StateKeys.open(due, old.id()), Map.of());
    now.set(due);

    var found = releases.due(now.get(), 10);
    assertThat(found).extracting(Versioned::value).containsExactly(old);
    repair(found.getFirst().value());

    assertThat(releases.following().list()).containsExactly(FollowedRelease.of(old));
  }

  @Test
  void aStaleMarkerOfLongAgoIsFoundOnceAnHour() {
    var release = create(ReleaseState.IN_REVIEW).value();
    String stale = StateKeys.open(now.get().minus(Duration.ofDays(3)), release.id());
    state.put(stale, Map.of());
    pass(Duration.ofMinutes(5));
    releases.due(now.get(), 10);
    assertThat(state.read(stale)).isPresent();

    pass(Duration.ofMinutes(55));
    releases.due(now.get(), 10);
    assertThat(state.read(stale)).isEmpty();
  }

  /// While Apple cannot be asked about them, followed releases stay due: they must not use up what
  /// a sweep takes, because those of one tenant would keep the releases of all others waiting.
  @Test
  void followedReleasesThatStayDueKeepNoOtherWaiting() {
    for (int i = 0; i < 3; i++) {
      releases.create(another(i, ReleaseState.IN_REVIEW));
    }
    pass(Duration.ofMinutes(5));
    for (int i = 3; i < 6; i++) {
      releases.create(another(i, ReleaseState.PREPARING));
    }

    assertThat(releases.due(now.get(), 2))
        .extracting(found -> found.value().state())
        .containsExactly(
            ReleaseState.IN_REVIEW,
            ReleaseState.IN_REVIEW,
            ReleaseState.PREPARING,
            ReleaseState.PREPARING);
  }

  private ReleaseRecord another(int number, ReleaseState in) {
    var some = at(Records.examined(Desired.Terms.OPEN), in);
    var object = new ObjectVersion("c/App" + number + ".ipa", "v1", "\"e\"", 1);
    var received =
        ReleaseRecord.received(
            ReleaseId.of("drops", object.key(), "v1"),
            some.connectionId(),
            some.tenant(),
            new Drop("drops", Drop.Kind.BARE_IPA, object, now.get()),
            now.get(),
            now.get());
    return received
        .withApp(some.app())
        .withDesired(some.desired())
        .withReview(some.review())
        .withStatus(some.status());
  }

  private Set<String> oldDue() {
    return state.list(StateKeys.OPEN_PREFIX, null, 1000).keys().stream()
        .filter(key -> key.compareTo(StateKeys.openUntil(now.get())) <= 0)
        .filter(key -> Optional.of(key).equals(oldMarkerOf(key)))
        .map(StateKeys::idOfMarker)
        .collect(Collectors.toSet());
  }

  private void oldSweepRemovesStaleMarkers() {
    var past = StateKeys.openUntil(now.get().minus(Duration.ofMinutes(10)));
    for (String key : state.list(StateKeys.OPEN_PREFIX, null, 1000).keys()) {
      if (key.compareTo(past) <= 0 && !Optional.of(key).equals(oldMarkerOf(key))) {
        state.delete(key);
      }
    }
  }

  private Optional<String> oldMarkerOf(String marker) {
    var id = ReleaseStore.releaseOf(marker).orElseThrow();
    var release = releases.read(id).orElseThrow().value();
    return Optional.ofNullable(release.status().nextCheckAt())
        .or(() -> Optional.ofNullable(release.outbox().dueAt()))
        .map(due -> StateKeys.open(due, id));
  }

  private Versioned<ReleaseRecord> create(ReleaseState in) {
    return releases.create(at(Records.examined(Desired.Terms.OPEN), in));
  }

  private ReleaseRecord at(ReleaseRecord release, ReleaseState in) {
    return release
        .withReview(
            ReviewLedger.EMPTY.with(
                new ReviewSubmissionId("s1"), ReviewSubmissionState.WAITING_FOR_REVIEW))
        .withStatus(Status.due(in, now.get()));
  }

  private void repair(ReleaseRecord release) {
    releases.following().repair(release, releases.following().list());
  }

  private List<String> keys() {
    return state.list(StateKeys.FOLLOWING_PREFIX, null, 1000).keys();
  }

  private void pass(Duration duration) {
    now.set(now.get().plus(duration));
  }

  /// Notes the writes in their order.
  private static final class Recording implements StateStore {
    private final StateStore documents = new InMemoryStateStore();
    private final List<String> writes = new ArrayList<>();

    @Override
    public Optional<Stored> read(String key) {
      return documents.read(key);
    }

    @Override
    public WriteOutcome create(String key, Map<String, ?> document) {
      writes.add("create " + key);
      return documents.create(key, document);
    }

    @Override
    public WriteOutcome replace(String key, Map<String, ?> document, String expectedVersion) {
      writes.add("replace " + key);
      return documents.replace(key, document, expectedVersion);
    }

    @Override
    public void put(String key, Map<String, ?> document) {
      writes.add("put " + key);
      documents.put(key, document);
    }

    @Override
    public void delete(String key) {
      writes.add("delete " + key);
      documents.delete(key);
    }

    @Override
    public KeyPage list(String prefix, String startAfter, int limit) {
      return documents.list(prefix, startAfter, limit);
    }
  }
}
