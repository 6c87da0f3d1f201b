package dev.slipway.simulator.builds;

import org.jspecify.annotations.Nullable;

/// An encryption declaration that a test or a person adds to an app, as if it was made on the web.
///
/// @param state CREATED, IN_REVIEW, APPROVED, REJECTED, INVALID or EXPIRED
/// @param platform IOS, MAC_OS, TV_OS or VISION_OS; null for one that names no platform. Apple
///   marks the attribute as deprecated
/// @param exempt whether the declared encryption is exempt
/// @param codeValue the export compliance code; null for a code of the simulator's own once the
///   declaration is APPROVED, and none before
public record NewEncryptionDeclaration(
    String appId,
    String state,
    @Nullable String platform,
    boolean exempt,
    @Nullable String codeValue) {

  /// Returns a declaration for all platforms of encryption that is not exempt.
  public static NewEncryptionDeclaration of(String appId, String state) {
    return new NewEncryptionDeclaration(appId, state, null, false, null);
  }

  public NewEncryptionDeclaration forPlatform(String name) {
    return new NewEncryptionDeclaration(appId, state, name, exempt, codeValue);
  }

  public NewEncryptionDeclaration ofExemptEncryption() {
    return new NewEncryptionDeclaration(appId, state, platform, true, codeValue);
  }

  public NewEncryptionDeclaration withCode(String value) {
    return new NewEncryptionDeclaration(appId, state, platform, exempt, value);
  }
}
