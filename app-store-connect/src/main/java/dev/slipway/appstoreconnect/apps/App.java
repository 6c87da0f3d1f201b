package dev.slipway.appstoreconnect.apps;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An app record.
///
/// @param bundleId the exact bundle identifier
/// @param primaryLocale for example `en-US`
/// @param contentRightsDeclaration absent until it is declared, which blocks submission
public record App(
    AppId id,
    String bundleId,
    String name,
    @Nullable String primaryLocale,
    @Nullable ContentRights contentRightsDeclaration) {
  static final List<String> FIELDS =
      List.of("bundleId", "name", "primaryLocale", "contentRightsDeclaration");

  static App read(Resource resource) {
    var attributes = resource.attributes();
    return new App(
        new AppId(resource.id()),
        attributes.string("bundleId"),
        attributes.optionalString("name").orElse(""),
        attributes.optionalString("primaryLocale").orElse(null),
        attributes
            .optionalString("contentRightsDeclaration")
            .map(
                value ->
                    resource.constant(
                        "contentRightsDeclaration", ContentRights.class, ContentRights.UNKNOWN))
            .orElse(null));
  }
}
