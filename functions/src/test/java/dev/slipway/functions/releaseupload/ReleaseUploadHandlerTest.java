package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.json.Json;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.intake.DropIntake;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseUploadHandlerTest {
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path directory;
  private ReleaseFunctions functions;

  @BeforeEach
  void start() throws IOException {
    functions = new ReleaseFunctions(directory);
  }

  @AfterEach
  void stop() {
    functions.close();
  }

  @Test
  void goesOnWhereItStoppedWhenItsTimeRanOut() throws Exception {
    String event = functions.drop("App.ipa", "1.1", "2", 60 << 20, TEN);
    var calls = new AtomicInteger();
    IntSupplier runningOut = () -> calls.incrementAndGet() < 12 ? PLENTY : 60_000;

    functions.upload(event, runningOut);
    var half = only();
    long sent = functions.fixture().apple().partPuts().size();
    functions.upload(ReleaseFunctions.wake(half), () -> PLENTY);

    assertThat(half.state()).isEqualTo(ReleaseState.UPLOADING);
    assertThat(half.build().finishedBytes()).isBetween(1L, 60L << 20);
    assertThat(sent).isBetween(1L, 12L);
    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(functions.fixture().apple().partPuts())
        .extracting(PartPut::partNumber)
        .as("no part is sent twice")
        .doesNotHaveDuplicates()
        .hasSize(13);
    assertThat(functions.fixture().apple().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void aLostWakeIsMadeUpForByTheNextSweep() throws Exception {
    String event = functions.drop("App.ipa", "1.1", "2", 1 << 20, TEN);
    functions.upload(event, () -> 10_000);
    var stopped = only();
    assertThat(stopped.state()).isEqualTo(ReleaseState.RECEIVED);
    functions.fixture().aws().state().delete(StateKeys.wakeIntake(stopped.id()));

    functions.fixture().clock().advance(Duration.ofMinutes(5));
    functions.sweep(() -> PLENTY);

    assertThat(functions.fixture().aws().state().read(StateKeys.wakeIntake(stopped.id())))
        .as("the drop must be read, so the sweep wakes the function that may")
        .isPresent();
    functions.settle(() -> PLENTY);
    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
  }

  @Test
  void logsADropThatNobodyOwnsInTheWordsThatAreCounted() throws Exception {
    String key = "a".repeat(26) + "/App.ipa";
    String event = ReleaseFunctions.dropped(key, "v1", "e1", 1, TEN);

    assertThatThrownBy(() -> functions.upload(event, () -> PLENTY))
        .isInstanceOf(DropIntake.UnknownConnectionException.class);

    assertThat(functions.fixture().log())
        .containsOnlyOnce(DropIntake.UNOWNED)
        .contains("\"level\":\"WARN\"")
        .contains("\"objectKey\":\"" + key + "\"");
    assertThat(Files.readString(Path.of("../template.yaml")))
        .contains("FilterPattern: '{ $.message = \"" + DropIntake.UNOWNED + "\" }'");
  }

  /// What a person writes is never the message, so it rings no alarm.
  @Test
  void aFilesNameIsNotCountedAsADropThatNobodyOwns() {
    String name = DropIntake.UNOWNED + "\",\"message\":\"" + DropIntake.UNOWNED + ".ipa";
    System.getLogger(DropIntake.class.getName())
        .log(System.Logger.Level.INFO, "Drop read", Map.of("objectKey", name));

    assertThat(functions.fixture().log()).contains(DropIntake.UNOWNED);
    assertThat(functions.fixture().log().lines().filter(line -> line.startsWith("{")))
        .allSatisfy(
            line ->
                assertThat(Json.parse(line).optionalString("message"))
                    .isNotEqualTo(Optional.of(DropIntake.UNOWNED)));
  }

  @Test
  void aDeadWorkersReleaseIsFoundByTheSweep() throws Exception {
    String event = functions.drop("App.ipa", "1.1", "2", 60 << 20, TEN);
    var calls = new AtomicInteger();
    IntSupplier dying =
        () -> {
          if (calls.incrementAndGet() > 12) {
            throw new IllegalStateException("the machine is gone");
          }
          return PLENTY;
        };
    assertThatThrownBy(() -> functions.upload(event, dying)).isInstanceOf(RuntimeException.class);

    functions.fixture().clock().advance(Duration.ofMinutes(10));
    functions.sweep(() -> PLENTY);
    functions.upload(ReleaseFunctions.wake(only()), () -> PLENTY);

    assertThat(only().status().problem()).isNull();
    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(functions.fixture().apple().snapshot().buildUploads()).hasSize(1);
  }

  /// The check found the role, so the role is not blamed (fastlane#21544).
  @Test
  void aFieldThatAppleForbidsIsNamedWithItsCall() {
    functions.drop("1.1/App.ipa", "1.1", "2", 1000, TEN);
    String event =
        functions.put(
            "1.1/release.json",
            "{\"contentRights\": \"USES_THIRD_PARTY_CONTENT\"}".getBytes(UTF_8),
            TEN);
    functions
        .fixture()
        .apple()
        .faults()
        .add(Fault.status(403).on("PATCH", "/v1/apps/{id}").always());

    functions.upload(event, () -> PLENTY);
    functions.fixture().clock().advance(Duration.ofMinutes(10));
    functions.sweep(() -> PLENTY);
    functions.settle(() -> PLENTY);

    var problem = only().status().problem();
    assertThat(problem).isNotNull();
    assertThat(problem.type()).isEqualTo(ProblemType.APPLE_REFUSED);
    assertThat(problem.field()).isEqualTo("$.contentRights");
    assertThat(problem.detail())
        .isEqualTo(
            "Apple refuses the call PATCH /v1/apps/{id} (contentRightsDeclaration) to this key"
                + " while uploading texts and media, although the connection's check found the"
                + " key's role high enough. Make the change in App Store Connect, remove"
                + " $.contentRights from the drop, and upload the folder (or the .ipa) again.");
  }

  @Test
  void theSameEventTwiceIsOneRelease() throws Exception {
    String event = functions.drop("App.ipa", "1.1", "2", 1 << 20, TEN);

    functions.upload(event, () -> PLENTY);
    functions.upload(event, () -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(functions.fixture().apple().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void aDropOfNobodyFailsSoThatItEndsAtTheFailureDestination() {
    String event =
        ReleaseFunctions.dropped("a".repeat(26) + "/App.ipa", "v1", "0".repeat(32), 10, TEN);

    assertThatThrownBy(() -> functions.upload(event, () -> PLENTY))
        .hasMessageContaining("no connection");
  }

  private ReleaseRecord only() {
    assertThat(functions.all()).hasSize(1);
    return functions.all().getFirst();
  }
}
