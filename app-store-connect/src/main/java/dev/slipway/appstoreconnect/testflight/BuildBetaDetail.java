package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BuildBetaDetailId;
import java.util.List;

/// The state of a build in TestFlight.
public record BuildBetaDetail(
    BuildBetaDetailId id,
    InternalBetaState internalBuildState,
    ExternalBetaState externalBuildState) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS = List.of("internalBuildState", "externalBuildState");

  /// Reads a `buildBetaDetails` resource.
  public static BuildBetaDetail read(Resource resource) {
    return new BuildBetaDetail(
        new BuildBetaDetailId(resource.id()),
        resource.constant("internalBuildState", InternalBetaState.class, InternalBetaState.UNKNOWN),
        resource.constant(
            "externalBuildState", ExternalBetaState.class, ExternalBetaState.UNKNOWN));
  }
}
