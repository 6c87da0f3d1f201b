package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseRecord.App;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A tenant's list of releases: what its keys say, and that no release is missed in it.
class ReleaseListTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ConnectionId TEAM = ConnectionId.of("anna", "team");
  private static final ConnectionId OTHER_TEAM = ConnectionId.of("anna", "other team");
  private static final ReleaseFilter ALL = ReleaseFilter.ALL;
  private static final String PREFIX = StateKeys.tenantReleases("anna");

  private final Watched state = new Watched();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final ReleaseStore releases = new ReleaseStore(state, now::get);

  @Test
  void aReleaseHasAPlainKeyAndOneThatSaysItsStateAndApp() {
    var id = create(1, TEAM);

    assertThat(keysOf(id)).containsExactly(place(id), place(id) + "~RECEIVED~" + TEAM + "~-");

    move(id, ReleaseState.UPLOADING, "123");

    assertThat(keysOf(id)).containsExactly(place(id), place(id) + "~UPLOADING~" + TEAM + "~123-");
  }

  @Test
  void theNewKeyComesBeforeTheRecordAndTheOldOneGoesAfterIt() {
    var id = create(1, TEAM);
    state.calls.clear();

    move(id, ReleaseState.UPLOADING, null);

    assertThat(state.calls.stream().filter(call -> !call.contains("open/")).toList())
        .containsExactly(
            "put " + PREFIX + place(id) + "~UPLOADING~" + TEAM + "~-",
            "replace " + StateKeys.release(id),
            "delete " + PREFIX + place(id) + "~RECEIVED~" + TEAM + "~-");
  }

  @Test
  void aChangeThatMovesNothingCostsNoCall() {
    var id = create(1, TEAM);
    state.calls.clear();

    releases.update(id, release -> release.moved(release.status(), NOW, "Still here."));

    assertThat(state.calls).containsExactly("replace " + StateKeys.release(id));
  }

  /// Only what is shown is read: 60 releases, of which 3 match.
  @Test
  void filtersReadNoRecordThatDoesNotMatch() {
    for (int i = 0; i < 60; i++) {
      var id = create(i, i % 2 == 0 ? TEAM : OTHER_TEAM);
      move(id, i % 20 == 0 ? ReleaseState.IN_REVIEW : ReleaseState.PROCESSING, "app" + i % 5);
    }
    state.reads.set(0);

    assertThat(list(new ReleaseFilter(null, Set.of(ReleaseState.IN_REVIEW), null, null)))
        .hasSize(3);
    assertThat(state.reads).hasValue(3);
    assertThat(list(new ReleaseFilter(OTHER_TEAM, Set.of(), null, null))).hasSize(30);
    assertThat(state.reads).hasValue(33);
    assertThat(list(new ReleaseFilter(TEAM, Set.of(ReleaseState.IN_REVIEW), null, null)))
        .hasSize(3);
    assertThat(list(new ReleaseFilter(OTHER_TEAM, Set.of(ReleaseState.IN_REVIEW), null, null)))
        .isEmpty();
  }

  @Test
  void severalStatesAreOneList() {
    move(create(1, TEAM), ReleaseState.REJECTED, "1");
    move(create(2, TEAM), ReleaseState.PROCESSING, "1");
    move(create(3, TEAM), ReleaseState.NEEDS_ATTENTION, "1");

    assertThat(
            list(
                new ReleaseFilter(
                    null, Set.of(ReleaseState.REJECTED, ReleaseState.NEEDS_ATTENTION), null, null)))
        .hasSize(2);
  }

  @Test
  void aTextIsFoundInWhatPeopleCallARelease() {
    var id = create(1, TEAM);
    create(2, TEAM);
    releases.update(id, release -> release.withPreflight(identified("com.example.Tides")));

    assertThat(list(new ReleaseFilter(null, Set.of(), null, "TIDES"))).hasSize(1);
    assertThat(list(new ReleaseFilter(null, Set.of(), null, "nothing"))).isEmpty();
  }

  @Test
  void countsComeFromKeys() {
    for (int i = 0; i < 60; i++) {
      var id = create(i, i % 2 == 0 ? TEAM : OTHER_TEAM);
      move(
          id,
          i % 20 == 0 ? ReleaseState.IN_REVIEW : ReleaseState.PROCESSING,
          String.valueOf(i % 5));
    }
    state.reads.set(0);

    assertThat(releases.count("anna", ALL))
        .isEqualTo(
            new ReleaseCounts(
                Map.of(ReleaseState.IN_REVIEW, 3, ReleaseState.PROCESSING, 57), true));
    assertThat(releases.count("anna", ReleaseFilter.of(OTHER_TEAM)).byState())
        .isEqualTo(Map.of(ReleaseState.PROCESSING, 30));
    assertThat(releases.count("anna", new ReleaseFilter(null, Set.of(), "3", null)).byState())
        .isEqualTo(Map.of(ReleaseState.PROCESSING, 12));
    assertThat(releases.count("bert", ALL).byState()).isEmpty();
    assertThat(state.reads).hasValue(0);
  }

  /// A writer that died between its key and its record left two keys.
  @Test
  void aReleaseWithTwoKeysIsCountedOnceAsItsRecordSays() {
    var id = create(1, TEAM);
    move(id, ReleaseState.PROCESSING, "1");
    state.put(PREFIX + place(id) + "~IN_REVIEW~" + TEAM + "~1-", Map.of("at", NOW.toString()));

    assertThat(releases.count("anna", ALL).byState()).isEqualTo(Map.of(ReleaseState.PROCESSING, 1));
  }

  @Test
  void anAppIsFoundByApplesIdAndByItsBundleId() {
    for (int i = 0; i < 40; i++) {
      move(create(i, TEAM), ReleaseState.PROCESSING, String.valueOf(100 + i % 4));
    }
    var unread = create(50, TEAM);
    state.reads.set(0);

    assertThat(list(new ReleaseFilter(null, Set.of(), "102", null))).hasSize(10);
    assertThat(state.reads).as("by Apple's ID").hasValue(10);
    state.reads.set(0);

    assertThat(page(new ReleaseFilter(null, Set.of(), "com.example.a102", null), null, 5))
        .hasSize(5);
    assertThat(state.reads.get())
        .as("one record of each other app at least, and that of the one without an app")
        .isBetween(9, 20);
    releases.update(unread, release -> release.withPreflight(identified("com.example.a102")));
    assertThat(list(new ReleaseFilter(null, Set.of(), "com.example.a102", null))).hasSize(11);
  }

  @Test
  void pagesCoverEachReleaseOnce() {
    for (int i = 0; i < 23; i++) {
      move(create(i, TEAM), i % 2 == 0 ? ReleaseState.IN_REVIEW : ReleaseState.PROCESSING, "1");
    }

    for (var filter :
        List.of(ALL, new ReleaseFilter(null, Set.of(ReleaseState.IN_REVIEW), null, null))) {
      var seen = new ArrayList<ReleaseId>();
      String next = null;
      do {
        var page = releases.list("anna", filter, next, 5);
        page.releases().forEach(release -> seen.add(release.id()));
        next = page.next();
        assertThat(next == null || next.matches("[0-9]{13}-[a-z2-7]{26}")).isTrue();
      } while (next != null);

      assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
      assertThat(seen).hasSize(filter.states().isEmpty() ? 23 : 12);
    }
  }

  /// More keys than S3 lists at once, with a place divided between two pages.
  @Test
  void aListOfManyPagesOfKeysIsWalkedThrough() {
    for (int i = 0; i < 501; i++) {
      create(i, TEAM);
    }
    state.put(PREFIX + "0000000000000-odd", Map.of());
    var oldest = create(-1, TEAM);
    move(oldest, ReleaseState.IN_REVIEW, "1");

    assertThat(list(new ReleaseFilter(null, Set.of(ReleaseState.IN_REVIEW), null, null)))
        .extracting(ReleaseRecord::id)
        .containsExactly(oldest);
  }

  /// A writer that dies between its calls leaves keys, and the next list corrects them.
  @Test
  void wherverAWriterDiesTheReleaseIsListedAndTheKeysAreCorrected() {
    for (int deadly = 0; deadly <= 2; deadly++) {
      var id = create(deadly, TEAM);
      state.failAfter(deadly);
      try {
        move(id, ReleaseState.UPLOADING, "7");
      } catch (StateUnavailableException e) {
        assertThat(deadly).as("what fails after the record was written").isLessThan(2);
      }
      state.failAfter(Integer.MAX_VALUE);
      var actual = releases.read(id).orElseThrow().value().state();

      assertThat(list(new ReleaseFilter(null, Set.of(actual), null, null)))
          .extracting(ReleaseRecord::id)
          .contains(id);
      now.set(now.get().plus(Duration.ofMinutes(11)));
      list(ALL);
      assertThat(keysOf(id)).hasSize(2).anyMatch(key -> key.contains("~" + actual + "~"));
    }
  }

  /// A key that is younger than ten minutes may be that of a record that is about to be written.
  @Test
  void aYoungKeyStays() {
    var id = create(1, TEAM);
    String young = PREFIX + place(id) + "~UPLOADING~" + TEAM + "~-";
    state.put(young, Map.of("at", now.get().toString()));

    list(ALL);
    assertThat(keysOf(id)).hasSize(3);

    now.set(NOW.plus(Duration.ofMinutes(11)));
    list(ALL);
    assertThat(keysOf(id)).hasSize(2);
  }

  /// The version before wrote the plain key alone, and moved none.
  @Test
  void whatTheVersionBeforeWroteIsListedAndGetsItsKey() {
    var id = create(1, TEAM);
    state.delete(PREFIX + place(id) + "~RECEIVED~" + TEAM + "~-");

    assertThat(list(new ReleaseFilter(TEAM, Set.of(ReleaseState.RECEIVED), null, null))).hasSize(1);
    assertThat(keysOf(id)).hasSize(2);

    changedByTheVersionBefore(id, ReleaseState.IN_REVIEW);
    now.set(NOW.plus(Duration.ofMinutes(11)));
    assertThat(list(ALL)).hasSize(1);
    assertThat(keysOf(id)).containsExactly(place(id), place(id) + "~IN_REVIEW~" + TEAM + "~-");
    assertThat(list(new ReleaseFilter(null, Set.of(ReleaseState.IN_REVIEW), null, null)))
        .hasSize(1);
  }

  /// The daily write finds what no list corrected.
  @Test
  void theDailyWriteCorrectsLostAndStaleKeys() {
    var id = create(1, TEAM);
    changedByTheVersionBefore(id, ReleaseState.IN_REVIEW);
    state.delete(PREFIX + place(id));
    now.set(NOW.plus(Duration.ofDays(1)));

    releases.update(id, release -> release.moved(release.status(), now.get(), "Still there."));

    assertThat(keysOf(id)).containsExactly(place(id), place(id) + "~IN_REVIEW~" + TEAM + "~-");
  }

  /// The list as the version before reads it (commit 0aea047f, `ReleaseStore.list`).
  @Test
  void theVersionBeforeListsWhatThisOneWrote() {
    var id = create(1, TEAM);
    move(id, ReleaseState.IN_REVIEW, "1");
    var other = create(2, TEAM);

    var seen = new ArrayList<ReleaseId>();
    for (String key : state.list(PREFIX, null, 100).keys()) {
      String last = key.substring(key.lastIndexOf('/') + 1);
      Optional<ReleaseId> found = ReleaseId.parse(last.substring(last.indexOf('-') + 1));
      found
          .flatMap(releases::read)
          .map(read -> read.value())
          .filter(
              release ->
                  StateKeys.tenantRelease(
                          release.tenant(), release.drop().receivedAt(), release.id())
                      .equals(key))
          .ifPresent(release -> seen.add(release.id()));
    }

    assertThat(seen).containsExactly(other, id);
  }

  @Test
  void aLookChangesNothing() {
    var id = create(1, TEAM);
    state.delete(PREFIX + place(id) + "~RECEIVED~" + TEAM + "~-");
    state.calls.clear();

    assertThat(releases.look("anna", ReleaseFilter.of(TEAM), null, 100).releases()).hasSize(1);

    assertThat(state.calls).isEmpty();
  }

  private List<ReleaseRecord> list(ReleaseFilter filter) {
    return page(filter, null, 100);
  }

  private List<ReleaseRecord> page(ReleaseFilter filter, @Nullable String next, int limit) {
    return releases.list("anna", filter, next, limit).releases();
  }

  /// After a rollback: what a newer version moved into a state of its own is in no count.
  @Test
  void aStateOfANewerVersionFailsNoCount() {
    create(1, TEAM);
    var newer = ReleaseId.of("drops", "newer.ipa", "v1");
    state.put(StateKeys.release(newer), Map.of("status", "of a newer version"));
    state.put(
        StateKeys.tenantRelease("anna", NOW, newer) + "~A_NEWER_STATE~" + TEAM + "~1-IOS",
        Map.of());

    assertThat(releases.count("anna", ALL).byState()).isEqualTo(Map.of(ReleaseState.RECEIVED, 1));
  }

  private ReleaseId create(int number, ConnectionId connection) {
    var id = ReleaseId.of("drops", number + ".ipa", "v1");
    var drop =
        new Drop(
            "drops",
            Drop.Kind.BARE_IPA,
            new ObjectVersion(connection + "/" + number + ".ipa", "v1", "\"e\"", 1),
            NOW.plusSeconds(number));
    releases.create(ReleaseRecord.received(id, connection, "anna", drop, now.get(), now.get()));
    return id;
  }

  private void move(ReleaseId id, ReleaseState to, @Nullable String app) {
    releases.update(id, release -> moved(release, to, app));
  }

  private static ReleaseRecord moved(ReleaseRecord release, ReleaseState to, @Nullable String app) {
    var known =
        app == null
            ? release
            : release
                .withApp(new App(new AppId(app), "App " + app))
                .withPreflight(identified("com.example.a" + app));
    return known.moved(Status.due(to, NOW), NOW, "Now " + to + ".");
  }

  private static PreflightLedger identified(String bundleId) {
    return new PreflightLedger(null, List.of(), new WrittenIdentity(bundleId, "1.0", "1"));
  }

  private void changedByTheVersionBefore(ReleaseId id, ReleaseState to) {
    var before = releases.read(id).orElseThrow();
    state.replace(
        StateKeys.release(id), moved(before.value(), to, null).toJson(), before.version());
  }

  private String place(ReleaseId id) {
    return ListMarker.placeOf(releases.read(id).orElseThrow().value());
  }

  private Set<String> keysOf(ReleaseId id) {
    var keys = new TreeSet<String>();
    for (String key : state.list(PREFIX, null, 1000).keys()) {
      if (key.contains(id.value())) {
        keys.add(key.substring(PREFIX.length()));
      }
    }
    return keys;
  }

  /// Notes the changes, counts the records that are read, and fails when it is to.
  private static final class Watched implements StateStore {
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final List<String> calls = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private int left = Integer.MAX_VALUE;

    void failAfter(int calls) {
      left = calls;
    }

    private void change(String call) {
      calls.add(call);
      if (!call.contains("open/") && left-- <= 0) {
        throw new StateUnavailableException("state: " + call, new IllegalStateException());
      }
    }

    @Override
    public Optional<Stored> read(String key) {
      if (key.startsWith("releases/")) {
        reads.incrementAndGet();
      }
      return store.read(key);
    }

    @Override
    public WriteOutcome create(String key, Map<String, ?> document) {
      change("create " + key);
      return store.create(key, document);
    }

    @Override
    public WriteOutcome replace(String key, Map<String, ?> document, String expectedVersion) {
      change("replace " + key);
      return store.replace(key, document, expectedVersion);
    }

    @Override
    public void put(String key, Map<String, ?> document) {
      change("put " + key);
      store.put(key, document);
    }

    @Override
    public void delete(String key) {
      change("delete " + key);
      store.delete(key);
    }

    @Override
    public KeyPage list(String prefix, @Nullable String startAfter, int limit) {
      return store.list(prefix, startAfter, limit);
    }
  }
}
