package dev.slipway.releases.reconcile;

import dev.slipway.releases.model.ReleaseRecord;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The steps that read the drop bucket: release-upload has them, review-status does not.
public interface ByteSteps {

  /// Pins the drop's files and reads what it asks for.
  StepResult readDrop(ReleaseRecord release, Instant now);

  /// Sends what is not sent yet.
  ///
  /// @param record told the numbers of every batch of finished parts; throws to stop the transfer
  /// @param mayStartPart false once no further part may be begun
  /// @param latest the record as it stands after the last batch
  StepResult transfer(
      ReleaseRecord release,
      Consumer<Set<Integer>> record,
      BooleanSupplier mayStartPart,
      Supplier<ReleaseRecord> latest)
      throws InterruptedException;
}
