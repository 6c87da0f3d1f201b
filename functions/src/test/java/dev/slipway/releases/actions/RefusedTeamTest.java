package dev.slipway.releases.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a release makes of a 403 (cases, G02 and G03).
class RefusedTeamTest {
  @Test
  void aRefusedTeamIsWaitedFor() {
    var failed = (Outcome.Failed) of("FORBIDDEN_ERROR", "This provider does not exist.");

    assertThat(failed.retryAfter()).isEqualTo(Duration.ofMinutes(15));
    assertThat(failed.cause().type()).isEqualTo(ProblemType.MEMBERSHIP_LAPSED);
    assertThat(failed.cause().detail())
        .isEqualTo(
            "Apple refuses the team, not the key, while creating the version (see below for its"
                + " words). The Account Holder must look at developer.apple.com/account for the"
                + " membership and open agreements. The release then resumes automatically.");
    assertThat(failed.cause().appleErrors())
        .containsExactly("FORBIDDEN_ERROR: This provider does not exist.");
  }

  @Test
  void anAgreementMayBeAnEndedMembership() {
    var failed = (Outcome.Failed) of("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED", "");

    assertThat(failed.cause().type()).isEqualTo(ProblemType.AGREEMENT_MISSING);
    assertThat(failed.cause().detail())
        .isEqualTo(
            "An agreement with Apple is missing or has expired, or the team's membership has ended:"
                + " Apple answers both with this error. The Account Holder must accept or renew it"
                + " at developer.apple.com/account, or in App Store Connect under Business. Nothing"
                + " to accept there? Apple sometimes answers so for a while. The release then"
                + " resumes automatically.");
  }

  @Test
  void oneSentenceAloneIsAboutTheRole() {
    assertThat(of("FORBIDDEN_ERROR", "The API key in use does not allow this request"))
        .isInstanceOfSatisfying(
            Outcome.NeedsAttention.class,
            attention ->
                assertThat(attention.problem().type()).isEqualTo(ProblemType.ROLE_TOO_LOW));
    assertThat(of("FORBIDDEN_ERROR", ""))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause().detail())
                    .isEqualTo(
                        "Apple forbade the request while creating the version (POST /v1/x) and"
                            + " gives no reason. Slipway retries automatically. If the error"
                            + " persists, check the connection."));
  }

  private static Outcome of(String code, String detail) {
    var error = new ApiError("", code, "", detail, null, null, Map.of(), Map.of());
    return AppleErrorPolicy.of(
        new Forbidden(new FailedCall("POST", "/v1/x", 403, List.of(error), false, null, "")),
        "creating the version");
  }
}
