package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppLocalizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What testers read about an app in TestFlight, in one locale.
///
/// @param locale for example `en-US`; unique within the app, never changed
/// @param description what the app does; Beta App Review needs it
/// @param feedbackEmail where testers write to; Beta App Review needs it
public record BetaAppLocalization(
    BetaAppLocalizationId id,
    String locale,
    @Nullable String description,
    @Nullable String feedbackEmail) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS = List.of("locale", "description", "feedbackEmail");

  /// Reads a `betaAppLocalizations` resource.
  public static BetaAppLocalization read(Resource resource) {
    var attributes = resource.attributes();
    return new BetaAppLocalization(
        new BetaAppLocalizationId(resource.id()),
        attributes.string("locale"),
        attributes.optionalString("description").orElse(null),
        attributes.optionalString("feedbackEmail").orElse(null));
  }
}
