package dev.slipway.runner.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.runner.template.JwtAuthorizer;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies a bearer token as an HTTP API's JWT authorizer does: RSA signature by one of the
/// issuer's keys, `iss`, `aud` (`client_id` when absent), `exp`, `nbf`, `iat` (API Gateway
/// Developer Guide, "Control access to HTTP APIs with JWT authorizers"). Safe for use by many
/// threads.
public final class JwtVerifier {
  private static final int MAXIMUM_LENGTH = 16_384;

  private final JwtAuthorizer authorizer;
  private final JWKSet keys;
  private final InstantSource clock;

  /// @param keys the issuer's public keys
  public JwtVerifier(JwtAuthorizer authorizer, JWKSet keys, InstantSource clock) {
    this.authorizer = authorizer;
    this.keys = keys;
    this.clock = clock;
  }

  /// Returns the claims of the token in an Authorization header; empty when it is not accepted.
  public Optional<Map<String, Object>> claims(String authorization) {
    String token =
        authorization.regionMatches(true, 0, "Bearer ", 0, 7)
            ? authorization.substring(7).strip()
            : authorization.strip();
    if (token.length() > MAXIMUM_LENGTH) {
      return Optional.empty();
    }
    try {
      var jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      return isSigned(jwt) && isForUs(claims) && isNow(claims)
          ? Optional.of(jwt.getPayload().toJSONObject())
          : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /// Returns whether a token with these claims may call a route: it needs at least one of the
  /// route's scopes, in `scope` or `scp` (API Gateway Developer Guide, the same page).
  public static boolean mayTake(List<String> scopes, Map<String, Object> claims) {
    if (scopes.isEmpty()) {
      return true;
    }
    Object granted = claims.containsKey("scope") ? claims.get("scope") : claims.get("scp");
    List<String> names =
        granted instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(granted).split(" ", -1));
    return scopes.stream().anyMatch(names::contains);
  }

  private boolean isSigned(SignedJWT jwt) throws JOSEException {
    if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
      return false;
    }
    JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
    return key != null && jwt.verify(new RSASSAVerifier(key.toRSAKey()));
  }

  private boolean isForUs(JWTClaimsSet claims) throws ParseException {
    List<String> audience = claims.getAudience();
    List<String> named =
        audience.isEmpty()
            ? Optional.ofNullable(claims.getStringClaim("client_id")).stream().toList()
            : audience;
    return authorizer.issuer().equals(claims.getIssuer())
        && named.stream().anyMatch(authorizer.audience()::contains);
  }

  private boolean isNow(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Date end = claims.getExpirationTime();
    return end != null
        && now.isBefore(end.toInstant())
        && !isAfter(claims.getNotBeforeTime(), now)
        && !isAfter(claims.getIssueTime(), now);
  }

  private static boolean isAfter(@Nullable Date date, Instant now) {
    return date != null && date.toInstant().isAfter(now);
  }
}
