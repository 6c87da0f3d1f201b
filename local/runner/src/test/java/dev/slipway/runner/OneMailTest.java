package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.Mails.Point;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.invocation.Interference;
import dev.slipway.simulator.KeyRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One cause sends one e-mail, from an alarm or from an event, even with all that `Monitoring=full`
/// measures.
class OneMailTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final Invocations invocations = new Invocations();
  private Stage stage;
  private Instant start;

  /// Counts as Lambda does, and lets functions fail.
  private final class Invocations implements Interference {
    private final Map<String, List<Point>> measured = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    @Override
    public void invoke(String function, Work work) throws Exception {
      var at = stage.local.clock().instant();
      count("Invocations", function, at);
      try {
        if (broken.contains(function)) {
          throw new IllegalStateException(function + " is broken");
        }
        work.run();
      } catch (Exception e) {
        count("Errors", function, at);
        throw e;
      }
    }

    private void count(String metric, String function, Instant at) {
      measured.merge(
          "AWS/Lambda " + metric + " " + function,
          List.of(new Point(at, 1)),
          (known, more) -> {
            var all = new ArrayList<>(known);
            all.addAll(more);
            return all;
          });
    }
  }

  @BeforeEach
  void start() throws Exception {
    String template = Files.readString(RepositoryFiles.file("template.yaml"));
    Path full =
        Files.writeString(
            directory.resolve("full.yaml"),
            template.replace("    Default: basic\n", "    Default: full\n"));
    stage = Stage.small(directory.resolve("state"), full, invocations);
    start = stage.local.clock().instant();
  }

  @AfterEach
  void stop() throws Exception {
    stage.close();
  }

  /// The e-mails that were sent since the start.
  private List<String> mails() throws Exception {
    var rules = new Mails();
    var now = stage.local.clock().instant();
    var measured = new HashMap<>(invocations.measured);
    long kept =
        stage.local.failures().stream()
            .filter(lost -> rules.keepsFailures(lost.function()))
            .count();
    measured.put(
        "AWS/SQS ApproximateNumberOfMessagesVisible", List.of(new Point(now, (double) kept)));
    for (String line : stage.canary.printed().split("\n", -1)) {
      if (line.contains("\"_aws\"")) {
        ownMetrics(JSON.readTree(line), measured);
      }
    }
    var mails = new ArrayList<>(rules.ofAlarms(measured, start, now));
    mails.addAll(rules.ofEvents(stage.local.aws().published().all()));
    return mails;
  }

  private static void ownMetrics(JsonNode line, Map<String, List<Point>> measured) {
    var at = Instant.ofEpochMilli(line.path("_aws").path("Timestamp").asLong());
    line.properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber()) {
                measured
                    .computeIfAbsent("Slipway " + field.getKey(), _ -> new ArrayList<>())
                    .add(new Point(at, field.getValue().asDouble()));
              }
            });
  }

  @Test
  void forADropUnderAMistypedConnection() throws Exception {
    stage.app();
    stage.put("a".repeat(26) + "/App.ipa", Stage.ipa("1.1", "2"));

    stage.advance(Duration.ofMinutes(90));

    assertThat(stage.local.failures()).hasSize(1);
    assertThat(mails()).containsExactly("DeadLettersAlarm");
  }

  @Test
  void forASweepThatFailsEveryTime() throws Exception {
    stage.advance(Duration.ofMinutes(20));
    assertThat(mails()).isEmpty();
    invocations.broken.add("ReviewStatusFunction");

    stage.advance(Duration.ofMinutes(20));
    assertThat(mails()).as("two sweeps that failed repair themselves").isEmpty();
    stage.advance(Duration.ofMinutes(20));

    assertThat(mails()).containsExactly("SweepLateAlarm");
  }

  @Test
  void forAKeyThatAppleRejects() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    String connection = stage.connect(LocalUser.ALICE, key);
    stage.apple.revokeKey(key.keyId());

    stage.call(LocalUser.ALICE, "POST", "/connections/" + connection + "/check", null);
    stage.advance(Duration.ofMinutes(90));

    assertThat(mails()).containsExactly("ConnectionEmailRule");
  }

  @Test
  void forAReleaseThatNeedsAPerson() throws Exception {
    stage.app("com.example.other");
    stage.put(stage.connect() + "/App.ipa", Stage.ipa("1.1", "2"));
    stage.local.settle();
    stage.advanceUntil("NEEDS_ATTENTION");
    stage.advance(Duration.ofMinutes(30));

    assertThat(mails()).containsExactly("ReleaseEmailRule");
  }

  @Test
  void forAReleaseThatIsOut() throws Exception {
    stage.app();
    stage.put(stage.connect() + "/App.ipa", Stage.ipa("1.1", "2"));
    stage.local.settle();
    stage.advanceUntil("READY_FOR_DISTRIBUTION");
    stage.advance(Duration.ofMinutes(30));

    assertThat(mails()).containsExactly("ReleaseEmailRule");
  }
}
