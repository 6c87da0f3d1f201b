package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.LibraryId.PlacementId;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.StateDetail;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One asset on one localization. It cannot be changed, only deleted.
///
/// @param assetId null where Apple does not name the asset: in the answer to a create
/// @param asset null where Apple does not include it
/// @param details why it FAILED
public record Placement(
    PlacementId id,
    PlacementSlot slot,
    PlacementState state,
    @Nullable LibraryAssetId assetId,
    @Nullable LibraryAsset asset,
    List<StateDetail> details) {
  static final List<String> FIELDS =
      List.of("placementType", "placementGroup", "state", "stateDetails", "image", "video");

  public Placement {
    details = List.copyOf(details);
  }

  static Placement read(Resource resource) {
    var attributes = resource.attributes();
    return new Placement(
        new PlacementId(resource.id()),
        PlacementSlot.read(resource),
        resource.constant("state", PlacementState.class, PlacementState.UNKNOWN),
        linked(resource, AssetKind.IMAGE).or(() -> linked(resource, AssetKind.VIDEO)).orElse(null),
        included(resource, AssetKind.IMAGE)
            .or(() -> included(resource, AssetKind.VIDEO))
            .orElse(null),
        Resource.details(attributes, "stateDetails"));
  }

  private static Optional<LibraryAssetId> linked(Resource resource, AssetKind kind) {
    return resource.linked(kind.relationship()).map(id -> new LibraryAssetId(kind, id));
  }

  private static Optional<LibraryAsset> included(Resource resource, AssetKind kind) {
    return resource.related(kind.relationship()).map(asset -> LibraryAsset.read(kind, asset));
  }
}
