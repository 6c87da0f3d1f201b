package dev.slipway.releases.preflight;

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

import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.ProvisioningProfile.Kind;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.SigningCheck;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Pairs for [SigningCheck].
final class SigningTrips {
  private SigningTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        trip(
            SIGNATURE_MISSING,
            b -> b.signed = false,
            b -> b.on(AppPlatform.MAC_OS, BuildPlatform.MAC_OS, "macosx26.0").signed = false),
        trip(
            PROFILE_MISSING,
            b -> b.profile = new Inspection.Missing<>(),
            b -> b.profile = new Inspection.NotLookedAt<>()),
        trip(
            PROFILE_UNREADABLE,
            b -> b.profile = new Inspection.Unreadable<>("it is larger than 256 KiB"),
            b -> b.profile = new Inspection.NotLookedAt<>()),
        trip(PROFILE_DEVELOPMENT, b -> b.kind = Kind.DEVELOPMENT, b -> b.kind = Kind.AD_HOC),
        trip(PROFILE_AD_HOC, b -> b.kind = Kind.AD_HOC, b -> b.kind = Kind.ENTERPRISE),
        trip(PROFILE_ENTERPRISE, b -> b.kind = Kind.ENTERPRISE, b -> b.kind = Kind.APP_STORE),
        trip(
            PROFILE_EXPIRED,
            b -> b.expires = Subject.NOW,
            b -> b.expires = Subject.NOW.plusSeconds(1)),
        trip(
            PROFILE_OTHER_APP,
            b -> b.applicationIdentifier = "TEAM123456.com.acme.other",
            b -> b.applicationIdentifier = "TEAM123456.com.acme.*"),
        trip(
            PROFILE_WILDCARD,
            b -> b.applicationIdentifier = "TEAM123456.*",
            b -> b.applicationIdentifier = "TEAM123456.com.acme.app"),
        trip(PROFILE_WITHOUT_TESTFLIGHT, b -> b.betaReports = false, b -> {}));
  }

  private static Trip trip(Check check, Consumer<Binary> breaking, Consumer<Binary> sparing) {
    return Trip.of(check, s -> breaking.accept(s.binary()), s -> sparing.accept(s.binary()));
  }
}
