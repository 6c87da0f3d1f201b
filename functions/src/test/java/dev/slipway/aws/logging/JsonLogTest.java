package dev.slipway.aws.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.Version;
import dev.slipway.json.Json;
import dev.slipway.state.StateUnavailableException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonLogTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final System.Logger logger = System.getLogger("dev.slipway.test.Thing");

  @BeforeEach
  void capture() {
    JsonLog.install(lines::add);
  }

  @AfterEach
  void release() {
    JsonLog.install(line -> System.out.println(line));
  }

  @Test
  void writesOneLinePerEventWithItsFields() {
    logger.log(Level.INFO, "Thing done", Map.of("id", "a\nb", "count", 3));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).doesNotContain("\n");
    var line = Json.parse(lines.getFirst());
    assertThat(line.string("level")).isEqualTo("INFO");
    assertThat(line.string("message")).isEqualTo("Thing done");
    assertThat(line.string("logger")).isEqualTo("Thing");
    assertThat(line.string("version")).isEqualTo(Version.running());
    assertThat(line.string("id")).isEqualTo("a\nb");
    assertThat(line.number("count")).isEqualTo(3);
    assertThat(line.instant("time")).isNotNull();
  }

  @Test
  void addsTheInvocationAlsoInThreadsStartedWithin() throws Exception {
    try (var _ = JsonLog.during(Map.of("requestId", "r-1"))) {
      Thread.ofVirtual().start(() -> logger.log(Level.WARNING, "Inside")).join();
    }
    logger.log(Level.INFO, "Outside");

    assertThat(Json.parse(lines.get(0)).string("requestId")).isEqualTo("r-1");
    assertThat(Json.parse(lines.get(0)).string("level")).isEqualTo("WARN");
    assertThat(Json.parse(lines.get(1)).has("requestId")).isFalse();
  }

  @Test
  void aScopeWithinAnotherAddsItsFields() {
    try (var _ = JsonLog.during(Map.of("requestId", "r-1"))) {
      try (var _ = JsonLog.during(Map.of("actor", "drop"))) {
        logger.log(Level.INFO, "Both");
      }
      logger.log(Level.INFO, "Outer");
    }

    assertThat(Json.parse(lines.get(0)).string("requestId")).isEqualTo("r-1");
    assertThat(Json.parse(lines.get(0)).string("actor")).isEqualTo("drop");
    assertThat(Json.parse(lines.get(1)).string("requestId")).isEqualTo("r-1");
    assertThat(Json.parse(lines.get(1)).has("actor")).isFalse();
  }

  @Test
  void tellsMessagesOfOurOwnExceptionsAlone() {
    var cause = new IllegalArgumentException("body was: secret");
    logger.log(Level.ERROR, "Failed", new StateUnavailableException("state: reading k", cause));

    var error = Json.parse(lines.getFirst()).object("error");
    assertThat(error.string("class")).endsWith("StateUnavailableException");
    assertThat(error.string("message")).isEqualTo("state: reading k");
    assertThat(error.strings("frames").getFirst()).contains("JsonLogTest");
    assertThat(error.object("cause").string("class")).endsWith("IllegalArgumentException");
    assertThat(lines.getFirst()).doesNotContain("secret");
  }

  @Test
  void keepsQuietAboutOthersBelowWarning() {
    System.getLogger("software.amazon.awssdk.request").log(Level.INFO, "Sending request");
    logger.log(Level.DEBUG, "Detail");

    assertThat(lines).isEmpty();
  }
}
