package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T18:00:00Z");

  private final SimulatorClock clock = SimulatorClock.fixedAt(NOW);
  private AppStoreConnectSimulator simulator;
  private SimulatedKey key;
  private Caller caller;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock));
    key = simulator.createKey(KeyRole.ADMIN);
    caller = new Caller(simulator, key);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private int statusOf(String token) {
    return caller.sendWith(token, "GET", "/v1/apps", null).status();
  }

  private int statusOf(UnaryOperator<JWTClaimsSet.Builder> change) {
    return statusOf(Caller.token(key, change.apply(Caller.claims(key, NOW)).build()));
  }

  @Test
  void acceptsAGoodToken() {
    assertThat(statusOf(claims -> claims)).isEqualTo(200);
    assertThat(statusOf(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(1200)))))
        .isEqualTo(200);
    assertThat(statusOf(claims -> claims.issueTime(Date.from(NOW.plusSeconds(5))))).isEqualTo(200);
  }

  /// As Codemagic's tools send it.
  @Test
  void acceptsATokenWithoutIssueTimeThatEndsWithin20Minutes() {
    assertThat(statusOf(claims -> claims.issueTime(null).expirationTime(after(1200))))
        .isEqualTo(200);
    assertThat(statusOf(claims -> claims.issueTime(null).expirationTime(after(1201))))
        .isEqualTo(401);
    assertThat(statusOf(claims -> claims.issueTime(null).expirationTime(after(0)))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.issueTime(null).expirationTime(null))).isEqualTo(401);
  }

  /// Half of the tokens of node-app-store-connect-api: it rounds its time to the nearest second.
  @Test
  void countsTheLifeOfATokenInWholeSeconds() {
    clock.advance(Duration.ofMillis(600));
    assertThat(statusOf(claims -> claims.issueTime(null).expirationTime(after(1201))))
        .isEqualTo(200);
    assertThat(statusOf(claims -> claims.issueTime(null).expirationTime(after(1202))))
        .isEqualTo(401);
  }

  private static Date after(int seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  @Test
  void refusesEveryWrongClaim() {
    assertThat(statusOf(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(1201)))))
        .isEqualTo(401);
    assertThat(statusOf(claims -> claims.expirationTime(Date.from(NOW)))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.expirationTime(null))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.issueTime(Date.from(NOW.plusSeconds(6))))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.audience("appstoreconnect-v2"))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.audience((String) null))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.issuer(UUID.randomUUID().toString()))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.issuer(null))).isEqualTo(401);
    assertThat(statusOf(claims -> claims.issuer(null).subject("user"))).isEqualTo(401);
  }

  @Test
  void refusesWrongSignaturesAlgorithmsAndKeys() throws Exception {
    JWTClaimsSet claims = Caller.claims(key, NOW).build();
    SignedJWT hmac =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.keyId()).build(), claims);
    hmac.sign(new MACSigner("0123456789abcdef0123456789abcdef"));
    assertThat(statusOf(hmac.serialize())).isEqualTo(401);
    SignedJWT noKeyId = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
    noKeyId.sign(new ECDSASigner(Caller.privateKey(key)));
    assertThat(statusOf(noKeyId.serialize())).isEqualTo(401);
    SimulatedKey other = simulator.createKey(KeyRole.ADMIN);
    SignedJWT foreign =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(other.keyId()).build(), claims);
    foreign.sign(new ECDSASigner(Caller.privateKey(key)));
    assertThat(statusOf(foreign.serialize())).isEqualTo(401);
    String none =
        Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes())
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.toString().getBytes())
            + ".";
    assertThat(statusOf(none)).isEqualTo(401);
    assertThat(statusOf("garbage")).isEqualTo(401);
    assertThat(statusOf((String) null)).isEqualTo(401);
  }

  @Test
  void saysTheSameForEveryReason() {
    Caller.Reply missing = caller.sendWith(null, "GET", "/v1/apps", null);
    assertThat(missing.code()).isEqualTo("NOT_AUTHORIZED");
    assertThat(missing.json().path("errors").path(0).path("title").asText())
        .isEqualTo("Authentication credentials are missing or invalid.");
    simulator.revokeKey(key.keyId());
    Caller.Reply revoked = caller.get("/v1/apps");
    assertThat(revoked.status()).isEqualTo(401);
    assertThat(revoked.json().path("errors").path(0).path("detail"))
        .isEqualTo(missing.json().path("errors").path(0).path("detail"));
  }

  @Test
  void leavesOutTheAddressOfApplesPageWhenToldTo() {
    assertThat(detailOf401())
        .contains("has not expired. Learn more about Generating Tokens")
        .endsWith("https://developer.apple.com/go/?id=api-generating-tokens");
    simulator.guesses().turn(Guess.UNAUTHORIZED_SHORT);
    assertThat(detailOf401())
        .isEqualTo(
            "Provide a properly configured and signed bearer token, and make sure that it has not"
                + " expired.");
  }

  private String detailOf401() {
    Caller.Reply reply = caller.sendWith(null, "GET", "/v1/apps", null);
    return reply.json().path("errors").path(0).path("detail").asText();
  }

  /// A client must not rely on one form.
  @Test
  void identifiesErrorsByUuidsAndByBase32() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Caller.Reply reply = caller.get("/v1/apps/none");
      ids.add(reply.json().path("errors").path(0).path("id").asText());
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).filteredOn(id -> id.matches("[A-Z2-7]{26}")).isNotEmpty();
    assertThat(ids).filteredOn(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}")).isNotEmpty();
  }

  @Test
  void takesIndividualKeysWithSubjectOnly() {
    SimulatedKey individual = simulator.createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL);
    assertThat(statusOf(Caller.token(individual, Caller.claims(individual, NOW).build())))
        .isEqualTo(200);
    assertThat(
            statusOf(
                Caller.token(individual, Caller.claims(individual, NOW).subject("root").build())))
        .isEqualTo(401);
    assertThat(
            statusOf(
                Caller.token(
                    individual,
                    Caller.claims(individual, NOW).issuer(individual.issuerId()).build())))
        .isEqualTo(401);
  }

  @Test
  void honoursScope() {
    String token =
        Caller.token(
            key,
            Caller.claims(key, NOW).claim("scope", List.of("GET /v1/apps?filter[name]=A")).build());
    assertThat(caller.sendWith(token, "GET", "/v1/apps?filter%5Bname%5D=A", null).status())
        .isEqualTo(200);
    assertThat(caller.sendWith(token, "GET", "/v1/apps", null).status()).isEqualTo(401);
    assertThat(caller.sendWith(token, "GET", "/v1/builds", null).status()).isEqualTo(401);
  }

  @Test
  void seesItsOwnClockWithSkew() {
    try (var ahead =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withDateSkew(Duration.ofMinutes(20)))) {
      Caller late = new Caller(ahead, ahead.createKey(KeyRole.ADMIN));
      Caller.Reply reply = late.get("/v1/apps");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("date")).isEqualTo("Sun, 01 Mar 2026 18:20:00 GMT");
    }
  }

  @Test
  void judgesTokensByRealTimeWhenTold() {
    try (var moved =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).judgeTokensByRealTime())) {
      SimulatedKey real = moved.createKey(KeyRole.ADMIN);
      Caller now = new Caller(moved, real);
      assertThat(now.get("/v1/apps").status()).isEqualTo(401);
      String token = Caller.token(real, Caller.claims(real, Instant.now()).build());
      assertThat(now.sendWith(token, "GET", "/v1/apps", null).status()).isEqualTo(200);
    }
  }

  @Test
  void hidesOtherTeams() {
    SimulatedApp app = simulator.createApp(NewApp.of("com.example.mine", "Mine"));
    SimulatedKey stranger =
        simulator.createKey(KeyRole.ADMIN, KeyKind.TEAM, UUID.randomUUID().toString());
    Caller other = new Caller(simulator, stranger);
    assertThat(other.get("/v1/apps").ids()).isEmpty();
    assertThat(other.get("/v1/apps/" + app.id()).status()).isEqualTo(404);
    assertThat(other.createUpload(app.id(), "1.0", "1").code())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
    assertThat(caller.get("/v1/apps").ids()).containsExactly(app.id());
  }
}
