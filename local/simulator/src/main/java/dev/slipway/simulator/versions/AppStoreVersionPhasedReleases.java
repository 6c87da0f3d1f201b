package dev.slipway.simulator.versions;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `appStoreVersionPhasedReleases`: seven days from the release, with pauses (apple-help: Release a
/// version update in phases).
public final class AppStoreVersionPhasedReleases {
  private static final String DAY = "phasedReleaseDay";
  private static final String PAUSE_OVER = "phasedReleasePauseOver";
  private static final int LAST_DAY = 7;
  private static final Duration LONGEST_PAUSE = Duration.ofDays(30);

  public void register(Writes writes) {
    writes.on("POST /v1/appStoreVersionPhasedReleases", AppStoreVersionPhasedReleases::create);
    writes.on(
        "PATCH /v1/appStoreVersionPhasedReleases/{id}", AppStoreVersionPhasedReleases::update);
    writes.on(
        "DELETE /v1/appStoreVersionPhasedReleases/{id}", AppStoreVersionPhasedReleases::delete);
    writes.world().onDue(DAY, (due, at) -> nextDay(writes.world(), due, at));
    writes.world().onDue(PAUSE_OVER, (due, at) -> endPause(writes.world(), due, at));
  }

  private static Resource create(WriteCall call) {
    Resource version = call.related("appStoreVersion", "appStoreVersions");
    Resource present = call.world().one(version, "appStoreVersionPhasedRelease");
    if (present != null && !call.world().guesses().turned(Guess.ONE_PHASED_RELEASE)) {
      return present;
    }
    if (present != null) {
      throw new ApiException(
          ApiError.state(".ALREADY_EXISTS", "The given app version already has a phased release."));
    }
    boolean late =
        VersionStates.isReleased(version)
            && call.world().guesses().turned(Guess.PHASED_BEFORE_RELEASE);
    if (late || VersionStates.isFirst(call.world(), version)) {
      throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
    }
    String state =
        call.text("phasedReleaseState").isEmpty() ? "INACTIVE" : call.text("phasedReleaseState");
    if (!state.equals("INACTIVE")
        && call.world().guesses().turned(Guess.PHASED_RELEASE_CREATED_ACTIVE)) {
      throw new ApiException(
          AttributeErrors.invalid("phasedReleaseState", "A phased release begins as INACTIVE"));
    }
    Resource release =
        call.create("appStoreVersionPhasedReleases").relate("appStoreVersion", version.id());
    release.set("phasedReleaseState", state);
    release.attributes().put("totalPauseDuration", 0);
    return release;
  }

  private static Resource update(WriteCall call) {
    Resource release = call.target();
    String from = release.text("phasedReleaseState");
    String to = call.text("phasedReleaseState");
    if (to.isEmpty()) {
      return release;
    }
    // The words of both: review-live.md, A21. The code is a guess.
    if (to.equals(from)) {
      throw refused("The phased release already has this value");
    }
    if (from.equals("COMPLETE")) {
      throw refused("You cannot change the state of a phased release that is in a final state");
    }
    switch (from + " " + to) {
      case "ACTIVE PAUSED" -> pause(call, release);
      case "PAUSED ACTIVE" -> resume(call.world(), release, call.now());
      case "ACTIVE COMPLETE", "PAUSED COMPLETE" -> release.attributes().putNull("currentDayNumber");
      default -> throw refused("A phased release that is " + from + " can not become " + to + ".");
    }
    release.set("phasedReleaseState", to);
    return release;
  }

  private static ApiException refused(String words) {
    return new ApiException(
        AttributeErrors.invalid("phasedReleaseState", words)
            .titled("An attribute value is invalid."));
  }

  /// Returns whether the version is not out yet, so that no day of the release has begun.
  private static boolean isWaiting(Resource release) {
    return !release.has("startDate");
  }

  private static void pause(WriteCall call, Resource release) {
    Duration left = LONGEST_PAUSE.minusSeconds(release.hidden().path("pausedSeconds").asLong());
    if (!left.isPositive() && call.world().guesses().turned(Guess.PAUSE_WITHIN_30_DAYS)) {
      throw refused("A phased release can be paused for 30 days in total.");
    }
    String token = UUID.randomUUID().toString();
    release.hidden().put("pausedAt", call.now().toString()).put("token", token);
    if (!call.world().guesses().turned(Guess.PAUSE_LASTS)) {
      Duration pause = left.isPositive() ? left : Duration.ZERO;
      call.world().plan(new Due(call.now().plus(pause), PAUSE_OVER, release.id(), token));
    }
  }

  private static void resume(World world, Resource release, Instant at) {
    Instant pausedAt = Instant.parse(release.hidden().path("pausedAt").asText());
    long seconds =
        release.hidden().path("pausedSeconds").asLong()
            + Duration.between(pausedAt, at).toSeconds();
    release.hidden().put("pausedSeconds", seconds);
    release.attributes().put("totalPauseDuration", (int) Duration.ofSeconds(seconds).toDays());
    Instant dayBegan = Instant.parse(release.hidden().path("dayBegan").asText());
    plan(world, release, at.minus(Duration.between(dayBegan, pausedAt)));
  }

  private static void endPause(World world, Due due, Instant at) {
    Resource release = world.find("appStoreVersionPhasedReleases", due.id());
    if (release != null
        && release.hidden().path("token").asText().equals(due.token())
        && release.text("phasedReleaseState").equals("PAUSED")) {
      resume(world, release, at);
      release.set("phasedReleaseState", "ACTIVE");
    }
  }

  private static @Nullable Resource delete(WriteCall call) {
    if (!isWaiting(call.target())
        && call.world().guesses().turned(Guess.BEGUN_PHASED_RELEASE_STAYS)) {
      throw new ApiException(
          ApiError.notInValidState("appStoreVersionPhasedReleases", call.target().id()));
    }
    call.world().remove(call.target());
    return null;
  }

  /// Begins the first day, now that the version is released.
  static void begin(World world, Resource version, Instant at) {
    Resource release = world.one(version, "appStoreVersionPhasedRelease");
    if (release != null && isWaiting(release)) {
      release.set("phasedReleaseState", "ACTIVE").set("startDate", Dates.format(at));
      release.attributes().put("currentDayNumber", 1);
      plan(world, release, at);
    }
  }

  private static void plan(World world, Resource release, Instant dayBegan) {
    String token = UUID.randomUUID().toString();
    release.hidden().put("token", token).put("dayBegan", dayBegan.toString());
    world.plan(new Due(dayBegan.plus(Duration.ofDays(1)), DAY, release.id(), token));
  }

  private static void nextDay(World world, Due due, Instant at) {
    Resource release = world.find("appStoreVersionPhasedReleases", due.id());
    if (release == null
        || !release.hidden().path("token").asText().equals(due.token())
        || !release.text("phasedReleaseState").equals("ACTIVE")) {
      return;
    }
    int day = release.attributes().path("currentDayNumber").asInt();
    if (day >= LAST_DAY) {
      release.set("phasedReleaseState", "COMPLETE");
      release.attributes().putNull("currentDayNumber");
      return;
    }
    release.attributes().put("currentDayNumber", day + 1);
    plan(world, release, at);
  }
}
