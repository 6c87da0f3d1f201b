package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.resource.Resource;

/// Where a placement shows its asset. Both values are open lists, which [ReferenceData] names.
///
/// @param placementType such as `APP_SCREENSHOT` or `PRODUCT_PAGE_HEADER_ASSET`
/// @param placementGroup such as `IPHONE_DUO_PROFILE`; `DEFAULT_PROFILE` for creative assets
public record PlacementSlot(String placementType, String placementGroup) {
  /// Returns the slot of a placement.
  public static PlacementSlot read(Resource placement) {
    var attributes = placement.attributes();
    return new PlacementSlot(
        attributes.optionalString("placementType").orElse(""),
        attributes.optionalString("placementGroup").orElse(""));
  }
}
