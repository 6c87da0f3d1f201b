package dev.slipway.releases.model;

import dev.slipway.releases.ReleaseId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came in from outside after the drop, while a worker may be at the release: what people
/// asked for, carried out by the loop, and that Apple spoke of it.
///
/// @param cancel stop this release; takes precedence
/// @param submitAt submit although `release.json` said not to
/// @param releaseAt put the approved version on the App Store now
/// @param phasedRelease what to do with the phased release
/// @param notice the last report of Apple's webhook; null before the first
@RecordBuilder
public record Orders(
    @Nullable Cancel cancel,
    @Nullable Notice notice,
    @Nullable Instant submitAt,
    @Nullable Instant releaseAt,
    @Nullable PhasedOrder phasedRelease)
    implements OrdersBuilder.With {
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
    this(cancel, null, submitAt, releaseAt, null);
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
    return withCancel(null);
  }

  public Orders canceled(Cancel order) {
    return withCancel(order);
  }

  public Orders submitted(Instant at) {
    return withSubmitAt(at);
  }

  public Orders released(Instant at) {
    return withReleaseAt(at);
  }

  /// Without the wish to release, which was carried out.
  public Orders notReleased() {
    return withReleaseAt(null);
  }

  /// Asks for a change of the phased release.
  ///
  /// @param order null when it was carried out
  public Orders phased(@Nullable PhasedOrder order) {
    return withPhasedRelease(order);
  }

  /// Apple's webhook reported a change: Apple is to be asked what it is.
  public Orders changeNotified(Instant at) {
    return withNotice(new Notice(at, true));
  }

  /// Apple's webhook reported what was known: nothing is to be asked, but webhooks arrive.
  public Orders webhookReceived(Instant at) {
    return withNotice(new Notice(at, notice != null && notice.unread));
  }

  /// Apple was asked.
  public Orders noticeHandled() {
    return notice == null ? this : withNotice(new Notice(notice.at, false));
  }

  /// Whether Apple reported a change about which it was not asked yet.
  public boolean hasUnreadNotice() {
    return notice != null && notice.unread;
  }
}
