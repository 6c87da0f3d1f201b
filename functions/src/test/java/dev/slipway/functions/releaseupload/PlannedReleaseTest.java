package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.ipa.StoreIpa;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.problems.Finding;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.simulator.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A release of which only the plan is wanted, beside one that is carried out.
class PlannedReleaseTest {
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
  void writesNothingAndTakesNoLane() {
    functions.upload(planned("2.0", "9"), () -> PLENTY);

    var planned = release("9");
    assertThat(planned.state()).isEqualTo(ReleaseState.PLANNED);
    assertThat(planned.plan().actions()).isNotEmpty();
    assertThat(functions.fixture().apple().calls().keySet()).allMatch(c -> c.startsWith("GET "));
    assertThat(lanes()).isEmpty();
  }

  /// At every place of the running one's pass where its worker looks at its time.
  @Test
  void neverSupersedesARunningRelease() {
    String running = functions.drop("running.ipa", "1.1", "2", 1000, TEN);
    String planned = planned("2.0", "9");
    var looks = new AtomicInteger();

    functions.upload(
        running,
        () -> {
          looks.incrementAndGet();
          functions.uploadBeside(planned, () -> PLENTY);
          return PLENTY;
        });
    for (int round = 0; round < 3; round++) {
      functions.settle(() -> PLENTY);
      functions.fixture().clock().advance(Duration.ofMinutes(10));
      functions.sweep(() -> PLENTY);
    }
    functions.settle(() -> PLENTY);

    assertThat(looks).hasValueGreaterThan(5);
    assertThat(lanes()).as("that of the running one").hasSize(1);
    assertThat(release("9").state()).isEqualTo(ReleaseState.PLANNED);
    assertThat(release("2").state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
    assertThat(functions.fixture().apple().snapshot().appStoreVersions())
        .extracting(Snapshot.AppStoreVersion::versionString)
        .containsExactly("1.0", "1.1");
    assertThat(functions.fixture().apple().snapshot().buildUploads()).hasSize(1);
  }

  /// Another version is in review, for which the release would wait: the plan does not, and its
  /// findings tell of it.
  @ParameterizedTest
  @CsvSource({
    "2.0, POST /v1/appStoreVersions, version-with-review;whats-new-repeated",
    "1.1, PATCH /v1/appStoreVersions/{id}, version-with-review",
  })
  void isMadeWhileVersionIsInReview(String version, String call, String warnings) {
    functions.upload(functions.drop("running.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
    functions.fixture().clock().advance(Duration.ofMinutes(10));
    functions.sweep(() -> PLENTY);
    functions.settle(() -> PLENTY);
    assertThat(release("2").state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);

    functions.upload(planned(version, "9"), () -> PLENTY);

    var planned = release("9");
    assertThat(planned.state()).isEqualTo(ReleaseState.PLANNED);
    assertThat(planned.preflight().findings())
        .extracting(Finding::check)
        .contains(warnings.split(";", -1));
    assertThat(planned.plan().actions().stream().flatMap(action -> action.calls().stream()))
        .contains(call, "POST /v1/reviewSubmissions", "PATCH /v1/reviewSubmissions/{id}");
    assertThat(release("2").state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
  }

  /// The release of before is approved, and a person has yet to put it on the App Store.
  @Test
  void isMadeWhileVersionAwaitsItsRelease() {
    functions.drop("running/App.ipa", "1.1", "2", 1000, TEN);
    functions.upload(
        functions.put("running/release.json", "{\"releaseType\": \"MANUAL\"}".getBytes(UTF_8), TEN),
        () -> PLENTY);
    functions.fixture().clock().advance(Duration.ofMinutes(10));
    functions.sweep(() -> PLENTY);
    functions.settle(() -> PLENTY);
    var version = release("2").version().version();
    assertThat(version).isNotNull();
    functions.fixture().apple().reviews().approve(version.id().value());

    functions.upload(planned("2.0", "9"), () -> PLENTY);

    assertThat(release("9").state()).isEqualTo(ReleaseState.PLANNED);
  }

  /// The version in review has the build of the drop, whose new text Apple does not take now.
  @Test
  void namesWhatTheVersionInReviewLocks() {
    byte[] ipa = StoreIpa.of(ReleaseFunctions.BUNDLE_ID, "1.1", "2", 1000);
    functions.upload(functions.put("running.ipa", ipa, TEN), () -> PLENTY);
    functions.fixture().clock().advance(Duration.ofMinutes(10));
    functions.sweep(() -> PLENTY);
    functions.settle(() -> PLENTY);

    functions.put("planned/App.ipa", ipa, TEN.plusSeconds(5));
    functions.put("planned/metadata/en-US/description.txt", "Another one.".getBytes(UTF_8), TEN);
    functions.upload(
        functions.put(
            "planned/release.json", "{\"dryRun\": true}".getBytes(UTF_8), TEN.plusSeconds(5)),
        () -> PLENTY);

    var planned =
        functions.all().stream().filter(found -> found.plan().wanted()).findFirst().orElseThrow();
    var problem = planned.status().problem();
    assertThat(problem).isNotNull();
    assertThat(problem.detail())
        .contains("WAITING_FOR_REVIEW", "metadata/en-US/description.txt", "Withdraw it");
  }

  /// The event of a folder whose `release.json` asks for a plan only.
  private String planned(String version, String build) {
    functions.drop("planned/App.ipa", version, build, 1000, TEN.plusSeconds(5));
    return functions.put(
        "planned/release.json", "{\"dryRun\": true}".getBytes(UTF_8), TEN.plusSeconds(5));
  }

  private List<String> lanes() {
    return functions.fixture().aws().state().list("apps/", null, 100).keys().stream()
        .filter(key -> !key.contains("/media/"))
        .toList();
  }

  private ReleaseRecord release(String build) {
    return functions.all().stream()
        .filter(r -> r.desired() != null && r.desired().bundleVersion().equals(build))
        .findFirst()
        .orElseThrow();
  }
}
