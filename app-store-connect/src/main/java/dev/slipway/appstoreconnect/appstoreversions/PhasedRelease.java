package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The release of an update to 1, 2, 5, 10, 20, 50 and 100 % of users over seven days. (apple-help:
/// Release a version update in phases)
///
/// @param currentDayNumber 1 to 7 once it has started
/// @param totalPauseDays days paused so far; Apple allows 30
public record PhasedRelease(
    PhasedReleaseId id,
    PhasedReleaseState phasedReleaseState,
    @Nullable Instant startDate,
    @Nullable Integer currentDayNumber,
    int totalPauseDays) {
  static PhasedRelease read(Resource resource) {
    var attributes = resource.attributes();
    var day = attributes.optionalNumber("currentDayNumber");
    return new PhasedRelease(
        new PhasedReleaseId(resource.id()),
        resource.constant(
            "phasedReleaseState", PhasedReleaseState.class, PhasedReleaseState.UNKNOWN),
        attributes.optionalInstant("startDate").orElse(null),
        day.isPresent() ? (int) day.getAsLong() : null,
        (int) attributes.optionalNumber("totalPauseDuration").orElse(0));
  }
}
