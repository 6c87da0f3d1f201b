package dev.slipway.releases.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.LoggedFailures;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.problems.ProblemType;
import org.junit.jupiter.api.Test;

class FileChecksumsTest {
  /// The problem is for users, and does not have the cause.
  @Test
  void whyTheDropBucketCannotBeReadIsInTheLog() {
    var drop = new Drop();
    var missing = new ObjectVersion("screenshots/de-DE/1.png", "v", "\"e\"", 9);
    var checksums = new FileChecksums(drop, drop);

    try (var logged = new LoggedFailures(FileChecksums.class)) {
      assertThatThrownBy(() -> checksums.of(missing))
          .isInstanceOfSatisfying(
              RoundEndedException.class,
              ended ->
                  assertThat(ended.end())
                      .isInstanceOfSatisfying(
                          ContentOutcome.Failed.class,
                          failed ->
                              assertThat(failed.problem().type())
                                  .isEqualTo(ProblemType.DROP_UNREADABLE)));

      assertThat(logged.all()).extracting(Throwable::getMessage).containsExactly("gone");
    }
  }
}
