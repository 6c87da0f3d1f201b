package dev.slipway.releases.pictures;

import dev.slipway.json.JsonShapeException;
import dev.slipway.json.RecordCodec;
import dev.slipway.releases.ReleaseId;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;

/// The pictures of each release, in a document beside its record. People look at it and no decision
/// follows from it, so a document that is lost or unreadable counts as one without pictures.
/// Thread-safe.
public final class PictureStore {
  private static final RecordCodec<Pictures> CODEC = RecordCodec.of(Pictures.class);

  private final StateStore state;

  public PictureStore(StateStore state) {
    this.state = state;
  }

  /// Returns the pictures of a release.
  public Pictures read(ReleaseId release) {
    var stored = state.read(StateKeys.releasePictures(release));
    if (stored.isEmpty()) {
      return Pictures.NONE;
    }
    try {
      return CODEC.read(stored.get().document());
    } catch (JsonShapeException e) {
      return Pictures.NONE;
    }
  }

  /// Writes the pictures of a drop that was read for the first time, unless some are written
  /// already: a comparison with Apple says more.
  public void begin(ReleaseId release, Pictures pictures) {
    if (!pictures.pictures().isEmpty()) {
      state.create(StateKeys.releasePictures(release), CODEC.write(pictures));
    }
  }

  /// Writes what a comparison with Apple found, in place of what was written earlier.
  public void compared(ReleaseId release, Pictures pictures) {
    if (!pictures.pictures().isEmpty()) {
      state.put(StateKeys.releasePictures(release), CODEC.write(pictures));
    }
  }
}
