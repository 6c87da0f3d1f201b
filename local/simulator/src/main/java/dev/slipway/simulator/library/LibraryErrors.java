package dev.slipway.simulator.library;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.AttributeErrors;

/// What the library refuses, in Apple's words as far as they are known (asset-library.md, 10).
final class LibraryErrors {
  private LibraryErrors() {}

  /// Reports type, group, category and surface that do not go together.
  static ApiError combination() {
    return AttributeErrors.invalid(
        "placementType",
        "The requested 'placementType' and 'placementGroup' combination is not supported for this"
            + " parent.");
  }

  /// Reports a localization whose version cannot be edited. What `meta` has beside the two names is
  /// not known.
  static ApiError parentState(String state) {
    ObjectNode meta =
        JsonNodeFactory.instance
            .objectNode()
            .put("state", state)
            .put("feature", ReferenceData.VERSIONS);
    return ApiError.state(
            ".INVALID_STATE",
            "Creating a placement is not permitted in AppStoreVersion's current state")
        .withMeta(meta);
  }

  /// Reports an asset that was never approved, for a version that is (the code was not noted).
  static ApiError notApproved() {
    return ApiError.state(
        ".INVALID_ASSET_STATE",
        "The asset must be in the APPROVED state because the parent is already approved");
  }

  /// Reports an asset that Apple still processes.
  static ApiError inPostProcessing() {
    return ApiError.state(
        ".ASSET_IN_POST_PROCESSING", "The asset is still in post-processing. Try again later.");
  }

  /// Reports an asset that is still in use.
  static ApiError hasPlacements() {
    return ApiError.state(
        ".ASSET_HAS_PLACEMENTS", "The asset has placements. Delete them before the asset.");
  }

  /// Reports an asset whose state does not allow this.
  static ApiError assetState(String detail) {
    return ApiError.state(".INVALID_ASSET_STATE", detail);
  }
}
