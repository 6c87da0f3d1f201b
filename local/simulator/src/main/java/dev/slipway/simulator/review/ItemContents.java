package dev.slipway.simulator.review;

import dev.slipway.simulator.purchases.Purchases;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of an item of a review submission: an app version, or something that a person
/// prepared in App Store Connect.
final class ItemContents {
  private ItemContents() {}

  /// Returns the app version of an item, or null for another kind of item.
  static @Nullable Resource version(World world, Resource item) {
    return world.find("appStoreVersions", item.relation("appStoreVersion"));
  }

  /// Returns the items of a submission that were not removed.
  static List<Resource> items(World world, Resource submission) {
    return world.related(submission, "items").stream()
        .filter(item -> !item.text("state").equals("REMOVED"))
        .toList();
  }

  /// Returns whether a submission holds an app version.
  static boolean holdsVersion(World world, Resource submission) {
    return items(world, submission).stream().anyMatch(item -> version(world, item) != null);
  }

  /// A thing in an item that is not an app version.
  record Foreign(ForeignItem kind, Resource content) {}

  /// Returns what an item holds that is not an app version, or null.
  static @Nullable Foreign foreign(World world, Resource item) {
    for (ForeignItem kind : ForeignItem.values()) {
      Resource content = world.find(kind.type(), item.relation(kind.relationship()));
      if (content != null) {
        return new Foreign(kind, content);
      }
    }
    return null;
  }

  /// Moves an item's content into a state, given as that of an app version.
  static void set(World world, Resource item, String versionState) {
    Resource version = version(world, item);
    if (version != null) {
      VersionStates.set(world, version, versionState);
      return;
    }
    Foreign foreign = foreign(world, item);
    if (foreign != null && foreign.kind().isPurchase()) {
      Purchases.move(world, foreign.content(), purchaseState(versionState));
      world.changed();
    } else if (foreign != null) {
      setForeign(foreign.content(), foreign.kind(), versionState);
      world.changed();
    }
  }

  private static String purchaseState(String versionState) {
    return versionState.equals("METADATA_REJECTED") ? "REJECTED" : versionState;
  }

  private static void setForeign(Resource foreign, ForeignItem kind, String versionState) {
    boolean event = kind == ForeignItem.APP_EVENT;
    String state =
        switch (versionState) {
          case "METADATA_REJECTED" -> "REJECTED";
          case "DEVELOPER_REJECTED", "PREPARE_FOR_SUBMISSION" ->
              event ? "DRAFT" : "PREPARE_FOR_SUBMISSION";
          default -> versionState;
        };
    foreign.set(event ? "eventState" : "state", state);
  }
}
