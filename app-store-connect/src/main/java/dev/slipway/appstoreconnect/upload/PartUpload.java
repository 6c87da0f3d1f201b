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
/// For each part it reads the range from the source while sending it, compares the store's entity
/// tag with the checksum of the sent bytes if the tag is one, and passes the part to the
/// checkpoint. A part counts as in flight until the checkpoint has recorded it, so that a crash
/// costs no more than those. Memory is one buffer per part in flight, regardless of the file's
/// size.
public final class PartUpload {
  /// Opens ranges of the file to upload; the same bytes every time. Used by several threads at
  /// once.
  @FunctionalInterface
  public interface PartSource {
    /// Opens a range; the caller closes the stream, possibly before its end.
    ///
    /// @throws SourceChangedException if the file is not the one that the upload began with
    /// @throws IOException if it cannot be read now; the upload retries later
    InputStream open(long offset, long length) throws IOException;
  }

  /// Sends the bytes of one part. Used by several threads at once.
  @FunctionalInterface
  public interface PartTransport {
    /// PUTs exactly `operation.length()` bytes from `body`, with the operation's headers and no
    /// token; follows no redirect. Leaves `body` open.
    ///
    /// @param deadline for the whole request, regardless of its progress
    /// @param askFirst whether to wait for the store's consent (`Expect: 100-continue`) before
    ///   sending the bytes: a store that refuses a part answers and disconnects, and without asking
    ///   the client may see only the disconnect
    /// @throws SourceReadException if `body` fails or ends early
    /// @throws SourceChangedException if `body` throws it
    /// @throws PartConnectionException if the connection fails
    PartAnswer put(UploadOperation operation, InputStream body, Duration deadline, boolean askFirst)
        throws IOException;

    /// The store's answer.
    ///
    /// @param entityTag the `ETag` as sent
    /// @param retryAfter the `Retry-After` when it is a number of seconds, else null
    record PartAnswer(int status, @Nullable String entityTag, @Nullable Duration retryAfter) {}
  }

  /// Records finished parts so that they are not sent again. Called only by the thread that runs
  /// the upload; until it returns, its parts count as in flight.
  @FunctionalInterface
  public interface PartCheckpoint {
    /// Records a batch. An exception ends the upload and reaches its caller.
    ///
    /// @return false to end the upload: the parts in flight are cut off
    boolean record(List<FinishedPart> parts);

    /// Returns a checkpoint that records nothing and continues.
    static PartCheckpoint none() {
      return _ -> true;
    }
  }

  /// Decides whether there is time for another try of a part. Called by several threads at once;
  /// must be quick.
  @FunctionalInterface
  public interface PartGate {
    /// Returns whether another try of a part may begin.
    ///
    /// @param slowestPart the longest that a finished part of this run took; zero before the first
    boolean mayStart(Duration slowestPart);

    /// Returns a gate that always allows another try.
    static PartGate open() {
      return _ -> true;
    }
  }

  /// A part that the store has received.
  ///
  /// @param entityTag the store's entity tag; empty if it sent none
  /// @param md5 of its bytes in lower-case hexadecimal, computed while they were sent or taken from
  ///   the entity tag; null if neither gave one
  public record FinishedPart(
      int partNumber, long offset, long length, String entityTag, @Nullable String md5) {}

  private final PartSender sender;
  private final UploadOptions options;

  /// @param random randomises waiting times
  public PartUpload(
      PartTransport transport,
      UploadOptions options,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator random) {
    this.sender = new PartSender(transport, options, clock, sleeper, random);
    this.options = options;
  }

  /// Sends all unfinished parts of a plan, in the order of their offsets.
  ///
  /// Runs until all are sent, or until `gate` or `checkpoint` stops it. After a failure that
  /// retries cannot overcome it starts no new part, and completes those in flight.
  ///
  /// @param finishedPartNumbers parts that the store is known to have
  /// @param checkpoint called on the calling thread
  /// @throws InterruptedException if the calling thread is interrupted; parts in flight are cut off
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

  /// One run of an upload. The calling thread starts parts, collects their results and is the only
  /// one that writes checkpoints.
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

    /// @return false if the checkpoint ends the upload
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
      // A part is abandoned only after another event decided the end.
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
        case PartEnd.Refused(int partNumber, var reason, int status, var sourceFailure) ->
            new UploadResult.Refused(
                List.copyOf(recorded), partNumber, reason, status, sourceFailure);
      };
    }

    /// Cuts off the parts still in flight (only after the checkpoint or an exception ended the run)
    /// and waits for their threads.
    @Override
    public void close() {
      threads.shutdownNow();
      threads.close();
    }
  }
}
