package dev.slipway.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.actors.Actor;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.connections.verdict.LikelyRole;
import dev.slipway.connections.verdict.SeenApp;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.connections.verdict.Verdict.Choice;
import dev.slipway.json.Json;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String ISSUER = "57246542-96fe-1a63-e053-0824d011072a";

  @Test
  void keepsEverythingThroughJson() {
    var connection =
        fresh()
            .withKeyStored(NOW)
            .checked(
                verdict(ConnectionState.CONNECTED_WITH_LIMITS, ProblemType.ROLE_TOO_LOW),
                Actor.SCHEDULE,
                NOW)
            .withPendingKey(key("BBBBBBBBBB"), Actor.DROP, NOW);

    assertThat(Connection.fromJson(Json.parse(Json.write(connection.toJson()))))
        .isEqualTo(connection);
    assertThat(
            Connection.fromJson(
                Json.parse(
                    Json.write(
                        connection.disconnected("Disconnected.", Actor.DROP, NOW).toJson()))))
        .isEqualTo(connection.disconnected("Disconnected.", Actor.DROP, NOW));
  }

  @Test
  void keepsWhatTheNameOfTheFileSays() {
    var key = key("AAAAAAAAAA");
    var named =
        new AppleKey(key.keyId(), key.issuerId(), key.fingerprint(), key.privateKey(), false, true);

    var connection =
        Connection.checking(fresh().id(), "anna", named, Actor.DROP, NOW)
            .withPendingKey(named, Actor.DROP, NOW);
    var read = Connection.fromJson(Json.parse(Json.write(connection.toJson())));

    assertThat(read).isEqualTo(connection);
    assertThat(read.key().fileOfOtherService()).isTrue();
    assertThat(
            read.promoted(connection.pendingKey(), Actor.SCHEDULE, NOW).key().fileOfOtherService())
        .isTrue();
    assertThat(fresh().toJson()).doesNotContainKey("fileOfOtherService");
  }

  @Test
  void showsNoTenantInAnswers() {
    assertThat(fresh().toApi()).doesNotContainKeys("tenant", "keyStored");
    assertThat(Json.writeText(fresh().toApi())).doesNotContain("anna");
  }

  @Test
  void keepsTheLastHundredLinesOfHistory() {
    var connection = fresh().withKeyStored(NOW);
    for (int i = 0; i < 120; i++) {
      connection =
          connection.checked(
              i % 2 == 0
                  ? verdict(ConnectionState.CONNECTED, null)
                  : verdict(ConnectionState.NOT_CONNECTED, ProblemType.CREDENTIALS_REJECTED),
              Actor.SCHEDULE,
              NOW.plusSeconds(i));
    }

    assertThat(connection.history()).hasSize(100);
    assertThat(connection.history().getLast().at()).isEqualTo(NOW.plusSeconds(119));
  }

  @Test
  void writesHistoryOnlyWhenSomethingChanged() {
    var connected = fresh().checked(verdict(ConnectionState.CONNECTED, null), Actor.SCHEDULE, NOW);

    var again =
        connected.checked(
            verdict(ConnectionState.CONNECTED, null), Actor.SCHEDULE, NOW.plusSeconds(1));
    var limited =
        again.checked(
            verdict(ConnectionState.CONNECTED_WITH_LIMITS, ProblemType.ROLE_TOO_LOW),
            Actor.SCHEDULE,
            NOW);
    var otherCause =
        limited.checked(
            verdict(ConnectionState.CONNECTED_WITH_LIMITS, ProblemType.NO_APP_VISIBLE),
            Actor.SCHEDULE,
            NOW);

    assertThat(again.history()).isEqualTo(connected.history());
    assertThat(limited.history()).hasSize(again.history().size() + 1);
    assertThat(otherCause.history()).hasSize(limited.history().size() + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED,,                                  CONNECTED,,                             PROMOTE",
    "CONNECTED,,                                  UNKNOWN,RATE_LIMITED,                   PROMOTE",
    "CONNECTED_WITH_LIMITS,ROLE_TOO_LOW,          CONNECTED,,                             REFUSE",
    "CONNECTED_WITH_LIMITS,ROLE_TOO_LOW,          CONNECTED_WITH_LIMITS,NO_APP_VISIBLE,   PROMOTE",
    "CONNECTED_WITH_LIMITS,ROLE_TOO_LOW,          NOT_CONNECTED,CREDENTIALS_REJECTED,     PROMOTE",
    "CONNECTED_WITH_LIMITS,ROLE_TOO_LOW,          UNKNOWN,RATE_LIMITED,                   WAIT",
    "NOT_CONNECTED,CREDENTIALS_REJECTED,          CONNECTED,,                             REFUSE",
    "NOT_CONNECTED,CREDENTIALS_REJECTED,          CONNECTED_WITH_LIMITS,ROLE_TOO_LOW,     REFUSE",
    "NOT_CONNECTED,CREDENTIALS_REJECTED,          NOT_CONNECTED,CREDENTIALS_REJECTED,     WAIT",
    "NOT_CONNECTED,CREDENTIALS_REJECTED,          NOT_CONNECTED,CONNECTION_NOT_USABLE,    WAIT",
    "NOT_CONNECTED,CREDENTIALS_REJECTED,          NOT_CONNECTED,AGREEMENT_MISSING,        WAIT",
    "NOT_CONNECTED,CREDENTIALS_REJECTED,          UNKNOWN,RATE_LIMITED,                   WAIT",
    "NOT_CONNECTED,AGREEMENT_MISSING,             NOT_CONNECTED,CREDENTIALS_REJECTED,     PROMOTE",
    "NOT_CONNECTED,AGREEMENT_MISSING,             NOT_CONNECTED,AGREEMENT_MISSING,        PROMOTE",
    "NOT_CONNECTED,ROLE_TOO_LOW,                  NOT_CONNECTED,AGREEMENT_MISSING,        REFUSE",
    "NOT_CONNECTED,AGREEMENT_MISSING,             CONNECTED,,                             REFUSE",
    "UNKNOWN,RATE_LIMITED,                        NOT_CONNECTED,CREDENTIALS_REJECTED,     WAIT"
  })
  void choosesBetweenTwoKeys(
      ConnectionState state,
      ProblemType problem,
      ConnectionState currentState,
      ProblemType currentProblem,
      Choice expected) {
    var current = verdict(currentState, currentProblem);
    assertThat(verdict(state, problem).replacing(current, false)).isEqualTo(expected);
  }

  /// A key made minutes ago may not be known yet.
  @Test
  void waitsForAnotherKeyWhileItsRejectionMayPass() {
    var rejected = verdict(ConnectionState.NOT_CONNECTED, ProblemType.CREDENTIALS_REJECTED);
    assertThat(rejected.replacing(verdict(ConnectionState.CONNECTED, null), true))
        .isEqualTo(Choice.WAIT);
    assertThat(rejected.replacing(null, false)).isEqualTo(Choice.WAIT);
  }

  @Test
  void takesNoStateForAVerdictThatIsNone() {
    assertThatThrownBy(() -> verdict(ConnectionState.CHECKING, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsNoKeyAsText() {
    var key = key("AAAAAAAAAA");

    assertThat(key.toString()).isEqualTo("AppleKey[AAAAAAAAAA, print-AAAAAAAAAA, redacted]");
  }

  private static Connection fresh() {
    return Connection.checking(
        ConnectionId.of("anna", ISSUER), "anna", key("AAAAAAAAAA"), Actor.DROP, NOW);
  }

  private static Verdict verdict(ConnectionState state, ProblemType problem) {
    return new Verdict(
        state,
        problem == null ? null : Problem.of(problem, "detail"),
        problem == ProblemType.CREDENTIALS_REJECTED
            ? List.of(LikelyCause.WRONG_KEY_ID, LikelyCause.KEY_REVOKED)
            : List.of(),
        Capabilities.managing(),
        LikelyRole.ADMIN,
        List.of(Problem.of(ProblemType.CLOCK_SKEW, "note")),
        List.of(
            new SeenApp(
                "1",
                "One",
                "com.example.one",
                List.of(new SeenApp.LatestVersion("IOS", "1.0", "READY_FOR_DISTRIBUTION")))),
        false,
        -42L,
        NOW,
        NOW.plusSeconds(300),
        2);
  }

  static AppleKey key(String keyId) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new AppleKey(
          keyId,
          ISSUER,
          "print-" + keyId,
          (ECPrivateKey) generator.generateKeyPair().getPrivate(),
          true,
          false);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
