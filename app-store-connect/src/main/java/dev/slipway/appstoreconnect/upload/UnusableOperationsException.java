package dev.slipway.appstoreconnect.upload;

/// Reports upload operations that must not be used. The message names the part, never its address.
public final class UnusableOperationsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableOperationsException(String complaint) {
    super("Apple's upload operations cannot be used: " + complaint);
  }
}
