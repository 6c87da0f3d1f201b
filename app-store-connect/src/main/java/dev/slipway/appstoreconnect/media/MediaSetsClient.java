package dev.slipway.appstoreconnect.media;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.MediaId.MediaSetId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.json.JsonFields;
import java.util.List;

/// Reads and changes sets of screenshots and sets of previews. Thread-safe.
public final class MediaSetsClient {
  private final ApiConnection connection;

  public MediaSetsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all sets of a family in a locale, with their files and states, in one call.
  public List<MediaSet> listFor(MediaFamily family, LocalizationId localization) {
    var sets = family.sets();
    return connection.all(
        ApiRequest.get("/v1/appStoreVersionLocalizations/{id}/" + sets.type(), localization)
            .query("include", family.type())
            .query("fields[" + sets.type() + "]", List.of(sets.displayType(), family.type()))
            .query("fields[" + family.type() + "]", family.fields())
            .query("limit[" + family.type() + "]", "50")
            .query("limit", "200"),
        resource -> MediaSet.read(family, resource));
  }

  /// Creates an empty set. Apple answers with a Conflict when the locale has a set for this display
  /// type.
  ///
  /// @param displayType such as `APP_IPHONE_67` for screenshots, `IPHONE_67` for previews
  public MediaSet create(MediaFamily family, LocalizationId localization, String displayType) {
    var sets = family.sets();
    return connection.send(
        ApiRequest.create(
            "/v1/" + sets.type(),
            sets.type(),
            JsonFields.with(sets.displayType(), displayType),
            "appStoreVersionLocalization",
            localization),
        document -> MediaSet.read(family, document.one()));
  }

  /// Deletes a set with its files.
  public void delete(MediaSetId id) {
    connection.send(ApiRequest.delete(path(id), id), document -> document);
  }

  /// Puts the files of a set in this order. The list must contain all of them.
  public void reorder(MediaSetId id, List<MediaAssetId> assets) {
    connection.send(
        ApiRequest.patchLinkages(path(id) + "/relationships/" + id.family().type(), id, assets),
        document -> document);
  }

  private static String path(MediaSetId id) {
    return "/v1/" + id.type() + "/{id}";
  }
}
