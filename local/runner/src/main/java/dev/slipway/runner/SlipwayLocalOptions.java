package dev.slipway.runner;

import dev.slipway.runner.invocation.Interference;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The options of a [SlipwayLocal]. Immutable.
///
/// @param directory contains all state
/// @param templateFile template.yaml
/// @param webDirectory web pages to serve; null for none
/// @param ports ports of 127.0.0.1
/// @param clock time of functions, schedules, simulator and AWS stand-in
/// @param tokenClock time of the local issuer and of the API's authorizer
/// @param appleUrl URL of App Store Connect; null starts the simulator
/// @param simulator changes the simulator's options last
/// @param interference interferes between events and functions
/// @param clockSpeed simulated seconds per real second while a release waits, as shown on the
///   pages; 1 for real time
/// @param webhooks whether Slipway subscribes to the simulator's notifications
@RecordBuilder
public record SlipwayLocalOptions(
    Path directory,
    Path templateFile,
    @Nullable Path webDirectory,
    Ports ports,
    SimulatorClock clock,
    InstantSource tokenClock,
    @Nullable URI appleUrl,
    UnaryOperator<SimulatorOptions> simulator,
    Interference interference,
    int clockSpeed,
    boolean webhooks)
    implements SlipwayLocalOptionsBuilder.With {

  /// Returns the default options: free ports, no web pages, the simulator, and a clock that moves
  /// only when it is advanced.
  public static SlipwayLocalOptions of(Path directory, Path templateFile) {
    InstantSource system = InstantSource.system();
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        null,
        Ports.free(),
        SimulatorClock.fixedAt(system.instant()),
        system,
        null,
        UnaryOperator.identity(),
        Interference.NONE,
        1,
        false);
  }
}
