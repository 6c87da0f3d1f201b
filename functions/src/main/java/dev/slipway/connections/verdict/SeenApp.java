package dev.slipway.connections.verdict;

import dev.slipway.appstoreconnect.apps.AppWithVersions;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionSummary;
import dev.slipway.json.RecordCodec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An app record that a key sees.
///
/// @param latestVersions the newest version of each platform, in the order of the platforms' names;
///   empty when the app has none, or was seen before these were asked for
public record SeenApp(String id, String name, String bundleId, List<LatestVersion> latestVersions) {
  private static final RecordCodec<SeenApp> CODEC = RecordCodec.of(SeenApp.class);

  public SeenApp {
    latestVersions = List.copyOf(latestVersions);
  }

  /// The newest version of an app on one platform.
  ///
  /// @param platform Apple's name, such as `IOS`
  /// @param state Apple's name, such as `READY_FOR_DISTRIBUTION`
  public record LatestVersion(String platform, String version, String state) {}

  public static SeenApp of(AppWithVersions found) {
    var newest = new TreeMap<String, AppStoreVersionSummary>();
    // Apple guarantees no order, but has always returned the newest version first.
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
    return Objects.requireNonNullElse(version.createdDate(), Instant.MIN);
  }

  /// Returns the form of records and API answers.
  public Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }
}
