package dev.slipway.simulator.writes;

import dev.slipway.simulator.settings.Faults;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.Spool;
import dev.slipway.simulator.state.World;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The writes that the simulator answers, by operation, with what every family needs to answer
/// them. Filled once, before the first call; then safe for use by many threads.
public final class Writes {
  /// Answers one write: the resource to show, or null for 204.
  public interface Write extends Function<WriteCall, @Nullable Resource> {}

  private final Map<String, Write> byOperation = new HashMap<>();
  private final World world;
  private final SimulatorOptions options;
  private final Faults faults;
  private final Spool spool;

  /// Creates an empty table for one world.
  public Writes(World world, SimulatorOptions options, Faults faults, Spool spool) {
    this.world = world;
    this.options = options;
    this.faults = faults;
    this.spool = spool;
  }

  /// Registers the answer to an operation, for example "POST /v1/buildUploads".
  public void on(String operation, Write write) {
    byOperation.put(operation, write);
  }

  /// Returns the answer to an operation, or null if the simulator does not support it.
  public @Nullable Write find(String operation) {
    return byOperation.get(operation);
  }

  /// Returns the state that all writes change.
  public World world() {
    return world;
  }

  /// Returns the options that the simulator was started with.
  public SimulatorOptions options() {
    return options;
  }

  /// Returns the scripted faults.
  public Faults faults() {
    return faults;
  }

  /// Returns the spool of uploaded bytes.
  public Spool spool() {
    return spool;
  }
}
