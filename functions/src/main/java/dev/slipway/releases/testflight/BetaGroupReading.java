package dev.slipway.releases.testflight;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.testflight.BetaGroupTerms.Tester;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Group;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Testers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an app's groups, and which of the drop's testers they have.
final class BetaGroupReading {
  private final AppStoreConnectClient apple;

  BetaGroupReading(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Returns the app's groups by name, with one call, and one for each group whose testers the drop
  /// names.
  ///
  /// @param having the groups that have the build
  Map<String, Group> read(ReleaseRecord release, Set<BetaGroupId> having) {
    var groups = new LinkedHashMap<String, Group>();
    for (BetaGroup group : apple.betaGroups().listFor(RequiredFacts.app(release))) {
      boolean hasBuild =
          having.contains(group.id()) || (group.internal() && group.hasAccessToAllBuilds());
      groups.putIfAbsent(
          group.name(),
          new Group(
              group.id().value(),
              group.internal(),
              hasBuild,
              group.publicLink(),
              testers(release, group)));
    }
    return groups;
  }

  /// Returns the groups that are known, with the build where Apple shows it.
  static Map<String, Group> known(ReleaseRecord release, Set<BetaGroupId> having) {
    var groups = new LinkedHashMap<String, Group>();
    release
        .testFlight()
        .groups()
        .forEach(
            (name, group) ->
                groups.put(
                    name,
                    having.contains(new BetaGroupId(group.id())) ? group.withBuild() : group));
    return groups;
  }

  /// Returns whether Apple has to be asked again for groups that were read before: they were never
  /// read, a write has an unknown outcome, or a public link has no address yet.
  static boolean isNeeded(ReleaseRecord release) {
    var groups = release.testFlight().groups();
    return groups.isEmpty()
        || release.intent() != null
        || wanted(release).stream()
            .filter(terms -> terms.publicLink() != null)
            .map(terms -> find(groups, terms.name()))
            .filter(Objects::nonNull)
            .map(group -> group.publicLink())
            .anyMatch(link -> link == null || link.url() == null);
  }

  /// Returns the group with this name, in any normal form of Unicode.
  private static @Nullable Group find(Map<String, Group> groups, String name) {
    return groups.entrySet().stream()
        .filter(group -> PlainText.isSame(name, group.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Testers testers(ReleaseRecord release, BetaGroup group) {
    List<String> emails =
        wanted(release).stream()
            .filter(terms -> PlainText.isSame(terms.name(), group.name()))
            .flatMap(terms -> terms.testers().stream())
            .map(Tester::email)
            .toList();
    return emails.isEmpty()
        ? null
        : new Testers(
            apple.betaTesters().inGroup(group.id(), emails).stream()
                .map(tester -> tester.email())
                .filter(Objects::nonNull)
                .toList());
  }

  private static List<BetaGroupTerms> wanted(ReleaseRecord release) {
    var terms = RequiredFacts.desired(release).terms().testFlight();
    return terms == null ? List.of() : terms.setup().groups();
  }
}
