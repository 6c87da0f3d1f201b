package dev.slipway.localaws.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.events.ObjectEvent.EventName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

final class ObjectEventJson {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ObjectEventJson() {}

  static String eventBridge(ObjectEvent event) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", "0");
    root.put("id", eventId(event));
    root.put("detail-type", created(event) ? "Object Created" : "Object Deleted");
    root.put("source", "aws.s3");
    root.put("account", event.accountId());
    root.put("time", seconds(event.time()));
    root.put("region", event.region());
    root.putArray("resources").add("arn:aws:s3:::" + event.bucket());
    ObjectNode detail = root.putObject("detail");
    detail.put("version", "0");
    detail.putObject("bucket").put("name", event.bucket());
    ObjectNode object = detail.putObject("object");
    object.put("key", event.key());
    if (created(event)) {
      object.put("size", event.sizeBytes());
    }
    if (!event.etag().isEmpty()) {
      object.put("etag", event.etag());
    }
    if (event.versionId() != null) {
      object.put("version-id", event.versionId());
    }
    object.put("sequencer", event.sequencer());
    detail.put("request-id", event.requestId());
    detail.put("requester", event.accountId());
    detail.put("source-ip-address", "127.0.0.1");
    detail.put("reason", event.reason());
    if (!created(event)) {
      detail.put(
          "deletion-type", event.deleteMarker() ? "Delete Marker Created" : "Permanently Deleted");
    }
    return root.toString();
  }

  static String s3Notification(ObjectEvent event) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode eventRecord = root.putArray("Records").addObject();
    eventRecord.put("eventVersion", "2.1");
    eventRecord.put("eventSource", "aws:s3");
    eventRecord.put("awsRegion", event.region());
    eventRecord.put("eventTime", MILLISECONDS.format(event.time()));
    eventRecord.put("eventName", notificationName(event));
    eventRecord.putObject("userIdentity").put("principalId", "AWS:" + event.accountId());
    eventRecord.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    eventRecord
        .putObject("responseElements")
        .put("x-amz-request-id", event.requestId())
        .put("x-amz-id-2", "local-" + event.requestId());
    ObjectNode s3 = eventRecord.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", "local");
    ObjectNode bucket = s3.putObject("bucket");
    bucket.put("name", event.bucket());
    bucket.putObject("ownerIdentity").put("principalId", event.accountId());
    bucket.put("arn", "arn:aws:s3:::" + event.bucket());
    ObjectNode object = s3.putObject("object");
    object.put("key", URLEncoder.encode(event.key(), StandardCharsets.UTF_8));
    if (created(event)) {
      object.put("size", event.sizeBytes());
    }
    if (!event.etag().isEmpty()) {
      object.put("eTag", event.etag());
    }
    if (event.versionId() != null) {
      object.put("versionId", event.versionId());
    }
    object.put("sequencer", event.sequencer());
    return root.toString();
  }

  private static String notificationName(ObjectEvent event) {
    return switch (event.eventName()) {
      case CREATED ->
          switch (event.reason()) {
            case "CopyObject" -> "ObjectCreated:Copy";
            case "CompleteMultipartUpload" -> "ObjectCreated:CompleteMultipartUpload";
            default -> "ObjectCreated:Put";
          };
      case DELETED ->
          event.deleteMarker() ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectRemoved:Delete";
    };
  }

  private static boolean created(ObjectEvent event) {
    return event.eventName() == EventName.CREATED;
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Returns the same id for the same event every time, as in a redelivery by EventBridge.
  private static String eventId(ObjectEvent event) {
    String identity =
        String.join("\n", event.bucket(), event.key(), event.sequencer(), event.eventName().name());
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
