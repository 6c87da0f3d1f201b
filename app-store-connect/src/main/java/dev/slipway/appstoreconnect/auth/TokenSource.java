package dev.slipway.appstoreconnect.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// Signs tokens with one key, and a new one shortly before the last expires. Thread-safe.
///
/// Apple compares `iat` and `exp` with its own clock. It refuses an `iat` in its future and an
/// `exp` more than 20 minutes ahead (apple-doc: Generating tokens for API requests). So `iat` is 60
/// s in the past and `exp` 10 min ahead; after a refusal both follow Apple's clock as its answer
/// shows it.
public final class TokenSource {
  private static final String AUDIENCE = "appstoreconnect-v1";
  private static final Duration BACKDATED = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration RENEWED_BEFORE_EXPIRY = Duration.ofSeconds(60);

  private final ApiKey key;
  private final InstantSource clock;
  private final JWSSigner signer;
  private @Nullable Token current;
  private Duration correction = Duration.ZERO;

  private record Token(String text, Instant renewAt) {}

  public TokenSource(ApiKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
    try {
      this.signer = new ECDSASigner(key.privateKey(), Curve.P_256);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("The private key cannot sign ES256 tokens");
    }
  }

  /// Returns the Key ID of the signing key.
  public KeyId keyId() {
    return key.keyId();
  }

  /// Returns a source that signs with the same key as a person's key would, to find out whether it
  /// is one.
  public TokenSource asIndividualKey() {
    return new TokenSource(new ApiKey.IndividualKey(key.keyId(), key.privateKey()), clock);
  }

  /// Returns a token that is valid for at least another minute.
  public synchronized String token() {
    Instant now = clock.instant();
    var token = current;
    if (token == null || !now.isBefore(token.renewAt())) {
      token =
          new Token(sign(now.plus(correction)), now.plus(LIFETIME).minus(RENEWED_BEFORE_EXPIRY));
      current = token;
    }
    return token.text();
  }

  /// Drops a token that Apple rejected, unless another call has already done so, and follows
  /// Apple's clock from now on.
  ///
  /// @param clockSkew how far Apple's clock is ahead of Slipway's; null keeps the last correction
  public synchronized void invalidate(String refused, @Nullable Duration clockSkew) {
    var token = current;
    if (token != null && token.text().equals(refused)) {
      current = null;
      correction = clockSkew == null ? correction : clockSkew;
    }
  }

  /// Returns how far Apple's clock was ahead of the local one when it last refused a token; zero
  /// before that.
  public synchronized Duration clockCorrection() {
    return correction;
  }

  private String sign(Instant now) {
    var claims =
        new JWTClaimsSet.Builder()
            .audience(AUDIENCE)
            .issueTime(Date.from(now.minus(BACKDATED)))
            .expirationTime(Date.from(now.plus(LIFETIME)));
    switch (key) {
      case ApiKey.TeamKey team -> claims.issuer(team.issuerId().value());
      case ApiKey.IndividualKey _ -> claims.subject("user");
    }
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(key.keyId().value())
            .type(JOSEObjectType.JWT)
            .build();
    var jwt = new SignedJWT(header, claims.build());
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("ES256 cannot be signed by this Java runtime", e);
    }
    return jwt.serialize();
  }

  @Override
  public String toString() {
    return "TokenSource[" + key.keyId() + "]";
  }
}
