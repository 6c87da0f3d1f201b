package dev.slipway.runner.identity;

import dev.slipway.runner.storage.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// The local client that acts for tenants, as a platform's program does in a deployment. Its secret
/// is in a file that only the owner can read. Safe for use by many threads.
public final class MachineClient {
  private static final int SECRET_BYTES = 32;

  private final LocalIssuer issuer;
  private final String secret;

  private MachineClient(LocalIssuer issuer, String secret) {
    this.issuer = issuer;
    this.secret = secret;
  }

  /// Reads the secret, or creates one when the file does not exist.
  ///
  /// @throws IOException when the file cannot be read or written
  public static MachineClient open(Path secretFile, LocalIssuer issuer) throws IOException {
    if (!Files.exists(secretFile)) {
      byte[] bytes = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(bytes);
      OwnerOnly.write(secretFile, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return new MachineClient(issuer, Files.readString(secretFile).strip());
  }

  /// Returns a token for client credentials (RFC 6749, section 4.4), which the form carries
  /// (section 2.3.1); empty when they are not those of this client.
  public Optional<LocalIssuer.Token> token(Map<String, String> form) {
    boolean known =
        form.getOrDefault("client_id", "").equals(LocalIssuer.MACHINE_CLIENT)
            && MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8),
                form.getOrDefault("client_secret", "").getBytes(StandardCharsets.UTF_8));
    return known ? Optional.of(issuer.machineToken()) : Optional.empty();
  }
}
