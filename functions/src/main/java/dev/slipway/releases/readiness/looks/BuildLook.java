package dev.slipway.releases.readiness.looks;

import static dev.slipway.releases.preflight.checks.ManifestCheck.ENCRYPTION_UNANSWERED;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.BUILD_NOT_SELECTED;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.BUILD_NOT_SUBMITTABLE;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.FindingList;
import java.util.ArrayList;
import java.util.List;

/// Looks at the build of the version in preparation.
final class BuildLook implements ReadinessLook {

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
                look(build, findings);
              }
            });
    return findings.toList();
  }

  private static void look(Build build, FindingList findings) {
    String name = "build " + build.version();
    var obstacles = obstacles(build);
    if (!obstacles.isEmpty()) {
      findings.add(BUILD_NOT_SUBMITTABLE, null, name + " is " + String.join(", ", obstacles));
    } else if (build.usesNonExemptEncryption() == null) {
      findings.add(ENCRYPTION_UNANSWERED, "$.usesNonExemptEncryption", name);
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
