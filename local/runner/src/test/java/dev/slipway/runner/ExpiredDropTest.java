package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drop bucket's lifecycle under a release that waits: first a delete marker hides the drop
/// (expiration), a week later its versions are gone (noncurrent expiration).
class ExpiredDropTest {
  private static final String TEXT = "metadata/en-US/keywords.txt";

  @TempDir Path directory;

  @Test
  void aReleaseReadsItsPinsBehindDeleteMarkers() throws Exception {
    try (var stage = Stage.open(directory)) {
      String prefix = queued(stage);

      for (String file : new String[] {"App.ipa", "release.json", TEXT}) {
        stage.s3.deleteObject(delete -> delete.bucket(drops(stage)).key(prefix + file));
      }
      approveTheFirst(stage);

      stage.advanceUntil("WAITING_FOR_REVIEW");
      assertThat(Folders.text(stage, "1.2", "en-US", "keywords")).isEqualTo("lists,tasks");
    }
  }

  @Test
  void aPinThatIsGoneIsAProblemThatNamesTheFileAndWhatToDo() throws Exception {
    try (var stage = Stage.open(directory)) {
      String prefix = queued(stage);

      stage.deleteNewestVersion(prefix + TEXT);
      approveTheFirst(stage);

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");
      assertThat(problem.path("type").asText()).endsWith(":drop-file-missing");
      assertThat(problem.path("field").asText()).isEqualTo(prefix + TEXT);
      assertThat(problem.path("detail").asText())
          .startsWith(prefix + TEXT + " no longer exists in the drop bucket")
          .contains("it expired", "DropExpirationDays", "Upload the drop again");

      stage.put(prefix + TEXT, "lists,tasks");
      stage.put(prefix + "release.json", "{}");
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
    }
  }

  /// A release in review, and a folder that waits for its end. Returns the folder's prefix.
  private static String queued(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    stage.put(connection + "/App.ipa", Stage.ipa("1.1", "2"));
    stage.local.settle();
    stage.advanceUntil("WAITING_FOR_REVIEW");
    String prefix = connection + "/next/";
    stage.put(prefix + "App.ipa", Stage.ipa("1.2", "3"));
    stage.put(prefix + TEXT, "lists,tasks");
    stage.put(prefix + "release.json", "{}");
    stage.local.settle();
    assertThat(stage.newest().path("state").asText()).isEqualTo("QUEUED");
    return prefix;
  }

  private static void approveTheFirst(Stage stage) {
    stage.apple.reviews().approve(Folders.version(stage, "1.1").id());
  }

  private static String drops(Stage stage) {
    return stage.local.dropBucket();
  }
}
