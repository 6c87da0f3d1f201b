package dev.slipway.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged events in large numbers: a trigger every time, and an answer to every request.
@Tag("fuzz")
class EventFuzzTest {
  private static final String GRAMMAR =
      "{ } [ ] : , \"Records\" \"detail\" \"requestContext\" \"rawPath\" \"http\" \"method\""
          + " \"claims\" \"sub\" \"source\" \"aws.s3\" \"slipway.schedule\" \"detail-type\""
          + " \"Object Created\" \"body\" true null 1e999 -1 99999999999999999999 \"%\" \"%zz\""
          + " \"=\" \"\\ud800\" \"2026-13-01T00:00:00Z\" \"isBase64Encoded\"";

  private static final Logger LOG = Logger.getLogger(HttpEdge.class.getName());

  /// A line for each of ten thousand requests helps nobody.
  @BeforeEach
  void logNothing() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void logAgain() {
    LOG.setLevel(null);
  }

  @Test
  void damagedEventsAreReadOrUnknown() throws Exception {
    var reader = new EventReader("state");
    var edge = new HttpEdge("sub");
    int unknown =
        Fuzz.run(
            "event",
            10_000,
            samples(),
            GRAMMAR,
            bytes ->
                switch (reader.read(new ByteArrayInputStream(bytes))) {
                  case Trigger.Unknown _ -> false;
                  case Trigger.Http(var request) -> {
                    var answer =
                        edge.answer(
                            request,
                            "id",
                            asked -> {
                              assertThat(edge.tenant(asked)).isNotBlank();
                              return HttpResponse.noContent();
                            });
                    assertThat(answer.status()).isIn(204, 401, 413);
                    yield true;
                  }
                  case Trigger.ObjectsCreated(var objects) -> {
                    assertThat(objects).isNotEmpty();
                    yield true;
                  }
                  case Trigger.Wakes(var wakes) -> {
                    assertThat(wakes).isNotEmpty();
                    yield true;
                  }
                  case Trigger.Scheduled _ -> true;
                });
    assertThat(unknown).isBetween(1_000, 9_990);
  }

  @Test
  void aLargeBodyIsRefusedBeforeAnyRoute() {
    var request =
        new HttpRequest(
            "POST /releases/plan",
            "POST",
            "/releases/plan",
            java.util.Map.of(),
            java.util.Map.of(),
            java.util.Map.of(),
            new byte[(256 << 10) + 1],
            java.util.Map.of("sub", "anna"),
            "",
            null);

    var answer =
        new HttpEdge("sub")
            .answer(
                request,
                "id",
                _ -> {
                  throw new AssertionError("the route was reached");
                });

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void theRouteOfKeysBoundsItsBodyItself() {
    var request =
        new HttpRequest(
            "POST /connections",
            "POST",
            "/connections",
            java.util.Map.of(),
            java.util.Map.of(),
            java.util.Map.of(),
            new byte[(256 << 10) + 1],
            java.util.Map.of("sub", "anna"),
            "",
            null);

    var answer =
        new HttpEdge("sub").answer(request, "id", _ -> HttpResponse.json(200, java.util.Map.of()));

    assertThat(answer.status()).isEqualTo(200);
  }

  private static List<byte[]> samples() throws IOException {
    var samples = new ArrayList<byte[]>();
    Path events = Path.of("../events");
    try (var files = Files.list(events)) {
      for (Path file : files.sorted().toList()) {
        samples.add(Files.readAllBytes(file));
      }
    }
    return samples;
  }
}
