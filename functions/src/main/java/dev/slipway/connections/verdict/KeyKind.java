package dev.slipway.connections.verdict;

/// Whether a key belongs to a team or to a person (apple-doc: Creating API keys for App Store
/// Connect API).
public enum KeyKind {
  /// A key of the team, with an Issuer ID: sees all apps and has its own roles.
  TEAM,
  /// A key of one person, without an Issuer ID: has that person's roles and apps.
  INDIVIDUAL
}
