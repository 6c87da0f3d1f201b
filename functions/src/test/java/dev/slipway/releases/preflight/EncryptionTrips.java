package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.ENCRYPTION_DECLARATION_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.ENCRYPTION_DECLARATION_UNDECIDED;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.TESTFLIGHT_DECLARATION_MISSING;
import static dev.slipway.releases.preflight.checks.ManifestCheck.ENCRYPTION_CONTRADICTS_APP;
import static dev.slipway.releases.preflight.checks.ManifestCheck.ENCRYPTION_UNANSWERED;
import static dev.slipway.releases.preflight.checks.ManifestCheck.EXPORT_COMPLIANCE_CODE_MISSING;
import static dev.slipway.releases.preflight.checks.VersionCheck.ENCRYPTION_CONTRADICTS_APPLE;
import static dev.slipway.releases.preflight.checks.VersionCheck.EXPORT_COMPLIANCE_CODE_UNKNOWN;

import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pairs for the checks on encryption.
final class EncryptionTrips {
  private EncryptionTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.of(
            ENCRYPTION_CONTRADICTS_APP,
            s -> s.manifest.usesNonExemptEncryption = true,
            s -> s.manifest.usesNonExemptEncryption = false),
        Trip.of(
            ENCRYPTION_CONTRADICTS_APPLE,
            s -> {
              adopted(s);
              answered(s);
            },
            EncryptionTrips::adopted),
        Trip.of(
            ENCRYPTION_UNANSWERED,
            s -> s.binary().encryption = null,
            s -> {
              s.binary().encryption = null;
              s.manifest.usesNonExemptEncryption = false;
            }),
        Trip.of(
            ENCRYPTION_DECLARATION_MISSING,
            s -> answered(s, AppEncryptionDeclarationState.REJECTED),
            s -> answered(s, AppEncryptionDeclarationState.APPROVED)),
        Trip.of(
            TESTFLIGHT_DECLARATION_MISSING,
            s -> {
              answered(s);
              s.manifest.testFlightOnly = true;
            },
            s -> {
              answered(s);
              s.manifest.whatToTest = Map.of("en-US", "Lists.");
            }),
        Trip.of(
            ENCRYPTION_DECLARATION_UNDECIDED,
            s -> answered(s, AppEncryptionDeclarationState.IN_REVIEW),
            s -> answered(s, AppEncryptionDeclarationState.APPROVED)),
        Trip.of(EXPORT_COMPLIANCE_CODE_MISSING, s -> built(s, null), s -> built(s, "code-1")),
        Trip.of(EXPORT_COMPLIANCE_CODE_UNKNOWN, s -> built(s, "code-2"), s -> built(s, "code-1")));
  }

  private static void answered(Subject subject, AppEncryptionDeclarationState... states) {
    subject.binary().encryption = null;
    subject.manifest.usesNonExemptEncryption = true;
    declared(subject, states);
  }

  private static void built(Subject subject, @Nullable String code) {
    subject.binary().encryption = true;
    subject.binary().complianceCode = code;
    declared(subject, AppEncryptionDeclarationState.APPROVED);
  }

  /// The build is at Apple already, which has the answer no for it.
  private static void adopted(Subject subject) {
    subject.buildMayBeOurs = true;
    subject.builds.add(AppleObjects.build("20"));
  }

  private static void declared(Subject subject, AppEncryptionDeclarationState... states) {
    subject.declarations = Arrays.stream(states).map(AppleObjects::declaration).toList();
  }
}
