package dev.slipway.lambda;

import dev.slipway.runner.invocation.FunctionFailure;
import dev.slipway.runner.invocation.LocalFunction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Calls the functions as the local runner does: in this JVM, on the classes of the build.
final class InProcess implements Functions {
  private final Map<String, LocalFunction> functions;

  InProcess(Backdrop backdrop) {
    functions =
        backdrop.functions().stream()
            .map(
                function ->
                    new LocalFunction(
                        function, backdrop.environment(function), InstantSource.system()))
            .collect(
                Collectors.toMap(function -> function.resource().logicalId(), Function.identity()));
  }

  @Override
  public byte[] invoke(String logicalId, byte[] event) throws IOException, InterruptedException {
    var function = functions.get(logicalId);
    if (function == null) {
      throw new IllegalArgumentException("no function " + logicalId);
    }
    try {
      return function.invoke(event);
    } catch (FunctionFailure e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
