package dev.slipway.runner.invocation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.runner.template.FunctionResource;
import java.util.Map;
import java.util.function.Supplier;

/// Interferes between events, functions and other services. By default it does nothing; tests use
/// it to lose triggers and to let workers die. Called by many threads.
public interface Interference {
  /// Does not interfere.
  Interference NONE = new Interference() {};

  /// The work of one invocation.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /// Delivers an event to a function. Without interference, it does so once.
  ///
  /// @param function logical id in the template
  /// @param event JSON
  /// @param delivery starts the function; can be run any number of times, at any time
  default void deliver(String function, String event, Runnable delivery) {
    delivery.run();
  }

  /// Runs an invocation on the calling thread.
  ///
  /// @param function logical id in the template
  /// @throws WorkerDiedException when the invocation ends as if its process had died
  default void invoke(String function, Work work) throws Exception {
    work.run();
  }

  /// Creates an instance of a function: its own handler, unless it runs elsewhere.
  ///
  /// @param environment all variables that the handler sees
  /// @param own creates the handler that the template names
  default RequestStreamHandler instance(
      FunctionResource function,
      Map<String, String> environment,
      Supplier<RequestStreamHandler> own) {
    return own.get();
  }

  /// Thrown when the process of an invocation died. Its instance is never used again.
  final class WorkerDiedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Creates the exception for a death that a test caused.
    public WorkerDiedException() {
      super("the worker died");
    }
  }
}
