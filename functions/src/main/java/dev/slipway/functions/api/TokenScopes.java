package dev.slipway.functions.api;

import dev.slipway.aws.Settings;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Decides by a token's scopes where the route alone does not: who may submit depends on whether
/// the release needs approval, who may change a connection on what they change. The gateway has
/// verified the token. Immutable.
final class TokenScopes {
  private final @Nullable String approve;
  private final @Nullable String release;
  private final @Nullable String connect;

  /// @param approve the scope of those who approve; null where no token can have it
  /// @param release the scope of those who release; null where every token may
  /// @param connect the scope of those who connect teams; null where every token may
  TokenScopes(@Nullable String approve, @Nullable String release, @Nullable String connect) {
    this.approve = approve;
    this.release = release;
    this.connect = connect;
  }

  static TokenScopes of(Settings settings) {
    return new TokenScopes(
        settings.approveScope().orElse(null),
        settings.releaseScope().orElse(null),
        settings.connectScope().orElse(null));
  }

  /// Refuses a request where no token can approve.
  ///
  /// @throws ProblemException when the stack has no scope for it
  void requireApprovals() {
    if (approve == null) {
      throw new ProblemException(
          Problem.of(
              ProblemType.APPROVAL_NOT_AVAILABLE,
              "This installation uses an issuer of its own and names no scope for approving, so"
                  + " every submission would wait for ever. Ask the operator of Slipway to deploy"
                  + " with the parameter ApproveScope."));
    }
  }

  /// Refuses a token that may not approve.
  ///
  /// @throws ProblemException when the token lacks the scope, or the stack has none
  void requireApprove(HttpRequest request) {
    requireApprovals();
    if (approve != null && !has(request, approve)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.SCOPE_MISSING,
              "This needs the scope "
                  + approve
                  + ". Ask a person who may approve, or the operator of Slipway for that right."));
    }
  }

  /// Refuses a token that may approve, but not release without that.
  ///
  /// @throws ProblemException when the token lacks the scope
  void requireRelease(HttpRequest request) {
    if (release != null && !has(request, release)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.SCOPE_MISSING,
              "This release needs no approval, and submitting it needs the scope "
                  + release
                  + ". Ask a person who may release, or the operator of Slipway for that right."));
    }
  }

  /// Refuses a token that may approve, but not connect teams.
  ///
  /// @throws ProblemException when the token lacks the scope
  void requireConnect(HttpRequest request) {
    if (connect != null && !has(request, connect)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.SCOPE_MISSING,
              "Naming a team needs the scope "
                  + connect
                  + ". Ask a person who may connect teams, or the operator of Slipway for that"
                  + " right."));
    }
  }

  /// Returns whether the token has the scope, in `scope` or else in `scp`: the HTTP API looks there
  /// too, and passes a list as `[a b]`.
  private static boolean has(HttpRequest request, String scope) {
    var claims = request.claims();
    String granted = claims.containsKey("scope") ? claims.get("scope") : claims.get("scp");
    if (granted == null) {
      return false;
    }
    boolean list = granted.startsWith("[") && granted.endsWith("]");
    String names = list ? granted.substring(1, granted.length() - 1) : granted;
    return Arrays.asList(names.split(" ", -1)).contains(scope);
  }
}
