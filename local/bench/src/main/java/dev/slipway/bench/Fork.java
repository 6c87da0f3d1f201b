package dev.slipway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another JVM with the same Java and class path, which takes and answers lines. For one thread.
final class Fork implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;

  private Fork(Process process) {
    this.process = process;
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.in = new PrintWriter(process.getOutputStream(), true, UTF_8);
  }

  /// Starts a main class; its standard error is shown.
  static Fork of(List<String> jvmOptions, Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Fork(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  void say(String line) {
    in.println(line);
  }

  /// Returns the next line.
  ///
  /// @throws IOException if the process ended instead
  String answer() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("a process of the bench ended early; its message is above");
    }
    return line;
  }

  /// Closes its input, then ends the process.
  @Override
  public void close() throws IOException {
    in.close();
    boolean ended = false;
    try {
      ended = process.waitFor(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.destroyForcibly();
    }
  }
}
