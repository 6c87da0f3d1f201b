package dev.slipway.runner.crash;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.runner.sample.SampleTestFlight;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorClock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/// One build to testers, for an app record with nothing but its name: groups, a tester, a public
/// link and all texts are created.
final class TestedBuild {
  private static final Trouble.Cast CAST = new Trouble.Cast(Voyage.CAST.functions(), "tested/", "");

  private TestedBuild() {}

  /// Runs the release in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  static Ended run(Path directory, @Nullable Point point) throws Exception {
    var clock = SimulatorClock.fixedAt(Voyage.START);
    var trouble = new Trouble(point, clock, CAST);
    try (var local = SlipwayLocal.start(Voyage.options(directory, clock, trouble));
        var s3 = LocalS3.client(local)) {
      var apple = local.simulator().orElseThrow();
      apple.createApp(NewApp.madeOnWeb("com.example.app", "Example", "en-US"));
      String folder = Voyage.connect(local, apple) + "/1.1/";
      local.aws().faults().script(trouble::aws);
      apple.faults().script(trouble::apple);
      trouble.arm();
      var start = clock.instant();
      SampleTestFlight.of(
              SampleIpa.Spec.of("com.example.app", "1.1", "2").withPayloadBytes(100_000))
          .writeTo(
              (path, content) ->
                  s3.putObject(
                      put -> put.bucket(local.dropBucket()).key(folder + path),
                      RequestBody.fromBytes(content)));
      local.settle();
      String late = Voyage.await("IN_BETA_TESTING", local, trouble, start);
      trouble.disarm();
      return new Ended(
          trouble.wasMet(),
          EndState.of(apple.snapshot()),
          apple.partPuts().stream().filter(put -> put.sizeBytes() > 0).count(),
          late,
          trouble.happened());
    }
  }
}
