package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole path in one JVM: key, connection, drop, review, App Store.
class FirstReleaseTest {
  @TempDir Path directory;

  @Test
  void aBareBuildReachesTheAppStore() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/Example 1.1 + ü.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(release.path("findings"))
          .as("an .ipa alone has no files that could be missing")
          .isEmpty();
      assertThat(stage.local.failures()).isEmpty();
      var snapshot = stage.apple.snapshot();
      assertThat(snapshot.buildUploads()).hasSize(1);
      assertThat(snapshot.reviewSubmissions()).hasSize(1);
      assertThat(snapshot.appStoreVersions()).hasSize(2);
    }
  }
}
