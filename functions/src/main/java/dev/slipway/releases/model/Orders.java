package dev.slipway.releases.model;

import dev.slipway.actors.Actor;
import dev.slipway.releases.ReleaseId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What arrives for a release after its drop, possibly while a worker is processing it: the orders
/// of people, which the loop carries out, and the reports of Apple's webhook.
///
/// @param cancel stop this release; takes precedence
/// @param submitAt submit although `release.json` said not to
/// @param releaseAt put the approved version on the App Store now
/// @param phasedRelease how to change the phased release
/// @param actor who gave the last of the orders to submit, to release and to change the phased
///   release; null before the first
/// @param notice the last report of Apple's webhook; null before the first
/// @param planHash the plan to which the last order to submit or to carry out agrees; null when
///   that order needed no plan
@RecordBuilder
public record Orders(
    @Nullable Cancel cancel,
    @Nullable Notice notice,
    @Nullable Instant submitAt,
    @Nullable Instant releaseAt,
    @Nullable PhasedOrder phasedRelease,
    @Nullable Actor actor,
    @Nullable String planHash)
    implements OrdersBuilder.With {
  public static final Orders NONE = new Orders(null, null, null, null, null, null, null);

  /// A change of a phased release that has begun.
  public enum PhasedOrder {
    /// Pauses for at most 30 days in all (apple-help: release a version update in phases).
    PAUSE,
    RESUME,
    /// Releases to all users at once.
    COMPLETE
  }

  public Orders(@Nullable Cancel cancel, @Nullable Instant submitAt, @Nullable Instant releaseAt) {
    this(cancel, null, submitAt, releaseAt, null, null, null);
  }

  /// Stops this release.
  ///
  /// @param reason for people
  /// @param leaveApple whether to call Apple no more, because the key is being deleted
  /// @param successor the newer drop that replaces this release; null when a person cancels
  /// @param actor who stops it; null in orders of earlier versions
  public record Cancel(
      Instant at,
      String reason,
      boolean leaveApple,
      @Nullable ReleaseId successor,
      @Nullable Actor actor) {}

  /// A report of Apple's webhook about this release.
  ///
  /// @param unread whether Slipway has yet to ask Apple what changed
  public record Notice(Instant at, boolean unread) {}

  /// Returns the orders without the order to stop, which arrived too late.
  public Orders notCanceled() {
    return withCancel(null);
  }

  public Orders canceled(Cancel order) {
    return withCancel(order);
  }

  public Orders submitted(Instant at, Actor by) {
    return with().submitAt(at).actor(by).build();
  }

  /// Returns the orders with the approval of a plan: to carry it out and to submit.
  public Orders approved(String hash, Instant at, Actor by) {
    return with().submitAt(at).planHash(hash).actor(by).build();
  }

  /// Returns the orders with the agreement to a plan, which is no order to submit.
  public Orders agreed(String hash, Actor by) {
    return with().planHash(hash).actor(by).build();
  }

  /// Returns the orders without approval and agreement, because the plan is another one now.
  public Orders notAgreed() {
    return with().submitAt(null).planHash(null).build();
  }

  public Orders released(Instant at, Actor by) {
    return with().releaseAt(at).actor(by).build();
  }

  /// Returns the orders without the order to release, which was carried out.
  public Orders notReleased() {
    return withReleaseAt(null);
  }

  /// Returns the orders with a change of the phased release.
  public Orders phased(PhasedOrder order, Actor by) {
    return with().phasedRelease(order).actor(by).build();
  }

  /// Returns the orders without the change of the phased release, which was carried out.
  public Orders notPhased() {
    return withPhasedRelease(null);
  }

  /// Returns a worker's orders together with what arrived while it worked: what it carried out and
  /// removed stays removed, unless it was ordered again.
  ///
  /// @param before the orders as the worker read them
  /// @param arrived the orders as the record has them now
  public Orders withArrived(Orders before, Orders arrived) {
    // An order to submit and the plan to which it agrees belong together.
    boolean agreement =
        !Objects.equals(before.submitAt, arrived.submitAt)
            || !Objects.equals(before.planHash, arrived.planHash);
    return new Orders(
        Objects.equals(before.cancel, arrived.cancel) ? cancel : arrived.cancel,
        Objects.equals(before.notice, arrived.notice) ? notice : arrived.notice,
        agreement ? arrived.submitAt : submitAt,
        Objects.equals(before.releaseAt, arrived.releaseAt) ? releaseAt : arrived.releaseAt,
        before.phasedRelease == arrived.phasedRelease ? phasedRelease : arrived.phasedRelease,
        Objects.equals(before.actor, arrived.actor) ? actor : arrived.actor,
        agreement ? arrived.planHash : planHash);
  }

  /// Returns whether these ask for work that the earlier ones did not ask for. A report without a
  /// change asks for none.
  public boolean askForMoreThan(Orders before) {
    return !withNotice(null).equals(before.withNotice(null))
        || (hasUnreadNotice() && !Objects.equals(notice, before.notice));
  }

  /// Returns whether an order is being carried out.
  ///
  /// @param state the state of the release
  boolean areOpen(ReleaseState state) {
    boolean submits = submitAt != null && !state.isFollowed();
    return cancel != null || submits || releaseAt != null || phasedRelease != null;
  }

  /// Returns who gave the order that is being carried out; null when an earlier version recorded
  /// it.
  @Nullable Actor giver() {
    return cancel == null ? actor : cancel.actor;
  }

  /// Returns the orders with a reported change about which Slipway has yet to ask Apple.
  public Orders changeNotified(Instant at) {
    return withNotice(new Notice(at, true));
  }

  /// Returns the orders with a report that contains no change; it shows that webhooks arrive.
  public Orders webhookReceived(Instant at) {
    return withNotice(new Notice(at, notice != null && notice.unread));
  }

  /// Returns the orders with the report marked as read.
  public Orders noticeHandled() {
    return notice == null ? this : withNotice(new Notice(notice.at, false));
  }

  /// Returns whether Apple reported a change about which Slipway has not asked it yet.
  public boolean hasUnreadNotice() {
    return notice != null && notice.unread;
  }
}
