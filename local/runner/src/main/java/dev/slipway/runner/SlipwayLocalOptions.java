package dev.slipway.runner;

import dev.slipway.runner.invocation.Interference;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a [SlipwayLocal] starts. Immutable; every method returns a changed copy.
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
/// @param webhooks whether the simulator's notifications are asked for
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
    boolean webhooks) {

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
        false);
  }

  /// With these web pages.
  public SlipwayLocalOptions webDirectory(Path webDirectory) {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        webhooks);
  }

  /// On these ports.
  public SlipwayLocalOptions ports(Ports ports) {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        webhooks);
  }

  /// With this clock.
  public SlipwayLocalOptions clock(SimulatorClock clock) {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        webhooks);
  }

  /// With this time for tokens.
  public SlipwayLocalOptions tokenClock(InstantSource tokenClock) {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        webhooks);
  }

  /// With this App Store Connect instead of the simulator.
  public SlipwayLocalOptions appleUrl(URI appleUrl) {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        webhooks);
  }

  /// With a simulator so changed.
  public SlipwayLocalOptions simulator(UnaryOperator<SimulatorOptions> simulator) {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        webhooks);
  }

  /// With this between events and functions.
  public SlipwayLocalOptions interference(Interference interference) {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        webhooks);
  }

  /// With webhooks: App Store Connect tells the functions of changes.
  public SlipwayLocalOptions withWebhooks() {
    return new SlipwayLocalOptions(
        directory,
        templateFile,
        webDirectory,
        ports,
        clock,
        tokenClock,
        appleUrl,
        simulator,
        interference,
        true);
  }
}
