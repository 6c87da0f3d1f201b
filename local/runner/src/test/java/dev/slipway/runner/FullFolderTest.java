package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A complete folder of fastlane's, from the drop to the App Store.
class FullFolderTest {
  private static final SampleFolder FOLDER =
      SampleFolder.of(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withPayloadBytes(300_000));

  @TempDir Path directory;

  @Test
  void goesThroughWithoutAnythingFound() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      FOLDER.writeTo(stage.s3, stage.local.dropBucket(), stage.connect() + "/1.1/");
      stage.local.settle();
      System.err.println(stage.newest().toPrettyString());

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      System.err.println(stage.apple.calls());
      assertThat(release.path("findings")).isEmpty();
      stage.assertReleasedExactlyOnce();
    }
  }
}
