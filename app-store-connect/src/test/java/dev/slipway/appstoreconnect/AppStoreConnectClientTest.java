package dev.slipway.appstoreconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.RateLimited;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unreachable;
import dev.slipway.appstoreconnect.http.CallReport;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.SimulatorClock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppStoreConnectClientTest {
  private SimulatedApple apple = new SimulatedApple();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void isAcceptedWithTeamAndIndividualKeys() {
    for (var kind : KeyKind.values()) {
      var key = apple.simulator().createKey(KeyRole.APP_MANAGER, kind);

      assertThat(apple.client(key).apps().list(10).items()).hasSize(1);
    }
  }

  @Test
  void outlivesItsToken() {
    var client = apple.client();
    client.apps().list(1);

    apple.simulator().clock().advance(Duration.ofHours(3));

    assertThat(client.apps().list(1).items()).hasSize(1);
    assertThat(apple.reports()).extracting(CallReport::status).containsExactly(200, 200);
  }

  @Test
  void findsItsWayWhenItsOwnClockIsFarOff() {
    apple.close();
    apple = new SimulatedApple(options -> options.withClock(SimulatorClock.realTime()));
    for (int minutes : new int[] {-45, 45}) {
      apple.reports().clear();
      var ownClock = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
      var key = apple.simulator().createKey(KeyRole.APP_MANAGER);
      var client = apple.client(key, ownClock);

      assertThat(client.apps().list(1).items()).hasSize(1);
      assertThat(client.apps().list(1).items()).hasSize(1);

      assertThat(apple.reports()).extracting(CallReport::status).containsExactly(401, 200, 200);
      assertThat(apple.reports().getFirst().clockSkew().orElseThrow())
          .isCloseTo(Duration.ofMinutes(-minutes), Duration.ofSeconds(30));
    }
  }

  @Test
  void findsItsWayWhenApplesClockIsFarOff() {
    for (int minutes : new int[] {-45, 45}) {
      apple.close();
      apple = new SimulatedApple(options -> options.withDateSkew(Duration.ofMinutes(minutes)));
      apple.reports().clear();
      var client = apple.client();

      assertThat(client.apps().list(1).items()).hasSize(1);
      assertThat(client.apps().list(1).items()).hasSize(1);

      assertThat(apple.reports()).extracting(CallReport::status).containsExactly(401, 200, 200);
      assertThat(apple.reports().getFirst().clockSkew()).contains(Duration.ofMinutes(minutes));
    }
  }

  @Test
  void saysThatARevokedKeyIsRefused() {
    var key = apple.simulator().createKey(KeyRole.ADMIN);
    var client = apple.client(key);
    client.apps().list(1);

    apple.simulator().revokeKey(key.keyId());

    var refusal = catchThrowableOfType(Unauthorized.class, () -> client.apps().list(1));
    assertThat(refusal.hasCode("NOT_AUTHORIZED")).isTrue();
    assertThat(apple.reports()).extracting(CallReport::status).containsExactly(200, 401, 401);
  }

  @Test
  void readsThroughPassingTrouble() {
    apple
        .simulator()
        .faults()
        .add(
            Fault.status(429).retryAfter(Duration.ofSeconds(11)),
            Fault.htmlErrorPage(502).nth(2),
            Fault.cutBeforeAnswer().nth(3),
            Fault.truncatedBody().nth(4));
    var begin = apple.simulator().clock().instant();

    assertThat(apple.client().apps().list(1).items()).hasSize(1);

    assertThat(Duration.between(begin, apple.simulator().clock().instant()))
        .isGreaterThan(Duration.ofSeconds(11));
  }

  @Test
  void tellsTroubleApartOnceTriesAreUsedUp() {
    apple.options(options -> options.withTries(1));
    var client = apple.client();

    apple.simulator().faults().add(Fault.htmlErrorPage(503));
    assertThat(catchThrowableOfType(AppleFault.class, () -> client.apps().list(1)).errors())
        .isEmpty();
    apple.simulator().faults().add(Fault.truncatedBody());
    assertThat(catchThrowableOfType(RuntimeException.class, () -> client.apps().list(1)))
        .isInstanceOfAny(AppleFault.class, Unreachable.class);
    apple.simulator().faults().add(Fault.cutBeforeAnswer().always());
    assertThat(catchThrowableOfType(Unreachable.class, () -> client.apps().list(1)).status())
        .isZero();
  }

  @Test
  void keepsTheCallerInformedOfTheBudgetUntilItIsSpent() {
    apple.close();
    apple = new SimulatedApple(options -> options.hourLimit(3));
    apple.options(options -> options.withTries(1));
    var client = apple.client();
    for (int i = 0; i < 3; i++) {
      client.apps().list(1);
    }

    assertThat(apple.reports())
        .extracting(report -> report.rateLimit().hourRemaining())
        .containsExactly(2, 1, 0);
    assertThat(
            catchThrowableOfType(RateLimited.class, () -> client.apps().list(1))
                .hasCode("RATE_LIMIT_EXCEEDED"))
        .isTrue();
  }
}
