package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BuildBetaDetailId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of a build in TestFlight.
///
/// @param autoNotifyEnabled whether Apple notifies testers when they get the build; null where
///   Apple does not say
public record BuildBetaDetail(
    BuildBetaDetailId id,
    InternalBetaState internalBuildState,
    ExternalBetaState externalBuildState,
    @Nullable Boolean autoNotifyEnabled) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS =
      List.of("internalBuildState", "externalBuildState", "autoNotifyEnabled");

  /// Reads a `buildBetaDetails` resource.
  public static BuildBetaDetail read(Resource resource) {
    return new BuildBetaDetail(
        new BuildBetaDetailId(resource.id()),
        resource.constant("internalBuildState", InternalBetaState.class, InternalBetaState.UNKNOWN),
        resource.constant("externalBuildState", ExternalBetaState.class, ExternalBetaState.UNKNOWN),
        resource.attributes().optionalBool("autoNotifyEnabled").orElse(null));
  }
}
