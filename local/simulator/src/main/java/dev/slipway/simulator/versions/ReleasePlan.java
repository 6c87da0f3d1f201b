package dev.slipway.simulator.versions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// `releaseType` and `earliestReleaseDate` of a version: when it goes out after its approval.
final class ReleasePlan {
  static final String DATE = "earliestReleaseDate";

  private ReleasePlan() {}

  /// Ends the call if the type and the date do not fit together.
  ///
  /// @param version null for a new one
  static void check(WriteCall call, String releaseType, @Nullable Resource version) {
    String date = call.gives(DATE) ? call.text(DATE) : version == null ? "" : version.text(DATE);
    if (!releaseType.equals("SCHEDULED")) {
      if (call.gives(DATE) && !date.isEmpty()) {
        throw new ApiException(
            AttributeErrors.invalid(DATE, "A date goes with the release type SCHEDULED only."));
      }
      return;
    }
    if (date.isEmpty()) {
      throw new ApiException(AttributeErrors.required(DATE));
    }
    if (call.gives(DATE)) {
      checkDate(call, date, version);
    }
  }

  private static void checkDate(WriteCall call, String date, @Nullable Resource version) {
    Instant instant;
    try {
      instant = Dates.parse(date);
    } catch (DateTimeException e) {
      throw new ApiException(
          AttributeErrors.wrongType(DATE, "The date is not ISO 8601 with offset."));
    }
    var utc = instant.atOffset(ZoneOffset.UTC);
    if (utc.getMinute() != 0 || utc.getSecond() != 0 || utc.getNano() != 0) {
      // review-live.md, A20.
      throw new ApiException(
          AttributeErrors.invalid(
                  DATE, "The attribute 'earliestReleaseDate' only allows hour precision")
              .titled("An attribute value is invalid."));
    }
    // A past hour was accepted for an approved version (review-live.md, A20).
    boolean approved =
        version != null && VersionStates.of(version).equals("PENDING_DEVELOPER_RELEASE");
    if (!approved
        && !instant.isAfter(call.now())
        && call.world().guesses().turned(Guess.PAST_RELEASE_DATE)) {
      throw new ApiException(
          AttributeErrors.invalid(DATE, "The date must be in the future.")
              .titled("An attribute value is invalid."));
    }
  }

  /// Sets both attributes as the call gives them.
  static void set(WriteCall call, Resource version, String releaseType) {
    call.copyAttributes(version, DATE);
    version.set("releaseType", releaseType);
    if (!releaseType.equals("SCHEDULED")) {
      version.set(DATE, JsonNodeFactory.instance.nullNode());
    }
  }
}
