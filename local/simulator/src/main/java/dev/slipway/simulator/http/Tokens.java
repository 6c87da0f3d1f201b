package dev.slipway.simulator.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.SimulatorKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Verifies bearer tokens by the rules of apple-doc "Generating Tokens for API Requests". The claim
/// `iat` may be absent: Codemagic's client never sends it (json_web_token_manager.py), nor did
/// Apple's first sample (WWDC18).
final class Tokens {
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(20);
  private static final Duration FUTURE_TOLERANCE = Duration.ofSeconds(5);
  private static final String BEARER = "Bearer ";

  /// Signatures that were verified before. A client sends the same token with every call for many
  /// minutes, and the result for a text and a key never changes.
  private static final Set<Signed> GOOD = ConcurrentHashMap.newKeySet();

  private static final int MOST_KEPT = 100;

  private record Signed(String token, ECKey key) {}

  private Tokens() {}

  /// Returns the key of a valid token, or null if anything is wrong with it (Apple does not say
  /// what).
  static @Nullable SimulatorKey verify(
      @Nullable String authorization,
      String method,
      String path,
      String rawQuery,
      Instant now,
      Function<String, @Nullable SimulatorKey> keys) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return null;
    }
    try {
      SignedJWT token = SignedJWT.parse(authorization.substring(BEARER.length()).strip());
      String keyId = token.getHeader().getKeyID();
      SimulatorKey key = keyId == null ? null : keys.apply(keyId);
      if (key == null
          || key.revoked()
          || !JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())
          || !isSigned(token, key.publicKey())
          || !claimsFit(token.getJWTClaimsSet(), key, now)
          || !scopeFits(token.getJWTClaimsSet(), method, path, rawQuery)) {
        return null;
      }
      return key;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isSigned(SignedJWT token, ECKey key) throws JOSEException {
    var signed = new Signed(token.serialize(), key);
    if (GOOD.contains(signed)) {
      return true;
    }
    if (!token.verify(new ECDSAVerifier(key))) {
      return false;
    }
    if (GOOD.size() >= MOST_KEPT) {
      GOOD.clear();
    }
    GOOD.add(signed);
    return true;
  }

  private static boolean claimsFit(JWTClaimsSet claims, SimulatorKey key, Instant now)
      throws ParseException {
    boolean whose =
        key.individual()
            ? claims.getIssuer() == null && "user".equals(claims.getSubject())
            : key.issuerId().equals(claims.getIssuer()) && claims.getSubject() == null;
    Date issuedAt = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    return whose
        && claims.getClaim("aud") != null
        && claims.getAudience().equals(List.of("appstoreconnect-v1"))
        && expires != null
        && (issuedAt == null || !issuedAt.toInstant().isAfter(now.plus(FUTURE_TOLERANCE)))
        && expires.toInstant().isAfter(now)
        && !expires.toInstant().isAfter(wholeSecond(now).plus(LONGEST_LIFE));
  }

  /// Returns the time in whole seconds, as claims have it, rounded up: a client that rounds its own
  /// time up asks for no longer life than 20 minutes (node-app-store-connect-api does).
  private static Instant wholeSecond(Instant time) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(time) ? second : second.plusSeconds(1);
  }

  private static boolean scopeFits(JWTClaimsSet claims, String method, String path, String rawQuery)
      throws ParseException {
    if (claims.getClaim("scope") == null) {
      return true;
    }
    List<String> scopes = claims.getStringListClaim("scope");
    for (String scope : scopes) {
      int blank = scope.indexOf(' ');
      String target = scope.substring(blank + 1);
      int question = target.indexOf('?');
      String scopePath = question < 0 ? target : target.substring(0, question);
      String scopeQuery = question < 0 ? "" : target.substring(question + 1);
      if (blank > 0
          && scope.substring(0, blank).equals(method)
          && scopePath.equals(path)
          && sameQuery(scopeQuery, rawQuery)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameQuery(String one, String other) {
    try {
      Map<String, String> expected = QueryString.decode(one);
      return expected.equals(QueryString.decode(other));
    } catch (ApiException e) {
      return false;
    }
  }
}
