package dev.slipway.simulator.library;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `appAssetLibraryPlacements`: one asset on one localization. Everything of it is fixed when it is
/// created; it can be deleted (asset-library.md, 1, 4 and 6).
public final class Placements {
  static final String TYPE = "appAssetLibraryPlacements";
  static final String GROUP = "placementGroup";
  static final String PLACEMENT_TYPE = "placementType";

  /// No attribute of the resource, but its lists can be sorted by it.
  static final String POSITION = "placementGroupPosition";

  /// A hidden fact: the id of the screenshot or preview in a set that shows the same.
  static final String MEMBER = "member";

  private static final String DEFAULT_GROUP = "DEFAULT_PROFILE";
  private static final List<String> OTHER_SURFACES =
      List.of(
          "appEventLocalization",
          "appCustomProductPageLocalization",
          "appStoreVersionExperimentTreatmentLocalization");

  void register(Writes writes) {
    writes.on("POST /v1/" + TYPE, Placements::create);
    writes.on("DELETE /v1/" + TYPE + "/{id}", Placements::delete);
  }

  private static Resource create(WriteCall call) {
    World world = call.world();
    AssetKind kind = kind(call);
    Resource asset = call.related(kind.relation(), kind.type());
    Resource localization = localization(call);
    Resource version = ParentStates.versionOf(world, localization);
    String type = call.text(PLACEMENT_TYPE);
    String group = group(call, type);
    requireCombination(asset, version, type, group);
    if (!Objects.equals(asset.relation(LibraryAssets.LIBRARY), version.relation("app"))) {
      throw new ApiException(
          RelationshipErrors.invalid(
              kind.relation(), "The asset is in the library of another app."));
    }
    ParentStates.requireOpen(world, version);
    ParentStates.requireApproved(world, version, asset);
    requirePlaceable(world, asset, type, group);
    requireRoom(world, localization, asset, type, group);
    if (LibraryAssets.state(asset).equals("ARCHIVED")) {
      asset.set(LibraryAssets.STATE, "APPROVED");
    }
    return add(world, localization, asset, type, group);
  }

  private static AssetKind kind(WriteCall call) {
    boolean image = call.relationshipId(AssetKind.IMAGE.relation()) != null;
    boolean video = call.relationshipId(AssetKind.VIDEO.relation()) != null;
    if (image == video) {
      throw new ApiException(
          ApiError.entity(
              "/data/relationships",
              "Exactly one of the relationships 'image' and 'video' is needed."));
    }
    return image ? AssetKind.IMAGE : AssetKind.VIDEO;
  }

  private static Resource localization(WriteCall call) {
    for (String other : OTHER_SURFACES) {
      if (call.givesRelationship(other)) {
        // The simulator has none of them.
        return call.related(other, other + "s");
      }
    }
    if (call.relationshipId(ParentStates.LOCALIZATION) == null) {
      throw new ApiException(RelationshipErrors.required(ParentStates.LOCALIZATION));
    }
    return call.related(ParentStates.LOCALIZATION, "appStoreVersionLocalizations");
  }

  /// Header and search-results pictures were accepted without a group; everybody sends one for
  /// screenshots (asset-library.md, 4).
  private static String group(WriteCall call, String type) {
    String given = call.text(GROUP);
    if (!given.isEmpty()) {
      return given;
    }
    if (!ReferenceData.instance().mappings(type).containsKey(DEFAULT_GROUP)) {
      throw new ApiException(AttributeErrors.required(GROUP));
    }
    return DEFAULT_GROUP;
  }

  private static void requireCombination(
      Resource asset, Resource version, String type, String group) {
    ReferenceData data = ReferenceData.instance();
    if (data.mostOnVersions(type).isEmpty()
        || !data.mappings(type).containsKey(group)
        || !data.shows(group, version.text("platform"))
        || !asset.text("category").equals(data.categories().get(type))) {
      throw new ApiException(LibraryErrors.combination());
    }
  }

  private static void requirePlaceable(World world, Resource asset, String type, String group) {
    switch (LibraryAssets.state(asset)) {
      case "AWAITING_UPLOAD", "FAILED" ->
          throw new ApiException(
              LibraryErrors.assetState("The asset has no file that can be placed"));
      case "ARCHIVED" -> {
        if (world.guesses().turned(Guess.ARCHIVED_ASSET_PLACED)) {
          throw new ApiException(LibraryErrors.assetState("The asset is archived"));
        }
      }
      default -> {
        // Processed, or about to be.
      }
    }
    if (!AssetProcessing.isOver(asset)) {
      if (world.guesses().turned(Guess.PLACED_WHILE_PROCESSING)) {
        throw new ApiException(LibraryErrors.inPostProcessing());
      }
      return;
    }
    if (!ReferenceData.instance().fits(type, group, asset.text(AssetProcessing.SPEC))
        && world.guesses().turned(Guess.PLACEMENT_OF_ANOTHER_SPEC)) {
      throw new ApiException(
          RelationshipErrors.invalid(
              AssetKind.of(asset.type()).relation(),
              "The placement group does not have the asset's specification."));
    }
  }

  private static void requireRoom(
      World world, Resource localization, Resource asset, String type, String group) {
    List<Resource> there = inGroup(world, localization, type, group);
    boolean twice = there.stream().anyMatch(one -> asset(world, one) == asset);
    if (twice && world.guesses().turned(Guess.PLACED_ONCE)) {
      throw new ApiException(
          ApiError.state(".ALREADY_EXISTS", "The asset is placed in this group already."));
    }
    int most = ReferenceData.instance().mostOnVersions(type).orElse(0);
    if (there.size() >= most) {
      String detail = "The group has at most " + most + " placements of this type.";
      throw new ApiException(
          world.guesses().turned(Guess.PLACEMENT_LIMIT_IS_AN_ENTITY_ERROR)
              ? RelationshipErrors.invalid(ParentStates.LOCALIZATION, detail)
              : ApiError.state("", detail));
    }
  }

  /// Adds a placement behind the others of its group.
  static Resource add(
      World world, Resource localization, Resource asset, String type, String group) {
    AssetKind kind = AssetKind.of(asset.type());
    List<Resource> there = inGroup(world, localization, type, group);
    String time = LibraryAssets.time(world, TYPE);
    Resource placement =
        world
            .create(TYPE, localization.issuerId())
            .relate(kind.relation(), asset.id())
            .relate(ParentStates.LOCALIZATION, localization.id())
            .set("mediaType", kind.name())
            .set(PLACEMENT_TYPE, type)
            .set(GROUP, group)
            .set("createdDate", time)
            .set("lastModifiedDate", time);
    placement.attributes().put(POSITION, there.isEmpty() ? 0 : position(there.getLast()) + 1);
    LibraryStates.set(world, placement);
    return placement;
  }

  private static @Nullable Resource delete(WriteCall call) {
    ParentStates.requireOpen(call.world(), ParentStates.version(call.world(), call.target()));
    call.world().remove(call.target());
    return null;
  }

  /// Returns the placements on a localization, oldest first.
  static List<Resource> of(World world, Resource localization) {
    return world.all(TYPE).stream()
        .filter(one -> localization.id().equals(one.relation(ParentStates.LOCALIZATION)))
        .toList();
  }

  /// Returns the placements of a type in a group of a localization, by their position.
  static List<Resource> inGroup(World world, Resource localization, String type, String group) {
    return of(world, localization).stream()
        .filter(one -> one.text(PLACEMENT_TYPE).equals(type) && one.text(GROUP).equals(group))
        .sorted((one, other) -> Integer.compare(position(one), position(other)))
        .toList();
  }

  /// Returns all placements, by their positions.
  public static List<Resource> inOrder(World world) {
    return world.all(TYPE).stream()
        .sorted((one, other) -> Integer.compare(position(one), position(other)))
        .toList();
  }

  static int position(Resource placement) {
    return placement.attributes().path(POSITION).asInt();
  }

  /// Returns the asset of a placement.
  static Resource asset(World world, Resource placement) {
    AssetKind kind = AssetKind.valueOf(placement.text("mediaType"));
    return world.get(kind.type(), placement.relation(kind.relation()));
  }

  /// Gives a localization of a new version the placements of the previous version, but for those
  /// that sets show, which come with the sets.
  public static void copyAll(World world, Resource from, Resource to) {
    for (Resource placement : of(world, from)) {
      if (!placement.hidden().has(MEMBER)
          && AssetProcessing.isOver(asset(world, placement))
          && !startsWithout(world, placement)) {
        add(
            world,
            to,
            asset(world, placement),
            placement.text(PLACEMENT_TYPE),
            placement.text(GROUP));
      }
    }
  }

  private static boolean startsWithout(World world, Resource placement) {
    return asset(world, placement).text("category").equals("CREATIVE_ASSETS")
        && world.guesses().turned(Guess.CREATIVE_ASSETS_START_EMPTY);
  }

  /// Returns whether a localization shows a screenshot in one of these display types of sets.
  public static boolean shows(World world, Resource localization, Set<String> displayTypes) {
    return of(world, localization).stream()
        .filter(one -> one.text(PLACEMENT_TYPE).equals("APP_SCREENSHOT"))
        .anyMatch(
            one -> displayTypes.contains(ReferenceData.instance().displayType(one.text(GROUP))));
  }

  /// Returns why the placements of a localization keep its version from being submitted: an asset
  /// that is not processed was refused in a submission (asset-library.md, 10), one that FAILED by
  /// analogy with sets.
  public static List<ApiError> obstacles(World world, Resource localization) {
    return of(world, localization).stream()
        .filter(one -> !one.hidden().has(MEMBER))
        .filter(one -> !LibraryStates.of(one).startsWith("PARENT_"))
        .filter(one -> !LibraryStates.of(one).equals("ACTIVE"))
        .map(
            one ->
                LibraryStates.of(one).equals("FAILED")
                    ? ApiError.notInValidState(TYPE, one.id())
                    : LibraryErrors.inPostProcessing())
        .toList();
  }
}
