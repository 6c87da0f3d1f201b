package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Apple's limit of build uploads of one app in 24 hours, by
/// [dev.slipway.simulator.settings.Quirks] (build-uploads.md, 2.12: per app, rolling, failed ones
/// appear to count).
final class UploadLimit {
  private static final String CODE = "90382";
  private static final String WORDS =
      "Upload limit reached. The upload limit for your application has been reached. Please wait 1"
          + " day and try again.";

  private UploadLimit() {}

  /// Refuses the reservation of an upload beyond the limit, where that is what Apple does.
  static void atReservation(World world, Resource app) {
    if (isReached(world, app.id(), null)
        && world.guesses().turned(Guess.UPLOAD_LIMIT_AT_RESERVATION)) {
      throw new ApiException(ApiError.state(".VALIDATION_ERROR." + CODE, WORDS));
    }
  }

  /// Adds the problem of an upload beyond the limit, where Apple says it after the upload.
  static void atProcessing(World world, Resource upload, ArrayNode problems) {
    if (isReached(world, upload.relation("app"), upload)
        && !world.guesses().turned(Guess.UPLOAD_LIMIT_AT_RESERVATION)) {
      problems.addObject().put("code", CODE).put("description", WORDS);
    }
  }

  private static boolean isReached(World world, @Nullable String app, @Nullable Resource beside) {
    int limit = world.quirks().uploadsADay();
    if (limit == 0) {
      return false;
    }
    var since = world.now().minus(Duration.ofDays(1));
    long counted =
        world.all("buildUploads").stream()
            .filter(upload -> upload != beside)
            .filter(upload -> Objects.equals(upload.relation("app"), app))
            .map(upload -> upload.text("uploadedDate"))
            .filter(date -> !date.isEmpty())
            .filter(date -> Dates.parse(date).isAfter(since))
            .count();
    return counted >= limit;
  }
}
