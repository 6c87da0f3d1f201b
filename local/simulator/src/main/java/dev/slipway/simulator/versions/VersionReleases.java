package dev.slipway.simulator.versions;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.VersionStates;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Moves a version from its approval to the App Store. The world is locked and settled.
public final class VersionReleases {
  private static final String DISTRIBUTE = "distribute";
  private static final String SCHEDULED = "scheduledRelease";

  private static final Set<String> WAITS =
      Set.of("PENDING_APPLE_RELEASE", "PENDING_DEVELOPER_RELEASE");

  private final World world;
  private final SimulatorOptions options;

  public VersionReleases(World world, SimulatorOptions options) {
    this.world = world;
    this.options = options;
    world.onDue(DISTRIBUTE, (due, at) -> distribute(due, at));
    world.onDue(SCHEDULED, (due, at) -> dueRelease(due, at));
  }

  /// Releases a version that waits for the developer.
  public void release(Resource version) {
    if (!VersionStates.of(version).equals("PENDING_DEVELOPER_RELEASE")) {
      throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
    }
    toDistribution(version, world.now());
  }

  /// Records that App Review approved the version.
  public void approved(Resource version, Instant at) {
    switch (version.text("releaseType")) {
      case "MANUAL" -> VersionStates.set(world, version, "PENDING_DEVELOPER_RELEASE");
      case "SCHEDULED" -> {
        Instant date = Dates.parse(version.text("earliestReleaseDate"));
        if (date.isAfter(at)) {
          VersionStates.set(
              world,
              version,
              world.guesses().turned(Guess.SCHEDULED_WAITS_FOR_DEVELOPER)
                  ? "PENDING_DEVELOPER_RELEASE"
                  : "PENDING_APPLE_RELEASE");
          world.plan(new Due(date, SCHEDULED, version.id(), ""));
        } else {
          toDistribution(version, at);
        }
      }
      default -> toDistribution(version, at);
    }
  }

  /// Records that an approved version may have got a date. One that has passed releases it within
  /// minutes (review-live.md, A20).
  void planned(Resource version) {
    if (isScheduled(version)) {
      Instant date = Dates.parse(version.text("earliestReleaseDate"));
      Instant soon = world.now().plus(options.timing().distribution());
      world.plan(new Due(date.isAfter(soon) ? date : soon, SCHEDULED, version.id(), ""));
    }
  }

  private void dueRelease(Due due, Instant at) {
    Resource version = world.find("appStoreVersions", due.id());
    if (version != null
        && WAITS.contains(VersionStates.of(version))
        && (VersionStates.of(version).equals("PENDING_APPLE_RELEASE") || isScheduled(version))
        && !Dates.parse(version.text("earliestReleaseDate")).isAfter(at)) {
      toDistribution(version, at);
    }
  }

  private static boolean isScheduled(Resource version) {
    return VersionStates.of(version).equals("PENDING_DEVELOPER_RELEASE")
        && version.text("releaseType").equals("SCHEDULED");
  }

  private void toDistribution(Resource version, Instant at) {
    VersionStates.set(world, version, "PROCESSING_FOR_DISTRIBUTION");
    world.plan(new Due(at.plus(options.timing().distribution()), DISTRIBUTE, version.id(), ""));
  }

  private void distribute(Due due, Instant at) {
    Resource version = world.find("appStoreVersions", due.id());
    if (version == null || !VersionStates.of(version).equals("PROCESSING_FOR_DISTRIBUTION")) {
      return;
    }
    for (Resource other :
        VersionStates.versions(world, version.relation("app"), version.text("platform"))) {
      if (other != version && VersionStates.of(other).equals("READY_FOR_DISTRIBUTION")) {
        VersionStates.set(world, other, "REPLACED_WITH_NEW_VERSION");
      }
    }
    Resource app = world.get("apps", version.relation("app"));
    Resource draft = AppInfoStates.draft(world, app);
    if (draft != null) {
      for (Resource info : List.copyOf(world.related(app, "appInfos"))) {
        if (info != draft && Objects.equals(info.text("state"), "READY_FOR_DISTRIBUTION")) {
          world.related(info, "appInfoLocalizations").forEach(world::remove);
          world.related(info, "ageRatingDeclaration").forEach(world::remove);
          world.remove(info);
        }
      }
      AppInfoStates.set(draft, "READY_FOR_DISTRIBUTION");
    }
    VersionStates.set(world, version, "READY_FOR_DISTRIBUTION");
    AppStoreVersionPhasedReleases.begin(world, version, at);
  }
}
