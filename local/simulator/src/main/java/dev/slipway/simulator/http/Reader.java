package dev.slipway.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.catalogue.Relationship;
import dev.slipway.simulator.catalogue.ResourceType;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers reads, and puts resources into JSON:API documents: filters, sorting, paging, sparse
/// fields, inclusion.
final class Reader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEFAULT_PAGE = 50;
  private static final int DEFAULT_INCLUDED = 10;
  private static final Set<String> NEWEST_FIRST =
      Set.of(
          "appStoreVersions", "builds", "buildUploads", "reviewSubmissions", "preReleaseVersions");
  private static final Pattern BRACKETS = Pattern.compile("(filter|exists)\\[(.+)]");

  private final World world;
  private final String baseUri;
  private final String issuerId;
  private final Operation operation;
  private final QueryString query;

  Reader(World world, String baseUri, String issuerId, Operation operation, QueryString query) {
    this.world = world;
    this.baseUri = baseUri;
    this.issuerId = issuerId;
    this.operation = operation;
    this.query = query;
  }

  /// Answers a GET.
  ObjectNode read(String path) {
    String[] segments = path.split("/", -1);
    String relationship = operation.relationship();
    if (segments.length == 3) {
      return list(path, new ArrayList<>(world.all(operation.root())));
    }
    Resource subject = visible(operation.root(), segments[3]);
    if (relationship == null) {
      return single(path, subject);
    }
    List<Resource> related = world.related(subject, relationship);
    if (operation.many()) {
      return list(path, new ArrayList<>(related));
    }
    List<Resource> shown = related.stream().filter(this::isVisible).toList();
    if (shown.isEmpty()) {
      ObjectNode document = JSON.objectNode();
      document.set("data", JSON.nullNode());
      document.set("links", JSON.objectNode().put("self", baseUri + path));
      return document;
    }
    return single(path, shown.getFirst());
  }

  /// The resource, if the key's team may see it and it can be seen already.
  Resource visible(String type, String id) {
    Resource found = world.find(type, id);
    if (found == null || !isVisible(found)) {
      throw new ApiException(
          ApiError.notFound("There is no resource of type '" + type + "' with id '" + id + "'"));
    }
    return found;
  }

  /// A document with one resource.
  ObjectNode single(String path, Resource resource) {
    ObjectNode document = JSON.objectNode();
    Map<String, Resource> included = new LinkedHashMap<>();
    document.set("data", operation.isLinkage() ? identifier(resource) : render(resource, included));
    include(document, included);
    document.set("links", JSON.objectNode().put("self", baseUri + path));
    return document;
  }

  private ObjectNode list(String path, List<Resource> candidates) {
    List<Resource> found =
        new ArrayList<>(candidates.stream().filter(this::isVisible).filter(this::passes).toList());
    if (NEWEST_FIRST.contains(operation.type())) {
      found = new ArrayList<>(found.reversed());
    }
    sort(found);
    int limit = query.integer("limit", DEFAULT_PAGE);
    int offset = offset();
    List<Resource> page = found.stream().skip(offset).limit(limit).toList();
    ObjectNode document = JSON.objectNode();
    ArrayNode data = document.putArray("data");
    Map<String, Resource> included = new LinkedHashMap<>();
    for (Resource resource : page) {
      data.add(operation.isLinkage() ? identifier(resource) : render(resource, included));
    }
    include(document, included);
    ObjectNode links = document.putObject("links");
    links.put("self", baseUri + path + queryWith(null, 0));
    ObjectNode paging = document.putObject("meta").putObject("paging");
    paging.put("total", found.size()).put("limit", limit);
    if (offset + page.size() < found.size()) {
      String cursor =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(("o:" + (offset + page.size())).getBytes(StandardCharsets.UTF_8));
      links.put("first", baseUri + path + queryWith(null, limit));
      links.put("next", baseUri + path + queryWith(cursor, limit));
      paging.put("nextCursor", cursor);
    }
    return document;
  }

  private int offset() {
    if (!query.has("cursor")) {
      return 0;
    }
    try {
      String cursor =
          new String(
              Base64.getUrlDecoder().decode(query.list("cursor").getFirst()),
              StandardCharsets.UTF_8);
      if (cursor.startsWith("o:")) {
        return Integer.parseUnsignedInt(cursor.substring(2));
      }
    } catch (IllegalArgumentException e) {
      // falls through: not one of ours
    }
    throw new ApiException(
        ApiError.parameter("INVALID", "cursor", "The cursor is not one that was handed out"));
  }

  private String queryWith(@Nullable String cursor, int limit) {
    List<String> parts = new ArrayList<>();
    query
        .all()
        .forEach(
            (name, values) -> {
              if (!name.equals("cursor") && (limit == 0 || !name.equals("limit"))) {
                parts.add(encode(name) + "=" + encode(String.join(",", values)));
              }
            });
    if (cursor != null) {
      parts.add("cursor=" + cursor);
    }
    if (limit > 0) {
      parts.add("limit=" + limit);
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private boolean isVisible(Resource resource) {
    return (resource.issuerId().isEmpty() || resource.issuerId().equals(issuerId))
        && !resource.visibleFrom().isAfter(nowForVisibility());
  }

  private Instant nowForVisibility() {
    return world.now();
  }

  private boolean passes(Resource resource) {
    for (Map.Entry<String, List<String>> entry : query.all().entrySet()) {
      Matcher matcher = BRACKETS.matcher(entry.getKey());
      if (!matcher.matches()) {
        continue;
      }
      List<String> actual = values(resource, matcher.group(2));
      boolean passes;
      if (matcher.group(1).equals("exists")) {
        passes = actual.isEmpty() != Boolean.parseBoolean(entry.getValue().getFirst());
      } else if (entry.getKey().equals("filter[bundleId]")) {
        passes = actual.stream().anyMatch(id -> entry.getValue().stream().anyMatch(id::startsWith));
      } else {
        passes = actual.stream().anyMatch(entry.getValue()::contains);
      }
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  private List<String> values(Resource resource, String expression) {
    int dot = expression.indexOf('.');
    if (dot > 0) {
      String rest = expression.substring(dot + 1);
      return world.related(resource, expression.substring(0, dot)).stream()
          .flatMap(other -> values(other, rest).stream())
          .toList();
    }
    if (expression.equals("id")) {
      return List.of(resource.id());
    }
    JsonNode attribute = resource.attributes().path(expression);
    if (attribute.isMissingNode()) {
      return world.related(resource, expression).stream().map(Resource::id).toList();
    }
    if (attribute.isArray()) {
      List<String> values = new ArrayList<>();
      attribute.forEach(one -> values.add(one.asText()));
      return values;
    }
    if (attribute.isObject()) {
      return List.of(attribute.path("state").asText());
    }
    return attribute.isNull() ? List.of() : List.of(attribute.asText());
  }

  private void sort(List<Resource> resources) {
    List<String> orders = query.list("sort");
    for (String order : orders.reversed()) {
      boolean down = order.startsWith("-");
      String field = down ? order.substring(1) : order;
      Comparator<Resource> comparator =
          Comparator.comparing(
              resource -> {
                List<String> values =
                    values(
                        resource,
                        field.equals("preReleaseVersion") ? "preReleaseVersion.version" : field);
                return values.isEmpty() ? "" : values.getFirst();
              },
              Reader::compareNatural);
      resources.sort(down ? comparator.reversed() : comparator);
    }
  }

  private static int compareNatural(String one, String other) {
    return one.matches("[0-9.]+") && other.matches("[0-9.]+")
        ? VersionNumbers.compare(one, other)
        : one.compareTo(other);
  }

  private ObjectNode identifier(Resource resource) {
    return JSON.objectNode().put("type", resource.type()).put("id", resource.id());
  }

  private void include(ObjectNode document, Map<String, Resource> included) {
    if (!query.has("include")) {
      return;
    }
    ArrayNode array = document.putArray("included");
    included.values().forEach(resource -> array.add(render(resource, null)));
  }

  private ObjectNode render(Resource resource, @Nullable Map<String, Resource> collectIncluded) {
    ResourceType type = Catalogue.instance().type(resource.type());
    String fieldsName = "fields[" + resource.type() + "]";
    boolean sparse = query.has(fieldsName);
    List<String> fields = query.list(fieldsName);
    String self = baseUri + "/v1/" + resource.type() + "/" + resource.id();
    ObjectNode json = identifier(resource);
    if (!type.attributes().isEmpty()) {
      ObjectNode attributes = JSON.objectNode();
      for (String name : type.attributes()) {
        if (!sparse || fields.contains(name)) {
          JsonNode value = resource.attributes().get(name);
          attributes.set(name, value == null ? JSON.nullNode() : value.deepCopy());
        }
      }
      if (!sparse || !attributes.isEmpty()) {
        json.set("attributes", attributes);
      }
    }
    ObjectNode relationships = JSON.objectNode();
    for (Map.Entry<String, Relationship> entry : type.relationships().entrySet()) {
      String name = entry.getKey();
      boolean shown = !sparse || fields.contains(name);
      boolean includes = collectIncluded != null && query.list("include").contains(name);
      ObjectNode relationship = JSON.objectNode();
      if (includes) {
        linkage(
            resource,
            name,
            entry.getValue(),
            relationship,
            Objects.requireNonNull(collectIncluded));
      }
      if (shown) {
        if (entry.getValue().links()) {
          relationship
              .putObject("links")
              .put("self", self + "/relationships/" + name)
              .put("related", self + "/" + name);
        }
        relationships.set(name, relationship);
      }
    }
    if (!relationships.isEmpty()) {
      json.set("relationships", relationships);
    }
    json.putObject("links").put("self", self);
    return json;
  }

  private void linkage(
      Resource resource,
      String name,
      Relationship relationship,
      ObjectNode target,
      Map<String, Resource> included) {
    List<Resource> related =
        new ArrayList<>(world.related(resource, name).stream().filter(this::isVisible).toList());
    if (!relationship.many()) {
      if (related.isEmpty()) {
        target.set("data", JSON.nullNode());
      } else {
        target.set("data", identifier(related.getFirst()));
        included.put(related.getFirst().type() + "/" + related.getFirst().id(), related.getFirst());
      }
      return;
    }
    String otherType = relationship.type();
    if (otherType != null && NEWEST_FIRST.contains(otherType)) {
      related = new ArrayList<>(related.reversed());
    }
    int limit = query.integer("limit[" + name + "]", DEFAULT_INCLUDED);
    ObjectNode paging = JSON.objectNode().put("total", related.size()).put("limit", limit);
    target.putObject("meta").set("paging", paging);
    ArrayNode data = target.putArray("data");
    related.stream()
        .limit(limit)
        .forEach(
            one -> {
              data.add(identifier(one));
              included.put(one.type() + "/" + one.id(), one);
            });
  }
}
