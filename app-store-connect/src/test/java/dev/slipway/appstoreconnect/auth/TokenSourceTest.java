package dev.slipway.appstoreconnect.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.SettableTime;
import dev.slipway.appstoreconnect.TestKeys;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final KeyPair pair = TestKeys.onCurve("secp256r1");
  private final SettableTime time = new SettableTime(NOW);
  private final TokenSource team =
      new TokenSource(
          new ApiKey.TeamKey(TestKeys.KEY_ID, TestKeys.ISSUER_ID, pair.getPrivate()), time);

  @Test
  void signsWhatAppleAsksOfATeamKey() {
    var header = part(team.token(), 0);
    var claims = part(team.token(), 1);

    assertThat(header.asMap())
        .containsOnly(
            java.util.Map.entry("alg", "ES256"),
            java.util.Map.entry("kid", "2X9R4HXF34"),
            java.util.Map.entry("typ", "JWT"));
    assertThat(claims.names()).containsExactlyInAnyOrder("iss", "iat", "exp", "aud");
    assertThat(claims.string("iss")).isEqualTo("57246542-96fe-1a63-e053-0824d011072a");
    assertThat(claims.string("aud")).isEqualTo("appstoreconnect-v1");
    assertThat(claims.number("iat")).isEqualTo(NOW.getEpochSecond() - 60);
    assertThat(claims.number("exp")).isEqualTo(NOW.getEpochSecond() + 600);
  }

  @Test
  void namesTheUserAndNoIssuerForAnIndividualKey() {
    var key = new ApiKey.IndividualKey(TestKeys.KEY_ID, pair.getPrivate());

    var claims = part(new TokenSource(key, time).token(), 1);

    assertThat(claims.string("sub")).isEqualTo("user");
    assertThat(claims.has("iss")).isFalse();
  }

  @Test
  void signsRawRAndSNotDer() throws Exception {
    String[] parts = team.token().split("\\.", -1);
    byte[] signature = Base64.getUrlDecoder().decode(parts[2]);

    assertThat(signature).hasSize(64);
    var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(pair.getPublic());
    verifier.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
    assertThat(verifier.verify(signature)).isTrue();
  }

  @Test
  void reusesATokenUntilAMinuteBeforeItExpires() {
    String first = team.token();

    time.advance(Duration.ofSeconds(539));
    assertThat(team.token()).isEqualTo(first);

    time.advance(Duration.ofSeconds(1));
    assertThat(team.token()).isNotEqualTo(first);
  }

  @Test
  void followsApplesClockAfterARefusal() {
    String refused = team.token();

    team.invalidate(refused, Duration.ofMinutes(-25));

    var claims = part(team.token(), 1);
    assertThat(claims.number("iat")).isEqualTo(NOW.getEpochSecond() - 25 * 60 - 60);
    assertThat(claims.number("exp")).isEqualTo(NOW.getEpochSecond() - 25 * 60 + 600);
    assertThat(team.clockCorrection()).isEqualTo(Duration.ofMinutes(-25));
  }

  @Test
  void keepsANewerTokenWhenAnOlderOneIsRefusedLate() {
    String old = team.token();
    team.invalidate(old, null);
    String renewed = team.token();

    team.invalidate(old, Duration.ofHours(1));

    assertThat(team.token()).isEqualTo(renewed);
    assertThat(team.clockCorrection()).isEqualTo(Duration.ZERO);
  }

  @Test
  void printsNoToken() {
    String token = team.token();

    assertThat(team.toString()).doesNotContain(token).contains("2X9R4HXF34");
  }

  private static JsonObject part(String token, int index) {
    return Json.parse(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
  }
}
