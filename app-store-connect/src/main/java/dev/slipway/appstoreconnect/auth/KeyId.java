package dev.slipway.appstoreconnect.auth;

/// Apple's identifier of an API key: 10 upper-case letters and digits. (apple-doc: Generating
/// tokens for API requests)
public record KeyId(String value) {
  /// @throws IllegalArgumentException if it is not such an identifier
  public KeyId {
    if (!value.matches("[A-Z0-9]{10}")) {
      throw new IllegalArgumentException("Key ID must be 10 upper-case letters and digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
