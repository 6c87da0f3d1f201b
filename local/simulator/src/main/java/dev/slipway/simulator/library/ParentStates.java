package dev.slipway.simulator.library;

import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import java.util.Set;

/// What may be placed on the localizations of a version, by its state (asset-library.md, 6, 10 and
/// 12).
final class ParentStates {
  static final String LOCALIZATION = "appStoreVersionLocalization";

  /// App Review's approval is behind these.
  private static final Set<String> APPROVED =
      Set.of(
          "READY_FOR_DISTRIBUTION",
          "PENDING_DEVELOPER_RELEASE",
          "PENDING_APPLE_RELEASE",
          "PROCESSING_FOR_DISTRIBUTION");

  private static final Set<String> REJECTED =
      Set.of("REJECTED", "METADATA_REJECTED", "INVALID_BINARY");

  private ParentStates() {}

  /// Returns the version that a placement's localization belongs to.
  static Resource version(World world, Resource placement) {
    return versionOf(
        world, world.get("appStoreVersionLocalizations", placement.relation(LOCALIZATION)));
  }

  static Resource versionOf(World world, Resource localization) {
    return world.get("appStoreVersions", localization.relation("appStoreVersion"));
  }

  /// Ends the call if nothing can be placed on the version, or removed from it.
  static void requireOpen(World world, Resource version) {
    String state = VersionStates.of(version);
    boolean open =
        switch (state) {
          case "READY_FOR_REVIEW", "WAITING_FOR_REVIEW" ->
              !world.guesses().turned(Guess.PLACING_IN_A_SUBMISSION);
          case "REJECTED", "METADATA_REJECTED", "INVALID_BINARY" ->
              !world.guesses().turned(Guess.PLACING_ON_A_REJECTED_VERSION);
          default -> VersionStates.isEditable(version) || APPROVED.contains(state);
        };
    if (!open) {
      throw new ApiException(LibraryErrors.parentState(state));
    }
  }

  /// Ends the call if this asset can not be placed on an approved version. Only creative assets
  /// were ever tried there.
  static void requireApproved(World world, Resource version, Resource asset) {
    if (!APPROVED.contains(VersionStates.of(version))) {
      return;
    }
    if (!LibraryAssets.state(asset).equals("APPROVED")) {
      throw new ApiException(LibraryErrors.notApproved());
    }
    if (!asset.text("category").equals("CREATIVE_ASSETS")
        && world.guesses().turned(Guess.SCREENSHOTS_STAY_ON_A_LIVE_VERSION)) {
      throw new ApiException(LibraryErrors.parentState(VersionStates.of(version)));
    }
  }

  /// Returns whether App Review approved the version, and it was not replaced since.
  static boolean isApproved(Resource version) {
    return APPROVED.contains(VersionStates.of(version));
  }

  /// Returns whether App Review rejected the version.
  static boolean isRejected(Resource version) {
    return REJECTED.contains(VersionStates.of(version));
  }
}
