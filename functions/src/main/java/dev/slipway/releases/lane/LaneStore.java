package dev.slipway.releases.lane;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateStore.WriteOutcome;
import java.util.Optional;
import java.util.function.Function;

/// The lanes of apps in the state bucket. Thread-safe.
public final class LaneStore {
  private static final int TRIES = 20;

  private final StateStore state;

  public LaneStore(StateStore state) {
    this.state = state;
  }

  /// What a change makes of a lane: the lane to write (the same one: nothing is written), and an
  /// answer for the caller.
  public record Changed<T>(Lane lane, T answer) {}

  /// Changes the lane of a release's app, however often somebody else is faster; the change is
  /// applied to what stands, and may be called several times.
  ///
  /// @throws IllegalStateException when the release's app is not known yet
  public <T> T change(ReleaseRecord release, Function<Lane, Changed<T>> change) {
    String key = key(release);
    for (int i = 0; i < TRIES; i++) {
      var stored = state.read(key);
      var before = stored.map(s -> Lane.fromJson(s.document())).orElse(Lane.FREE);
      var changed = change.apply(before);
      if (changed.lane().equals(before)) {
        return changed.answer();
      }
      var outcome =
          stored.isEmpty()
              ? state.create(key, changed.lane().toJson())
              : state.replace(key, changed.lane().toJson(), stored.get().version());
      switch (outcome) {
        case WriteOutcome.Written(String version) -> {
          return changed.answer();
        }
        case WriteOutcome.Conflict() -> {}
      }
    }
    throw new IllegalStateException("the lane changes faster than it can be written");
  }

  /// The lane as it stands.
  public Lane read(ReleaseRecord release) {
    return state.read(key(release)).map(s -> Lane.fromJson(s.document())).orElse(Lane.FREE);
  }

  private static String key(ReleaseRecord release) {
    var app = Optional.ofNullable(release.app());
    var desired = Optional.ofNullable(release.desired());
    if (app.isEmpty() || desired.isEmpty()) {
      throw new IllegalStateException("the app of this release is not known yet");
    }
    return StateKeys.app(
        release.connectionId(), app.get().id().value(), desired.get().platform().name());
  }
}
