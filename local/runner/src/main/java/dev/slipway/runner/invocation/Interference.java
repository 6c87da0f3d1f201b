package dev.slipway.runner.invocation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.runner.template.FunctionResource;
import java.util.Map;
import java.util.function.Supplier;

/// What comes between events, functions and the world. Nothing does, unless a test wants triggers
/// to get lost or workers to die. Called by many threads.
public interface Interference {
  /// Lets everything take its course.
  Interference NONE = new Interference() {};

  /// Work of one invocation.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /// Delivers an event to a function: once, unless something interferes.
  ///
  /// @param function logical id in the template
  /// @param event JSON
  /// @param delivery starts the function; may be run any number of times, at any time
  default void deliver(String function, String event, Runnable delivery) {
    delivery.run();
  }

  /// Runs an invocation on the calling thread.
  ///
  /// @param function logical id in the template
  /// @throws WorkerDiedException when the invocation ended as if its process had died
  default void invoke(String function, Work work) throws Exception {
    work.run();
  }

  /// Makes an instance of a function: its own handler, unless it is to run elsewhere.
  ///
  /// @param environment all variables that the handler sees
  /// @param own makes the handler that the template names
  default RequestStreamHandler instance(
      FunctionResource function,
      Map<String, String> environment,
      Supplier<RequestStreamHandler> own) {
    return own.get();
  }

  /// The process of an invocation died: its instance is never used again.
  final class WorkerDiedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// A death at the hands of a test.
    public WorkerDiedException() {
      super("the worker died");
    }
  }
}
