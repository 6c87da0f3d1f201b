package dev.slipway.appstoreconnect.apps;

import dev.slipway.appstoreconnect.resource.AppId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.Optional;

/// An app record.
///
/// @param bundleId the exact bundle identifier
/// @param primaryLocale such as `en-US`
public record App(AppId id, String bundleId, String name, Optional<String> primaryLocale) {
  static App read(Resource resource) {
    var attributes = resource.attributes();
    return new App(
        new AppId(resource.id()),
        attributes.string("bundleId"),
        attributes.optionalString("name").orElse(""),
        attributes.optionalString("primaryLocale"));
  }
}
