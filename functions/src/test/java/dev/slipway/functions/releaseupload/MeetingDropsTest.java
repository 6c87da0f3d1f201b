package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.simulator.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A newer drop of the same app arrives while a worker is busy with the older one: at every place
/// where that worker looks at its remaining time, which is between any two of its steps and parts.
class MeetingDropsTest {
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

  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      })
  void theEndStateIsExact(int place) throws Exception {
    String older = functions.drop("older.ipa", "1.1", "2", 11 << 20, TEN);
    String newer = functions.drop("newer.ipa", "1.2", "3", 11 << 20, TEN.plusSeconds(5));
    var looks = new AtomicInteger();
    IntSupplier meeting =
        () -> {
          if (looks.incrementAndGet() == place) {
            functions.upload(newer, () -> PLENTY);
          }
          return PLENTY;
        };

    functions.upload(older, meeting);
    for (int round = 0; round < 6; round++) {
      functions.settle(meeting);
      functions.fixture().clock().advance(Duration.ofMinutes(10));
      functions.sweep(meeting);
    }
    functions.settle(meeting);
    if (looks.get() < place) {
      functions.upload(newer, () -> PLENTY);
      functions.settle(meeting);
    }

    assertThat(functions.fixture().log()).doesNotContain("\"ERROR\"");
    var first = release("2");
    var second = release("3");
    if (first.state() == ReleaseState.SUPERSEDED) {
      assertThat(first.status().successor()).isEqualTo(second.id());
      assertThat(second.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertVersions("1.0", "1.2");
    } else {
      assertThat(first.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertThat(second.state()).isEqualTo(ReleaseState.QUEUED);
      assertVersions("1.0", "1.1");
    }
    var snapshot = functions.fixture().apple().snapshot();
    assertThat(snapshot.reviewSubmissions()).hasSize(1);
    assertThat(snapshot.buildUploads())
        .extracting(Snapshot.BuildUpload::state)
        .as("no reservation is left behind")
        .doesNotContain("AWAITING_UPLOAD");
  }

  private void assertVersions(String... versionStrings) {
    assertThat(functions.fixture().apple().snapshot().appStoreVersions())
        .extracting(Snapshot.AppStoreVersion::versionString)
        .containsExactly(versionStrings);
  }

  private ReleaseRecord release(String build) {
    return functions.all().stream()
        .filter(r -> r.desired() != null && r.desired().bundleVersion().equals(build))
        .findFirst()
        .orElseThrow();
  }
}
