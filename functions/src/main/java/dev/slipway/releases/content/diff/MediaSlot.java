package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One place of a set, and how it gets its file.
public sealed interface MediaSlot {
  MediaFile media();

  default ObjectVersion file() {
    return media().file();
  }

  /// Apple has the file.
  ///
  /// @param frame the poster frame to set on the preview; null to keep it
  record Kept(MediaFile media, Asset asset, @Nullable String frame) implements MediaSlot {}

  /// The file is reserved and awaits its bytes.
  record Resumed(MediaFile media, Asset asset, int replacements) implements MediaSlot {}

  /// The file must be uploaded.
  ///
  /// @param replacements how often an asset of this file was given up as stuck or failed, including
  ///   the one that this upload replaces
  /// @param errors why Apple failed on the previous asset; empty when it did not exist or was stuck
  record Uploaded(MediaFile media, int replacements, List<StateDetail> errors)
      implements MediaSlot {
    public Uploaded {
      errors = List.copyOf(errors);
    }
  }
}
