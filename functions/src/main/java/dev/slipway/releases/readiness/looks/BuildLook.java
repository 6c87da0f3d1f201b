package dev.slipway.releases.readiness.looks;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.ENCRYPTION_DECLARATION_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.ENCRYPTION_DECLARATION_UNDECIDED;
import static dev.slipway.releases.preflight.checks.ManifestCheck.ENCRYPTION_UNANSWERED;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.BUILD_NOT_SELECTED;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.BUILD_NOT_SUBMITTABLE;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.DECLARATION_NOT_ATTACHED;

import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.steps.DeclarationChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Looks at the build of the version in preparation.
final class BuildLook implements ReadinessLook {
  private static final List<AppEncryptionDeclaration> NO_DECLARATIONS = List.of();

  @Override
  public List<Finding> look(AppAtApple app) {
    var findings = new FindingList(true, false, null);
    app.inPreparation()
        .ifPresent(
            version -> {
              var build = version.build();
              if (build == null) {
                findings.add(BUILD_NOT_SELECTED, null, "version " + version.versionString());
              } else {
                look(app, build, findings);
              }
            });
    return findings.toList();
  }

  private static void look(AppAtApple app, Build build, FindingList findings) {
    String name = "build " + build.version();
    var obstacles = obstacles(build);
    if (!obstacles.isEmpty()) {
      findings.add(BUILD_NOT_SUBMITTABLE, null, name + " is " + String.join(", ", obstacles));
    } else if (build.usesNonExemptEncryption() == null) {
      findings.add(ENCRYPTION_UNANSWERED, "$.usesNonExemptEncryption", name);
    } else if (build.usesNonExemptEncryption()) {
      declaration(app, name, findings);
    }
  }

  private static void declaration(AppAtApple app, String build, FindingList findings) {
    var attached = app.declaration();
    if (attached != null) {
      if (attached.state().isUndecided()) {
        findings.add(ENCRYPTION_DECLARATION_UNDECIDED, null, attached.state().name());
      } else if (attached.state() != AppEncryptionDeclarationState.APPROVED) {
        findings.add(ENCRYPTION_DECLARATION_MISSING, null, attached.state().name());
      }
      return;
    }
    var known = Objects.requireNonNullElse(app.facts().encryptionDeclarations(), NO_DECLARATIONS);
    var fitting = DeclarationChoice.of(known, app.platform(), null).best();
    if (fitting.isPresent()) {
      findings.add(
          DECLARATION_NOT_ATTACHED, null, build + "; the declaration is " + fitting.get().state());
    } else {
      findings.add(ENCRYPTION_DECLARATION_MISSING, null, build);
    }
  }

  private static List<String> obstacles(Build build) {
    var obstacles = new ArrayList<String>();
    if (build.processingState() != BuildProcessingState.VALID) {
      obstacles.add(build.processingState().name());
    }
    if (build.expired()) {
      obstacles.add("expired");
    }
    if (build.buildAudienceType() == BuildAudienceType.INTERNAL_ONLY) {
      obstacles.add(build.buildAudienceType().name());
    }
    return obstacles;
  }
}
