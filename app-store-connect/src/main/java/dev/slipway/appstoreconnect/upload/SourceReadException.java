package dev.slipway.appstoreconnect.upload;

import java.io.IOException;

/// Reports that Slipway's own file could not be read while a part was being sent.
public final class SourceReadException extends IOException {
  private static final long serialVersionUID = 1L;

  SourceReadException(String message, IOException cause) {
    super(message, cause);
  }

  SourceReadException(String message) {
    super(message);
  }
}
