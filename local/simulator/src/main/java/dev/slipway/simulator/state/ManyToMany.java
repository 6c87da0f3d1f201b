package dev.slipway.simulator.state;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A relationship that is to-many on both sides, kept in resources of a type of their own.
///
/// @param link type of those resources, which no answer shows
/// @param from their relation to this side
/// @param to their relation to the other side
/// @param type type of the other side
record ManyToMany(String link, String from, String to, String type) {
  private static final Map<String, ManyToMany> ALL =
      Map.of(
          "betaGroups.builds",
          new ManyToMany("betaGroupBuilds", "betaGroup", "build", "builds"),
          "builds.betaGroups",
          new ManyToMany("betaGroupBuilds", "build", "betaGroup", "betaGroups"),
          "betaGroups.betaTesters",
          new ManyToMany("betaGroupTesters", "betaGroup", "betaTester", "betaTesters"),
          "betaTesters.betaGroups",
          new ManyToMany("betaGroupTesters", "betaTester", "betaGroup", "betaGroups"),
          "builds.individualTesters",
          new ManyToMany("buildTesters", "build", "betaTester", "betaTesters"),
          "betaTesters.builds",
          new ManyToMany("buildTesters", "betaTester", "build", "builds"));

  /// Returns the relationship with this name, for example "betaGroups.builds", or null.
  static @Nullable ManyToMany find(String name) {
    return ALL.get(name);
  }

  /// Returns the resources related to a resource, in the order in which they were added.
  List<Resource> of(World world, Resource resource) {
    return world.all(link).stream()
        .filter(one -> resource.id().equals(one.relation(from)))
        .map(one -> world.get(type, one.relation(to)))
        .toList();
  }
}
