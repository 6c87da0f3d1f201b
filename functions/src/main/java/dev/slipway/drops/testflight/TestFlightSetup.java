package dev.slipway.drops.testflight;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `testFlight` in `release.json` says about the app in TestFlight beyond the build's text and
/// the names of its groups.
///
/// @param createGroups whether to create the groups that the app lacks
/// @param groups the groups about which `release.json` says more than their name
/// @param description what the app does, for testers, by locale
/// @param feedbackEmail where testers write to, in every locale; null to leave it unchanged
/// @param reviewInformation whether the drop has a contact, a demo account or an age rating, which
///   Beta App Review asks for
/// @param notifyTesters whether Apple notifies testers when they get the build; null to leave it to
///   Apple's preset
/// @param expirePrevious whether the earlier builds of the version expire when testers have this
///   one
public record TestFlightSetup(
    boolean createGroups,
    List<BetaGroupTerms> groups,
    Map<String, String> description,
    @Nullable String feedbackEmail,
    boolean reviewInformation,
    @Nullable Boolean notifyTesters,
    boolean expirePrevious) {
  /// A `release.json` that changes nothing but the build.
  public static final TestFlightSetup NONE =
      new TestFlightSetup(false, List.of(), Map.of(), null, false, null, false);

  public TestFlightSetup {
    groups = List.copyOf(groups);
    description = Map.copyOf(description);
  }

  /// Creates a setup of groups alone.
  public TestFlightSetup(boolean createGroups, List<BetaGroupTerms> groups) {
    this(createGroups, groups, Map.of(), null, false, null, false);
  }

  /// Returns the setup of a drop that has information for Beta App Review, or has none.
  public TestFlightSetup withReviewInformation(boolean present) {
    return new TestFlightSetup(
        createGroups, groups, description, feedbackEmail, present, notifyTesters, expirePrevious);
  }

  /// Returns whether the texts that testers read about the app change.
  public boolean hasTexts() {
    return !description.isEmpty() || feedbackEmail != null;
  }

  /// Returns what is wanted of a group; the preset of a group of which only the name is given.
  public BetaGroupTerms group(String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseGet(() -> BetaGroupTerms.named(name));
  }
}
