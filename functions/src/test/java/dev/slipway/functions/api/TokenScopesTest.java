package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.problems.ProblemType;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenScopesTest {
  private final TokenScopes scopes =
      new TokenScopes("slipway/approve", "slipway/release", "slipway/connect");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "slipway/approve, -, true",
        "openid slipway/approve email, -, true",
        "openid, slipway/approve, false",
        "-, slipway/approve, true",
        "-, [openid slipway/approve], true",
        "-, [slipway/approve], true",
        "slipway/approves, -, false",
        "'', -, false",
        "-, -, false"
      })
  void areInScopeOrElseInScp(String scope, String scp, boolean may) {
    var claims = new HashMap<String, String>();
    if (scope != null) {
      claims.put("scope", scope);
    }
    if (scp != null) {
      claims.put("scp", scp);
    }
    var request = request(claims);
    if (may) {
      assertThatCode(() -> scopes.requireApprove(request)).doesNotThrowAnyException();
    } else {
      var refused =
          catchThrowableOfType(ProblemException.class, () -> scopes.requireApprove(request));
      assertThat(refused.problem().type()).isEqualTo(ProblemType.SCOPE_MISSING);
      assertThat(refused.problem().detail()).contains("slipway/approve");
    }
  }

  @Test
  void withoutAScopeNobodyApprovesAndEveryTokenReleases() {
    var open = new TokenScopes(null, null, null);
    var request = request(Map.of("scope", "slipway/approve"));

    var refused = catchThrowableOfType(ProblemException.class, () -> open.requireApprove(request));

    assertThat(refused.problem().type()).isEqualTo(ProblemType.APPROVAL_NOT_AVAILABLE);
    assertThatCode(() -> open.requireRelease(request)).doesNotThrowAnyException();
    assertThatCode(() -> scopes.requireRelease(request(Map.of("scope", "slipway/release"))))
        .doesNotThrowAnyException();
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> scopes.requireRelease(request))
                .problem()
                .type())
        .isEqualTo(ProblemType.SCOPE_MISSING);
  }

  @Test
  void namingATeamNeedsTheScopeForConnecting() {
    var approver = request(Map.of("scope", "slipway/read slipway/approve"));
    var connector = request(Map.of("scope", "slipway/read slipway/connect"));

    var refused =
        catchThrowableOfType(ProblemException.class, () -> scopes.requireConnect(approver));

    assertThat(refused.problem().type()).isEqualTo(ProblemType.SCOPE_MISSING);
    assertThat(refused.problem().detail()).contains("slipway/connect");
    assertThatCode(() -> scopes.requireConnect(connector)).doesNotThrowAnyException();
    assertThatCode(() -> new TokenScopes(null, null, null).requireConnect(approver))
        .doesNotThrowAnyException();
  }

  private static HttpRequest request(Map<String, String> claims) {
    return new HttpRequest(
        "POST /x", "POST", "/x", Map.of(), Map.of(), Map.of(), new byte[0], claims, "", null);
  }
}
