package dev.slipway.runner;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.runner.identity.LocalIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tokens that the local issuer would never make, signed with its key all the same. Immutable.
final class Tokens {
  private final String issuer;
  private final RSAKey key;

  private Tokens(String issuer, RSAKey key) {
    this.issuer = issuer;
    this.key = key;
  }

  /// @param directory where a run keeps its state
  static Tokens of(SlipwayLocal local, Path directory) throws Exception {
    return new Tokens(
        local.webUri() + "/local",
        RSAKey.parse(Files.readString(directory.resolve("issuer-key.json"))));
  }

  /// A sound token of a tenant of this name, of whatever type the name is; null leaves it out.
  String ofTenant(Object tenant) throws JOSEException {
    return signed(claims().claim("sub", tenant), key);
  }

  /// A sound token of Alice's, but for its scopes.
  String ofScopes(String scopes) throws JOSEException {
    return signed(claims().claim("scope", scopes), key);
  }

  /// `Authorization` headers that the API must not let through to a function, by what is wrong.
  Map<String, String> refused() throws Exception {
    var now = Instant.now();
    var headers = new LinkedHashMap<String, String>();
    headers.put("no token", "");
    headers.put("an empty token", "Bearer ");
    headers.put("noise", "Bearer a.b.c");
    headers.put("a password", "Basic YWxpY2U6YWxpY2U=");
    headers.put(
        "expired",
        "Bearer " + signed(claims().expirationTime(Date.from(now.minusSeconds(1))), key));
    headers.put("without an end", "Bearer " + signed(claims().expirationTime(null), key));
    headers.put(
        "not valid yet",
        "Bearer " + signed(claims().notBeforeTime(Date.from(now.plusSeconds(600))), key));
    headers.put("of another audience", "Bearer " + signed(claims().audience("somebody"), key));
    headers.put("of no audience", "Bearer " + signed(claims().audience(List.of()), key));
    headers.put(
        "of another issuer", "Bearer " + signed(claims().issuer("https://evil.example"), key));
    headers.put("of an issuer alike", "Bearer " + signed(claims().issuer(issuer + "/"), key));
    headers.put("alg none", "Bearer " + new PlainJWT(claims().build()).serialize());
    var foreign = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
    headers.put("signed with another key", "Bearer " + signed(claims(), foreign));
    var confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
            claims().build());
    confused.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes()));
    headers.put("signed with the public key", "Bearer " + confused.serialize());
    return headers;
  }

  private JWTClaimsSet.Builder claims() {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience("slipway-local")
        .subject("alice")
        .claim("scope", String.join(" ", LocalIssuer.SCOPES))
        .issueTime(Date.from(now.minusSeconds(60)))
        .expirationTime(Date.from(now.plusSeconds(3600)));
  }

  private static String signed(JWTClaimsSet.Builder claims, RSAKey by) throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims.build());
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }
}
