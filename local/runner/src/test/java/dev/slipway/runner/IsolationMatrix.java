package dev.slipway.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.template.HttpRoute;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every request about a tenant's things that the template's routes and the document of the API
/// know of, and those methods that they do not know: made from them, so that a route of tomorrow is
/// in it by itself. Immutable.
final class IsolationMatrix {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HttpRoute> routes;
  private final JsonNode document;
  private final Belongings theirs;
  private final List<String> own;

  /// One request.
  ///
  /// @param route of the template, when it has one for this method and path
  /// @param body JSON
  record Attempt(Optional<HttpRoute> route, String method, String target, Optional<String> body) {
    /// For a message.
    String name() {
      return method + " " + target + body.map(text -> " " + text).orElse("");
    }
  }

  /// @param document infrastructure/openapi.yaml
  /// @param own segments of the one who asks, to stand beside theirs in one path
  IsolationMatrix(List<HttpRoute> routes, JsonNode document, Belongings theirs, List<String> own) {
    this.routes = List.copyOf(routes);
    this.document = document;
    this.theirs = theirs;
    this.own = List.copyOf(own);
  }

  List<Attempt> attempts() {
    var attempts = new LinkedHashSet<Attempt>();
    for (String path : new TreeSet<>(routes.stream().map(HttpRoute::path).toList())) {
      for (String filled : filled(path)) {
        for (String method : METHODS) {
          var route =
              routes.stream()
                  .filter(known -> known.path().equals(path) && known.method().equals(method))
                  .findFirst();
          for (String query : queries(path, method, route.isPresent())) {
            for (Optional<String> body : bodies(path, method, route.isPresent())) {
              attempts.add(new Attempt(route, method, filled + query, body));
            }
          }
        }
      }
    }
    return List.copyOf(attempts);
  }

  /// The path with each combination of theirs and own that has one of theirs.
  private List<String> filled(String path) {
    var paths = new ArrayList<>(List.of(path));
    boolean several = path.indexOf('{') != path.lastIndexOf('{');
    var values = new ArrayList<>(several ? theirs.kinds() : theirs.segments());
    values.addAll(own);
    for (boolean more = path.contains("{"); more; more = paths.getFirst().contains("{")) {
      var next = new ArrayList<String>();
      for (String open : paths) {
        for (String value : values) {
          next.add(PARAMETER.matcher(open).replaceFirst(Matcher.quoteReplacement(value)));
        }
      }
      paths = next;
    }
    if (path.contains("{")) {
      paths.removeIf(one -> theirs.segments().stream().noneMatch(one::contains));
    }
    return paths;
  }

  private List<String> queries(String path, String method, boolean routed) {
    var queries = new ArrayList<>(List.of(""));
    if (routed) {
      for (JsonNode parameter : resolved(operation(path, method).path("parameters"))) {
        if (parameter.path("in").asText().equals("query")) {
          for (String value : theirs.values()) {
            queries.add(
                "?"
                    + parameter.path("name").asText()
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return queries;
  }

  /// Bodies as the document has them, every text in them something of theirs; and fields that no
  /// route should listen to.
  private Set<Optional<String>> bodies(String path, String method, boolean routed) {
    JsonNode schema =
        operation(path, method).path("requestBody").at("/content/application~1json/schema");
    boolean takesOne = routed && !schema.isMissingNode();
    if (!takesOne && !Set.of("POST", "PUT", "PATCH").contains(method)) {
      return Set.of(Optional.empty());
    }
    var bodies = new LinkedHashSet<Optional<String>>();
    bodies.add(Optional.of("{}"));
    if (takesOne) {
      var texts = new ArrayList<>(theirs.values());
      texts.add("App.ipa");
      for (String text : texts) {
        bodies.add(Optional.of(sample(schema, text).toString()));
      }
      var named = (ObjectNode) sample(schema, theirs.dropKeys().getFirst());
      named.put("connectionId", theirs.connection());
      named.put("releaseId", theirs.releases().getFirst());
      named.put("tenant", "alice");
      bodies.add(Optional.of(named.toString()));
    }
    return bodies;
  }

  private JsonNode sample(JsonNode declared, String text) {
    JsonNode schema = resolved(declared);
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    return switch (schema.path("type").asText()) {
      case "object" -> {
        var object = JsonNodeFactory.instance.objectNode();
        schema
            .path("properties")
            .properties()
            .forEach(field -> object.set(field.getKey(), sample(field.getValue(), text)));
        yield object;
      }
      case "array" -> JsonNodeFactory.instance.arrayNode().add(sample(schema.path("items"), text));
      case "integer", "number" -> JsonNodeFactory.instance.numberNode(1);
      case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
      default -> JsonNodeFactory.instance.textNode(text);
    };
  }

  private JsonNode operation(String path, String method) {
    return document.at("/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT));
  }

  private JsonNode resolved(JsonNode node) {
    if (node.isArray()) {
      var all = JSON.createArrayNode();
      node.forEach(item -> all.add(resolved(item)));
      return all;
    }
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }
}
