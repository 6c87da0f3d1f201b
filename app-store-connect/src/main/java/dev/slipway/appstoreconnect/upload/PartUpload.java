package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.http.Sleeper;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Sends parts. Thread-safe.
public final class PartUpload {
  public PartUpload(
      PartTransport transport,
      UploadOptions options,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator random) {}

  /// Sends all parts of a plan that are not finished yet.
  public UploadResult run(
      UploadPlan plan,
      Set<Integer> finishedPartNumbers,
      PartSource source,
      PartCheckpoint checkpoint,
      BooleanSupplier mayStartPart)
      throws InterruptedException {
    if (finishedPartNumbers.isEmpty()) { throw new UnsupportedOperationException(); }
    throw new InterruptedException();
  }
}
