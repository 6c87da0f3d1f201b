package dev.slipway.appstoreconnect.upload;

import java.io.IOException;

/// Reports that the file is not the one that the upload began with: retrying is useless.
public final class SourceChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  public SourceChangedException(String message) {
    super(message);
  }
}
