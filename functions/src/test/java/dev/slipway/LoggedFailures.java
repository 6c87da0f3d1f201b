package dev.slipway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The failures that a class logs as warnings or errors, from now until this is closed.
public final class LoggedFailures extends Handler implements AutoCloseable {
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /// Held here, because the log manager holds its loggers weakly.
  private final Logger logger;

  public LoggedFailures(Class<?> ofClass) {
    this.logger = Logger.getLogger(ofClass.getName());
    logger.addHandler(this);
  }

  public List<Throwable> all() {
    return List.copyOf(failures);
  }

  @Override
  public void publish(LogRecord event) {
    if (event.getThrown() != null && event.getLevel().intValue() >= Level.WARNING.intValue()) {
      failures.add(event.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
