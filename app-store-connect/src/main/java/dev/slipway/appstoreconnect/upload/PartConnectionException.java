package dev.slipway.appstoreconnect.upload;

import java.io.IOException;

/// Reports that the connection to the store failed, without the address, which is a credential.
public final class PartConnectionException extends IOException {
  private static final long serialVersionUID = 1L;

  public PartConnectionException(String message) {
    super(message);
  }
}
