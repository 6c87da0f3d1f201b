package dev.slipway.appstoreconnect.upload;

/// Upload operations that must not be carried out. The message names the part, never its address.
public final class UnusableOperationsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableOperationsException(String complaint) {
    super("Apple's upload operations cannot be used: " + complaint);
  }
}
