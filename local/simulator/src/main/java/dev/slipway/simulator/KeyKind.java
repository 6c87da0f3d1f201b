package dev.slipway.simulator;

/// Whether a key belongs to the team or to one person.
///
/// A token of a team key names its issuer (`iss`); a token of an individual key has `sub` "user"
/// instead (apple-doc: Generating Tokens for API Requests).
public enum KeyKind {
  TEAM,
  INDIVIDUAL
}
