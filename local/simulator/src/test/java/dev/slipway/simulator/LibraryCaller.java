package dev.slipway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The calls for the asset library.
record LibraryCaller(Caller caller) {
  static final String LARGE_PHONE = "IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE";

  Caller.Reply reserve(String appId, String name, long sizeBytes, String more) {
    return reserve("appAssetLibraryImages", appId, name, sizeBytes, more);
  }

  Caller.Reply reserve(String type, String appId, String name, long sizeBytes, String more) {
    String category =
        more.contains("'category'") ? "" : ",'category':'APP_SCREENSHOTS_AND_PREVIEWS'";
    return caller.create(
        type,
        "'fileName':'%s','fileSize':%d%s%s".formatted(name, sizeBytes, category, more),
        "assetLibrary",
        "appAssetLibraries",
        appId);
  }

  Caller.Reply commit(Caller.Reply asset) {
    return update(asset, "'uploaded':true");
  }

  Caller.Reply update(Caller.Reply asset, String attributes) {
    return caller.update(asset.data().path("type").asText(), asset.id(), attributes);
  }

  /// Sends all parts and commits.
  Caller.Reply send(Caller.Reply asset, byte[] file) {
    for (JsonNode operation : asset.attribute("uploadOperations")) {
      int status = MediaCaller.putPart(operation, file).statusCode();
      if (status != 200) {
        throw new IllegalStateException("part answered " + status);
      }
    }
    Caller.Reply committed = commit(asset);
    if (committed.status() != 200) {
      throw new IllegalStateException(committed.text());
    }
    return committed;
  }

  /// Reserves, sends and commits an image; its id.
  String image(String appId, String name, byte[] file) {
    return send(reserve(appId, name, file.length, ""), file).id();
  }

  Caller.Reply place(String imageId, String localizationId, String placementType, String group) {
    return place("image", "appAssetLibraryImages", imageId, localizationId, placementType, group);
  }

  Caller.Reply place(
      String relation,
      String type,
      String assetId,
      String localizationId,
      String placementType,
      String group) {
    String attributes =
        group.isEmpty()
            ? "'placementType':'%s'".formatted(placementType)
            : "'placementType':'%s','placementGroup':'%s'".formatted(placementType, group);
    return caller.post(
        "/v1/appAssetLibraryPlacements",
        "{'data':{'type':'appAssetLibraryPlacements','attributes':{%s},'relationships':{'%s':{'data':{'type':'%s','id':'%s'}},'appStoreVersionLocalization':{'data':{'type':'appStoreVersionLocalizations','id':'%s'}}}}}"
            .formatted(attributes, relation, type, assetId, localizationId));
  }

  Caller.Reply screenshot(String imageId, String localizationId) {
    return place(imageId, localizationId, "APP_SCREENSHOT", LARGE_PHONE);
  }

  Caller.Reply order(String localizationId, String group, List<String> ids) {
    String placements = Caller.linkage("appAssetLibraryPlacements", ids.toArray(String[]::new));
    return caller.post(
        "/v1/appAssetLibraryPlacementOrderingRequests",
        "{'data':{'type':'appAssetLibraryPlacementOrderingRequests','attributes':{'placementGroup':'%s'},'relationships':{'orderedPlacements':%s,'appStoreVersionLocalization':{'data':{'type':'appStoreVersionLocalizations','id':'%s'}}}}}"
            .formatted(group, placements, localizationId));
  }

  /// The placements of a localization in their order.
  Caller.Reply placements(String localizationId, String more) {
    return caller.get(
        "/v1/appStoreVersionLocalizations/"
            + localizationId
            + "/placements?sort=placementGroupPosition"
            + more);
  }

  Caller.Reply get(String imageId) {
    return caller.get("/v1/appAssetLibraryImages/" + imageId);
  }

  String state(String imageId) {
    return get(imageId).attribute("state").asText();
  }
}
