package dev.slipway.localaws.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reports, as S3 does, that an object was created or deleted.
///
/// @param bucket bucket name
/// @param key object key, not URL-encoded
/// @param versionId version id; empty if the bucket is not versioned
/// @param etag ETag without quotes; empty for a permanent deletion
/// @param sizeBytes size of the created object, 0 for a deletion
/// @param sequencer hexadecimal, larger for later events of one key
/// @param eventName created or deleted
/// @param time when it happened
/// @param reason `PutObject`, `CopyObject`, `CompleteMultipartUpload` or `DeleteObject`
/// @param deleteMarker whether the deletion added a delete marker; older versions still exist
/// @param region region of the bucket
/// @param accountId account that owns the bucket
/// @param requestId id of the request that caused it
public record ObjectEvent(
    String bucket,
    String key,
    @Nullable String versionId,
    String etag,
    long sizeBytes,
    String sequencer,
    EventName eventName,
    Instant time,
    String reason,
    boolean deleteMarker,
    String region,
    String accountId,
    String requestId) {

  /// The two kinds of event.
  public enum EventName {
    CREATED,
    DELETED
  }

  /// Returns the event as EventBridge delivers it (Amazon S3 User Guide, "EventBridge event message
  /// structure"), with the key not encoded.
  public String toEventBridgeJson() {
    return ObjectEventJson.eventBridge(this);
  }

  /// Returns the event as S3 sends it directly (Amazon S3 User Guide, "Event message structure"),
  /// with the key URL-encoded and `+` for a space.
  public String toS3NotificationJson() {
    return ObjectEventJson.s3Notification(this);
  }
}
