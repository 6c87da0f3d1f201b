package dev.slipway.runner.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.runner.template.JwtAuthorizer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JwtVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final String ISSUER = "https://issuer.example.com";
  private static RSAKey key;
  private static JwtVerifier verifier;

  @BeforeAll
  static void makeKey() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    verifier =
        new JwtVerifier(
            new JwtAuthorizer(ISSUER, List.of("slipway")),
            new JWKSet(key.toPublicJWK()),
            () -> NOW);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("slipway")
        .subject("alice")
        .issueTime(Date.from(NOW.minusSeconds(10)))
        .expirationTime(Date.from(NOW.plusSeconds(10)));
  }

  @Test
  void letsATokenTakeARouteWithOneOfItsScopes() {
    List<String> scopes = List.of("slipway/release");
    assertThat(JwtVerifier.mayTake(List.of(), Map.of())).isTrue();
    assertThat(JwtVerifier.mayTake(scopes, Map.of())).isFalse();
    assertThat(JwtVerifier.mayTake(scopes, Map.of("scope", "openid slipway/read"))).isFalse();
    assertThat(JwtVerifier.mayTake(scopes, Map.of("scope", "openid slipway/release"))).isTrue();
    assertThat(JwtVerifier.mayTake(scopes, Map.of("scp", List.of("slipway/release")))).isTrue();
    assertThat(JwtVerifier.mayTake(scopes, Map.of("scp", List.of("slipway/releases")))).isFalse();
  }

  private static boolean accepts(JWTClaimsSet.Builder claims) throws Exception {
    return accepts(claims, key, JWSAlgorithm.RS256);
  }

  private static boolean accepts(JWTClaimsSet.Builder claims, RSAKey by, JWSAlgorithm algorithm)
      throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(by.getKeyID()).build(), claims.build());
    token.sign(new RSASSASigner(by));
    return verifier.claims("Bearer " + token.serialize()).isPresent();
  }

  @Test
  void acceptsAGoodToken() throws Exception {
    assertThat(accepts(claims())).isTrue();
    assertThat(accepts(claims().audience(List.of("other", "slipway")))).isTrue();
    assertThat(accepts(claims().audience((String) null).claim("client_id", "slipway"))).isTrue();
  }

  @Test
  void refusesAWrongClaim() throws Exception {
    assertThat(accepts(claims().issuer("https://other.example.com"))).isFalse();
    assertThat(accepts(claims().audience("other"))).isFalse();
    assertThat(accepts(claims().audience((String) null))).isFalse();
    assertThat(accepts(claims().expirationTime(Date.from(NOW)))).isFalse();
    assertThat(accepts(claims().expirationTime(null))).isFalse();
    assertThat(accepts(claims().notBeforeTime(Date.from(NOW.plusSeconds(1))))).isFalse();
    assertThat(accepts(claims().issueTime(Date.from(NOW.plusSeconds(1))))).isFalse();
  }

  @Test
  void refusesAForeignKeyAndAnotherAlgorithm() throws Exception {
    RSAKey foreign = new RSAKeyGenerator(2048).keyID("k1").generate();
    assertThat(accepts(claims(), foreign, JWSAlgorithm.RS256)).isFalse();
    assertThat(accepts(claims(), key, JWSAlgorithm.PS256)).isFalse();
    assertThat(verifier.claims("Bearer " + new PlainJWT(claims().build()).serialize())).isEmpty();
    var confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
    confused.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes()));
    assertThat(verifier.claims("Bearer " + confused.serialize())).isEmpty();
  }

  @Test
  void refusesNoise() {
    assertThat(List.of("", "Bearer", "Bearer a.b.c", "Basic eDp5", "Bearer " + "a".repeat(20_000)))
        .extracting(verifier::claims)
        .containsOnly(Optional.empty());
  }
}
