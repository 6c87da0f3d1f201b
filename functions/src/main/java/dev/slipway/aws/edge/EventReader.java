package dev.slipway.aws.edge;

import dev.slipway.aws.edge.EventReader.Trigger.CreatedObject;
import dev.slipway.aws.edge.EventReader.Trigger.Wake;
import dev.slipway.aws.edge.EventReader.Trigger.WakeKind;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the JSON that Lambda passes to a function: HTTP API payload format 2.0, EventBridge's
/// "Object Created", S3's direct notification, and our schedules. Thread-safe.
///
/// Keys are URL-encoded with `+` for a space in S3's direct notification (page "Event message
/// structure") and plain in EventBridge's (page "EventBridge event message structure").
public final class EventReader {
  private static final String SCHEDULE_SOURCE = "slipway.schedule";

  private final String stateBucket;

  /// @param stateBucket objects in it are wake objects, objects in any other bucket are drops
  public EventReader(String stateBucket) {
    this.stateBucket = stateBucket;
  }

  /// Reads one event to the end of its stream.
  public Trigger read(InputStream event) throws IOException {
    JsonObject json;
    try {
      json = Json.parse(event.readAllBytes());
    } catch (JsonShapeException e) {
      return new Trigger.Unknown(List.of());
    }
    try {
      return read(json);
    } catch (JsonShapeException | IllegalArgumentException e) {
      return unknown(json);
    }
  }

  private Trigger read(JsonObject event) {
    if (event.has("requestContext") && event.has("rawPath")) {
      return new Trigger.Http(HttpRequest.read(event));
    }
    if (event.has("Records")) {
      return notification(event);
    }
    String source = event.optionalString("source").orElse("");
    if (source.equals(SCHEDULE_SOURCE)) {
      return new Trigger.Scheduled(event.string("detail-type"));
    }
    if (source.equals("aws.s3") && event.string("detail-type").equals("Object Created")) {
      return trigger(event, List.of(eventBridgeObject(event)));
    }
    return unknown(event);
  }

  private Trigger notification(JsonObject event) {
    var created = new ArrayList<CreatedObject>();
    for (JsonObject entry : event.objects("Records")) {
      if (entry.optionalString("eventSource").orElse("").equals("aws:s3")
          && entry.string("eventName").startsWith("ObjectCreated:")) {
        created.add(notificationObject(entry));
      }
    }
    return trigger(event, created);
  }

  private static CreatedObject eventBridgeObject(JsonObject event) {
    JsonObject detail = event.object("detail");
    JsonObject object = detail.object("object");
    return new CreatedObject(
        detail.object("bucket").string("name"),
        new ObjectVersion(
            object.string("key"),
            object.optionalString("version-id").orElse(""),
            quoted(object.string("etag")),
            object.number("size")),
        event.instant("time"));
  }

  private static CreatedObject notificationObject(JsonObject entry) {
    JsonObject s3 = entry.object("s3");
    JsonObject object = s3.object("object");
    return new CreatedObject(
        s3.object("bucket").string("name"),
        new ObjectVersion(
            URLDecoder.decode(object.string("key"), StandardCharsets.UTF_8),
            object.optionalString("versionId").orElse(""),
            quoted(object.string("eTag")),
            object.number("size")),
        entry.instant("eventTime"));
  }

  private Trigger trigger(JsonObject event, List<CreatedObject> created) {
    var drops = created.stream().filter(object -> !object.bucket().equals(stateBucket)).toList();
    if (!drops.isEmpty()) {
      return new Trigger.ObjectsCreated(drops);
    }
    var wakes = created.stream().flatMap(object -> wake(object.version().key()).stream()).toList();
    return wakes.isEmpty() ? unknown(event) : new Trigger.Wakes(wakes);
  }

  private static Optional<Wake> wake(String key) {
    if (key.startsWith(StateKeys.WAKE_CHECK_PREFIX)) {
      String id = key.substring(StateKeys.WAKE_CHECK_PREFIX.length());
      return Optional.of(new Wake(WakeKind.CHECK, id, key));
    }
    if (key.startsWith(StateKeys.WAKE_INTAKE_PREFIX)) {
      String id = key.substring(StateKeys.WAKE_INTAKE_PREFIX.length());
      return Optional.of(new Wake(WakeKind.INTAKE, id, key));
    }
    if (key.startsWith(StateKeys.WAKE_RELEASE_PREFIX)) {
      String id = key.substring(StateKeys.WAKE_RELEASE_PREFIX.length());
      return Optional.of(new Wake(WakeKind.RELEASE, id, key));
    }
    return Optional.empty();
  }

  private static Trigger unknown(JsonObject event) {
    return new Trigger.Unknown(List.copyOf(event.names()));
  }

  /// Events show an ETag without its quotes, the other answers of S3 with them.
  private static String quoted(String etag) {
    return '"' + etag.replace("\"", "") + '"';
  }

  /// The event that started a function.
  public sealed interface Trigger {

    /// A request to the HTTP API.
    record Http(HttpRequest request) implements Trigger {}

    /// Objects were created in a bucket other than the state bucket; never empty.
    record ObjectsCreated(List<CreatedObject> objects) implements Trigger {
      public ObjectsCreated {
        objects = List.copyOf(objects);
      }
    }

    /// Wake objects were created in the state bucket; never empty.
    record Wakes(List<Wake> wakes) implements Trigger {
      public Wakes {
        wakes = List.copyOf(wakes);
      }
    }

    /// One of our schedules is due.
    record Scheduled(String detailType) implements Trigger {}

    /// An unknown event: it is logged and otherwise ignored, because a retry would not help.
    ///
    /// @param fields the names of the event's top fields
    record Unknown(List<String> fields) implements Trigger {
      public Unknown {
        fields = List.copyOf(fields);
      }
    }

    /// One object that was created.
    ///
    /// @param version its key is decoded
    record CreatedObject(String bucket, ObjectVersion version, Instant time) {}

    /// The request in a wake object.
    enum WakeKind {
      CHECK,
      /// The drop of a release is to be read, or its plan to be made.
      INTAKE,
      RELEASE
    }

    /// A wake object.
    ///
    /// @param objectKey the key to delete when the work is taken
    /// @param id the ID in the key, of a connection or a release
    record Wake(WakeKind kind, String id, String objectKey) {}
  }
}
