package dev.slipway.appstoreconnect.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForbiddenReasonTest {
  private static final ApiError ROLE =
      error("FORBIDDEN_ERROR", "The API key in use does not allow this request");

  @Test
  void tellsTheCausesApart() {
    assertThat(ForbiddenReason.of(List.of(ROLE))).isEqualTo(ForbiddenReason.ROLE);
    assertThat(reason("FORBIDDEN_ERROR", "")).isEqualTo(ForbiddenReason.ROLE);
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

  @Test
  void prefersTheExactErrorBehindAGeneralOne() {
    var agreement = error("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED", "");

    assertThat(ForbiddenReason.of(List.of(ROLE, agreement))).isEqualTo(ForbiddenReason.AGREEMENT);
    assertThat(ForbiddenReason.of(List.of(agreement, ROLE))).isEqualTo(ForbiddenReason.AGREEMENT);
  }

  private static ForbiddenReason reason(String code, String detail) {
    return ForbiddenReason.of(List.of(error(code, detail)));
  }

  private static ApiError error(String code, String detail) {
    return new ApiError("", code, "", detail, null, null, Map.of(), Map.of());
  }
}
