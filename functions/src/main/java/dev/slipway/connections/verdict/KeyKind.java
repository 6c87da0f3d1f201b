package dev.slipway.connections.verdict;

/// Whose key it is (apple-doc: Creating API keys for App Store Connect API).
public enum KeyKind {
  /// A key of the team, with an Issuer ID: sees all apps, has roles of its own.
  TEAM,
  /// A key of one person, without an Issuer ID: has that person's roles and apps.
  INDIVIDUAL
}
