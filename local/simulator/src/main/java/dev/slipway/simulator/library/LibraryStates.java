package dev.slipway.simulator.library;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The states of placements and assets, which follow the versions that show them (asset-library.md,
/// 3).
final class LibraryStates {
  /// A hidden fact of an asset: App Review approved it once, and it stays approved.
  private static final String APPROVED = "approved";

  /// A hidden fact of an asset: it was archived when the last version that showed it was replaced.
  private static final String RETIRED = "retired";

  private static final Set<String> UNPROCESSED = Set.of("AWAITING_UPLOAD", "UPLOAD_COMPLETE");

  private final World world;

  LibraryStates(World world) {
    this.world = world;
  }

  static String of(Resource placement) {
    return placement.text(LibraryAssets.STATE);
  }

  /// Brings every placement and asset into the state that follows from the versions.
  void follow() {
    Map<String, List<Resource>> byAsset = new HashMap<>();
    for (Resource placement : world.all(Placements.TYPE)) {
      Resource asset = Placements.asset(world, placement);
      byAsset.computeIfAbsent(asset.id(), id -> new ArrayList<>()).add(placement);
      set(world, placement);
    }
    for (AssetKind kind : AssetKind.values()) {
      for (Resource asset : world.all(kind.type())) {
        follow(asset, byAsset.getOrDefault(asset.id(), List.of()));
      }
    }
  }

  /// Sets the state of a placement.
  static void set(World world, Resource placement) {
    String state = state(world, placement);
    if (!of(placement).equals(state)) {
      placement.set(LibraryAssets.STATE, state);
    }
  }

  private static String state(World world, Resource placement) {
    Resource asset = Placements.asset(world, placement);
    if (LibraryAssets.state(asset).equals("FAILED")) {
      return "FAILED";
    }
    if (!AssetProcessing.isOver(asset)) {
      return "ASSET_PROCESSING";
    }
    if (!placement.hidden().has(Placements.MEMBER)
        && !ReferenceData.instance()
            .fits(
                placement.text(Placements.PLACEMENT_TYPE),
                placement.text(Placements.GROUP),
                asset.text(AssetProcessing.SPEC))) {
      return "FAILED";
    }
    Resource version = ParentStates.version(world, placement);
    String state = VersionStates.of(version);
    if (state.equals("REPLACED_WITH_NEW_VERSION")) {
      return "INACTIVE";
    }
    if (Set.of("READY_FOR_REVIEW", "WAITING_FOR_REVIEW", "IN_REVIEW").contains(state)) {
      return "PARENT_" + state;
    }
    if (world.guesses().turned(Guess.PLACEMENTS_ARE_ACTIVE)) {
      return "ACTIVE";
    }
    return ParentStates.isApproved(version) ? "PARENT_APPROVED" : "PARENT_PREPARE_FOR_SUBMISSION";
  }

  private void follow(Resource asset, List<Resource> placements) {
    String before = LibraryAssets.state(asset);
    if (UNPROCESSED.contains(before) || before.equals("FAILED")) {
      return;
    }
    boolean shown = placements.stream().anyMatch(placement -> !of(placement).equals("INACTIVE"));
    if (shown) {
      asset.hidden().remove(RETIRED);
    }
    List<Resource> versions =
        placements.stream().map(placement -> ParentStates.version(world, placement)).toList();
    if (versions.stream().anyMatch(one -> ParentStates.isApproved(one) || isReplaced(one))) {
      asset.hidden().put(APPROVED, true);
    }
    if (before.equals("ARCHIVED")) {
      return;
    }
    String state = asset.hidden().path(APPROVED).asBoolean() ? "APPROVED" : inReview(versions);
    // "Placements of old versions, their images ARCHIVED" (L 70612068792). An asset that a person
    // takes out of the archive stays out.
    if (state.equals("APPROVED")
        && !shown
        && !placements.isEmpty()
        && !asset.hidden().has(RETIRED)) {
      asset.hidden().put(RETIRED, true);
      state = "ARCHIVED";
    }
    if (!before.equals(state)) {
      asset.set(LibraryAssets.STATE, state);
    }
  }

  private static boolean isReplaced(Resource version) {
    return VersionStates.of(version).equals("REPLACED_WITH_NEW_VERSION");
  }

  private String inReview(List<Resource> versions) {
    List<String> states = versions.stream().map(VersionStates::of).toList();
    for (String state : List.of("IN_REVIEW", "WAITING_FOR_REVIEW", "READY_FOR_REVIEW")) {
      if (states.contains(state)) {
        return state;
      }
    }
    boolean refused =
        versions.stream().anyMatch(ParentStates::isRejected)
            || states.contains("DEVELOPER_REJECTED");
    return refused && world.guesses().turned(Guess.ASSETS_ARE_REJECTED)
        ? "REJECTED"
        : "PREPARE_FOR_SUBMISSION";
  }
}
