package dev.slipway.releases.model;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.ReleaseId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people asked for after the drop: written into the record as intent, carried out by the
/// loop.
///
/// @param cancel stop this release; takes precedence
/// @param submitAt submit although `release.json` said not to
/// @param releaseAt put the approved version on the App Store now
/// @param phasedRelease what to do with the phased release
public record Orders(
    @Nullable Cancel cancel,
    @Nullable Instant submitAt,
    @Nullable Instant releaseAt,
    @Nullable PhasedOrder phasedRelease) {
  public static final Orders NONE = new Orders(null, null, null, null);

  /// What can be done with a phased release that has begun.
  public enum PhasedOrder {
    /// For at most 30 days in all (apple-help: release a version update in phases).
    PAUSE,
    RESUME,
    /// To everybody at once.
    COMPLETE
  }

  public Orders(@Nullable Cancel cancel, @Nullable Instant submitAt, @Nullable Instant releaseAt) {
    this(cancel, submitAt, releaseAt, null);
  }

  /// Stop this release.
  ///
  /// @param reason for people
  /// @param leaveApple true when Apple is not to be called any more, because the key is gone
  /// @param successor the newer drop that replaces it; null when a person cancels
  public record Cancel(
      Instant at, String reason, boolean leaveApple, @Nullable ReleaseId successor) {}

  /// Without the wish to stop, which came too late.
  public Orders notCanceled() {
    return new Orders(null, submitAt, releaseAt, phasedRelease);
  }

  public Orders canceled(Cancel order) {
    return new Orders(order, submitAt, releaseAt, phasedRelease);
  }

  public Orders submitted(Instant at) {
    return new Orders(cancel, at, releaseAt, phasedRelease);
  }

  public Orders released(Instant at) {
    return new Orders(cancel, submitAt, at, phasedRelease);
  }

  /// Without the wish to release, which was carried out.
  public Orders notReleased() {
    return new Orders(cancel, submitAt, null, phasedRelease);
  }

  /// Asks for a change of the phased release.
  ///
  /// @param order null when it was carried out
  public Orders phased(@Nullable PhasedOrder order) {
    return new Orders(cancel, submitAt, releaseAt, order);
  }

  Map<String, @Nullable Object> toJson() {
    var fields = new JsonFields();
    if (cancel != null) {
      fields.put(
          "cancel",
          JsonFields.with("at", cancel.at)
              .put("reason", cancel.reason)
              .put("leaveApple", cancel.leaveApple)
              .putIfPresent("successor", Optional.ofNullable(cancel.successor))
              .toMap());
    }
    return fields
        .putIfPresent("submitAt", Optional.ofNullable(submitAt))
        .putIfPresent("releaseAt", Optional.ofNullable(releaseAt))
        .putIfPresent("phasedRelease", Optional.ofNullable(phasedRelease))
        .toMap();
  }

  static Orders fromJson(JsonObject json) {
    return new Orders(
        json.optionalObject("cancel")
            .map(
                c ->
                    new Cancel(
                        c.instant("at"),
                        c.string("reason"),
                        c.bool("leaveApple"),
                        c.optionalString("successor").map(ReleaseId::new).orElse(null)))
            .orElse(null),
        json.optionalInstant("submitAt").orElse(null),
        json.optionalInstant("releaseAt").orElse(null),
        json.optionalConstant("phasedRelease", PhasedOrder.class).orElse(null));
  }
}
