package dev.slipway.appstoreconnect.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesClientTest {
  private final SimulatedApple apple = new SimulatedApple();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void tellRolesApart() {
    var admin = apple.client(KeyRole.ADMIN).probes();
    var appManager = apple.client(KeyRole.APP_MANAGER).probes();
    var developer = apple.client(KeyRole.DEVELOPER).probes();

    assertThat(admin.reviewSubmissions(apple.app())).isInstanceOf(ProbeResult.Allowed.class);
    assertThat(admin.analyticsReportRequests(apple.app())).isInstanceOf(ProbeResult.Allowed.class);
    assertThat(appManager.reviewSubmissions(apple.app())).isInstanceOf(ProbeResult.Allowed.class);
    assertThat(appManager.appAvailability(apple.app())).isInstanceOf(ProbeResult.Allowed.class);
    assertRole(appManager.analyticsReportRequests(apple.app()));
    assertRole(developer.reviewSubmissions(apple.app()));
    assertRole(developer.appAvailability(apple.app()));
  }

  @Test
  void tellARevokedKeyApart() {
    var key = apple.simulator().createKey(KeyRole.ADMIN);
    apple.simulator().revokeKey(key.keyId());

    assertThat(apple.client(key).probes().reviewSubmissions(apple.app()))
        .isInstanceOf(ProbeResult.KeyRefused.class);
  }

  @Test
  void acceptIndividualKeys() {
    var key = apple.simulator().createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL);

    assertThat(apple.client(key).probes().reviewSubmissions(apple.app()))
        .isInstanceOf(ProbeResult.Allowed.class);
  }

  @Test
  void doNotTakeTroubleForANo() {
    apple.options(options -> options.withTries(1));
    apple.simulator().faults().add(Fault.status(500).always());

    assertThat(apple.client().probes().reviewSubmissions(apple.app()))
        .isInstanceOf(ProbeResult.Unknown.class);
  }

  @Test
  void tellAMissingAgreementApart() {
    apple.simulator().faults().add(Fault.agreements().always());

    assertThat(apple.client().probes().reviewSubmissions(apple.app()))
        .isInstanceOfSatisfying(
            ProbeResult.Forbidden.class,
            forbidden ->
                assertThat(forbidden.refusal().reason()).isEqualTo(ForbiddenReason.AGREEMENT));
  }

  @Test
  void sayWhenNothingIsThere() {
    assertThat(apple.client(KeyRole.ADMIN).probes().appAvailability(new AppId("1")))
        .isInstanceOf(ProbeResult.Absent.class);
  }

  private static void assertRole(ProbeResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            ProbeResult.Forbidden.class,
            forbidden -> assertThat(forbidden.refusal().reason()).isEqualTo(ForbiddenReason.ROLE));
  }
}
