package dev.slipway.simulator;

/// A role that an App Store Connect API key can carry.
///
/// Apple's `UserRole` has more roles; these are the ones that a team key can have (apple-doc:
/// Creating API Keys for App Store Connect API).
public enum KeyRole {
  ADMIN,
  APP_MANAGER,
  DEVELOPER,
  FINANCE,
  SALES,
  MARKETING,
  CUSTOMER_SUPPORT
}
