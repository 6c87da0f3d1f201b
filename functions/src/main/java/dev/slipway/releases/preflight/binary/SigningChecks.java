package dev.slipway.releases.preflight.binary;

import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_AD_HOC;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_DEVELOPMENT;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_ENTERPRISE;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_EXPIRED;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_MISSING;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_OTHER_APP;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_UNREADABLE;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_WILDCARD;
import static dev.slipway.releases.preflight.checks.SigningCheck.PROFILE_WITHOUT_TESTFLIGHT;
import static dev.slipway.releases.preflight.checks.SigningCheck.SIGNATURE_MISSING;

import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.ProvisioningProfile;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.SigningCheck;
import java.time.Instant;

/// Runs [SigningCheck], except for macOS apps: they come as a package and have their profile
/// elsewhere.
public final class SigningChecks {
  private SigningChecks() {}

  /// Adds the findings of the signature.
  public static void run(AppInfo app, String ipaName, Instant now, FindingList findings) {
    if (app.platform() == AppPlatform.MAC_OS) {
      return;
    }
    if (!app.facts().archive().hasCodeSignature()) {
      findings.add(SIGNATURE_MISSING, ipaName, null);
    }
    String file = ipaName + ": embedded.mobileprovision";
    switch (app.facts().provisioningProfile()) {
      case Inspection.Seen<ProvisioningProfile>(ProvisioningProfile profile) ->
          profile(profile, app, file, now, findings);
      case Inspection.Missing<ProvisioningProfile> _ -> findings.add(PROFILE_MISSING, file, null);
      case Inspection.Unreadable<ProvisioningProfile>(String why) ->
          findings.add(PROFILE_UNREADABLE, file, why);
      case Inspection.NotLookedAt<ProvisioningProfile> _ -> {}
    }
  }

  private static void profile(
      ProvisioningProfile profile, AppInfo app, String file, Instant now, FindingList findings) {
    String name = profile.name();
    switch (profile.kind()) {
      case APP_STORE -> {
        if (!profile.betaReportsActive()) {
          findings.add(PROFILE_WITHOUT_TESTFLIGHT, file, name);
        }
      }
      case DEVELOPMENT -> findings.add(PROFILE_DEVELOPMENT, file, name);
      case AD_HOC -> findings.add(PROFILE_AD_HOC, file, name);
      case ENTERPRISE -> findings.add(PROFILE_ENTERPRISE, file, name);
    }
    Instant expires = profile.expirationDate();
    if (expires != null && !expires.isAfter(now)) {
      findings.add(PROFILE_EXPIRED, file, expires.toString());
    }
    if (profile.applicationIdentifier() != null && app.bundleId() != null) {
      applicationIdentifier(profile.applicationIdentifier(), app.bundleId(), file, findings);
    }
  }

  /// Checks an identifier `TEAMID.bundle.id`, in which the bundle ID may end in, or be, an
  /// asterisk.
  private static void applicationIdentifier(
      String identifier, String bundleId, String file, FindingList findings) {
    String pattern = identifier.substring(identifier.indexOf('.') + 1);
    boolean wildcard = pattern.endsWith("*");
    boolean fits =
        wildcard
            ? bundleId.startsWith(pattern.substring(0, pattern.length() - 1))
            : bundleId.equals(pattern);
    if (!fits) {
      findings.add(PROFILE_OTHER_APP, file, identifier);
    } else if (wildcard) {
      findings.add(PROFILE_WILDCARD, file, identifier);
    }
  }
}
