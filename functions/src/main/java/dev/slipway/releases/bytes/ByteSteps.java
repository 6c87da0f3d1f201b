package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.plan.PlanSource;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The steps that read the drop bucket: release-upload has them, review-status does not.
public interface ByteSteps {

  /// Pins the drop's files and reads what it asks for.
  Acted readDrop(ReleaseRecord release, Instant now);

  /// Runs all checks with what Apple says, before a byte is sent.
  Acted preflight(AppStoreConnectClient apple, ReleaseRecord release, Instant now);

  /// Brings texts, media and review information to Apple, or sees how far Apple is with them.
  ///
  /// @param latest the record as the gate's progress left it
  Acted applyContent(
      AppStoreConnectClient apple, ContentGate gate, Supplier<ReleaseRecord> latest, Instant now);

  /// Reads what the release would bring, and makes its plan from it.
  Acted plan(AppStoreConnectClient apple, ReleaseRecord release, PlanFromSource making);

  /// Makes the plan.
  @FunctionalInterface
  interface PlanFromSource {
    StepResult make(PlanSource source);
  }

  /// Records finished parts by Apple's numbers.
  @FunctionalInterface
  interface PartRecord {
    /// Records a batch.
    ///
    /// @return false to end the transfer
    boolean record(Set<Integer> partNumbers);
  }

  /// Sends what is not sent yet.
  ///
  /// @param record takes every batch of finished parts
  /// @param mayStartPart false once no further part may be begun
  /// @param latest the record as it stands after the last batch
  StepResult transfer(
      ReleaseRecord release,
      PartRecord record,
      BooleanSupplier mayStartPart,
      Supplier<ReleaseRecord> latest)
      throws InterruptedException;
}
