package dev.slipway.localaws.secrets;

import java.nio.charset.StandardCharsets;

/// What a version holds.
///
/// @param text the string, or Base64 of the bytes
/// @param binary whether it is the latter
record SecretValue(String text, boolean binary) {
  private static final int LARGEST_SIZE_BYTES = 65_536;

  SecretValue {
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_SIZE_BYTES * (binary ? 2 : 1)) {
      throw SecretsFailure.validation("A secret value must have at most 65536 bytes.");
    }
  }

  /// Leaves the value out.
  @Override
  public String toString() {
    return "SecretValue[binary=" + binary + "]";
  }
}
