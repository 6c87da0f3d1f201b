package dev.slipway.functions.api;

import dev.slipway.aws.DropUploads.Upload;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonShapeException;
import dev.slipway.state.KeyHash;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// An upload in parts, with everything that later requests need. Its token is not a secret and
/// gives no rights: in every request its key is checked again, by the rules of drops and against
/// the connection in the request's own path.
///
/// @param sizeBytes of the whole file, more than [#PART_BYTES]
record PlannedUpload(Upload upload, long sizeBytes) {
  /// The length of a part of any file with up to [#MANY_PARTS] parts; S3 requires at least 5 MiB.
  static final long PART_BYTES = 8L << 20;

  /// Far above what App Store Connect accepts.
  static final long MAX_BYTES = 64L << 30;

  private static final long MANY_PARTS = 1000;
  private static final long MEBIBYTE = 1L << 20;

  /// S3 does not state a form; those seen have up to 200 of these characters.
  private static final Pattern S3_UPLOAD_ID = Pattern.compile("[A-Za-z0-9+/=._~-]{1,1024}");

  long partSizeBytes() {
    long needed = Math.ceilDiv(sizeBytes, MANY_PARTS);
    return Math.max(PART_BYTES, Math.ceilDiv(needed, MEBIBYTE) * MEBIBYTE);
  }

  int partCount() {
    return Math.toIntExact(Math.ceilDiv(sizeBytes, partSizeBytes()));
  }

  long offsetOf(int partNumber) {
    return (partNumber - 1) * partSizeBytes();
  }

  long sizeOf(int partNumber) {
    return Math.min(partSizeBytes(), sizeBytes - offsetOf(partNumber));
  }

  /// Returns the name by which the upload is counted. It follows from what S3 knows, so that a
  /// token that was changed cannot name another upload.
  String id() {
    return KeyHash.of(upload.key(), upload.s3UploadId());
  }

  /// Returns the upload as one path segment.
  String token() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            Json.write(
                JsonFields.with("key", upload.key())
                    .put("id", upload.s3UploadId())
                    .put("size", sizeBytes)
                    .toMap()));
  }

  /// Reads what [#token()] wrote; empty for anything else.
  static Optional<PlannedUpload> parse(String token) {
    try {
      var json = Json.parse(Base64.getUrlDecoder().decode(token));
      long size = json.number("size");
      String id = json.string("id");
      return size > PART_BYTES && size <= MAX_BYTES && S3_UPLOAD_ID.matcher(id).matches()
          ? Optional.of(new PlannedUpload(new Upload(json.string("key"), id), size))
          : Optional.empty();
    } catch (IllegalArgumentException | JsonShapeException e) {
      return Optional.empty();
    }
  }
}
