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

/// How a [SlipwayLocal] starts. Immutable.
///
/// @param directory where all state lives
/// @param templateFile template.yaml
/// @param webDirectory web pages to serve; null for none
/// @param ports ports of 127.0.0.1
/// @param clock time of functions, schedules, simulator and AWS stand-in
/// @param tokenClock time of the local issuer and of the API's authorizer, which stand outside
/// @param appleUrl App Store Connect to talk to; null starts the simulator
/// @param simulator last word on the simulator's options
/// @param interference what comes between events and functions
/// @param clockSpeed how many seconds pass in one while a release waits, as the pages say it; 1 for
///   real time
/// @param webhooks whether the simulator's notifications are asked for
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

  /// Free ports, no web pages, the simulator, and a clock that stands still until it is moved.
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
