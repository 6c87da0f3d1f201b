package dev.slipway.aws.edge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// What a function does once before Lambda takes a snapshot of it (SnapStart), so that its first
/// answer after a restore finds classes loaded and compiled. (AWS Lambda Developer Guide: Lambda
/// SnapStart runtime hooks for Java.) Without snapshots nothing is ever run.
///
/// A snapshot is kept by Lambda: what is run here reads no secret, so that none is in it.
/// Connections that are open at that moment are dead after a restore; the JDK's pool drops them,
/// for they are past their time by then.
public final class Priming implements Resource {
  private static final Logger LOGGER = System.getLogger(Priming.class.getName());

  private final Work work;

  /// Something harmless that takes the way of an ordinary event.
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  private Priming(Work work) {
    this.work = work;
  }

  /// Has it run before a snapshot.
  ///
  /// @return to be kept as long as the handler, for Lambda's registry holds it weakly
  public static Priming register(Work work) {
    var priming = new Priming(work);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  /// What goes wrong costs time at the first event and nothing else, so it must not fail a
  /// deployment.
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      work.run();
    } catch (Exception e) {
      LOGGER.log(Level.WARNING, "Priming failed", e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing to renew: clocks are asked each time, and no token or key is there yet.
  }
}
