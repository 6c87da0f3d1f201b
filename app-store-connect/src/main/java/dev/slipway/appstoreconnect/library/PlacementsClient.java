package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.LibraryId.PlacementId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.json.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Places images and videos on the localizations of versions. Thread-safe.
public final class PlacementsClient {
  private static final String TYPE = "appAssetLibraryPlacements";
  private static final String ORDERING = "appAssetLibraryPlacementOrderingRequests";
  private static final String LOCALIZATION = "appStoreVersionLocalization";

  /// How long the list with its assets is tried: one account got a 500 every time
  /// (asset-library.md, 10).
  private static final Duration LIST_WITH_ASSETS = Duration.ofSeconds(20);

  private final ApiConnection connection;

  /// Whether Apple has failed with the assets: it would do so again.
  private volatile boolean assetsFail;

  public PlacementsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all placements of a localization with their assets, in the order of the App Store
  /// within each slot. One call for each 200; if Apple fails with the assets, another one for each
  /// placement, and from then on without a try.
  public List<Placement> listFor(LocalizationId localization) {
    if (!assetsFail) {
      try {
        return connection.all(
            withAssets(list(localization)).within(LIST_WITH_ASSETS).attempts(2), Placement::read);
      } catch (AppleFault e) {
        assetsFail = true;
      }
    }
    var placements = new ArrayList<Placement>();
    for (Placement placement : connection.all(list(localization), Placement::read)) {
      placements.add(get(placement.id()));
    }
    return List.copyOf(placements);
  }

  /// Returns the placements of one asset on a localization. After a lost answer to [#create] this
  /// shows whether it arrived: placing again would show the picture twice.
  public List<Placement> listFor(LocalizationId localization, LibraryAssetId asset) {
    return connection.all(
        list(localization).query("filter[" + asset.kind().relationship() + "]", asset.value()),
        Placement::read);
  }

  /// Returns one placement with its asset.
  public Placement get(PlacementId id) {
    return connection.send(
        withAssets(
            ApiRequest.get("/v1/" + TYPE + "/{id}", id)
                .query("fields[" + TYPE + "]", Placement.FIELDS)),
        document -> Placement.read(document.one()));
  }

  /// Places an asset behind the others of its slot. Apple answers with a Conflict when the slot is
  /// full, when asset and slot do not go together, and when the version cannot be edited.
  public Placement create(LocalizationId localization, PlacementSlot slot, LibraryAssetId asset) {
    var data =
        JsonFields.with("type", TYPE)
            .put(
                "attributes",
                JsonFields.with("placementType", slot.placementType())
                    .put("placementGroup", slot.placementGroup()))
            .put(
                "relationships",
                JsonFields.with(
                        asset.kind().relationship(), JsonFields.with("data", asset.linkage()))
                    .put(LOCALIZATION, JsonFields.with("data", localization.linkage())));
    return connection.send(
        ApiRequest.post("/v1/" + TYPE, data), document -> Placement.read(document.one()));
  }

  /// Deletes a placement; its asset stays.
  public void delete(PlacementId id) {
    connection.send(ApiRequest.delete("/v1/" + TYPE + "/{id}", id), document -> document);
  }

  /// Puts placements into this order. The list must contain all those of one slot; others of the
  /// group, such as previews beside screenshots, must not be in it.
  public void order(
      LocalizationId localization, String placementGroup, List<PlacementId> placements) {
    var data =
        JsonFields.with("type", ORDERING)
            .put("attributes", JsonFields.with("placementGroup", placementGroup))
            .put(
                "relationships",
                JsonFields.with(
                        "orderedPlacements",
                        JsonFields.with(
                            "data", placements.stream().map(PlacementId::linkage).toList()))
                    .put(LOCALIZATION, JsonFields.with("data", localization.linkage())));
    connection.send(ApiRequest.post("/v1/" + ORDERING, data), document -> document);
  }

  private static ApiRequest list(LocalizationId localization) {
    return ApiRequest.get("/v1/appStoreVersionLocalizations/{id}/placements", localization)
        .query("sort", "placementGroupPosition")
        .query("fields[" + TYPE + "]", Placement.FIELDS)
        .query("limit", "200");
  }

  private static ApiRequest withAssets(ApiRequest request) {
    var more = request.query("include", List.of("image", "video"));
    for (AssetKind kind : AssetKind.values()) {
      more = more.query("fields[" + kind.type() + "]", LibraryAsset.fields(kind));
    }
    return more;
  }
}
