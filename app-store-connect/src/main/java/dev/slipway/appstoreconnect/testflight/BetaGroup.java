package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import java.util.List;

/// A group of testers.
///
/// @param internal whether its testers belong to the team; external testers need a build that
///   passed beta review
/// @param hasAccessToAllBuilds whether it is an internal group that receives every build
///   automatically
public record BetaGroup(
    BetaGroupId id, String name, boolean internal, boolean hasAccessToAllBuilds) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS =
      List.of("name", "isInternalGroup", "hasAccessToAllBuilds");

  /// Reads a `betaGroups` resource.
  public static BetaGroup read(Resource resource) {
    var attributes = resource.attributes();
    return new BetaGroup(
        new BetaGroupId(resource.id()),
        attributes.optionalString("name").orElse(""),
        attributes.optionalBool("isInternalGroup").orElse(false),
        attributes.optionalBool("hasAccessToAllBuilds").orElse(false));
  }
}
