package dev.slipway.drops.ipa.parts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The provisioning profile of the app, from `embedded.mobileprovision`. Slipway does not verify
/// its signature; Apple does. Thread-safe.
///
/// @param kind the kind of distribution; Apple accepts only [Kind#APP_STORE] (error 90035)
/// @param expirationDate `ExpirationDate`; Apple rejects an expired profile
/// @param teamIds `TeamIdentifier`
/// @param applicationIdentifier `application-identifier` of the entitlements, `TEAMID.bundle.id`;
///   the bundle id may end in, or be, an asterisk
/// @param name `Name`, as on Apple's developer site
/// @param betaReportsActive `beta-reports-active` of the entitlements; TestFlight requires it
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

  /// The kinds differ in `get-task-allow`, `ProvisionedDevices` and `ProvisionsAllDevices` (Apple,
  /// TN3125 Inside Code Signing: Provisioning Profiles).
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
