package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was done and found of the build: from the reservation to a processed build.
///
/// @param mayExist whether one of our releases uploaded the same file before, so that Apple is
///   asked before anything is reserved
/// @param parts the parts of the reserved file, with what is finished; empty before the reservation
///   and after the commit
/// @param committedAt when Apple was told that all parts are there
/// @param lookedAt when Apple was last asked how far it is; null before the first time
/// @param looks how often Apple was asked since the commit
/// @param processingState as last read; null before the build exists
/// @param usesNonExemptEncryption as Apple has it; null while unanswered
@RecordBuilder
public record BuildLedger(
    boolean mayExist,
    @Nullable BuildUploadId uploadId,
    @Nullable BuildUploadFileId fileId,
    List<UploadPart> parts,
    @Nullable Instant committedAt,
    @Nullable Instant lookedAt,
    int looks,
    @Nullable BuildId buildId,
    @Nullable BuildProcessingState processingState,
    @Nullable Boolean usesNonExemptEncryption)
    implements BuildLedgerBuilder.With {

  public static final BuildLedger EMPTY = unknown(false);

  public BuildLedger {
    parts = List.copyOf(parts);
  }

  /// Nothing done yet.
  public static BuildLedger unknown(boolean mayExist) {
    return new BuildLedger(mayExist, null, null, List.of(), null, null, 0, null, null, null);
  }

  /// Bytes of finished parts; 0 once they were committed.
  public long finishedBytes() {
    return parts.stream().filter(UploadPart::finished).mapToLong(UploadPart::length).sum();
  }

  public boolean allPartsFinished() {
    return !parts.isEmpty() && parts.stream().allMatch(UploadPart::finished);
  }

  public BuildLedger reserved(BuildUploadId id) {
    return new BuildLedger(false, id, null, List.of(), null, null, 0, null, null, null);
  }

  public BuildLedger fileReserved(BuildUploadFileId id, List<UploadPart> parts) {
    return new BuildLedger(false, uploadId, id, parts, null, null, 0, null, null, null);
  }

  /// With these parts finished as well.
  ///
  /// @param partNumbers Apple's numbers of the parts
  public BuildLedger finished(Set<Integer> partNumbers) {
    var changed =
        parts.stream()
            .map(
                part ->
                    partNumbers.contains(part.operation().partNumber()) ? part.asFinished() : part)
            .toList();
    return new BuildLedger(false, uploadId, fileId, changed, null, null, 0, null, null, null);
  }

  public BuildLedger committed(Instant at) {
    return new BuildLedger(false, uploadId, fileId, List.of(), at, null, 0, null, null, null);
  }

  /// Asked, and the build is not there yet.
  public BuildLedger looked(Instant at) {
    return with().mayExist(false).lookedAt(at).looks(looks + 1).build();
  }

  public BuildLedger observed(
      BuildId build, BuildProcessingState state, @Nullable Boolean usesNonExemptEncryption) {
    return with()
        .mayExist(false)
        .parts(List.of())
        .buildId(build)
        .processingState(state)
        .usesNonExemptEncryption(usesNonExemptEncryption)
        .build();
  }

  /// One part of the file as Apple wants it sent, and whether it was. The operation's address is a
  /// credential until it expires: it stays in the record (the state bucket is encrypted and
  /// private) until the upload is committed, is never shown and never logged.
  public record UploadPart(UploadOperation operation, boolean finished) {

    public long length() {
      return operation.length();
    }

    public UploadPart asFinished() {
      return new UploadPart(operation, true);
    }
  }
}
