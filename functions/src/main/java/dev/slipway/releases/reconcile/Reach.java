package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ipa.icon.IconStore;
import dev.slipway.releases.bytes.ContentSteps;
import dev.slipway.releases.bytes.DropLoading;
import dev.slipway.releases.bytes.DropReading;
import dev.slipway.releases.bytes.IntakeSteps;
import dev.slipway.releases.bytes.PlanReading;
import dev.slipway.releases.bytes.Transfer;
import dev.slipway.releases.slots.UploadSlots;
import dev.slipway.releases.warnings.AppWarningStore;
import dev.slipway.state.StateStore;
import java.time.InstantSource;

/// What a function can reach while it works on releases. Where the next step is out of reach, it
/// wakes the function that can take it. Immutable and thread-safe.
public sealed interface Reach {

  /// The drop bucket, to read it, and Apple, to read it too: everything up to a preflight that
  /// passed, and plans. It never enters a lane.
  ///
  /// @param reading pins the drop's files and reads what describes the release
  /// @param checks runs preflight
  /// @param plans reads what a plan is made of
  record Intake(DropReading reading, IntakeSteps checks, PlanReading plans) implements Reach {

    /// Creates the steps over one drop bucket.
    ///
    /// @param icons where pages find the icons of apps
    /// @param state holds the pinned files, what is known of media, and warnings about apps
    /// @param connections holds the verdict that preflight checks
    public static Intake of(
        DropObjects drops,
        IconStore icons,
        StateStore state,
        ConnectionStore connections,
        InstantSource clock) {
      var loading = new DropLoading(drops, state, true);
      return new Intake(
          new DropReading(drops, loading, icons, connections),
          new IntakeSteps(loading, connections, new AppWarningStore(state)),
          new PlanReading(loading, clock));
    }
  }

  /// The drop bucket, to move its bytes, and Apple.
  ///
  /// @param content brings content to Apple
  /// @param transfer sends the parts of the `.ipa`
  /// @param slots bound how many releases move bytes at the same time
  /// @param plans reads what a plan is made of, to compare it
  record DropsAndApple(
      ContentSteps content, Transfer transfer, UploadSlots slots, PlanReading plans)
      implements Reach {

    /// Creates the steps over one drop bucket.
    ///
    /// @param state holds the pinned files and what is known of media
    public static DropsAndApple of(
        DropObjects drops,
        StateStore state,
        PartUpload upload,
        PartHosts hosts,
        UploadSlots slots,
        InstantSource clock) {
      var loading = new DropLoading(drops, state);
      return new DropsAndApple(
          new ContentSteps(loading, upload, hosts, clock),
          new Transfer(drops, upload, hosts),
          slots,
          new PlanReading(loading, clock));
    }
  }

  /// Apple alone: no step that reads the drop bucket or needs a slot.
  record AppleAlone() implements Reach {}
}
