package dev.slipway.lambda;

import dev.slipway.runner.template.FunctionResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The functions of a template, each in a process that starts with its first event. For one thread.
public final class FunctionProcesses implements Functions {
  private final Backdrop backdrop;
  private final ZipClasspath classpath;
  private final Path logs;
  private final Map<String, FunctionProcess> started = new HashMap<>();

  /// @param logs an existing directory
  public FunctionProcesses(Backdrop backdrop, ZipClasspath classpath, Path logs) {
    this.backdrop = backdrop;
    this.classpath = classpath;
    this.logs = logs;
  }

  @Override
  public byte[] invoke(String logicalId, byte[] event) throws IOException, InterruptedException {
    var process = started.get(logicalId);
    if (process == null) {
      process = start(backdrop.function(logicalId));
      started.put(logicalId, process);
    }
    return process.invoke(event);
  }

  private FunctionProcess start(FunctionResource function) throws IOException {
    return FunctionProcess.start(
        classpath,
        function.handler(),
        backdrop.environment(function),
        function.timeout(),
        logs.resolve(function.logicalId() + ".log"));
  }

  @Override
  public void close() {
    started.values().forEach(FunctionProcess::close);
  }
}
