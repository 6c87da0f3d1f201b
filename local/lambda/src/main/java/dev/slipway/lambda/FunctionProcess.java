package dev.slipway.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A function in a process of its own, as in Lambda: AWS's runtime interface client, the handler
/// named in template.yaml, the deployed jars, and only its own environment variables, of which
/// JAVA_TOOL_OPTIONS holds its JVM flags. For one thread.
public final class FunctionProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// The flags with which Lambda starts Java on small functions.
  private static final List<String> JAVA =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx512m",
          "--enable-native-access=ALL-UNNAMED",
          // Lambda's runtime has its own snapshot context; org.crac finds it by this name.
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

  /// Only C1: Lambda's preset for functions of Java 25 that start without a snapshot (Lambda
  /// Developer Guide, "Customize Java runtime startup behavior"). The function's own flags win.
  private static final String WITHOUT_SNAPSHOT = "-XX:TieredStopAtLevel=1";

  private static final String ON_DEMAND = "on-demand";

  private final RuntimeApi api;
  private final Process process;
  private final Path log;
  private final long startNanos;

  private FunctionProcess(RuntimeApi api, Process process, Path log, long startNanos) {
    this.api = api;
    this.process = process;
    this.log = log;
    this.startNanos = startNanos;
  }

  /// Starts the process, which is not ready yet.
  ///
  /// @param handler class name
  /// @param timeout timeout of the function
  /// @param log receives what the process prints
  public static FunctionProcess start(
      ZipClasspath classpath,
      String handler,
      Map<String, String> environment,
      Duration timeout,
      Path log)
      throws IOException {
    return start(classpath, handler, environment, timeout, log, ON_DEMAND);
  }

  /// Starts the process as Lambda does before it takes a snapshot: the handler is created and
  /// primed, then the process waits for [#restore].
  public static FunctionProcess startForSnapshot(
      ZipClasspath classpath,
      String handler,
      Map<String, String> environment,
      Duration timeout,
      Path log)
      throws IOException {
    return start(classpath, handler, environment, timeout, log, "snap-start");
  }

  private static FunctionProcess start(
      ZipClasspath classpath,
      String handler,
      Map<String, String> environment,
      Duration timeout,
      Path log,
      String initializationType)
      throws IOException {
    var api = RuntimeApi.start(handler.substring(handler.lastIndexOf('.') + 1), timeout);
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA);
    command.addAll(
        List.of(
            "-cp",
            classpath.text(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    var variables = builder.environment();
    variables.clear();
    variables.putAll(environment);
    if (initializationType.equals(ON_DEMAND)) {
      variables.merge("JAVA_TOOL_OPTIONS", WITHOUT_SNAPSHOT, (own, lambdas) -> lambdas + " " + own);
    }
    variables.putAll(
        Map.of(
            "AWS_LAMBDA_RUNTIME_API", api.address(),
            "AWS_LAMBDA_FUNCTION_NAME", handler,
            "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
            "AWS_LAMBDA_LOG_GROUP_NAME", "/slipway/local",
            "AWS_LAMBDA_LOG_STREAM_NAME", "local",
            "AWS_LAMBDA_LOG_FORMAT", "JSON",
            "_HANDLER", handler,
            "AWS_LAMBDA_INITIALIZATION_TYPE", initializationType));
    long start = System.nanoTime();
    return new FunctionProcess(api, builder.start(), log, start);
  }

  /// Passes an event to the process and waits for the answer.
  ///
  /// @throws FunctionFailedException if the handler threw or could not be created
  /// @throws IOException if the process ended or does not answer for two minutes
  public byte[] invoke(byte[] event) throws IOException, InterruptedException {
    return await(api.invoke(event));
  }

  private byte[] await(CompletableFuture<byte[]> answer) throws IOException, InterruptedException {
    var _ =
        process.onExit().thenRun(() -> answer.completeExceptionally(new IOException("it ended")));
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof java.util.concurrent.CompletionException wrapped
              ? wrapped.getCause()
              : e.getCause();
      if (cause instanceof FunctionFailedException failed) {
        throw failed;
      }
      throw new IOException("the process gave no answer; it printed: " + printed(), cause);
    } catch (TimeoutException e) {
      throw new IOException("no answer after " + PATIENCE + "; it printed: " + printed(), e);
    }
  }

  /// Waits until the process is ready for its snapshot.
  ///
  /// @throws FunctionFailedException if the handler could not be created
  public void awaitSnapshot() throws IOException, InterruptedException {
    await(api.initialized());
  }

  /// Lets the process continue as if restored.
  public void restore() {
    api.restore();
  }

  /// Returns the process id.
  long processId() {
    return process.pid();
  }

  /// Returns the time since the process was started.
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /// Returns the peak of its resident memory in bytes; Linux only.
  long peakResidentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElseThrow(() -> new IOException("this system reports no peak of resident memory"));
  }

  /// Returns what it printed so far.
  public String printed() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    api.close();
  }
}
