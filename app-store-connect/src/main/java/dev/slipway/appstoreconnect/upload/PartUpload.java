package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.http.Sleeper;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Sends the parts of a file, several at once, each on a virtual thread. Thread-safe.
///
/// The steps of one part: read its range from the source while sending it, compare the store's
/// entity tag with the checksum of what was sent where that is one, hand it to the checkpoint. A
/// part holds its place among those in flight until the checkpoint has it, so that a crash costs no
/// more than those. Memory is a buffer per part in flight, whatever the size of the file.
public final class PartUpload {
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
    try (var run = new PartUploadRun(sender, options.maxInFlight(), source, gate)) {
      return run.send(todo, checkpoint);
    }
  }
}
