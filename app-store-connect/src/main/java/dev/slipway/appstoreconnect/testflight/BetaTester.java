package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaTesterId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tester of an app.
///
/// @param email null for a tester who joined anonymously by a public link
public record BetaTester(BetaTesterId id, @Nullable String email) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS = List.of("email");

  /// Reads a `betaTesters` resource.
  public static BetaTester read(Resource resource) {
    return new BetaTester(
        new BetaTesterId(resource.id()),
        resource.attributes().optionalString("email").orElse(null));
  }
}
