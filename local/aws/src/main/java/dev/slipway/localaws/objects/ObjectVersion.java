package dev.slipway.localaws.objects;

import java.time.Instant;
import java.util.List;

/// One version of an object, or a delete marker.
///
/// @param key object key
/// @param versionId version id; `null` (the word) if it was written without versioning
/// @param deleteMarker whether it only marks the object as deleted
/// @param lastModified when it was written
/// @param etag ETag without quotes
/// @param segments the files that make up the body, in order: one per part of a multipart upload
/// @param attributes what the client stored with it
/// @param sequencer hexadecimal, larger for later changes
public record ObjectVersion(
    String key,
    String versionId,
    boolean deleteMarker,
    Instant lastModified,
    String etag,
    List<Segment> segments,
    ObjectAttributes attributes,
    String sequencer) {

  /// Version id of an object written without versioning.
  public static final String NULL_VERSION_ID = "null";

  /// One file of a body.
  ///
  /// @param fileName name in the key's directory
  /// @param sizeBytes its size
  public record Segment(String fileName, long sizeBytes) {}

  public ObjectVersion {
    segments = List.copyOf(segments);
  }

  /// Returns the size of the body.
  public long sizeBytes() {
    return segments.stream().mapToLong(Segment::sizeBytes).sum();
  }

  ObjectVersion withAttributes(ObjectAttributes attributes) {
    return new ObjectVersion(
        key, versionId, deleteMarker, lastModified, etag, segments, attributes, sequencer);
  }
}
