package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.upload.PartSender.PartEnd;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.appstoreconnect.upload.PartUpload.PartCheckpoint;
import dev.slipway.appstoreconnect.upload.PartUpload.PartGate;
import dev.slipway.appstoreconnect.upload.PartUpload.PartSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// One run of an upload: the calling thread starts parts, collects what came of them and is the one
/// that writes checkpoints.
final class PartUploadRun implements AutoCloseable {
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

  PartUploadRun(PartSender sender, int maxInFlight, PartSource source, PartGate gate) {
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

  /// Cuts what is still on its way (nothing is, unless the checkpoint or an exception ended it) and
  /// waits for its threads.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
