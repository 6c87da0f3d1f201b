package dev.slipway.localaws.secrets;

import java.nio.charset.StandardCharsets;

/// The value of a version.
///
/// @param text the string, or the bytes in Base64
/// @param binary whether `text` is Base64
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
