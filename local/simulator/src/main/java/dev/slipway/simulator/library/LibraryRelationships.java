package dev.slipway.simulator.library;

import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The libraries of apps, and the relationships that lead to assets and placements.
///
/// The first look at one of them mirrors the sets, and from then on the mirror follows every
/// change: a simulator whose library nobody uses pays nothing for it.
final class LibraryRelationships implements Computed {
  private static final String PLACEMENTS = "placements";

  private final World world;
  private final SetMirror mirror;
  private final LibraryStates states;

  LibraryRelationships(World world) {
    this.world = world;
    this.mirror = new SetMirror(world);
    this.states = new LibraryStates(world);
  }

  void register() {
    world.compute(
        AssetLibraries.TYPE,
        this,
        List.of(
            "apps.assetLibrary",
            AssetLibraries.TYPE + ".images",
            AssetLibraries.TYPE + ".videos",
            "appStoreVersionLocalizations." + PLACEMENTS));
    world.onSettled(
        () -> {
          if (isUsed()) {
            follow();
          }
        });
  }

  private boolean isUsed() {
    return !world.all(AssetKind.IMAGE.type()).isEmpty()
        || !world.all(AssetKind.VIDEO.type()).isEmpty();
  }

  private void follow() {
    mirror.mirror();
    states.follow();
  }

  @Override
  public @Nullable Resource find(String id) {
    Resource app = world.find("apps", id);
    return app == null ? null : AssetLibraries.of(app);
  }

  @Override
  public List<Resource> related(
      Resource resource, String relationship, Map<String, List<String>> filters) {
    if (!isUsed()) {
      follow();
    }
    return switch (relationship) {
      case "images" -> assets(AssetKind.IMAGE, resource);
      case "videos" -> assets(AssetKind.VIDEO, resource);
      case PLACEMENTS -> Placements.of(world, resource);
      default -> List.of(AssetLibraries.of(resource));
    };
  }

  private List<Resource> assets(AssetKind kind, Resource library) {
    return world.all(kind.type()).stream()
        .filter(asset -> library.id().equals(asset.relation(LibraryAssets.LIBRARY)))
        .toList();
  }
}
