package dev.slipway.drops.ipa;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The profile that the app was signed with, as `embedded.mobileprovision` shows it. Its signature
/// is not verified: Apple does that. What it does not say is null. Thread-safe.
///
/// @param kind what the profile is for; Apple takes [Kind#APP_STORE] alone (error 90035)
/// @param expirationDate `ExpirationDate`; an expired profile is refused
/// @param teamIds `TeamIdentifier`
/// @param applicationIdentifier `application-identifier` of the entitlements, `TEAMID.bundle.id`;
///   the bundle id may end in, or be, an asterisk
/// @param name `Name`, as on Apple's developer site
/// @param betaReportsActive `beta-reports-active` of the entitlements; TestFlight wants it
public record ProvisioningProfile(
    Kind kind,
    @Nullable Instant expirationDate,
    List<String> teamIds,
    @Nullable String applicationIdentifier,
    @Nullable String name,
    boolean betaReportsActive) {
  public ProvisioningProfile {
    teamIds = List.copyOf(teamIds);
  }

  /// Told apart by `get-task-allow`, `ProvisionedDevices` and `ProvisionsAllDevices` (Apple, TN3125
  /// Inside Code Signing: Provisioning Profiles).
  public enum Kind {
    /// No devices and no debugger.
    APP_STORE,
    /// A debugger may attach.
    DEVELOPMENT,
    /// A list of devices and no debugger.
    AD_HOC,
    /// All devices of an organisation.
    ENTERPRISE
  }
}
