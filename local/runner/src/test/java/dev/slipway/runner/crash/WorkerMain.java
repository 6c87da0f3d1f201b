package dev.slipway.runner.crash;

import dev.slipway.runner.invocation.FunctionFailure;
import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.runner.template.FunctionResource;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A process that runs functions as Lambda does, and can be killed. Invocations come on its
/// standard input, answers go to its standard output; it ends with its input.
final class WorkerMain {
  private final DataOutputStream answers;
  private final SimulatorClock clock = SimulatorClock.fixedAt(Instant.EPOCH);
  private final Map<Map<String, String>, LocalFunction> functions = new HashMap<>();

  private WorkerMain(DataOutputStream answers) {
    this.answers = answers;
  }

  public static void main(String[] args) throws IOException {
    var worker = new WorkerMain(new DataOutputStream(new BufferedOutputStream(System.out)));
    // What functions log must not get between the answers.
    System.setOut(System.err);
    var in = new DataInputStream(new BufferedInputStream(System.in));
    try {
      while (true) {
        worker.start(InvocationFrame.readFrom(in));
      }
    } catch (EOFException e) {
      System.exit(0);
    }
  }

  private void start(InvocationFrame frame) {
    clock.set(frame.now());
    var function = functions.computeIfAbsent(frame.environment(), _ -> function(frame));
    Thread.ofVirtual().start(() -> invoke(function, frame));
  }

  private LocalFunction function(InvocationFrame frame) {
    return new LocalFunction(
        new FunctionResource(
            frame.function(),
            frame.handler(),
            frame.timeout(),
            1024,
            Map.of(),
            null,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        frame.environment(),
        clock);
  }

  private void invoke(LocalFunction function, InvocationFrame frame) {
    try {
      answer(frame.id(), "", function.invoke(frame.event()));
    } catch (FunctionFailure | RuntimeException e) {
      answer(frame.id(), e.toString(), new byte[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param failure empty when it went well
  private synchronized void answer(long id, String failure, byte[] content) {
    try {
      answers.writeLong(id);
      answers.writeUTF(failure);
      answers.writeInt(content.length);
      answers.write(content);
      answers.flush();
    } catch (IOException e) {
      // Nobody listens any more.
      System.exit(1);
    }
  }
}
