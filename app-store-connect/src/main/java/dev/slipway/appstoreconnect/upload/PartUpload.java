package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.upload.PartSender.PartEnd;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends the parts of a file, several at once, each on a virtual thread. Thread-safe.
///
/// The steps of one part: read its range from the source while sending it, compare the store's
/// entity tag with the checksum of what was sent where that is one, hand it to the checkpoint. A
/// part holds its place among those in flight until the checkpoint has it, so that a crash costs no
/// more than those. Memory is a buffer per part in flight, whatever the size of the file.
public final class PartUpload {
  /// Gives ranges of the file to upload; the same bytes every time. Used by several threads at
  /// once.
  @FunctionalInterface
  public interface PartSource {
    /// Opens a range; the caller closes the stream, maybe before its end.
    ///
    /// @throws SourceChangedException when the file is not the one the upload began with
    /// @throws IOException when it cannot be read now; asked again later
    InputStream open(long offset, long length) throws IOException;
  }

  /// Sends the bytes of one part. Used by several threads at once.
  @FunctionalInterface
  public interface PartTransport {
    /// PUTs exactly `operation.length()` bytes from `body`, with the operation's headers and no
    /// token; follows no redirection. Leaves `body` open.
    ///
    /// @param deadline for all of it, however slowly it goes on
    /// @param askFirst waits for the store's consent (`Expect: 100-continue`) before the bytes: a
    ///   store that refuses a part answers and hangs up, and without asking only the latter may be
    ///   seen
    /// @throws SourceReadException when `body` fails or ends early
    /// @throws SourceChangedException when `body` throws it
    /// @throws PartConnectionException when the connection fails
    PartAnswer put(UploadOperation operation, InputStream body, Duration deadline, boolean askFirst)
        throws IOException;

    /// What the store answered.
    ///
    /// @param entityTag the `ETag` as sent
    /// @param retryAfter the `Retry-After` when it is a number of seconds, else null
    record PartAnswer(int status, @Nullable String entityTag, @Nullable Duration retryAfter) {}
  }

  /// Records finished parts so that they are not sent again. Called by one thread at a time, the
  /// one that runs the upload; until it returns, its parts count as in flight.
  @FunctionalInterface
  public interface PartCheckpoint {
    /// Records a batch. An exception ends the upload and reaches its caller.
    ///
    /// @return false to end the upload: parts that are still on their way are cut
    boolean record(List<FinishedPart> parts);

    /// Records nothing, and goes on.
    static PartCheckpoint none() {
      return _ -> true;
    }
  }

  /// Says whether there is time to begin another try of a part. Called by several threads at once;
  /// must be quick.
  @FunctionalInterface
  public interface PartGate {
    /// Whether another try of a part may begin.
    ///
    /// @param slowestPart the longest that a finished part of this run took, zero before the first
    boolean mayStart(Duration slowestPart);

    /// There is always time.
    static PartGate open() {
      return _ -> true;
    }
  }

  /// A part that the store has.
  ///
  /// @param entityTag what the store answered, empty when nothing
  public record FinishedPart(int partNumber, long offset, long length, String entityTag) {}

  private final PartSender sender;
  private final UploadOptions options;

  /// @param random spreads waiting times
  public PartUpload(
      PartTransport transport,
      UploadOptions options,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator random) {
    this.sender = new PartSender(transport, options, clock, sleeper, random);
    this.options = options;
  }

  /// Sends all parts of a plan that are not finished yet, in the order of their offsets.
  ///
  /// Runs until all are there, or `gate` or `checkpoint` says stop; at trouble that repetition does
  /// not mend, no new part is begun and those on their way are brought to their end.
  ///
  /// @param finishedPartNumbers parts that the store is known to have
  /// @param checkpoint called on the calling thread
  /// @throws InterruptedException when the calling thread is interrupted; parts on their way are
  ///   cut
  public UploadResult run(
      UploadPlan plan,
      Set<Integer> finishedPartNumbers,
      PartSource source,
      PartCheckpoint checkpoint,
      PartGate gate)
      throws InterruptedException {
    var todo =
        plan.operations().stream()
            .filter(operation -> !finishedPartNumbers.contains(operation.partNumber()))
            .toList();
    try (var run = new Run(sender, options.maxInFlight(), source, gate)) {
      return run.send(todo, checkpoint);
    }
  }

  /// One run of an upload: the calling thread starts parts, collects their results and is the one
  /// that writes checkpoints.
  private static final class Run implements AutoCloseable {
    private final PartSender sender;
    private final int maxInFlight;
    private final PartSource source;
    private final PartGate gate;
    private final EntityTags tags = new EntityTags();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<FinishedPart> recorded = new ArrayList<>();
    private volatile Duration slowestPart = Duration.ZERO;
    private volatile boolean ending;
    private @Nullable PartEnd firstTrouble;

    private sealed interface Event {
      record Ended(PartEnd end) implements Event {}

      record Crashed(Throwable cause) implements Event {}
    }

    Run(PartSender sender, int maxInFlight, PartSource source, PartGate gate) {
      this.sender = sender;
      this.maxInFlight = maxInFlight;
      this.source = source;
      this.gate = gate;
    }

    UploadResult send(List<UploadOperation> todo, PartCheckpoint checkpoint)
        throws InterruptedException {
      var waiting = new ArrayDeque<>(todo);
      int inFlight = 0;
      while (true) {
        while (inFlight < maxInFlight && !waiting.isEmpty() && mayStart()) {
          start(waiting.remove());
          inFlight++;
        }
        if (inFlight == 0) {
          return result(waiting.isEmpty());
        }
        var batch = new ArrayList<Event>();
        batch.add(events.take());
        events.drainTo(batch);
        if (!record(batch, checkpoint)) {
          return new UploadResult.Stopped(List.copyOf(recorded));
        }
        inFlight -= batch.size();
      }
    }

    private boolean mayStart() {
      if (!ending && !gate.mayStart(slowestPart)) {
        ending = true;
      }
      return !ending;
    }

    private void start(UploadOperation operation) {
      var _ =
          threads.submit(
              () -> {
                Event event;
                try {
                  event = new Event.Ended(sender.send(operation, source, this::mayTryAgain, tags));
                } catch (Throwable e) {
                  event = new Event.Crashed(e);
                }
                events.add(event);
              });
    }

    private boolean mayTryAgain() {
      return !ending && gate.mayStart(slowestPart);
    }

    /// @return false when the checkpoint ends the upload
    private boolean record(List<Event> batch, PartCheckpoint checkpoint) {
      var finished = new ArrayList<FinishedPart>();
      @Nullable Throwable crash = null;
      for (Event event : batch) {
        switch (event) {
          case Event.Ended(PartEnd.Done(FinishedPart part, Duration took)) -> {
            finished.add(part);
            slowestPart = slowestPart.compareTo(took) < 0 ? took : slowestPart;
          }
          case Event.Ended(PartEnd trouble) -> end(trouble);
          case Event.Crashed(Throwable cause) -> crash = cause;
        }
      }
      if (!finished.isEmpty()) {
        boolean goOn = checkpoint.record(List.copyOf(finished));
        recorded.addAll(finished);
        if (!goOn) {
          return false;
        }
      }
      if (crash != null) {
        throw crash instanceof RuntimeException unchecked
            ? unchecked
            : new IllegalStateException("a part could not be sent", crash);
      }
      return true;
    }

    private void end(PartEnd trouble) {
      ending = true;
      // Abandoning a part only follows from an end decided elsewhere.
      if (firstTrouble == null || firstTrouble instanceof PartEnd.Abandoned) {
        firstTrouble = trouble;
      }
    }

    private UploadResult result(boolean nothingWaiting) {
      return switch (firstTrouble) {
        case null ->
            nothingWaiting
                ? new UploadResult.Finished(List.copyOf(recorded))
                : new UploadResult.Stopped(List.copyOf(recorded));
        case PartEnd.Abandoned _, PartEnd.Done _ -> new UploadResult.Stopped(List.copyOf(recorded));
        case PartEnd.Expired(int partNumber) ->
            new UploadResult.Expired(List.copyOf(recorded), partNumber);
        case PartEnd.Refused(int partNumber, var reason, int status) ->
            new UploadResult.Refused(List.copyOf(recorded), partNumber, reason, status);
      };
    }

    /// Cuts what is still on its way (nothing is, unless the checkpoint or an exception ended it)
    /// and waits for its threads.
    @Override
    public void close() {
      threads.shutdownNow();
      threads.close();
    }
  }
}
