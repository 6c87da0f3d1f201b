package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The information about apps: read completely, and its categories set. Thread-safe.
public final class AppInfosClient {
  private final ApiConnection connection;

  public AppInfosClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the app's one or two pieces of information with localizations, categories and age
  /// rating in one call, plus one for a piece with over 50 localizations.
  public List<AppInfo> listFor(AppId app) {
    var found =
        connection.send(
            ApiRequest.get("/v1/apps/{id}/appInfos", app)
                .query("include", AppInfo.INCLUDED)
                .query("fields[appInfos]", AppInfo.FIELDS)
                .query("fields[appInfoLocalizations]", AppInfoLocalization.FIELDS)
                .query("limit[appInfoLocalizations]", "50")
                .query("limit", "50"),
            document -> document.all().stream().map(Found::read).toList());
    var infos = new ArrayList<AppInfo>(found.size());
    for (Found piece : found) {
      infos.add(
          piece.complete()
              ? piece.info()
              : piece.info().withLocalizations(localizationsOf(piece.info().id())));
    }
    return List.copyOf(infos);
  }

  /// Sets the categories of an app; slots that are not named stay unchanged.
  ///
  /// @param categories Apple's category ids; null empties a slot, as in fastlane
  ///   (upload_metadata.rb); Apple's specification does not mention it
  public void setCategories(
      AppInfoId id, Map<CategorySlot, ? extends @Nullable String> categories) {
    var relationships = new JsonFields();
    categories.forEach(
        (slot, category) ->
            relationships.put(
                slot.relationship(),
                category == null
                    ? new JsonFields().putNull("data")
                    : JsonFields.with("data", Map.of("type", "appCategories", "id", category))));
    connection.send(
        ApiRequest.patch(
            "/v1/appInfos/{id}",
            id,
            JsonFields.with("type", id.type()).put("id", id).put("relationships", relationships)),
        document -> document);
  }

  private List<AppInfoLocalization> localizationsOf(AppInfoId id) {
    return connection.all(
        ApiRequest.get("/v1/appInfos/{id}/appInfoLocalizations", id)
            .query("fields[appInfoLocalizations]", AppInfoLocalization.FIELDS)
            .query("limit", "200"),
        AppInfoLocalization::read);
  }

  private record Found(AppInfo info, boolean complete) {
    static Found read(Resource resource) {
      return new Found(AppInfo.read(resource), resource.isComplete("appInfoLocalizations"));
    }
  }
}
