package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.ENCRYPTION_DECLARATION_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.ENCRYPTION_DECLARATION_UNDECIDED;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.TESTFLIGHT_DECLARATION_MISSING;
import static dev.slipway.releases.preflight.checks.ManifestCheck.ENCRYPTION_CONTRADICTS_APP;
import static dev.slipway.releases.preflight.checks.ManifestCheck.ENCRYPTION_UNANSWERED;
import static dev.slipway.releases.preflight.checks.ManifestCheck.EXPORT_COMPLIANCE_CODE_MISSING;
import static dev.slipway.releases.preflight.checks.VersionCheck.ENCRYPTION_CONTRADICTS_APPLE;
import static dev.slipway.releases.preflight.checks.VersionCheck.EXPORT_COMPLIANCE_CODE_UNKNOWN;
import static java.util.stream.Collectors.joining;

import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.steps.DeclarationChoice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs the checks on encryption: the answer, and what Apple requires of a build that uses
/// encryption that is not exempt.
final class EncryptionChecks {
  private static final String IN_APP = "ITSAppUsesNonExemptEncryption";
  private static final String CODE = "ITSEncryptionExportComplianceCode";

  private final PreflightSubject subject;
  private final FindingList findings;

  private EncryptionChecks(PreflightSubject subject, FindingList findings) {
    this.subject = subject;
    this.findings = findings;
  }

  static void run(PreflightSubject subject, AppInfo app, FindingList findings) {
    new EncryptionChecks(subject, findings).run(app);
  }

  /// Checks the answer for a build that Apple has, whose Info.plist is not in the drop.
  static void ofBuildAtApple(
      PreflightSubject subject, Platform platform, Build build, FindingList findings) {
    String field = "$.usesNonExemptEncryption";
    Boolean said = subject.manifest().usesNonExemptEncryption();
    Boolean atApple = build.usesNonExemptEncryption();
    if (said == null && atApple == null) {
      if (!subject.hasFaultAt(field)) {
        findings.add(ENCRYPTION_UNANSWERED, field, null);
      }
    } else if (said != null && atApple != null && !said.equals(atApple)) {
      findings.add(ENCRYPTION_CONTRADICTS_APPLE, field, said + ", but Apple has " + atApple);
    } else if (Boolean.TRUE.equals(atApple == null ? said : atApple)) {
      new EncryptionChecks(subject, findings).declaration(field, platform, null);
    }
  }

  private void run(AppInfo app) {
    Boolean said = subject.manifest().usesNonExemptEncryption();
    Boolean built = app.usesNonExemptEncryption();
    String ofBuild = subject.ipaName() + ": " + IN_APP;
    String field = subject.bare() ? ofBuild : "$.usesNonExemptEncryption";
    Boolean atApple = answerAtApple(app).orElse(null);
    if (said != null && built != null && !said.equals(built)) {
      findings.add(ENCRYPTION_CONTRADICTS_APP, field, said + ", but the app has " + built);
      return;
    }
    Boolean answer = built == null ? said : built;
    if (answer == null && atApple == null) {
      // A malformed answer of the app or the drop is reported as such.
      if (!app.faultyKeys().contains(IN_APP) && !subject.hasFaultAt(field)) {
        findings.add(ENCRYPTION_UNANSWERED, field, null);
      }
      return;
    }
    if (answer != null && atApple != null && !answer.equals(atApple)) {
      findings.add(
          ENCRYPTION_CONTRADICTS_APPLE,
          built != null ? ofBuild : field,
          answer + ", but Apple has " + atApple);
      return;
    }
    var code = app.facts().infoPlist().exportComplianceCode();
    if (Boolean.TRUE.equals(built) && atApple == null && !isKnown(code)) {
      // The declaration is looked for without it, so that one fault is one finding.
      code = null;
    }
    if (Boolean.TRUE.equals(atApple == null ? answer : atApple)) {
      declaration(built != null ? ofBuild : field, platform(app.platform()), code);
    }
  }

  /// Returns Apple's answer for an adopted build.
  private Optional<Boolean> answerAtApple(AppInfo app) {
    String number = app.bundleVersion();
    return number == null || !subject.buildMayBeOurs() || subject.apple() == null
        ? Optional.empty()
        : subject.apple().builds().stream()
            .filter(build -> VersionNumbers.same(build.version(), number))
            .map(Build::usesNonExemptEncryption)
            .flatMap(Stream::ofNullable)
            .findFirst();
  }

  /// Returns whether the code of the Info.plist may be one of the app's declarations; adds the
  /// finding otherwise.
  private boolean isKnown(@Nullable String code) {
    String place = subject.ipaName() + ": " + CODE;
    var approved =
        declarations().stream()
            .flatMap(List::stream)
            .filter(found -> found.state() == AppEncryptionDeclarationState.APPROVED)
            .toList();
    String known =
        approved.stream()
            .map(AppEncryptionDeclaration::codeValue)
            .flatMap(Stream::ofNullable)
            .distinct()
            .collect(joining(", "));
    String more = known.isEmpty() ? "" : "At Apple: " + known + ".";
    if (code == null) {
      findings.add(EXPORT_COMPLIANCE_CODE_MISSING, place, null, more);
      return false;
    }
    if (declarations().isPresent()
        && approved.stream()
            .noneMatch(found -> found.codeValue() == null || found.codeValue().equals(code))) {
      findings.add(EXPORT_COMPLIANCE_CODE_UNKNOWN, place, code, more);
      return false;
    }
    return true;
  }

  private void declaration(String place, @Nullable Platform platform, @Nullable String code) {
    var declarations = declarations().orElse(null);
    if (declarations == null || platform == null) {
      return;
    }
    var best = DeclarationChoice.of(declarations, platform, code).best();
    if (best.isEmpty()) {
      findings.add(
          goesToTesters() ? TESTFLIGHT_DECLARATION_MISSING : ENCRYPTION_DECLARATION_MISSING,
          place,
          declarations.isEmpty()
              ? null
              : declarations.stream().map(EncryptionChecks::words).collect(joining("; ")));
    } else if (best.get().state() != AppEncryptionDeclarationState.APPROVED) {
      findings.add(ENCRYPTION_DECLARATION_UNDECIDED, place, words(best.get()));
    }
  }

  private boolean goesToTesters() {
    var testFlight = subject.manifest().testFlight();
    return testFlight != null && (testFlight.only() || !testFlight.groups().isEmpty());
  }

  private Optional<List<AppEncryptionDeclaration>> declarations() {
    return Optional.ofNullable(subject.apple())
        .flatMap(apple -> Optional.ofNullable(apple.encryptionDeclarations()));
  }

  private static String words(AppEncryptionDeclaration declaration) {
    return declaration.state()
        + (declaration.platform() == null ? "" : ", " + declaration.platform())
        + (Boolean.TRUE.equals(declaration.exempt()) ? ", exempt encryption" : "");
  }

  private static @Nullable Platform platform(@Nullable AppPlatform platform) {
    return switch (platform) {
      case IOS -> Platform.IOS;
      case MAC_OS -> Platform.MAC_OS;
      case TV_OS -> Platform.TV_OS;
      case VISION_OS -> Platform.VISION_OS;
      case null -> null;
    };
  }
}
