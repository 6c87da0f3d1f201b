package dev.slipway.connections.verdict;

import dev.slipway.appstoreconnect.apps.AppWithVersions;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionSummary;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An app record that a key sees.
///
/// @param latest the newest version of each platform, in the order of the platforms' names; empty
///   when the app has none, or was seen before these were asked for
public record SeenApp(String id, String name, String bundleId, List<LatestVersion> latest) {
  public SeenApp {
    latest = List.copyOf(latest);
  }

  /// The newest version of an app on one platform.
  ///
  /// @param platform Apple's name, such as `IOS`
  /// @param state Apple's name, such as `READY_FOR_DISTRIBUTION`
  public record LatestVersion(String platform, String version, String state) {
    Map<String, @Nullable Object> toJson() {
      return JsonFields.with("platform", platform)
          .put("version", version)
          .put("state", state)
          .toMap();
    }

    static LatestVersion fromJson(JsonObject json) {
      return new LatestVersion(
          json.string("platform"), json.string("version"), json.string("state"));
    }
  }

  public static SeenApp of(AppWithVersions found) {
    var newest = new TreeMap<String, AppStoreVersionSummary>();
    // Apple promises no order, but was seen to give the newest first.
    var age = Comparator.comparing((AppStoreVersionSummary v) -> created(v));
    for (var version : found.versions()) {
      newest.merge(
          version.platform().name(),
          version,
          (known, other) -> age.compare(other, known) > 0 ? other : known);
    }
    var app = found.app();
    return new SeenApp(
        app.id().value(),
        app.name(),
        app.bundleId(),
        newest.values().stream()
            .map(
                v ->
                    new LatestVersion(
                        v.platform().name(), v.versionString(), v.appVersionState().name()))
            .toList());
  }

  private static Instant created(AppStoreVersionSummary version) {
    return version.createdDate().orElse(Instant.MIN);
  }

  /// Also the form in API answers.
  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("id", id)
        .put("name", name)
        .put("bundleId", bundleId)
        .put("latestVersions", latest.stream().map(LatestVersion::toJson).toList())
        .toMap();
  }

  static SeenApp fromJson(JsonObject json) {
    return new SeenApp(
        json.string("id"),
        json.string("name"),
        json.string("bundleId"),
        json.objects("latestVersions").stream().map(LatestVersion::fromJson).toList());
  }
}
