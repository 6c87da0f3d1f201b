package dev.slipway.simulator.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Validates exchanges against Apple's OpenAPI document.
///
/// Each document is parsed once in a JVM. Safe for use by many threads.
public final class OpenApiContract {
  private static final Map<List<Path>, OpenApiContract> PARSED = new ConcurrentHashMap<>();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Template(List<String> segments, JsonNode item) {}

  private final List<Template> templates = new ArrayList<>();
  private final ObjectNode requestSchemas;
  private final ObjectNode answerSchemas;
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  private OpenApiContract(JsonNode document) {
    document
        .path("paths")
        .properties()
        .forEach(
            entry ->
                templates.add(
                    new Template(List.of(entry.getKey().split("/", -1)), entry.getValue())));
    JsonNode schemas = document.path("components").path("schemas");
    this.requestSchemas = SchemaTranslation.translate(schemas, false);
    this.answerSchemas = SchemaTranslation.translate(schemas, true);
  }

  /// Returns the contract in these files: a document, then the overlays that are merged into it.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  /// @throws IllegalArgumentException if an overlay does not fit the document
  public static OpenApiContract of(List<Path> files) {
    return PARSED.computeIfAbsent(
        List.copyOf(files), list -> new OpenApiContract(AppleDocument.read(list)));
  }

  /// Returns whether the document has this operation.
  boolean has(String method, String path) {
    Template template = template(path);
    return template != null && operation(template, method) != null;
  }

  /// Returns what is wrong with a request: path, method, query and body.
  public List<String> requestProblems(String method, String path, String rawQuery, String body) {
    List<String> problems = new ArrayList<>();
    Template template = template(path);
    JsonNode operation = template == null ? null : operation(template, method);
    if (template == null || operation == null) {
      problems.add("the contract has no " + method + " " + path);
      return problems;
    }
    query(template, operation, method, rawQuery, problems);
    JsonNode schema =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    if (schema.isMissingNode()) {
      if (!body.isBlank()) {
        problems.add("the request must have no body");
      }
      return problems;
    }
    try {
      JsonNode document = MAPPER.readTree(body);
      boolean detaches =
          path.contains("/relationships/")
              && document.path("data").isNull()
              && document.size() == 1;
      if (!detaches) {
        validate("request", requestSchemas, schema, document, problems);
      }
    } catch (JsonProcessingException e) {
      problems.add("the request body is not JSON");
    }
    return problems;
  }

  /// Returns what is wrong with an answer: status and body.
  public List<String> answerProblems(String method, String path, int status, String body) {
    List<String> problems = new ArrayList<>();
    Template template = template(path);
    JsonNode operation = template == null ? null : operation(template, method);
    JsonNode schema;
    if (status >= 400) {
      schema = MAPPER.createObjectNode().put("$ref", "#/components/schemas/ErrorResponse");
    } else {
      if (operation == null) {
        problems.add("success for an operation that the contract does not have");
        return problems;
      }
      JsonNode answer = operation.path("responses").path(Integer.toString(status));
      if (answer.isMissingNode()) {
        problems.add("the contract has no answer " + status);
        return problems;
      }
      schema = answer.path("content").path("application/json").path("schema");
    }
    if (schema.isMissingNode()) {
      if (!body.isBlank()) {
        problems.add("the answer must have no body");
      }
      return problems;
    }
    try {
      validate("answer", answerSchemas, schema, MAPPER.readTree(body), problems);
    } catch (JsonProcessingException e) {
      problems.add("the answer is not JSON");
    }
    return problems;
  }

  private void validate(
      String side, ObjectNode schemas, JsonNode schema, JsonNode document, List<String> problems) {
    String reference = schema.path("$ref").asText();
    JsonSchema validator =
        compiled.computeIfAbsent(
            side + " " + reference,
            key -> {
              ObjectNode root = MAPPER.createObjectNode().put("$ref", reference);
              root.putObject("components").set("schemas", schemas);
              return factory.getSchema(root, config);
            });
    Set<String> messages = new TreeSet<>();
    validator.validate(document).forEach(message -> messages.add(message.getMessage()));
    messages.forEach(message -> problems.add(side + " " + message));
  }

  private static void query(
      Template template,
      JsonNode operation,
      String method,
      String rawQuery,
      List<String> problems) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (JsonNode list :
        List.of(template.item().path("parameters"), operation.path("parameters"))) {
      for (JsonNode parameter : list) {
        if (parameter.path("in").asText().equals("query")) {
          parameters.put(parameter.path("name").asText(), parameter);
        }
      }
    }
    Set<String> given = new TreeSet<>();
    for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      JsonNode parameter = parameters.get(name);
      if (pair.isEmpty()) {
        continue;
      }
      if (!given.add(name)) {
        problems.add("the parameter " + name + " is repeated");
      } else if (parameter == null && !(name.equals("cursor") && method.equals("GET"))) {
        problems.add("the contract has no parameter " + name);
      } else if (parameter != null) {
        value(name, value, parameter.path("schema"), problems);
      }
    }
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.path("required").asBoolean() && !given.contains(name)) {
            problems.add("the required parameter " + name + " is missing");
          }
        });
  }

  private static void value(String name, String value, JsonNode schema, List<String> problems) {
    boolean list = schema.path("type").asText().equals("array");
    if (list && value.isEmpty() && name.startsWith("fields[")) {
      // A list of no fields, which no schema forbids and public clients send.
      return;
    }
    JsonNode one = list ? schema.path("items") : schema;
    for (String part : list ? Arrays.asList(value.split(",", -1)) : List.of(value)) {
      boolean known = !one.has("enum");
      for (JsonNode allowed : one.path("enum")) {
        known |= allowed.asText().equals(part);
      }
      if (!known || part.isEmpty()) {
        problems.add("the parameter " + name + " cannot be '" + part + "'");
      }
      if (one.path("type").asText().equals("integer")
          && (!part.matches("\\d{1,9}")
              || Integer.parseInt(part) < one.path("minimum").asInt(1)
              || Integer.parseInt(part) > one.path("maximum").asInt(Integer.MAX_VALUE))) {
        problems.add("the parameter " + name + " cannot be '" + part + "'");
      }
      if (one.path("type").asText().equals("boolean") && !part.matches("true|false")) {
        problems.add("the parameter " + name + " must be true or false");
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private @Nullable Template template(String path) {
    List<String> actual = List.of(path.split("/", -1));
    for (Template template : templates) {
      if (matches(template.segments(), actual)) {
        return template;
      }
    }
    return null;
  }

  private static boolean matches(List<String> template, List<String> actual) {
    if (template.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < template.size(); i++) {
      if (!template.get(i).equals("{id}") && !template.get(i).equals(actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable JsonNode operation(Template template, String method) {
    return template.item().get(method.toLowerCase(Locale.ROOT));
  }
}
