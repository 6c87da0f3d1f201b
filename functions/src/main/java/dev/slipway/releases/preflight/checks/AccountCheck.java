package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.AGREEMENT_MISSING;
import static dev.slipway.problems.ProblemType.CREDENTIALS_REJECTED;
import static dev.slipway.problems.ProblemType.MEDIA_INVALID;
import static dev.slipway.problems.ProblemType.MEMBERSHIP_LAPSED;
import static dev.slipway.problems.ProblemType.ROLE_TOO_LOW;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of key and account, from the verdict of the connection's check.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum AccountCheck implements Check {
  KEY_REJECTED(
      Rule.error(
          CREDENTIALS_REJECTED,
          "Apple rejects the key of this connection",
          null,
          "Connect a working key, then upload the folder (or the .ipa) again.",
          "App Store Connect API, error NOT_AUTHORIZED")),
  AGREEMENT_UNSIGNED(
      Rule.error(
          AGREEMENT_MISSING,
          "An agreement with Apple is missing or expired",
          null,
          "Ask the Account Holder to accept it, or to renew an ended membership, at"
              + " developer.apple.com/account, or in App Store Connect under Business.",
          "App Store Connect API, error FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED")),
  MEMBERSHIP_EXPIRED(
      Rule.error(
          MEMBERSHIP_LAPSED,
          "Apple refuses the team, not the key",
          null,
          "Ask the Account Holder to look at developer.apple.com/account whether the membership in"
              + " the Apple Developer Program is active, and whether an agreement waits.",
          "App Store Connect API, error FORBIDDEN_ERROR; reference 1.4")),
  LIBRARY_MISSING(
      Rule.error(
          MEDIA_INVALID,
          "release.json wants the asset library, and Apple shows none of the app to this key",
          "an asset library that the key may use",
          "Connect a key with the role Admin or App Manager, or set media to SETS.",
          "asset-library.md, 1: other roles get 403, and an app without a library 404")),
  ROLE_CANNOT_UPLOAD(
      Rule.error(
          ROLE_TOO_LOW,
          "The key is not allowed to upload builds",
          "Developer or higher; App Manager for a release",
          "Create a key with the role App Manager and connect it in place of this one.",
          "App Store Connect Help, Role permissions")),
  ROLE_CANNOT_EDIT(
      Rule.error(
          ROLE_TOO_LOW,
          "The key is not allowed to change versions and texts",
          "App Manager or Admin",
          "Create a key with the role App Manager and connect it in place of this one.",
          "App Store Connect Help, Role permissions")),
  ROLE_CANNOT_SUBMIT(
      Rule.error(
          ROLE_TOO_LOW,
          "The key is not allowed to submit for review",
          "App Manager or Admin",
          "Create a key with the role App Manager and connect it in place of this one.",
          "App Store Connect Help, Role permissions"));

  private final Rule rule;

  AccountCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
