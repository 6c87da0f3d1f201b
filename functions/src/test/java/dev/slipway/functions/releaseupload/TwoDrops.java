package dev.slipway.functions.releaseupload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.media.SampleMedia;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.simulator.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/// Two drops of one app that meet: an older one, 1.1 (2), and a newer one, build 3.
final class TwoDrops {
  static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

  private TwoDrops() {}

  static boolean isSubmitted(ReleaseFunctions functions) {
    return functions.fixture().apple().snapshot().reviewSubmissions().stream()
        .anyMatch(submission -> submission.state().equals("WAITING_FOR_REVIEW"));
  }

  /// Version 1.1 (2) with texts and a screenshot.
  static String folder(ReleaseFunctions functions) {
    functions.drop("older/App.ipa", "1.1", "2", 1000, TEN);
    functions.put("older/metadata/en-US/description.txt", "All that is new.".getBytes(UTF_8), TEN);
    functions.put("older/metadata/en-US/release_notes.txt", "Faster.".getBytes(UTF_8), TEN);
    functions.put("older/metadata/review_information/notes.txt", "None.".getBytes(UTF_8), TEN);
    functions.put("older/screenshots/en-US/1.png", SampleMedia.png(1320, 2868), TEN);
    return functions.put("older/release.json", "{}".getBytes(UTF_8), TEN);
  }

  /// An hour goes by, with all that is woken and swept in it.
  static void settle(ReleaseFunctions functions, IntSupplier remainingMillis) {
    for (int round = 0; round < 6; round++) {
      functions.settle(remainingMillis);
      functions.fixture().clock().advance(Duration.ofMinutes(10));
      functions.sweep(remainingMillis);
    }
    functions.settle(remainingMillis);
  }

  static void assertEndState(ReleaseFunctions functions) {
    assertThat(functions.fixture().log()).doesNotContain("\"ERROR\"");
    assertOneGoesOut(functions);
  }

  /// The newer one, or the older one if it was submitted before the newer one was checked.
  static void assertOneGoesOut(ReleaseFunctions functions) {
    var first = release(functions, "2");
    var second = release(functions, "3");
    if (first.state() == ReleaseState.SUPERSEDED) {
      assertThat(first.status().successor()).isEqualTo(second.id());
      assertThat(second.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertVersions(functions, "1.0", "1.2");
    } else {
      assertThat(first.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertThat(second.state()).isEqualTo(ReleaseState.QUEUED);
      assertVersions(functions, "1.0", "1.1");
    }
    var snapshot = functions.fixture().apple().snapshot();
    assertThat(snapshot.reviewSubmissions()).hasSize(1);
    assertThat(snapshot.buildUploads())
        .extracting(Snapshot.BuildUpload::state)
        .as("no reservation is left behind")
        .doesNotContain("AWAITING_UPLOAD");
  }

  static void assertVersions(ReleaseFunctions functions, String... versionStrings) {
    assertThat(functions.fixture().apple().snapshot().appStoreVersions())
        .extracting(Snapshot.AppStoreVersion::versionString)
        .containsExactly(versionStrings);
  }

  static ReleaseRecord release(ReleaseFunctions functions, String build) {
    return functions.all().stream()
        .filter(r -> r.desired() != null && r.desired().bundleVersion().equals(build))
        .findFirst()
        .orElseThrow();
  }
}
