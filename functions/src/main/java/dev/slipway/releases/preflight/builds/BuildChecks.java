package dev.slipway.releases.preflight.builds;

import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_EXPIRED;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_FAILED;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_FOR_INTERNAL_TESTERS;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_IN_PROCESSING;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_NEWER_PASSED_OVER;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_NOT_AT_APPLE;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_OF_OTHER_PLATFORM;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_PLATFORM_UNSAID;
import static java.util.stream.Collectors.joining;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.steps.BuildChoice;
import java.util.List;

/// Runs [BuildCheck].
public final class BuildChecks {
  private static final String BUILD = "$.build";
  private static final String PLATFORM = "$.platform";

  /// A finding names at most so many builds.
  private static final int SHOWN = 10;

  private final Desired desired;
  private final FindingList findings;

  private BuildChecks(Desired desired, FindingList findings) {
    this.desired = desired;
    this.findings = findings;
  }

  /// Reports what keeps the build from being released.
  ///
  /// @param platformSaid whether `release.json` names the platform
  public static void run(
      Desired desired, boolean platformSaid, BuildChoice choice, FindingList findings) {
    new BuildChecks(desired, findings).run(platformSaid, choice);
  }

  private void run(boolean platformSaid, BuildChoice choice) {
    if (!platformSaid && choice.platforms().size() > 1) {
      findings.add(BUILD_PLATFORM_UNSAID, PLATFORM, platforms(choice));
    } else if (choice.known().isEmpty() && !choice.platforms().isEmpty()) {
      findings.add(
          BUILD_OF_OTHER_PLATFORM,
          PLATFORM,
          desired.platform() + ", but Apple has " + platforms(choice));
    } else if (choice.build() != null) {
      if (!choice.passedOver().isEmpty()) {
        findings.add(
            BUILD_NEWER_PASSED_OVER,
            BUILD,
            "build " + choice.build().version() + ", passing over " + shown(choice.passedOver()));
      }
    } else if (choice.passedOver().isEmpty()) {
      findings.add(BUILD_NOT_AT_APPLE, BUILD, missing(choice));
    } else {
      unusable(choice.passedOver().getFirst());
    }
  }

  private String missing(BuildChoice choice) {
    String number = desired.buildNumber();
    return (number == null ? "the newest one" : "build " + number)
        + " of version "
        + desired.shortVersion()
        + ", of which Apple has "
        + (choice.known().isEmpty()
            ? "none"
            : choice.known().stream().limit(SHOWN).map(Build::version).collect(joining(", ")));
  }

  private void unusable(Build build) {
    BuildChoice.obstacle(build, desired)
        .map(
            obstacle ->
                switch (obstacle) {
                  case PROCESSING -> BUILD_IN_PROCESSING;
                  case FAILED -> BUILD_FAILED;
                  case EXPIRED -> BUILD_EXPIRED;
                  case INTERNAL_ONLY -> BUILD_FOR_INTERNAL_TESTERS;
                })
        .ifPresent(check -> findings.add(check, BUILD, shown(List.of(build))));
  }

  private String shown(List<Build> builds) {
    return builds.stream()
        .limit(SHOWN)
        .map(build -> "build " + build.version() + " (" + words(build) + ")")
        .collect(joining(", "));
  }

  private String words(Build build) {
    return BuildChoice.obstacle(build, desired)
        .map(
            obstacle ->
                switch (obstacle) {
                  case PROCESSING, FAILED -> build.processingState().name();
                  case EXPIRED -> "expired";
                  case INTERNAL_ONLY -> build.buildAudienceType().name();
                })
        .orElse(build.processingState().name());
  }

  private static String platforms(BuildChoice choice) {
    return choice.platforms().stream().map(Enum::name).sorted().collect(joining(", "));
  }
}
