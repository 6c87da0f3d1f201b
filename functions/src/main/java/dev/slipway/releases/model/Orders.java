package dev.slipway.releases.model;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.ReleaseId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came in from outside after the drop, while a worker may be at the release: what people
/// asked for, carried out by the loop, and that Apple spoke of it.
///
/// @param cancel stop this release; takes precedence
/// @param submitAt submit although `release.json` said not to
/// @param releaseAt put the approved version on the App Store now
/// @param phasedRelease what to do with the phased release
/// @param notice the last report of Apple's webhook; null before the first
public record Orders(
    @Nullable Cancel cancel,
    @Nullable Instant submitAt,
    @Nullable Instant releaseAt,
    @Nullable PhasedOrder phasedRelease,
    @Nullable Notice notice) {
  public static final Orders NONE = new Orders(null, null, null, null, null);

  /// What can be done with a phased release that has begun.
  public enum PhasedOrder {
    /// For at most 30 days in all (apple-help: release a version update in phases).
    PAUSE,
    RESUME,
    /// To everybody at once.
    COMPLETE
  }

  public Orders(@Nullable Cancel cancel, @Nullable Instant submitAt, @Nullable Instant releaseAt) {
    this(cancel, submitAt, releaseAt, null, null);
  }

  /// Stop this release.
  ///
  /// @param reason for people
  /// @param leaveApple true when Apple is not to be called any more, because the key is gone
  /// @param successor the newer drop that replaces it; null when a person cancels
  public record Cancel(
      Instant at, String reason, boolean leaveApple, @Nullable ReleaseId successor) {}

  /// Apple's webhook spoke of this release.
  ///
  /// @param unread whether Apple is to be asked what changed
  public record Notice(Instant at, boolean unread) {}

  /// Without the wish to stop, which came too late.
  public Orders notCanceled() {
    return new Orders(null, submitAt, releaseAt, phasedRelease, notice);
  }

  public Orders canceled(Cancel order) {
    return new Orders(order, submitAt, releaseAt, phasedRelease, notice);
  }

  public Orders submitted(Instant at) {
    return new Orders(cancel, at, releaseAt, phasedRelease, notice);
  }

  public Orders released(Instant at) {
    return new Orders(cancel, submitAt, at, phasedRelease, notice);
  }

  /// Without the wish to release, which was carried out.
  public Orders notReleased() {
    return new Orders(cancel, submitAt, null, phasedRelease, notice);
  }

  /// Asks for a change of the phased release.
  ///
  /// @param order null when it was carried out
  public Orders phased(@Nullable PhasedOrder order) {
    return new Orders(cancel, submitAt, releaseAt, order, notice);
  }

  /// Apple's webhook reported a change: Apple is to be asked what it is.
  public Orders changeNotified(Instant at) {
    return noticed(new Notice(at, true));
  }

  /// Apple's webhook reported what was known: nothing is to be asked, but webhooks arrive.
  public Orders webhookReceived(Instant at) {
    return noticed(new Notice(at, notice != null && notice.unread));
  }

  /// Apple was asked.
  public Orders noticeHandled() {
    return notice == null ? this : noticed(new Notice(notice.at, false));
  }

  /// Whether Apple reported a change about which it was not asked yet.
  public boolean hasUnreadNotice() {
    return notice != null && notice.unread;
  }

  private Orders noticed(Notice next) {
    return new Orders(cancel, submitAt, releaseAt, phasedRelease, next);
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
    if (notice != null) {
      fields.put("notice", JsonFields.with("at", notice.at).put("unread", notice.unread).toMap());
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
        json.optionalConstant("phasedRelease", PhasedOrder.class).orElse(null),
        json.optionalObject("notice")
            .map(told -> new Notice(told.instant("at"), told.bool("unread")))
            .orElse(null));
  }
}
