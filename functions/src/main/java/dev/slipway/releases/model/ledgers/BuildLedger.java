package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.BuildId;
import dev.slipway.appstoreconnect.resource.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.BuildUploadId;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    @Nullable Boolean usesNonExemptEncryption) {

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
    return new BuildLedger(
        false,
        uploadId,
        fileId,
        parts,
        committedAt,
        at,
        looks + 1,
        buildId,
        processingState,
        usesNonExemptEncryption);
  }

  public BuildLedger observed(
      BuildId build, BuildProcessingState state, @Nullable Boolean usesNonExemptEncryption) {
    return new BuildLedger(
        false,
        uploadId,
        fileId,
        List.of(),
        committedAt,
        lookedAt,
        looks,
        build,
        state,
        usesNonExemptEncryption);
  }

  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("mayExist", mayExist)
        .putIfPresent("uploadId", Optional.ofNullable(uploadId))
        .putIfPresent("fileId", Optional.ofNullable(fileId))
        .put("parts", parts.stream().map(UploadPart::toJson).toList())
        .putIfPresent("committedAt", Optional.ofNullable(committedAt))
        .putIfPresent("lookedAt", Optional.ofNullable(lookedAt))
        .put("looks", looks)
        .putIfPresent("buildId", Optional.ofNullable(buildId))
        .putIfPresent("processingState", Optional.ofNullable(processingState))
        .putIfPresent("usesNonExemptEncryption", Optional.ofNullable(usesNonExemptEncryption))
        .toMap();
  }

  public static BuildLedger fromJson(JsonObject json) {
    var parts = new ArrayList<UploadPart>();
    for (JsonObject part : json.objects("parts")) {
      parts.add(UploadPart.fromJson(part, parts.size() + 1));
    }
    return new BuildLedger(
        json.bool("mayExist"),
        json.optionalString("uploadId").map(BuildUploadId::new).orElse(null),
        json.optionalString("fileId").map(BuildUploadFileId::new).orElse(null),
        parts,
        json.optionalInstant("committedAt").orElse(null),
        json.optionalInstant("lookedAt").orElse(null),
        Math.toIntExact(json.number("looks")),
        json.optionalString("buildId").map(BuildId::new).orElse(null),
        json.optionalConstant("processingState", BuildProcessingState.class).orElse(null),
        json.optionalBool("usesNonExemptEncryption").orElse(null));
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

    Map<String, @Nullable Object> toJson() {
      return JsonFields.with("operation", operation.toJson()).put("finished", finished).toMap();
    }

    static UploadPart fromJson(JsonObject json, int place) {
      return new UploadPart(
          UploadOperation.read(json.object("operation"), place), json.bool("finished"));
    }
  }
}
