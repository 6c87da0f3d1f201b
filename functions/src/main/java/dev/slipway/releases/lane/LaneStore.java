package dev.slipway.releases.lane;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.util.Optional;
import java.util.function.Function;

/// The lanes of apps in the state bucket. Thread-safe.
public final class LaneStore {
  private final Documents<Lane> lanes;

  public LaneStore(StateStore state) {
    this.lanes = new Documents<>(state, Lane::toJson, Lane::fromJson);
  }

  /// The result of a change: the lane to write (the same lane is not written), and an answer for
  /// the caller.
  public record Changed<T>(Lane lane, T answer) {}

  /// Changes the lane of a release's app. If another worker is faster, the change is applied again
  /// to the new lane, so it may be called several times.
  ///
  /// @throws IllegalStateException when the release's app is not known yet
  public <T> T change(ReleaseRecord release, Function<Lane, Changed<T>> change) {
    String key = key(release);
    return Documents.retry(() -> changedOnce(key, change))
        .orElseThrow(
            () -> new IllegalStateException("the lane changes faster than it can be written"))
        .answer();
  }

  private <T> Optional<Changed<T>> changedOnce(String key, Function<Lane, Changed<T>> change) {
    var stored = lanes.read(key).orElse(null);
    var before = stored == null ? Lane.FREE : stored.value();
    var changed = change.apply(before);
    return changed.lane().equals(before)
        ? Optional.of(changed)
        : lanes.write(key, changed.lane(), stored).map(_ -> changed);
  }

  /// Reads the lane.
  public Lane read(ReleaseRecord release) {
    return lanes.read(key(release)).map(Versioned::value).orElse(Lane.FREE);
  }

  /// Returns what a release occupies of its app. The version on the App Store has a lane of its
  /// own: Apple takes its promotional texts at any time, so that a release in review does not hold
  /// up a change of them, and neither of the two replaces the other.
  ///
  /// Purchases without a version have one, too: Apple reviews one submission with a version and one
  /// without at a time (review-live.md, A12).
  private static String place(Desired desired) {
    String platform = desired.platform().name();
    return desired.changesLiveVersion()
        ? platform + "-live"
        : desired.submitsPurchasesAlone() ? platform + "-purchases" : platform;
  }

  private static String key(ReleaseRecord release) {
    var app = Optional.ofNullable(release.app());
    var desired = Optional.ofNullable(release.desired());
    if (app.isEmpty() || desired.isEmpty()) {
      throw new IllegalStateException("the app of this release is not known yet");
    }
    return StateKeys.app(release.connectionId(), app.get().id().value(), place(desired.get()));
  }
}
