package dev.slipway.appstoreconnect.library;

/// Where a placement shows its asset. Both values are open lists, which [ReferenceData] names.
///
/// @param placementType such as `APP_SCREENSHOT` or `PRODUCT_PAGE_HEADER_ASSET`
/// @param placementGroup such as `IPHONE_DUO_PROFILE`; `DEFAULT_PROFILE` for creative assets
public record PlacementSlot(String placementType, String placementGroup) {}
