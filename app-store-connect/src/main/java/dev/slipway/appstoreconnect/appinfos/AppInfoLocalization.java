package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import java.util.List;
import java.util.Optional;

/// An app's name and such in one locale.
///
/// @param locale such as `en-US`; one per app information, never changed
/// @param name 2 to 30 characters
/// @param subtitle at most 30 characters
/// @param privacyPolicyText for Apple TV
public record AppInfoLocalization(
    AppInfoLocalizationId id,
    String locale,
    Optional<String> name,
    Optional<String> subtitle,
    Optional<String> privacyPolicyUrl,
    Optional<String> privacyChoicesUrl,
    Optional<String> privacyPolicyText) {
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
        attributes.optionalString("name"),
        attributes.optionalString("subtitle"),
        attributes.optionalString("privacyPolicyUrl"),
        attributes.optionalString("privacyChoicesUrl"),
        attributes.optionalString("privacyPolicyText"));
  }
}
