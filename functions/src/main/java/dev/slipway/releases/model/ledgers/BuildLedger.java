package dev.slipway.releases.model.ledgers;

import static java.util.function.Function.identity;

import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was done and found for the build, from the reservation to the processed build.
///
/// @param mayExist whether an earlier release uploaded the same file, so that Slipway asks Apple
///   before it reserves an upload
/// @param parts the parts of the reserved file, with their progress; empty before the reservation
///   and after the commit
/// @param committedAt when Slipway reported to Apple that all parts are uploaded, or chose a build
///   that Apple had
/// @param lookedAt when Apple's progress was last read; null before the first time
/// @param looks how often Apple's progress was read since the commit
/// @param processingState as last read; null before the build exists
/// @param usesNonExemptEncryption Apple's answer; null while the question is open
/// @param encryption the build's encryption declaration; null before Slipway looked for it, and for
///   a build that needs none
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
    @Nullable Boolean usesNonExemptEncryption,
    @Nullable EncryptionLedger encryption)
    implements BuildLedgerBuilder.With {

  public static final BuildLedger EMPTY = unknown(false);

  public BuildLedger {
    parts = List.copyOf(parts);
  }

  /// Returns the ledger of a build for which nothing was done yet.
  public static BuildLedger unknown(boolean mayExist) {
    return new BuildLedger(mayExist, null, null, List.of(), null, null, 0, null, null, null, null);
  }

  /// Returns the ledger of a build that Apple has, as after an upload that is complete. A build had
  /// the ID of its upload in every report, so the version before asks for that upload, and never
  /// begins another.
  public static BuildLedger atApple(
      BuildId build, @Nullable Boolean usesNonExemptEncryption, Instant chosenAt) {
    return EMPTY
        .reserved(new BuildUploadId(build.value()))
        .committed(chosenAt)
        .observed(build, BuildProcessingState.VALID, usesNonExemptEncryption);
  }

  /// Returns the number of bytes in finished parts; 0 after the commit.
  public long finishedBytes() {
    return parts.stream().filter(UploadPart::finished).mapToLong(UploadPart::length).sum();
  }

  public boolean allPartsFinished() {
    return !parts.isEmpty() && parts.stream().allMatch(UploadPart::finished);
  }

  public BuildLedger reserved(BuildUploadId id) {
    return new BuildLedger(false, id, null, List.of(), null, null, 0, null, null, null, null);
  }

  public BuildLedger fileReserved(BuildUploadFileId id, List<UploadPart> parts) {
    return new BuildLedger(false, uploadId, id, parts, null, null, 0, null, null, null, null);
  }

  /// Returns the ledger with these parts finished too.
  public BuildLedger finished(List<FinishedPart> finished) {
    var byNumber =
        finished.stream().collect(Collectors.toMap(FinishedPart::partNumber, identity()));
    var changed =
        parts.stream()
            .map(
                part -> {
                  var sent = byNumber.get(part.operation().partNumber());
                  return sent == null ? part : part.asFinished(sent.md5());
                })
            .toList();
    return new BuildLedger(false, uploadId, fileId, changed, null, null, 0, null, null, null, null);
  }

  public BuildLedger committed(Instant at) {
    return new BuildLedger(false, uploadId, fileId, List.of(), at, null, 0, null, null, null, null);
  }

  /// Returns the ledger after a check that found no build yet.
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

  public BuildLedger withDeclaration(@Nullable EncryptionLedger declaration) {
    return with().encryption(declaration).build();
  }

  /// One part of the file as Apple wants it sent, and whether it was sent. The operation's address
  /// is a credential until it expires. It stays in the record (the state bucket is encrypted and
  /// private) until the commit, and is never shown or logged.
  public record UploadPart(UploadOperation operation, boolean finished) {

    public long length() {
      return operation.length();
    }

    /// Returns the part as sent.
    ///
    /// @param md5 of its bytes; null when it is not known
    public UploadPart asFinished(@Nullable String md5) {
      return new UploadPart(md5 == null ? operation : operation.withEntityTag(md5), true);
    }
  }
}
