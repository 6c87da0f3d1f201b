package dev.slipway.runner.crash;

import dev.slipway.runner.template.FunctionResource;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// A [WorkerMain] and the way to it. Safe for use by many threads.
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final DataOutputStream invocations;
  private final Map<Long, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean gone;

  /// The process ended before it answered.
  static final class GoneException extends IOException {
    private static final long serialVersionUID = 1L;

    GoneException() {
      super("the process of the worker is gone");
    }
  }

  private WorkerProcess(Process process) {
    this.process = process;
    this.invocations = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  static WorkerProcess start() throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-Dhttp.maxConnections=16",
            "-classpath",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName());
    var worker =
        new WorkerProcess(
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/workers.log")))
                .start());
    Thread.ofVirtual().start(worker::listen);
    return worker;
  }

  /// Has it run an invocation.
  ///
  /// @throws GoneException when the process ends meanwhile
  /// @throws IOException when the function fails
  byte[] invoke(
      FunctionResource function, Map<String, String> environment, Instant now, byte[] event)
      throws IOException {
    var frame =
        new InvocationFrame(
            ids.incrementAndGet(),
            function.logicalId(),
            function.handler(),
            function.timeout(),
            environment,
            now,
            event);
    var answer = new CompletableFuture<byte[]>();
    waiting.put(frame.id(), answer);
    try {
      synchronized (this) {
        frame.writeTo(invocations);
      }
      if (gone) {
        throw new GoneException();
      }
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (IOException e) {
      // Its end of the pipe is closed.
      throw new GoneException();
    } finally {
      waiting.remove(frame.id());
    }
  }

  boolean isAtWork() {
    return !waiting.isEmpty();
  }

  /// Sends SIGKILL.
  ///
  /// @return whether it was at work
  boolean kill() {
    boolean wasAtWork = isAtWork();
    process.destroyForcibly();
    return wasAtWork;
  }

  boolean isAlive() {
    return !gone;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void listen() {
    try (var answers = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        var answer = waiting.get(answers.readLong());
        String failure = answers.readUTF();
        byte[] content = answers.readNBytes(answers.readInt());
        if (answer != null && failure.isEmpty()) {
          answer.complete(content);
        } else if (answer != null) {
          answer.completeExceptionally(new IOException(failure));
        }
      }
    } catch (IOException e) {
      gone = true;
      waiting.values().forEach(answer -> answer.completeExceptionally(new GoneException()));
    }
  }
}
