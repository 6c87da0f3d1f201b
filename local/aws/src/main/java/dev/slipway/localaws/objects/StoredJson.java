package dev.slipway.localaws.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.objects.ObjectVersion.Segment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes versions and attributes as JSON on disk, and reads them.
final class StoredJson {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private StoredJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode version(ObjectVersion version) {
    ObjectNode json = object();
    json.put("key", version.key());
    json.put("versionId", version.versionId());
    json.put("lastModified", version.lastModified().toString());
    json.put("sequencer", version.sequencer());
    if (version.deleteMarker()) {
      json.put("deleteMarker", true);
      return json;
    }
    json.put("etag", version.etag());
    var segments = json.putArray("segments");
    version
        .segments()
        .forEach(
            segment ->
                segments
                    .addObject()
                    .put("file", segment.fileName())
                    .put("sizeBytes", segment.sizeBytes()));
    json.set("attributes", attributes(version.attributes()));
    return json;
  }

  static ObjectVersion version(JsonNode json) {
    List<Segment> segments = new ArrayList<>();
    json.path("segments")
        .forEach(
            segment ->
                segments.add(
                    new Segment(
                        segment.path("file").asText(), segment.path("sizeBytes").asLong())));
    return new ObjectVersion(
        json.path("key").asText(),
        json.path("versionId").asText(),
        json.path("deleteMarker").asBoolean(),
        Instant.parse(json.path("lastModified").asText()),
        json.path("etag").asText(),
        segments,
        attributes(json.path("attributes")),
        json.path("sequencer").asText());
  }

  static ObjectNode attributes(ObjectAttributes attributes) {
    ObjectNode json = object();
    json.set("headers", map(attributes.headers()));
    json.set("userMetadata", map(attributes.userMetadata()));
    json.set("checksums", map(attributes.checksums()));
    json.put("checksumType", attributes.checksumType());
    json.set("tags", map(attributes.tags()));
    return json;
  }

  static ObjectAttributes attributes(JsonNode json) {
    return new ObjectAttributes(
        map(json.path("headers")),
        map(json.path("userMetadata")),
        map(json.path("checksums")),
        json.path("checksumType").asText(),
        map(json.path("tags")));
  }

  static ObjectNode map(Map<String, String> map) {
    ObjectNode json = object();
    map.forEach(json::put);
    return json;
  }

  static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new TreeMap<>();
    json.properties().forEach(property -> map.put(property.getKey(), property.getValue().asText()));
    return map;
  }

  static JsonNode parse(String text) throws IOException {
    return MAPPER.readTree(text);
  }
}
