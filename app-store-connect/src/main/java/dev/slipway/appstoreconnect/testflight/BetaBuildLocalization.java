package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaBuildLocalizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What testers are asked to test in a build, in one locale.
///
/// @param locale for example `en-US`; unique within the build, never changed
/// @param whatsNew "What to Test", at most 4000 characters
public record BetaBuildLocalization(
    BetaBuildLocalizationId id, String locale, @Nullable String whatsNew) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS = List.of("locale", "whatsNew");

  /// Reads a `betaBuildLocalizations` resource.
  public static BetaBuildLocalization read(Resource resource) {
    var attributes = resource.attributes();
    return new BetaBuildLocalization(
        new BetaBuildLocalizationId(resource.id()),
        attributes.string("locale"),
        attributes.optionalString("whatsNew").orElse(null));
  }
}
