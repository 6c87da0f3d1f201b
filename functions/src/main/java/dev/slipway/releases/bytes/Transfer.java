package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.appstoreconnect.upload.PartUpload.PartSource;
import dev.slipway.appstoreconnect.upload.SourceChangedException;
import dev.slipway.appstoreconnect.upload.UnusableOperationsException;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropChangedException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sends the unfinished parts of the `.ipa` from the drop bucket to the addresses that Apple gave,
/// and records finished parts on the way.
public final class Transfer {
  private static final Logger LOGGER = System.getLogger(Transfer.class.getName());

  /// Records finished parts.
  @FunctionalInterface
  public interface PartRecord {
    /// Records a batch.
    ///
    /// @return false to stop the transfer
    boolean record(List<FinishedPart> parts);
  }

  private final DropObjects drops;
  private final PartUpload upload;
  private final PartHosts hosts;

  public Transfer(DropObjects drops, PartUpload upload, PartHosts hosts) {
    this.drops = drops;
    this.upload = upload;
    this.hosts = hosts;
  }

  /// Sends parts until all are at Apple, or time runs out.
  ///
  /// @param record receives every batch of finished parts
  /// @param mayStartPart returns false once no further part may be started
  /// @param latest the record after the last batch
  public StepResult run(
      ReleaseRecord release,
      PartRecord record,
      BooleanSupplier mayStartPart,
      Supplier<ReleaseRecord> latest)
      throws InterruptedException {
    ObjectVersion ipa = RequiredFacts.desired(release).ipa();
    List<UploadPart> parts = release.build().parts();
    UploadPlan plan;
    try {
      plan =
          UploadPlan.of(parts.stream().map(UploadPart::operation).toList(), ipa.sizeBytes(), hosts);
    } catch (UnusableOperationsException e) {
      return StepResult.attention(release, unusable(e));
    }
    var finished =
        parts.stream()
            .filter(UploadPart::finished)
            .map(part -> part.operation().partNumber())
            .collect(Collectors.toSet());
    var changed = new AtomicReference<DropChangedException>();
    var result =
        upload.run(
            plan, finished, source(ipa, changed), record::record, _ -> mayStartPart.getAsBoolean());
    var after = latest.get();
    return switch (result) {
      case UploadResult.Finished _ -> StepResult.progressed(after);
      case UploadResult.Stopped _ -> StepResult.progressed(after);
      case UploadResult.Expired _ ->
          failed(
              expired(after),
              ProblemType.APPLE_REFUSED,
              "The addresses that Apple gave for the parts of this upload have expired. Slipway"
                  + " restarts the upload automatically.");
      case UploadResult.Refused r -> refused(after, r, ipa, changed.get());
    };
  }

  private static Problem unusable(UnusableOperationsException e) {
    return Problem.of(
        ProblemType.APPLE_REFUSED,
        e.getMessage()
            + ". Upload the build again. If the error persists, report it to the operator of"
            + " Slipway.");
  }

  /// Removes the parts: expired addresses cannot be renewed, and without parts the planner discards
  /// the reservation.
  private static ReleaseRecord expired(ReleaseRecord release) {
    BuildLedger build = release.build();
    return release.withBuild(build.fileReserved(RequiredFacts.fileId(release), List.of()));
  }

  private static StepResult refused(
      ReleaseRecord release,
      UploadResult.Refused refused,
      ObjectVersion ipa,
      @Nullable DropChangedException changed) {
    return switch (refused.reason()) {
      case SOURCE_CHANGED ->
          StepResult.attention(
              release,
              Objects.requireNonNullElseGet(changed, () -> DropChangedException.replaced(ipa.key()))
                  .problem());
      case SOURCE_UNREADABLE -> {
        LOGGER.log(Level.WARNING, "The drop bucket cannot be read", refused.sourceFailure());
        yield failed(
            release,
            ProblemType.DROP_UNREADABLE,
            "The drop bucket cannot be read now. Slipway retries automatically.");
      }
      case CHECKSUM_MISMATCH ->
          failed(
              release,
              ProblemType.APPLE_UNAVAILABLE,
              "Apple's storage received part "
                  + refused.partNumber()
                  + " with other bytes than Slipway sent. Slipway retries automatically.");
      case STATUS, TRIES_EXHAUSTED ->
          failed(
              release,
              ProblemType.APPLE_UNAVAILABLE,
              (refused.status() == 0
                      ? "The connection to Apple's storage failed for part " + refused.partNumber()
                      : "Apple's storage refused part "
                          + refused.partNumber()
                          + " (status "
                          + refused.status()
                          + ")")
                  + ". Slipway retries automatically.");
    };
  }

  private static StepResult failed(ReleaseRecord release, ProblemType type, String detail) {
    return new StepResult(release, new Outcome.Failed(Problem.of(type, detail), null));
  }

  /// @param changed receives why the source changed, which the upload's result does not say
  private PartSource source(ObjectVersion ipa, AtomicReference<DropChangedException> changed) {
    return (offset, length) -> {
      try {
        return drops.open(ipa, offset, length);
      } catch (DropChangedException e) {
        changed.set(e);
        throw new SourceChangedException(String.valueOf(e.getMessage()));
      }
    };
  }
}
