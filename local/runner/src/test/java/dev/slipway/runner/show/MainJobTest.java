package dev.slipway.runner.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.runner.show.Screen.Terminal;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class MainJobTest {
  /// The way takes some 40 calls; a demo that does not end takes 150.
  private static final long MOST_CALLS = 68;

  @TempDir Path directory;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Screen screen = new Screen(new PrintStream(printed, true, UTF_8), Terminal.NONE);

  /// It ends when testers have the build, and asks Apple no further.
  @Tag("answer")
  @Test
  void showsTheWayToTestersUntilTheyHaveTheBuild() throws Exception {
    try (var local = SlipwayLocal.start(options())) {
      var job = new MainJob(local, local.simulator().orElseThrow(), screen);

      var outcome = job.runTestFlight();

      assertThat(outcome.state()).isEqualTo("IN_BETA_TESTING");
      assertThat(outcome.isReady()).isTrue();
      assertThat(taken())
          .contains("  ✓ With testers (IN_BETA_TESTING)\n")
          .contains("  public link of Fans: https://testflight.apple.com/join/");
      assertThat(job.simulatorCalls()).isLessThan(MOST_CALLS);
    }
  }

  @Test
  void showsAReleaseInWordsAndOnTheNextRunSaysWhichIsOutAndOffersTheNext() throws Exception {
    try (var local = SlipwayLocal.start(options())) {
      var apple = local.simulator().orElseThrow();
      var outcome = new MainJob(local, apple, screen).run(directory);

      assertThat(outcome.isReady()).isTrue();
      assertThat(taken())
          .contains("  simulated  state\n")
          .contains("Processing at Apple ")
          .containsPattern(
              "\\+00:[0-9]{2}:[0-9]{2}  On the App Store +\\S.* \\(READY_FOR_DISTRIBUTION\\)")
          .contains("  ✓ On the App Store (READY_FOR_DISTRIBUTION)\n")
          .containsPattern("  [0-9]+ min simulated, [0-9]+ s real; [0-9]+ calls of App Store");

      long calls = new MainJob(local, apple, screen).simulatorCalls();
      new MainJob(local, apple, screen).resume(outcome.connectionId(), outcome.releaseId());

      assertThat(taken())
          .containsPattern(
              "Slipway Sample 1\\.1\\.0 \\(2\\) is already on the App Store since .* UTC")
          .contains("Nothing to do")
          .doesNotContain("Uploading");
      assertThat(new MainJob(local, apple, screen).simulatorCalls()).isEqualTo(calls);

      // A small one, which is not written again: forty megabytes more would prove nothing.
      SampleIpa.write(
          directory.resolve("Sample 1.2.0.ipa"),
          SampleIpa.Spec.of(MainJob.BUNDLE_ID, "1.2.0", "3").withPayloadBytes(100_000));
      Path sample = new NextSample(local, apple).write(directory, outcome.connectionId());
      assertThat(sample).hasFileName("Sample 1.2.0.ipa");
      String newest = release(local, outcome.connectionId(), sample);
      taken();
      var last =
          new MainJob(local, apple, screen).resume(outcome.connectionId(), outcome.releaseId());

      assertThat(taken())
          .containsPattern(
              "Slipway Sample 1\\.2\\.0 \\(3\\) is already on the App Store since .* UTC");
      assertThat(last)
          .isEqualTo(new MainJob.Outcome(outcome.connectionId(), newest, "READY_FOR_DISTRIBUTION"));
      assertThat(new NextSample(local, apple).write(directory, last.connectionId()))
          .hasFileName("Sample 1.3.0.ipa");
    }
  }

  /// Drops a build as a person does with `aws s3 cp`, and returns the id of its release.
  private String release(SlipwayLocal local, String connectionId, Path ipa) throws Exception {
    try (var s3 = LocalS3.client(local);
        var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE))) {
      s3.putObject(
          put -> put.bucket(local.dropBucket()).key(connectionId + "/" + ipa.getFileName()),
          RequestBody.fromFile(ipa));
      local.settle();
      String id = api.get("/releases").path("releases").path(0).path("id").asText();
      new ReleaseFollower(local, api, screen).follow(id);
      return id;
    }
  }

  private SlipwayLocalOptions options() throws IOException {
    return SlipwayLocalOptions.of(directory, RepositoryFiles.file("template.yaml"))
        .withClock(SimulatorClock.realTime())
        .withSimulator(
            simulator ->
                simulator.withReviewScript(
                    ReviewScript.approve(Duration.ofMinutes(6), Duration.ofMinutes(8))));
  }

  private String taken() {
    String text = printed.toString(UTF_8);
    printed.reset();
    return text;
  }
}
