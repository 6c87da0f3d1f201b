package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.drops.DropObjects;
import dev.slipway.releases.bytes.ContentSteps;
import dev.slipway.releases.bytes.DropLoading;
import dev.slipway.releases.bytes.DropReading;
import dev.slipway.releases.bytes.Transfer;
import dev.slipway.state.StateStore;
import java.time.InstantSource;

/// What a function can reach while it works on releases. Immutable and thread-safe.
public sealed interface Reach {

  /// The drop bucket, to read it and move its bytes, and Apple.
  ///
  /// @param reading pins the drop's files and reads what describes the release
  /// @param content runs preflight, brings content to Apple, and reads what a plan is made of
  /// @param transfer sends the parts of the `.ipa`
  record DropsAndApple(DropReading reading, ContentSteps content, Transfer transfer)
      implements Reach {

    /// Creates the steps over one drop bucket.
    ///
    /// @param state holds the pinned files and what is known of media
    /// @param connections holds the verdict that preflight checks
    public static DropsAndApple of(
        DropObjects drops,
        StateStore state,
        ConnectionStore connections,
        PartUpload upload,
        PartHosts hosts,
        InstantSource clock) {
      var loading = new DropLoading(drops, state);
      return new DropsAndApple(
          new DropReading(drops, loading),
          new ContentSteps(loading, connections, upload, hosts, clock),
          new Transfer(drops, upload, hosts));
    }
  }

  /// Apple alone: a step that reads the drop bucket wakes the function that may do so.
  record AppleAlone() implements Reach {}
}
