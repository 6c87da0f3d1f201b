package dev.slipway.appstoreconnect.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenReasonTest {
  private static final ApiError ROLE =
      error("FORBIDDEN_ERROR", "The API key in use does not allow this request");

  @Test
  void tellsTheCausesApart() {
    assertThat(ForbiddenReason.of(List.of(ROLE))).isEqualTo(ForbiddenReason.ROLE);
    assertThat(reason("FORBIDDEN_ERROR", "")).isEqualTo(ForbiddenReason.OTHER);
    assertThat(reason("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED", ""))
        .isEqualTo(ForbiddenReason.AGREEMENT);
    assertThat(reason("FORBIDDEN", "Agree to the latest Program License Agreement"))
        .isEqualTo(ForbiddenReason.AGREEMENT);
    assertThat(
            reason(
                "FORBIDDEN_ERROR",
                "Team ID: 'X' is not associated with an active membership. Renew it."))
        .isEqualTo(ForbiddenReason.MEMBERSHIP);
    assertThat(
            reason(
                "FORBIDDEN_ERROR",
                "The resource 'apps' does not allow 'CREATE'. Allowed operations are: GET"))
        .isEqualTo(ForbiddenReason.OPERATION_NOT_ALLOWED);
    assertThat(
            reason(
                "FORBIDDEN_ERROR",
                "The relationship 'betaGroups' does not allow 'GET_RELATED'. Allowed operations"
                    + " are: CREATE, DELETE"))
        .isEqualTo(ForbiddenReason.OPERATION_NOT_ALLOWED);
    assertThat(reason("SOMETHING_NEW", "")).isEqualTo(ForbiddenReason.OTHER);
    assertThat(ForbiddenReason.of(List.of())).isEqualTo(ForbiddenReason.OTHER);
  }

  /// Apple's words in public reports: flutterflow-issues#5872, fastlane#20190,
  /// steps-ios-auto-provision-appstoreconnect#14, fastlane#14228.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "This provider does not exist.",
        "The selected team does not have a program membership that is eligible for this feature.",
        "Unable to find a team with the given Content Provider ID 'X'",
        "You currently don't have access to this membership resource. Contact your team's Agent.",
        "Words that nobody has seen yet"
      })
  void takesNoOtherWordsForAMatterOfRoles(String detail) {
    assertThat(reason("FORBIDDEN_ERROR", detail)).isEqualTo(ForbiddenReason.TEAM);
    assertThat(reason("FORBIDDEN", detail)).isEqualTo(ForbiddenReason.TEAM);
  }

  /// appstoreconnect-swift-sdk#101, and public logs of 2024 and 2025.
  @Test
  void findsTheAgreementUnderEachCode() {
    String detail =
        "You currently don't have access to this membership resource. To resolve this issue, your"
            + " team's Account Holder must agree to the latest Program License Agreement.";
    assertThat(reason("FORBIDDEN_ERROR", detail)).isEqualTo(ForbiddenReason.AGREEMENT);
    assertThat(reason("FORBIDDEN", detail)).isEqualTo(ForbiddenReason.AGREEMENT);
    assertThat(reason("FORBIDDEN_ERROR.PLA_NOT_ACCEPTED", "")).isEqualTo(ForbiddenReason.AGREEMENT);
  }

  @Test
  void prefersTheExactErrorBehindAGeneralOne() {
    var agreement = error("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED", "");

    assertThat(ForbiddenReason.of(List.of(ROLE, agreement))).isEqualTo(ForbiddenReason.AGREEMENT);
    assertThat(ForbiddenReason.of(List.of(agreement, ROLE))).isEqualTo(ForbiddenReason.AGREEMENT);
    var team = error("FORBIDDEN_ERROR", "This provider does not exist.");
    assertThat(ForbiddenReason.of(List.of(team, agreement))).isEqualTo(ForbiddenReason.AGREEMENT);
    assertThat(ForbiddenReason.of(List.of(team, ROLE))).isEqualTo(ForbiddenReason.ROLE);
  }

  private static ForbiddenReason reason(String code, String detail) {
    return ForbiddenReason.of(List.of(error(code, detail)));
  }

  private static ApiError error(String code, String detail) {
    return new ApiError("", code, "", detail, null, null, Map.of(), Map.of());
  }
}
