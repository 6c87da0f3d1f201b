package dev.slipway.simulator.library;

import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `appAssetLibraries`: one per app, made by Apple, with the id of the app (asset-library.md, 1).
public final class AssetLibraries implements Computed {
  static final String TYPE = "appAssetLibraries";

  private final World world;

  private AssetLibraries(World world) {
    this.world = world;
  }

  /// Registers everything that belongs to the library, and keeps it in step with versions and sets.
  public static void register(Writes writes) {
    World world = writes.world();
    world.compute(TYPE, new AssetLibraries(world), List.of("apps.assetLibrary"));
    world.compute(ReferenceDatum.TYPE, new ReferenceDatum(), List.of());
    new LibraryAssets(writes).register();
    new Placements().register(writes);
    new PlacementOrders(world).register(writes);
    var mirror = new SetMirror(world);
    var states = new LibraryStates(world);
    world.onSettled(
        () -> {
          mirror.mirror();
          states.follow();
        });
  }

  @Override
  public @Nullable Resource find(String id) {
    Resource app = world.find("apps", id);
    return app == null ? null : of(app);
  }

  @Override
  public List<Resource> related(
      Resource resource, String relationship, Map<String, List<String>> filters) {
    return List.of(of(resource));
  }

  private static Resource of(Resource app) {
    return Resource.computed(TYPE, app.id(), app.issuerId());
  }
}
