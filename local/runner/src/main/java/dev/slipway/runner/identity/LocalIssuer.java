package dev.slipway.runner.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.runner.storage.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// An OpenID Connect issuer for this machine. Its key is in a file that only the owner can read.
/// Its tokens use RS256, because an HTTP API's JWT authorizer takes only RSA algorithms (API
/// Gateway Developer Guide, "Control access to HTTP APIs with JWT authorizers"). Safe for use by
/// many threads.
public final class LocalIssuer {
  /// The scopes of a local user: all of them.
  public static final List<String> SCOPES =
      List.of(
          "slipway/read", "slipway/connect", "slipway/release", "slipway/audit", "slipway/approve");

  /// The scope of the machine client alone: it acts for tenants.
  public static final String ACT_FOR_TENANTS = "slipway/act-for-tenants";

  /// The machine client's ID, as the subject of its tokens.
  public static final String MACHINE_CLIENT = "local-machine";

  /// How long a token is valid.
  public static final Duration LIFETIME = Duration.ofHours(8);

  /// As `RefreshTokenValidity` in template.yaml: counted from the sign-in, whatever is renewed.
  private static final Duration REFRESH_LIFETIME = Duration.ofHours(12);

  private static final int REFRESH_TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String issuer;
  private final String audience;
  private final RSAKey key;
  private final InstantSource clock;
  private final Map<String, SignIn> signIns = new ConcurrentHashMap<>();

  /// What a refresh token renews.
  private record SignIn(String subject, Instant endsAt) {}

  /// A token and its expiry.
  ///
  /// @param value never logged; [#toString] omits it
  public record Token(String value, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[redacted, expiresAt=" + expiresAt + "]";
    }
  }

  private LocalIssuer(String issuer, String audience, RSAKey key, InstantSource clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.key = key;
    this.clock = clock;
  }

  /// Reads the key, or creates one when the file does not exist.
  ///
  /// @param issuer base URL of discovery and keys
  /// @throws IOException when the file cannot be read or written, or contains no key
  public static LocalIssuer open(Path keyFile, String issuer, String audience, InstantSource clock)
      throws IOException {
    try {
      if (Files.exists(keyFile)) {
        RSAKey key = RSAKey.parse(Files.readString(keyFile));
        return new LocalIssuer(issuer, audience, key, clock);
      }
      RSAKey key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
      OwnerOnly.write(keyFile, key.toJSONString());
      return new LocalIssuer(issuer, audience, key, clock);
    } catch (ParseException e) {
      throw new IOException(keyFile + " contains no key; delete the file and start again", e);
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK can create RSA keys", e);
    }
  }

  /// Returns a token for a local user, valid for eight hours of the issuer's clock.
  public Token tokenFor(LocalUser user) {
    return tokenFor(user.subject());
  }

  /// Returns a token for any subject, for tests with many tenants. Users cannot sign in as one of
  /// them.
  public Token tokenFor(String subject) {
    return token(subject, SCOPES);
  }

  /// Returns a token of the machine client, which acts for tenants: each request names one.
  public Token machineToken() {
    var scopes = new ArrayList<>(SCOPES);
    scopes.add(ACT_FOR_TENANTS);
    return token(MACHINE_CLIENT, scopes);
  }

  private Token token(String subject, List<String> scopes) {
    Instant now = clock.instant();
    Instant end = now.plus(LIFETIME);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(subject)
            .claim("scope", String.join(" ", scopes))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(end))
            .build();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the issuer's own key cannot sign", e);
    }
    return new Token(token.serialize(), end);
  }

  /// Returns a refresh token for a user who has just signed in. It is in memory alone, so it ends
  /// with this process.
  public String refreshTokenFor(LocalUser user) {
    Instant now = clock.instant();
    signIns.values().removeIf(signIn -> !now.isBefore(signIn.endsAt()));
    byte[] bytes = new byte[REFRESH_TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    signIns.put(token, new SignIn(user.subject(), now.plus(REFRESH_LIFETIME)));
    return token;
  }

  /// Renews a token, as often as asked until the refresh token ends: like a Cognito user pool
  /// without rotation. Empty when the refresh token is unknown or has ended.
  public Optional<Token> renew(String refreshToken) {
    return Optional.ofNullable(signIns.get(refreshToken))
        .filter(signIn -> clock.instant().isBefore(signIn.endsAt()))
        .map(signIn -> tokenFor(signIn.subject()));
  }

  /// Returns the public keys, as served at `jwks_uri`.
  public JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }

  /// Returns the discovery document.
  public Map<String, Object> discovery() {
    return Map.of(
        "issuer",
        issuer,
        "jwks_uri",
        issuer + "/jwks.json",
        "token_endpoint",
        issuer + "/token",
        "grant_types_supported",
        List.of("refresh_token", "client_credentials"),
        "response_types_supported",
        List.of("token"),
        "subject_types_supported",
        List.of("public"),
        "id_token_signing_alg_values_supported",
        List.of("RS256"));
  }
}
