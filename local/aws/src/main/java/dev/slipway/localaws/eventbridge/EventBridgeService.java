package dev.slipway.localaws.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.http.Service;
import dev.slipway.localaws.signature.HeaderSignature;
import dev.slipway.localaws.signature.SignatureFault;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// PutEvents over JSON 1.1 (Amazon EventBridge API Reference, "PutEvents"): 1 to 10 entries and 256
/// KB a request. An invalid entry is refused alone, at its place in the answer. Every bus exists.
/// Safe for use by many threads.
public final class EventBridgeService implements Service {
  /// Prefix of `X-Amz-Target`.
  public static final String TARGET_PREFIX = "AWSEvents.";

  private static final int LARGEST_REQUEST_BYTES = 2 * 1024 * 1024;
  private static final int LARGEST_ENTRIES_BYTES = 256 * 1024;
  private static final int MOST_ENTRIES = 10;
  private static final int TIME_BYTES = 14;

  private final PublishedEvents events;
  private final InstantSource clock;
  private final HeaderSignature signatures;

  /// Keeps the accepted events in `events`.
  public EventBridgeService(
      PublishedEvents events, InstantSource clock, HeaderSignature signatures) {
    this.signatures = signatures;
    this.events = events;
    this.clock = clock;
  }

  /// The JSON parser, in a class of its own so that a start without events does not load it.
  private static final class Parser {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Call call(Request request) throws IOException {
    String operation = request.header("X-Amz-Target").orElse("").substring(TARGET_PREFIX.length());
    byte[] body = request.body().readNBytes(LARGEST_REQUEST_BYTES);
    JsonNode json;
    try {
      json = Parser.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      json = JsonNodeFactory.instance.missingNode();
    }
    return new PutEventsCall(request, operation, body, json);
  }

  @Override
  public Answer failure(Request request, int status, String code, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("__type", code);
    json.put("message", message);
    return answer(status, json);
  }

  private static Answer answer(int status, ObjectNode json) {
    return Answer.of(status, "application/x-amz-json-1.1", json.toString());
  }

  private static String text(JsonNode entry, String field) {
    return entry.path(field).asText("");
  }

  /// Counts the size as the user guide's page "Calculating Amazon EventBridge PutEvents event entry
  /// size" does.
  private static int sizeBytes(JsonNode entry) {
    int sizeBytes = entry.has("Time") ? TIME_BYTES : 0;
    for (String field : new String[] {"Source", "DetailType", "Detail"}) {
      sizeBytes += text(entry, field).getBytes(StandardCharsets.UTF_8).length;
    }
    for (JsonNode resource : entry.path("Resources")) {
      sizeBytes += resource.asText().getBytes(StandardCharsets.UTF_8).length;
    }
    return sizeBytes;
  }

  private static ObjectNode refused(String code, String message) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("ErrorCode", code);
    result.put("ErrorMessage", message);
    return result;
  }

  private static Optional<ObjectNode> fault(JsonNode entry) {
    for (String field : new String[] {"Source", "DetailType", "Detail"}) {
      if (text(entry, field).isEmpty()) {
        return Optional.of(
            refused(
                "InvalidArgument",
                "Parameter "
                    + field
                    + " is not valid. Reason: "
                    + field
                    + " is a required argument."));
      }
    }
    if (text(entry, "Source").startsWith("aws.")) {
      return Optional.of(
          refused("NotAuthorizedForSourceException", "Not authorized for the source."));
    }
    try {
      if (Parser.MAPPER.readTree(text(entry, "Detail")).isObject()) {
        return Optional.empty();
      }
    } catch (JsonProcessingException e) {
      // Malformed, like everything that is not a JSON object.
    }
    return Optional.of(refused("MalformedDetail", "Detail is malformed."));
  }

  private final class PutEventsCall implements Call {
    private final Request request;
    private final String operation;
    private final byte[] body;
    private final JsonNode json;

    private PutEventsCall(Request request, String operation, byte[] body, JsonNode json) {
      this.body = body;
      this.request = request;
      this.operation = operation;
      this.json = json;
    }

    @Override
    public String operation() {
      return operation;
    }

    @Override
    public String bucket() {
      return "";
    }

    /// Returns the bus of the first entry.
    @Override
    public String key() {
      return json.path("Entries").path(0).path("EventBusName").asText("default");
    }

    @Override
    public Answer run() throws IOException {
      try {
        signatures.verify(request, name(), body);
      } catch (SignatureFault e) {
        return failure(request, 400, e.reason().jsonCode(), e.text());
      }
      if (!operation.equals("PutEvents")) {
        return failure(
            request,
            400,
            "UnknownOperationException",
            "The stand-in does not support this: " + operation);
      }
      JsonNode entries = json.path("Entries");
      if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
        return failure(
            request,
            400,
            "ValidationException",
            "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
                + " must have length less than or equal to 10 and greater than or equal to 1");
      }
      int sizeBytes = 0;
      for (JsonNode entry : entries) {
        sizeBytes += sizeBytes(entry);
      }
      if (sizeBytes > LARGEST_ENTRIES_BYTES) {
        return failure(
            request,
            400,
            "ValidationException",
            "Total size of the entries in the request is over the limit.");
      }
      return answer(200, put(entries));
    }

    private ObjectNode put(JsonNode entries) throws IOException {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      ArrayNode results = result.putArray("Entries");
      int refused = 0;
      for (JsonNode entry : entries) {
        Optional<ObjectNode> fault =
            events
                .refusal()
                .map(code -> refused(code, "Refused by a script."))
                .or(() -> fault(entry));
        if (fault.isPresent()) {
          refused++;
          results.add(fault.get());
        } else {
          results.addObject().put("EventId", keep(entry));
        }
      }
      result.put("FailedEntryCount", refused);
      return result;
    }

    private String keep(JsonNode entry) throws IOException {
      String id = UUID.randomUUID().toString();
      Instant time =
          entry.has("Time")
              ? Instant.ofEpochMilli(Math.round(entry.get("Time").asDouble() * 1000))
              : clock.instant();
      events.add(
          new PublishedEvent(
              id,
              entry.path("EventBusName").asText("default"),
              text(entry, "Source"),
              text(entry, "DetailType"),
              time,
              text(entry, "Detail"),
              request.header("X-Amz-Security-Token").orElse("")));
      return id;
    }
  }
}
