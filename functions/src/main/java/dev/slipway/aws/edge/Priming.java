package dev.slipway.aws.edge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Work that a function does once before Lambda takes a snapshot of it (SnapStart), so that its
/// first answer after a restore finds classes loaded and compiled. (AWS Lambda Developer Guide:
/// Lambda SnapStart runtime hooks for Java.) Without snapshots it never runs.
///
/// Lambda stores the snapshot, so this work reads no secret. Connections that are open at that
/// moment are dead after a restore; the JDK's pool drops them, because they are expired by then.
public final class Priming implements Resource {
  private static final Logger LOGGER = System.getLogger(Priming.class.getName());

  private final Work work;

  /// Something harmless that runs the code of an ordinary event.
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  private Priming(Work work) {
    this.work = work;
  }

  /// Registers the work to run before a snapshot.
  ///
  /// @return must be kept as long as the handler, because Lambda's registry holds it weakly
  public static Priming register(Work work) {
    var priming = new Priming(work);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  /// Runs the work. A failure only costs time at the first event, so it must not fail a deployment.
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      work.run();
    } catch (Exception | Error e) {
      LOGGER.log(Level.WARNING, "Priming failed", e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing to renew: clocks are read each time, and no token or key exists yet.
  }
}
