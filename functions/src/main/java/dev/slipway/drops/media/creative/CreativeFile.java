package dev.slipway.drops.media.creative;

import dev.slipway.drops.media.MediaFile;

/// A picture or video of one locale for a slot of the product page.
///
/// @param media the file, whose display type is the slot's [CreativeSlot#placementType]; a
///   screenshot when it is a picture, a preview when it is a video
public record CreativeFile(CreativeSlot slot, MediaFile media) {

  /// Returns Apple's locale.
  public String locale() {
    return media.locale();
  }

  /// Returns the path in the drop.
  public String path() {
    return media.file().key();
  }
}
