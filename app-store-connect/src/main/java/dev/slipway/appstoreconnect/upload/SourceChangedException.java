package dev.slipway.appstoreconnect.upload;

import java.io.IOException;

/// The file to upload is not the one the upload began with: trying again is useless.
public final class SourceChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  public SourceChangedException(String message) {
    super(message);
  }
}
