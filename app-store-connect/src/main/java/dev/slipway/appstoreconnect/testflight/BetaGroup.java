package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group of testers.
///
/// @param internal whether its testers belong to the team; external testers need a build that
///   passed beta review
/// @param hasAccessToAllBuilds whether it is an internal group that receives every build
///   automatically
/// @param publicLink null while the group has none
public record BetaGroup(
    BetaGroupId id,
    String name,
    boolean internal,
    boolean hasAccessToAllBuilds,
    @Nullable PublicLink publicLink) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS =
      List.of(
          "name",
          "isInternalGroup",
          "hasAccessToAllBuilds",
          "publicLinkEnabled",
          "publicLinkLimitEnabled",
          "publicLinkLimit",
          "publicLink");

  /// A link with which anyone can join the group.
  ///
  /// @param testerLimit how many testers can join by it; null without a limit
  /// @param url null until Apple has made it, which may be some time after it was enabled
  public record PublicLink(@Nullable Integer testerLimit, @Nullable String url) {
    private static @Nullable PublicLink read(JsonObject attributes) {
      if (!attributes.optionalBool("publicLinkEnabled").orElse(false)) {
        return null;
      }
      var limit = attributes.optionalNumber("publicLinkLimit");
      boolean limited =
          limit.isPresent() && attributes.optionalBool("publicLinkLimitEnabled").orElse(false);
      return new PublicLink(
          limited ? Math.toIntExact(limit.getAsLong()) : null,
          attributes.optionalString("publicLink").orElse(null));
    }
  }

  /// Creates a group without a public link.
  public BetaGroup(BetaGroupId id, String name, boolean internal, boolean hasAccessToAllBuilds) {
    this(id, name, internal, hasAccessToAllBuilds, null);
  }

  /// Reads a `betaGroups` resource.
  public static BetaGroup read(Resource resource) {
    var attributes = resource.attributes();
    return new BetaGroup(
        new BetaGroupId(resource.id()),
        attributes.optionalString("name").orElse(""),
        attributes.optionalBool("isInternalGroup").orElse(false),
        attributes.optionalBool("hasAccessToAllBuilds").orElse(false),
        PublicLink.read(attributes));
  }
}
