package dev.slipway.appstoreconnect.upload;

import java.io.IOException;

/// The connection to the store failed; says nothing of the address, which is a credential.
public final class PartConnectionException extends IOException {
  private static final long serialVersionUID = 1L;

  public PartConnectionException(String message) {
    super(message);
  }
}
