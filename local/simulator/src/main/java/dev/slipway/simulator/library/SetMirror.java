package dev.slipway.simulator.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.media.MediaAssets;
import dev.slipway.simulator.media.MediaKind;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps sets and placements in step after every change (asset-library.md, 9): what is in a set is
/// an asset of the library and a placement of it, and a placement of such a group is in a set,
/// unless [Guess#PLACEMENTS_NOT_IN_SETS] is turned. A member and its placement know each other;
/// when one is deleted, so is the other. The asset stays. State files of before the library are
/// mirrored when they are read.
final class SetMirror {
  /// A hidden fact of a member of a set: the id of the asset that it shows. A new version's member
  /// shows the asset of the previous version's, and the two know it before it exists.
  private static final String ASSET = MediaAssets.LIBRARY_ASSET;

  /// A hidden fact of a member of a set: its placement.
  private static final String PLACEMENT = "placement";

  /// A hidden fact of a set: the order in which its placements are.
  private static final String ORDERED = "placementsOrdered";

  private final World world;

  SetMirror(World world) {
    this.world = world;
  }

  void mirror() {
    removeOrphans();
    for (AssetKind kind : AssetKind.values()) {
      Map<String, List<Resource>> bySet = new LinkedHashMap<>();
      for (Resource member : List.copyOf(world.all(kind.inSets().assetType()))) {
        bySet
            .computeIfAbsent(
                String.valueOf(member.relation(kind.inSets().setRelation())),
                id -> new ArrayList<>())
            .add(member);
      }
      bySet.forEach((set, members) -> members.forEach(member -> place(kind, set, member)));
    }
    if (!world.guesses().turned(Guess.PLACEMENTS_NOT_IN_SETS)) {
      List.copyOf(world.all(Placements.TYPE)).forEach(this::show);
    }
    for (AssetKind kind : AssetKind.values()) {
      world.all(kind.inSets().setType()).forEach(set -> order(kind.inSets(), set));
    }
  }

  private void removeOrphans() {
    for (Resource placement : List.copyOf(world.all(Placements.TYPE))) {
      JsonNode member = placement.hidden().path(Placements.MEMBER);
      MediaKind kind = AssetKind.valueOf(placement.text("mediaType")).inSets();
      boolean orphan =
          world.find("appStoreVersionLocalizations", placement.relation(ParentStates.LOCALIZATION))
                  == null
              || (member.isTextual() && world.find(kind.assetType(), member.textValue()) == null);
      if (orphan) {
        world.remove(placement);
      }
    }
    for (MediaKind kind : MediaKind.values()) {
      for (Resource member : List.copyOf(world.all(kind.assetType()))) {
        JsonNode placement = member.hidden().path(PLACEMENT);
        if (placement.isTextual() && world.find(Placements.TYPE, placement.textValue()) == null) {
          world.remove(member);
        }
      }
    }
  }

  /// Makes the asset and the placement of a member that is COMPLETE.
  private void place(AssetKind kind, String setId, Resource member) {
    if (member.hidden().has(PLACEMENT) || !MediaAssets.isComplete(member)) {
      return;
    }
    Resource set = world.find(kind.inSets().setType(), setId);
    Resource localization =
        set == null
            ? null
            : world.find("appStoreVersionLocalizations", set.relation(ParentStates.LOCALIZATION));
    if (set == null || localization == null) {
      return;
    }
    String displayType = set.text(kind.inSets().displayType());
    Optional<String> group = ReferenceData.instance().groupOfSet(displayType);
    if (group.isEmpty()) {
      return;
    }
    String type = placementType(kind, displayType);
    Resource asset = asset(kind, member, localization, type, group.get());
    Resource placement = Placements.add(world, localization, asset, type, group.get());
    placement.hidden().put(Placements.MEMBER, member.id());
    member.hidden().put(PLACEMENT, placement.id());
    LibraryStates.set(world, placement);
  }

  private static String placementType(AssetKind kind, String displayType) {
    if (kind == AssetKind.VIDEO) {
      return "APP_PREVIEW";
    }
    return displayType.startsWith("IMESSAGE_") ? "IMESSAGE_APP_SCREENSHOT" : "APP_SCREENSHOT";
  }

  private Resource asset(
      AssetKind kind, Resource member, Resource localization, String type, String group) {
    String id = member.hidden().path(ASSET).asText(UUID.randomUUID().toString());
    Resource known = world.find(kind.type(), id);
    if (known != null) {
      return known;
    }
    Resource version = ParentStates.versionOf(world, localization);
    Resource asset =
        world
            .create(kind.type(), id, localization.issuerId())
            .relate(LibraryAssets.LIBRARY, version.relation("app"));
    String time = LibraryAssets.time(world, kind.type());
    asset
        .set("category", "APP_SCREENSHOTS_AND_PREVIEWS")
        .set("createdDate", time)
        .set("lastModifiedDate", time)
        .set(LibraryAssets.STATE, "PREPARE_FOR_SUBMISSION")
        .set(AssetProcessing.SPEC, spec(member, type, group));
    copy(member, "fileName", asset, "fileName");
    copy(member, "fileSize", asset, "fileSize");
    if (kind == AssetKind.IMAGE) {
      copy(member, "imageAsset", asset, "imageAsset");
    } else {
      copy(member, "videoUrl", asset, "videoAsset");
      copy(member, "previewFrameTimeCode", asset, "previewFrameTimeCode");
      copy(member, "previewFrameImage", asset, "previewFrameImage");
    }
    copyPixels(member, asset);
    member.hidden().put(ASSET, asset.id());
    return asset;
  }

  private static void copy(Resource from, String name, Resource to, String as) {
    JsonNode value = from.attributes().get(name);
    if (value != null) {
      to.set(as, value.deepCopy());
    }
  }

  private static void copyPixels(Resource from, Resource to) {
    for (String name : List.of("width", "height")) {
      if (from.hidden().has(name)) {
        to.hidden().set(name, from.hidden().get(name).deepCopy());
      }
    }
  }

  /// Returns the group's specification with the member's pixels; its first one for a size that it
  /// has not, which only a seeded member or one that was turned can have.
  private static String spec(Resource member, String type, String group) {
    List<AssetSpec> specs = ReferenceData.instance().mappings(type).getOrDefault(group, List.of());
    JsonNode image = member.attributes().path("imageAsset");
    int width = member.hidden().path("width").asInt(image.path("width").asInt());
    int height = member.hidden().path("height").asInt(image.path("height").asInt());
    return specs.stream()
        .filter(spec -> spec.hasPixels(width, height))
        .findFirst()
        .or(() -> specs.stream().findFirst())
        .map(AssetSpec::id)
        .orElse(group);
  }

  /// Makes the member of a set that shows a placement.
  private void show(Resource placement) {
    Resource asset = Placements.asset(world, placement);
    String type = placement.text(Placements.PLACEMENT_TYPE);
    String group = placement.text(Placements.GROUP);
    String displayType = ReferenceData.instance().displayType(group);
    if (placement.hidden().has(Placements.MEMBER)
        || displayType.isEmpty()
        || !AssetProcessing.isOver(asset)
        || !ReferenceData.instance().fits(type, group, asset.text(AssetProcessing.SPEC))) {
      return;
    }
    AssetKind kind = AssetKind.of(asset.type());
    MediaKind sets = kind.inSets();
    Resource set = set(kind, placement, displayType);
    Resource member =
        world.create(sets.assetType(), placement.issuerId()).relate(sets.setRelation(), set.id());
    copy(asset, "fileName", member, "fileName");
    copy(asset, "fileSize", member, "fileSize");
    if (kind == AssetKind.IMAGE) {
      member
          .set("assetType", "SCREENSHOT")
          .set("assetToken", member.id() + "/" + asset.text("fileName"));
      copy(asset, "imageAsset", member, "imageAsset");
    } else {
      member.set("mimeType", kind.contentType(LibraryAssets.extension(asset)));
      copy(asset, "videoAsset", member, "videoUrl");
      copy(asset, "previewFrameTimeCode", member, "previewFrameTimeCode");
      copy(asset, "previewFrameImage", member, "previewFrameImage");
    }
    copyPixels(asset, member);
    MediaAssets.setState(member, "COMPLETE");
    member
        .hidden()
        .put(ASSET, asset.id())
        .put(PLACEMENT, placement.id())
        .put(MediaAssets.FROM_LIBRARY, true);
    placement.hidden().put(Placements.MEMBER, member.id());
  }

  private Resource set(AssetKind kind, Resource placement, String displayType) {
    MediaKind sets = kind.inSets();
    String type = kind == AssetKind.VIDEO ? displayType.replaceFirst("^APP_", "") : displayType;
    String localization = placement.relation(ParentStates.LOCALIZATION);
    for (Resource set : world.all(sets.setType())) {
      if (set.text(sets.displayType()).equals(type)
          && String.valueOf(localization).equals(set.relation(ParentStates.LOCALIZATION))) {
        return set;
      }
    }
    return world
        .create(sets.setType(), placement.issuerId())
        .relate(ParentStates.LOCALIZATION, localization)
        .set(sets.displayType(), type);
  }

  /// Gives the placements of a set's members the order of the set. They share the positions that
  /// they have.
  private void order(MediaKind kind, Resource set) {
    JsonNode order = set.hidden().path("order").path(kind.assetType());
    if (order.isMissingNode() || order.equals(set.hidden().path(ORDERED))) {
      return;
    }
    set.hidden().set(ORDERED, order.deepCopy());
    List<Resource> placements = new ArrayList<>();
    for (Resource member : world.related(set, kind.assetType())) {
      Resource placement = placement(member);
      if (placement != null) {
        placements.add(placement);
      }
    }
    List<Integer> positions = placements.stream().map(Placements::position).sorted().toList();
    for (int i = 0; i < positions.size(); i++) {
      placements.get(i).attributes().put(Placements.POSITION, positions.get(i));
    }
  }

  private @Nullable Resource placement(Resource member) {
    return world.find(Placements.TYPE, member.hidden().path(PLACEMENT).textValue());
  }
}
