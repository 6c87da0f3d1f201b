package dev.slipway.releases.readiness;

import dev.slipway.json.JsonFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What App Review would miss of an app on one platform.
///
/// @param at when Apple was asked
/// @param appName the app's name at App Store Connect
/// @param version the version that would go to App Review, otherwise the one on the App Store; null
///   without one
/// @param findings errors, which keep App Review from taking the version, and warnings
/// @param media the screenshots and previews of that version, by locale and display type
/// @param ageRating null when Apple showed no information of the app
/// @param calls the number of requests to App Store Connect that the answer took
public record ReadinessAnswer(
    Instant at,
    String appName,
    @Nullable SeenVersion version,
    List<PlacedFinding> findings,
    List<SeenMedia> media,
    @Nullable AgeRatingConfig ageRating,
    int calls) {

  /// A version at Apple.
  ///
  /// @param state Apple's name, such as `PREPARE_FOR_SUBMISSION`
  /// @param buildNumber of its build; null without one
  public record SeenVersion(String version, String state, @Nullable String buildNumber) {}

  /// The screenshots or previews of one display type in one locale.
  ///
  /// @param kind `SCREENSHOTS` or `PREVIEWS`
  /// @param displayType Apple's name, such as `APP_IPHONE_67`
  public record SeenMedia(String locale, String kind, String displayType, int count) {}

  public ReadinessAnswer {
    findings = List.copyOf(findings);
    media = List.copyOf(media);
  }

  /// Returns whether nothing is known that keeps App Review from taking the version.
  public boolean isReady() {
    return findings.stream().noneMatch(PlacedFinding::isError);
  }

  /// Returns the form of API answers.
  Map<String, @Nullable Object> toApi() {
    var fields = JsonFields.with("at", at).put("appName", appName).put("ready", isReady());
    if (version != null) {
      fields.put(
          "version",
          JsonFields.with("version", version.version)
              .put("state", version.state)
              .putIfNotNull("buildNumber", version.buildNumber));
    }
    fields
        .put("findings", findings.stream().map(PlacedFinding::toJson).toList())
        .put(
            "media",
            media.stream()
                .map(
                    seen ->
                        JsonFields.with("locale", seen.locale)
                            .put("kind", seen.kind)
                            .put("displayType", seen.displayType)
                            .put("count", seen.count)
                            .toMap())
                .toList());
    if (ageRating != null) {
      fields.put("ageRating", ageRating.toJson());
    }
    return fields.put("calls", calls).toMap();
  }
}
