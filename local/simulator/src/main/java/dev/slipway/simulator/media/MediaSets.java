package dev.slipway.simulator.media;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `appScreenshotSets` and `appPreviewSets`: one per localization and display type, with an order.
public final class MediaSets {
  private static final String MESSAGES_DUO = "IMESSAGE_APP_IPHONE_DUO";
  private static final String LOCALIZATION = "appStoreVersionLocalization";

  public void register(Writes writes) {
    for (MediaKind kind : MediaKind.values()) {
      writes.on("POST /v1/" + kind.setType(), call -> create(kind, call));
      writes.on("DELETE /v1/" + kind.setType() + "/{id}", call -> delete(kind, writes, call));
      writes.on(
          "PATCH /v1/" + kind.setType() + "/{id}/relationships/" + kind.assetType(),
          call -> order(kind, call));
    }
  }

  private static Resource create(MediaKind kind, WriteCall call) {
    for (String other :
        List.of(
            "appCustomProductPageLocalization", "appStoreVersionExperimentTreatmentLocalization")) {
      if (call.givesRelationship(other)) {
        call.related(other, other + "s");
      }
    }
    if (call.relationshipId(LOCALIZATION) == null) {
      throw new ApiException(RelationshipErrors.required(LOCALIZATION));
    }
    Resource localization = call.related(LOCALIZATION, "appStoreVersionLocalizations");
    Resource version =
        call.world().get("appStoreVersions", localization.relation("appStoreVersion"));
    EditableFields.requireMediaOpen(call.world(), version, kind.assetType(), "Create");
    String type = call.text(kind.displayType());
    if (type.equals(MESSAGES_DUO) && call.world().guesses().turned(Guess.IMESSAGE_DUO_REFUSED)) {
      throw new ApiException(
          AttributeErrors.wrongType(kind.displayType(), "'" + type + "' is not a valid value"));
    }
    if (!DisplaySizes.platform(type).equals(version.text("platform"))) {
      throw new ApiException(notAllowed(kind.displayType()));
    }
    for (Resource other : call.world().related(localization, kind.setType())) {
      if (other.text(kind.displayType()).equals(type)
          && call.world().guesses().turned(Guess.SECOND_SET_OF_A_TYPE)) {
        throw new ApiException(
            AttributeErrors.duplicate(
                kind.displayType(), "The localization already has a set for " + type + "."));
      }
    }
    return call.create(kind.setType())
        .relate(LOCALIZATION, localization.id())
        .set(kind.displayType(), type);
  }

  /// In Apple's words (media-live.md, 2.4).
  private static ApiError notAllowed(String attribute) {
    return new ApiError(
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID",
        "An attribute value is invalid.",
        "Display Type Not Allowed!",
        "/data/attributes/" + attribute,
        null,
        null,
        null);
  }

  private static @Nullable Resource delete(MediaKind kind, Writes writes, WriteCall call) {
    EditableFields.requireMediaOpen(
        call.world(), version(call.world(), call.target()), kind.assetType(), "Delete");
    List<Resource> members = call.world().related(call.target(), kind.assetType());
    if (!members.isEmpty() && call.world().guesses().turned(Guess.SET_WITH_MEMBERS_STAYS)) {
      throw new ApiException(ApiError.notInValidState(kind.setType(), call.target().id()));
    }
    for (Resource asset : members) {
      writes.spool().delete(asset.id());
    }
    remove(call.world(), kind, call.target());
    return null;
  }

  private static @Nullable Resource order(MediaKind kind, WriteCall call) {
    Resource set = call.target();
    EditableFields.requireMediaOpen(
        call.world(), version(call.world(), set), kind.assetType(), "Update");
    List<String> wanted = new ArrayList<>();
    for (JsonNode one : call.data()) {
      wanted.add(call.find(kind.assetType(), one.path("id").textValue(), "").id());
    }
    List<String> members =
        call.world().related(set, kind.assetType()).stream().map(Resource::id).toList();
    boolean whole =
        wanted.size() == members.size() && new HashSet<>(wanted).equals(new HashSet<>(members));
    if (!whole && call.world().guesses().turned(Guess.ORDER_NAMES_ALL)) {
      throw new ApiException(
          RelationshipErrors.invalid(
              "",
              "The list must name every one of the "
                  + members.size()
                  + " "
                  + kind.assetType()
                  + " of the set exactly once, and nothing else."));
    }
    call.world().order(set, kind.assetType(), wanted);
    return null;
  }

  /// Returns the version that a set belongs to.
  static Resource version(World world, Resource set) {
    Resource localization = world.get("appStoreVersionLocalizations", set.relation(LOCALIZATION));
    return world.get("appStoreVersions", localization.relation("appStoreVersion"));
  }

  /// Removes all sets of a localization with their members.
  public static void removeAll(World world, Resource localization) {
    for (MediaKind kind : MediaKind.values()) {
      world.related(localization, kind.setType()).forEach(set -> remove(world, kind, set));
    }
  }

  private static void remove(World world, MediaKind kind, Resource set) {
    world.related(set, kind.assetType()).forEach(world::remove);
    world.remove(set);
  }

  /// Gives a localization of a new version the sets of the previous version: the COMPLETE members,
  /// in order, under new ids.
  public static void copyAll(World world, Resource from, Resource to) {
    for (MediaKind kind : MediaKind.values()) {
      for (Resource set : world.related(from, kind.setType())) {
        Resource copiedSet = world.copy(set).relate(LOCALIZATION, to.id());
        copiedSet.hidden().removeAll();
        for (Resource asset : world.related(set, kind.assetType())) {
          if (MediaAssets.isComplete(asset)) {
            if (!asset.hidden().has(MediaAssets.LIBRARY_ASSET)) {
              asset.hidden().put(MediaAssets.LIBRARY_ASSET, UUID.randomUUID().toString());
            }
            Resource copied = world.copy(asset).relate(kind.setRelation(), copiedSet.id());
            MediaProcessing.showChecksum(copied);
            copied
                .hidden()
                .retain(
                    "width",
                    "height",
                    MediaProcessing.BIT_DEPTH,
                    MediaAssets.LIBRARY_ASSET,
                    MediaAssets.FROM_LIBRARY);
          }
        }
      }
    }
  }
}
