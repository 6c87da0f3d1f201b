package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a version in one locale.
///
/// @param locale for example `en-US`; unique within the version, never changed
/// @param description at most 4000 characters
/// @param keywords comma-joined, at most 100
/// @param promotionalText at most 170 characters
/// @param whatsNew 4 to 4000 characters; not allowed in an app's first version
public record AppStoreVersionLocalization(
    LocalizationId id,
    String locale,
    @Nullable String description,
    @Nullable String keywords,
    @Nullable String marketingUrl,
    @Nullable String promotionalText,
    @Nullable String supportUrl,
    @Nullable String whatsNew) {
  /// Includes the sets, so that Apple links them where a call includes them.
  static final List<String> FIELDS =
      List.of(
          "locale",
          "description",
          "keywords",
          "marketingUrl",
          "promotionalText",
          "supportUrl",
          "whatsNew",
          "appScreenshotSets",
          "appPreviewSets");

  static AppStoreVersionLocalization read(Resource resource) {
    var attributes = resource.attributes();
    return new AppStoreVersionLocalization(
        new LocalizationId(resource.id()),
        attributes.string("locale"),
        attributes.optionalString("description").orElse(null),
        attributes.optionalString("keywords").orElse(null),
        attributes.optionalString("marketingUrl").orElse(null),
        attributes.optionalString("promotionalText").orElse(null),
        attributes.optionalString("supportUrl").orElse(null),
        attributes.optionalString("whatsNew").orElse(null));
  }
}
