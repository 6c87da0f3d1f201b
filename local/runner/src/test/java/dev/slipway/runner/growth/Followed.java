package dev.slipway.runner.growth;

import dev.slipway.releases.ReleaseId;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.review.SubmittedVersion;

/// A release with App Review, as its record and Apple know it.
///
/// @param folder name of its folder in the drop bucket
/// @param dropVersion object version of its `release.json`
record Followed(
    Team team,
    Standing standing,
    String folder,
    String dropVersion,
    ReleaseId id,
    SimulatedApp app,
    SubmittedVersion version) {

  static String key(Team team, String folder) {
    return team.connection() + "/" + folder + "/release.json";
  }
}
