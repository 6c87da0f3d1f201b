package dev.slipway.simulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of attributes that Apple's servers accept although no enum of its OpenAPI document
/// has them, from the resource `live-values.json`, which names the source of each.
///
/// One rule for both readers of Apple's enums: the catalogue, by which the simulator answers, and
/// the contract check add these values to the enum of the attribute. The document itself stays as
/// Apple has it, and a test fails when Apple adds a value that is listed here. Immutable.
public final class LiveValues {
  private static final LiveValues INSTANCE = new LiveValues();

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private LiveValues() {
    for (var attribute : TableFile.read("live-values.json").properties()) {
      var names = new ArrayList<String>();
      attribute.getValue().fieldNames().forEachRemaining(names::add);
      values.put(attribute.getKey(), List.copyOf(names));
    }
  }

  public static LiveValues instance() {
    return INSTANCE;
  }

  /// Returns the values by their attribute.
  public Map<String, List<String>> all() {
    return Collections.unmodifiableMap(values);
  }

  /// Returns the schema of an attribute with the values added to its enum; the schema itself when
  /// there are none.
  ///
  /// @param attribute the attribute's name, such as `previewType`
  public JsonNode addTo(JsonNode schema, String attribute) {
    var added = values.get(attribute);
    if (added == null || !schema.path("enum").isArray()) {
      return schema;
    }
    JsonNode open = schema.deepCopy();
    added.forEach(((ArrayNode) open.path("enum"))::add);
    return open;
  }
}
