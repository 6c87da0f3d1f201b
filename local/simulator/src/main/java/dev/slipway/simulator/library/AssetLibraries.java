package dev.slipway.simulator.library;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.Writes;
import java.util.List;

/// `appAssetLibraries`: one per app, made by Apple, with the id of the app (asset-library.md, 1).
public final class AssetLibraries {
  static final String TYPE = "appAssetLibraries";

  private AssetLibraries() {}

  /// Registers everything that belongs to the library, and keeps it in step with versions and sets.
  public static void register(Writes writes) {
    World world = writes.world();
    world.compute(ReferenceDatum.TYPE, new ReferenceDatum(), List.of());
    new LibraryRelationships(world).register();
    new LibraryAssets(writes).register();
    new Placements().register(writes);
    new PlacementOrders(world).register(writes);
  }

  /// Returns the library of an app.
  static Resource of(Resource app) {
    return Resource.computed(TYPE, app.id(), app.issuerId());
  }
}
