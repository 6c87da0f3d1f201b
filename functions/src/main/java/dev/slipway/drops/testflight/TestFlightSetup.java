package dev.slipway.drops.testflight;

import java.util.List;

/// What `testFlight` in `release.json` says about the app in TestFlight beyond the build's text and
/// the names of its groups.
///
/// @param createGroups whether to create the groups that the app lacks
/// @param groups the groups about which `release.json` says more than their name
public record TestFlightSetup(boolean createGroups, List<BetaGroupTerms> groups) {
  /// A `release.json` that changes nothing but the build.
  public static final TestFlightSetup NONE = new TestFlightSetup(false, List.of());

  public TestFlightSetup {
    groups = List.copyOf(groups);
  }

  /// Returns what is wanted of a group; the preset of a group of which only the name is given.
  public BetaGroupTerms group(String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseGet(() -> BetaGroupTerms.named(name));
  }
}
