package dev.slipway.localaws.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An object was created or deleted, as S3 tells it.
///
/// @param bucket bucket name
/// @param key object key as it is, not URL-encoded
/// @param versionId null when the bucket is not versioned
/// @param etag without quotes; empty for a permanent deletion
/// @param sizeBytes size of the created object, 0 for a deletion
/// @param sequencer hexadecimal, larger for later events of one key
/// @param eventName created or deleted
/// @param time when it happened
/// @param reason `PutObject`, `CopyObject`, `CompleteMultipartUpload` or `DeleteObject`
/// @param deleteMarker the deletion put a delete marker on top; older versions are still there
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

  /// The event as EventBridge delivers it (Amazon S3 User Guide, "EventBridge event message
  /// structure"): the key as it is.
  public String toEventBridgeJson() {
    return ObjectEventJson.eventBridge(this);
  }

  /// The event as S3 sends it directly (Amazon S3 User Guide, "Event message structure"): the key
  /// URL-encoded, with `+` for a space.
  public String toS3NotificationJson() {
    return ObjectEventJson.s3Notification(this);
  }
}
