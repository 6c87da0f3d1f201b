package dev.slipway.releases.steps;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.model.desired.Desired;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The build at Apple that a drop without an `.ipa` means.
///
/// @param build the one to release; null when none can be released
/// @param passedOver those that the drop might have meant and that cannot be released, newest
///   first: with a build only newer ones
/// @param known all builds of the version on the platform, newest first
/// @param platforms the platforms for which Apple has builds of the version; empty when not read
public record BuildChoice(
    @Nullable Build build, List<Build> passedOver, List<Build> known, Set<Platform> platforms) {
  private static final Comparator<Build> OLDEST_FIRST =
      comparing(Build::uploadedDate, nullsFirst(naturalOrder()))
          .thenComparing(Build::version, VersionNumbers::compare);

  /// Why a build cannot be released (apple-2026.md, 5; App Store Connect API, Build).
  public enum Obstacle {
    PROCESSING,
    FAILED,
    EXPIRED,
    INTERNAL_ONLY
  }

  public BuildChoice {
    passedOver = List.copyOf(passedOver);
    known = List.copyOf(known);
    platforms = Set.copyOf(platforms);
  }

  /// Chooses the build with the number that the drop names, or the newest that can be released.
  ///
  /// @param chosen the build that was chosen before: it stays the one, also when a newer one came;
  ///   null at the first choice
  /// @param builds of the version and platform, in any order
  public static BuildChoice of(
      Desired desired, @Nullable BuildId chosen, List<Build> builds, Set<Platform> platforms) {
    var known = builds.stream().sorted(OLDEST_FIRST.reversed()).toList();
    String number = desired.buildNumber();
    var meant =
        known.stream()
            .filter(
                build ->
                    chosen != null
                        ? build.id().equals(chosen)
                        : number == null || VersionNumbers.same(build.version(), number))
            .toList();
    var best = meant.stream().filter(build -> obstacle(build, desired).isEmpty()).findFirst();
    return new BuildChoice(
        best.orElse(null),
        best.isEmpty() ? meant : meant.subList(0, meant.indexOf(best.get())),
        known,
        platforms);
  }

  /// Returns why the build cannot be released; empty when it can. A build for internal testers goes
  /// to TestFlight.
  public static Optional<Obstacle> obstacle(Build build, Desired desired) {
    if (build.processingState() == BuildProcessingState.FAILED
        || build.processingState() == BuildProcessingState.INVALID) {
      return Optional.of(Obstacle.FAILED);
    }
    if (build.processingState() != BuildProcessingState.VALID) {
      return Optional.of(Obstacle.PROCESSING);
    }
    if (build.expired()) {
      return Optional.of(Obstacle.EXPIRED);
    }
    var testFlight = desired.terms().testFlight();
    boolean testersAlone = testFlight != null && testFlight.only();
    return build.buildAudienceType() == BuildAudienceType.INTERNAL_ONLY && !testersAlone
        ? Optional.of(Obstacle.INTERNAL_ONLY)
        : Optional.empty();
  }
}
