package dev.slipway.runner.crash;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/// One release of a build with non-exempt encryption, with another price and in fewer countries.
/// Apple takes neither a second answer nor a second declaration.
final class DeclaredBuild {
  private static final Trouble.Cast CAST =
      new Trouble.Cast(Voyage.CAST.functions(), "declared/", "");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofHours(8);

  private static final String RELEASE_JSON =
      """
      {
        "usesNonExemptEncryption": true,
        "price": {"baseTerritory": "USA", "customerPrice": "4.99"},
        "availability": {"territories": {"except": ["CHN", "FRA"]}}
      }
      """;

  private DeclaredBuild() {}

  /// Runs the release in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  static Ended run(Path directory, @Nullable Point point) throws Exception {
    var clock = SimulatorClock.fixedAt(Voyage.START);
    var trouble = new Trouble(point, clock, CAST);
    try (var local = SlipwayLocal.start(Voyage.options(directory, clock, trouble));
        var s3 = LocalS3.client(local)) {
      var apple = local.simulator().orElseThrow();
      apple.guesses().turn(Guess.DECLARATION_ATTACHED_ONCE);
      var app = apple.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
      apple.addEncryptionDeclaration(app.id(), "APPROVED");
      String folder = Voyage.connect(local, apple) + "/1.1/";
      local.aws().faults().script(trouble::aws);
      apple.faults().script(trouble::apple);
      trouble.arm();
      var start = clock.instant();
      var bytes = new ByteArrayOutputStream();
      SampleIpa.write(
          bytes,
          SampleIpa.Spec.of("com.example.app", "1.1", "2")
              .withPayloadBytes(100_000)
              .withEncryption(null));
      s3.putObject(
          put -> put.bucket(local.dropBucket()).key(folder + "App.ipa"),
          RequestBody.fromBytes(bytes.toByteArray()));
      s3.putObject(
          put -> put.bucket(local.dropBucket()).key(folder + "release.json"),
          RequestBody.fromString(RELEASE_JSON));
      local.settle();
      String late = sail(local, apple, trouble, start);
      trouble.disarm();
      return new Ended(
          trouble.wasMet(),
          EndState.of(apple.snapshot()),
          apple.partPuts().stream().filter(put -> put.sizeBytes() > 0).count(),
          late,
          trouble.happened());
    }
  }

  private static String sail(
      SlipwayLocal local, AppStoreConnectSimulator apple, Trouble trouble, Instant start)
      throws Exception {
    while (true) {
      boolean out =
          apple.snapshot().appStoreVersions().stream()
              .anyMatch(
                  version ->
                      version.versionString().equals("1.1")
                          && version.state().equals("READY_FOR_DISTRIBUTION"));
      if (out) {
        return "";
      }
      if (Duration.between(start, local.clock().instant()).compareTo(PATIENCE) > 0) {
        return "not out after " + PATIENCE + ": " + Voyage.newest(local) + local.failures();
      }
      local.advance(STEP);
      trouble.deliverHeld();
      local.settle();
    }
  }
}
