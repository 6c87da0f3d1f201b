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

  /// Apple has it.
  ///
  /// @param frame the poster frame that the preview is to get; null when it stays
  record Kept(MediaFile media, Asset asset, @Nullable String frame) implements MediaSlot {}

  /// It was reserved and awaits its bytes.
  record Resumed(MediaFile media, Asset asset, int replacements) implements MediaSlot {}

  /// It is to be uploaded.
  ///
  /// @param replacements how often an asset of this file was given up as stuck or failed, that
  ///   which this one replaces included
  /// @param errors why Apple failed on the former one; empty when there was none, or it was stuck
  record Uploaded(MediaFile media, int replacements, List<StateDetail> errors)
      implements MediaSlot {
    public Uploaded {
      errors = List.copyOf(errors);
    }
  }
}
