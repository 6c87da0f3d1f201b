package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.SlipwayLocal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Follows a release to its end with GET /releases/{id}, and prints what is new. Time is real while
/// a function works; otherwise the clock jumps to the next schedule.
final class ReleaseFollower {
  private static final Set<String> ENDS =
      Set.of(
          "READY_FOR_DISTRIBUTION",
          "IN_BETA_TESTING",
          "REJECTED",
          "NEEDS_ATTENTION",
          "SUPERSEDED",
          "CANCELED");
  private static final Set<String> UNTIL_UPLOADED = Set.of("RECEIVED", "QUEUED", "UPLOADING");
  private static final Set<String> UNTIL_PREPARING =
      Set.of("RECEIVED", "QUEUED", "UPLOADING", "PROCESSING", "PREPARING");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// The interval between two requests while a function works.
  static final Duration LOOK = Duration.ofMillis(60);

  private final SlipwayLocal local;
  private final SlipwayApi api;
  private final Screen screen;
  private final FindingLines findings = new FindingLines();
  private int printed;
  private boolean uploaded;
  private boolean mediaSent;

  ReleaseFollower(SlipwayLocal local, SlipwayApi api, Screen screen) {
    this.local = local;
    this.api = api;
    this.screen = screen;
  }

  /// Follows the release to its end, for at most three minutes, and returns its latest state.
  JsonNode follow(String releaseId) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    screen.line(screen.styled(Screen.Style.DIM, "  simulated  state"));
    while (true) {
      boolean idle = local.isIdle();
      JsonNode release = api.get("/releases/" + releaseId);
      print(release);
      if (isOver(release) || System.nanoTime() > end) {
        return release;
      }
      if (idle) {
        local.advanceToNextDue();
      } else {
        Thread.sleep(LOOK);
      }
    }
  }

  /// Returns whether the release has ended.
  static boolean isOver(JsonNode release) {
    return ENDS.contains(state(release));
  }

  /// Returns the simulated time between the first and the last entry of the timeline.
  static Duration simulated(JsonNode release) {
    JsonNode timeline = release.path("timeline");
    return timeline.isEmpty()
        ? Duration.ZERO
        : Duration.between(at(timeline.get(0)), at(timeline.get(timeline.size() - 1)));
  }

  static String state(JsonNode release) {
    return release.path("state").asText();
  }

  private void print(JsonNode release) {
    findings.printNew(release.path("findings"), screen);
    JsonNode upload = release.path("upload");
    long total = upload.path("totalBytes").asLong();
    long finished = upload.path("finishedBytes").asLong();
    boolean over = upload.path("finished").asBoolean();
    if (!uploaded && over) {
      printTimeline(release, UNTIL_UPLOADED);
      screen.barEnded("Upload", finished, total);
      uploaded = true;
    }
    printMedia(release);
    printTimeline(release, Set.of());
    if (!uploaded && upload.path("running").asBoolean()) {
      screen.bar("Upload", finished, total);
    }
  }

  private void printMedia(JsonNode release) {
    JsonNode content = release.path("content");
    int sent = content.path("mediaFinished").asInt();
    if (mediaSent || sent == 0) {
      return;
    }
    if (content.path("state").asText().equals("WRITING")) {
      screen.passing("  Media  %d screenshots and previews".formatted(sent));
    } else {
      screen.passed();
      printTimeline(release, UNTIL_PREPARING);
      screen.line("  Media  %d screenshots and previews are at App Store Connect".formatted(sent));
      mediaSent = true;
    }
  }

  /// Prints the new entries of these states, or all new entries when `states` is empty.
  private void printTimeline(JsonNode release, Set<String> states) {
    JsonNode timeline = release.path("timeline");
    Instant first = timeline.isEmpty() ? Instant.EPOCH : at(timeline.get(0));
    for (; printed < timeline.size(); printed++) {
      JsonNode entry = timeline.get(printed);
      if (!states.isEmpty() && !states.contains(entry.path("state").asText())) {
        return;
      }
      String state = entry.path("state").asText();
      boolean live = state.equals(StateWords.READY_FOR_DISTRIBUTION.name());
      screen.labelled(
          "  %s  %s"
              .formatted(
                  screen.styled(Screen.Style.DIM, clock(Duration.between(first, at(entry)))),
                  screen.styled(
                      live ? Screen.Style.BOLD_GREEN : Screen.Style.CYAN,
                      "%-26s".formatted(StateWords.of(state)))),
          entry.path("message").asText()
              + " "
              + screen.styled(Screen.Style.DIM, "(" + state + ")"));
    }
  }

  private static Instant at(JsonNode entry) {
    return Instant.parse(entry.path("at").asText());
  }

  private static String clock(Duration since) {
    return "+%02d:%02d:%02d"
        .formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart());
  }
}
