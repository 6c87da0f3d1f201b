package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.state.Resource;
import org.jspecify.annotations.Nullable;

/// What someone has set for one territory of an app.
///
/// @param available whether the app is available there
/// @param preOrderEnabled whether it can be ordered before its release
/// @param releaseDate day of that release; null without a pre-order
record TerritoryRow(boolean available, boolean preOrderEnabled, @Nullable String releaseDate) {
  /// What holds for a row about which nothing was said.
  static final TerritoryRow NEVER_SET = new TerritoryRow(false, false, null);

  private static final TerritoryRow AVAILABLE = new TerritoryRow(true, false, null);

  /// Hidden fact of an availability: the rows that are not simply available, by territory.
  private static final String ROWS = "rows";

  /// Reads a row of an availability; null if that was never set.
  static TerritoryRow of(@Nullable Resource availability, String territory) {
    if (availability == null) {
      return NEVER_SET;
    }
    JsonNode row = availability.hidden().path(ROWS).path(territory);
    return row.isMissingNode()
        ? AVAILABLE
        : new TerritoryRow(
            row.path("available").asBoolean(),
            row.path("preOrderEnabled").asBoolean(),
            row.path("releaseDate").textValue());
  }

  /// Writes the row into an availability.
  void into(Resource availability, String territory) {
    ObjectNode rows = availability.hidden().withObjectProperty(ROWS);
    if (equals(AVAILABLE)) {
      rows.remove(territory);
    } else {
      rows.putObject(territory)
          .put("available", available)
          .put("preOrderEnabled", preOrderEnabled)
          .put("releaseDate", releaseDate);
    }
  }

  /// Returns the row after a call with these attributes. The rules of pre-orders:
  /// first-release-live.md, B3.
  ///
  /// @throws ApiException if they contradict each other
  TerritoryRow changed(JsonNode attributes) {
    boolean preOrder = attributes.path("preOrderEnabled").asBoolean(preOrderEnabled);
    boolean givesDate = attributes.has("releaseDate");
    String date = givesDate ? attributes.path("releaseDate").textValue() : releaseDate;
    if (!preOrder && date != null) {
      throw new ApiException(
          AttributeErrors.invalid(
              "releaseDate",
              "releaseDate must be set to null when preOrderEnabled is set to false"));
    }
    if (preOrder && date == null) {
      throw new ApiException(AttributeErrors.required("releaseDate"));
    }
    return new TerritoryRow(attributes.path("available").asBoolean(available), preOrder, date);
  }
}
