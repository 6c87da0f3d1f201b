package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers that Apple compares number by number, and shows in a spelling of its own.
class BuildNumbersTest {
  @TempDir Path directory;

  @Tag("answer")
  @Test
  void aBuildNumberOfFourNumbersIsReleased() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "1.4.0.7"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.newest().path("buildNumber").asText()).isEqualTo("1.4.0.7");
    }
  }

  /// The reservation's answer is lost, so that Slipway has to find it by its numbers, whatever
  /// spelling Apple shows.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void numbersWithLeadingZerosAreReleasedOnce(boolean turned) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (turned) {
        stage.apple.guesses().turn(Guess.LEADING_ZEROS);
      }
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(Fault.cutBeforeAnswer().on("POST", "/v1/buildUploads").afterEffect());
      stage.put(connection + "/App.ipa", Ipas.sound("1.02.0", "007"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes())
          .containsEntry("POST /v1/buildUploads", 1L)
          .as("the version is not renamed to a spelling that Apple does not show")
          .doesNotContainKey("PATCH /v1/appStoreVersions/{id}");
    }
  }

  @Test
  void aNumberThatIsTakenUnderAnotherSpellingIsNamedBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/first/App.ipa", Ipas.sound("2.0", "7"));
      stage.put(connection + "/first/release.json", "{\"submit\": false}");
      stage.local.settle();
      stage.advanceUntil("PREPARED");
      var before = stage.writes();
      stage.put(connection + "/App.ipa", Ipas.sound("2.00.0", "007"));
      stage.local.settle();

      var release = stage.newest();

      assertThat(release.path("problem").path("type").asText()).endsWith(":build-number-used");
      assertThat(release.path("problem").path("detail").asText())
          .contains("The next free number is 8.");
      assertThat(stage.writes()).isEqualTo(before);
    }
  }
}
