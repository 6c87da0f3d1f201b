package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An app's name and related texts in one locale.
///
/// @param locale for example `en-US`; unique within the app information, never changed
/// @param name 2 to 30 characters
/// @param subtitle at most 30 characters
/// @param privacyPolicyText for Apple TV
public record AppInfoLocalization(
    AppInfoLocalizationId id,
    String locale,
    @Nullable String name,
    @Nullable String subtitle,
    @Nullable String privacyPolicyUrl,
    @Nullable String privacyChoicesUrl,
    @Nullable String privacyPolicyText) {
  static final List<String> FIELDS =
      List.of(
          "locale",
          "name",
          "subtitle",
          "privacyPolicyUrl",
          "privacyChoicesUrl",
          "privacyPolicyText");

  static AppInfoLocalization read(Resource resource) {
    var attributes = resource.attributes();
    return new AppInfoLocalization(
        new AppInfoLocalizationId(resource.id()),
        attributes.string("locale"),
        attributes.optionalString("name").orElse(null),
        attributes.optionalString("subtitle").orElse(null),
        attributes.optionalString("privacyPolicyUrl").orElse(null),
        attributes.optionalString("privacyChoicesUrl").orElse(null),
        attributes.optionalString("privacyPolicyText").orElse(null));
  }
}
