package dev.slipway.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.catalogue.Relationship;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.library.ReferenceDatum;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.testflight.BetaGroups;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
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

/// Answers reads and renders resources as JSON:API documents: filters, sorting, paging, sparse
/// fields, included resources.
final class Reader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEFAULT_PAGE = 50;

  /// Types that the simulator has none of, and of which no list is empty at Apple: each bundle id
  /// has the capabilities that are on from the start, each product its texts and prices.
  private static final Set<String> NEVER_NONE =
      Set.of(
          "bundleIdCapabilities",
          "inAppPurchaseLocalizations",
          "inAppPurchasePriceSchedules",
          "subscriptionLocalizations",
          "subscriptionGroupLocalizations",
          "subscriptionPrices");

  private static final Pattern BRACKETS = Pattern.compile("(filter|exists)\\[(.+)]");

  /// Apple takes this filter and answers all sets (media-live.md, 2.4).
  private static final String IGNORED_FILTER = "filter[screenshotDisplayType]";

  /// Apple's document has it, and Apple answers 404 (two live reports, without the words:
  /// apple-2026.md, 6; first-release-live.md, D). The list with `filter[app]` works.
  private static final String NOT_FOUND_LIVE = "GET /v1/apps/{id}/appEncryptionDeclarations";

  private final World world;
  private final String baseUri;
  private final String issuerId;
  private final Operation operation;
  private final QueryString query;
  private final Documents documents;

  Reader(World world, String baseUri, String issuerId, Operation operation, QueryString query) {
    this.world = world;
    this.baseUri = baseUri;
    this.issuerId = issuerId;
    this.operation = operation;
    this.query = query;
    this.documents =
        new Documents(world, baseUri, query, this::isVisible, operation.method().equals("GET"));
  }

  /// Answers a GET.
  ///
  /// @throws ApiException a 501 if it includes what the simulator has not; a 404 for the one list
  ///   that Apple does not answer
  ObjectNode read(String path) {
    requireIncludable();
    if (operation.key().equals(NOT_FOUND_LIVE)) {
      throw new ApiException(ApiError.notFound("The specified resource does not exist."));
    }
    requireNotBoth();
    String[] segments = path.split("/", -1);
    String relationship = operation.relationship();
    if (operation.root().equals(ReferenceDatum.TYPE) && segments.length == 3) {
      return list(path, List.of(ReferenceDatum.filtered(query.filters())));
    }
    if (segments.length == 3) {
      return list(path, new ArrayList<>(world.all(operation.root())));
    }
    if (NeverSet.isEmptyList(world, operation, segments[3])) {
      return list(path, List.of());
    }
    Resource subject = visible(operation.root(), segments[3]);
    NeverSet.requirePrices(operation, subject, query.list("include"));
    if (relationship == null) {
      return single(path, subject);
    }
    if (relationship.equals("builds")
        && subject.type().equals("betaGroups")
        && BetaGroups.hidesBuilds(world, subject)) {
      return list(path, List.of());
    }
    List<Resource> related = world.related(subject, relationship, query.filters());
    if (operation.many()) {
      return list(path, new ArrayList<>(related));
    }
    List<Resource> shown = related.stream().filter(this::isVisible).toList();
    if (shown.isEmpty()) {
      NeverSet.requireAvailability(operation, subject);
      ObjectNode document = JSON.objectNode();
      document.set("data", JSON.nullNode());
      document.set("links", links(path));
      return document;
    }
    NeverSet.requirePrices(operation, shown.getFirst(), query.list("include"));
    return single(path, shown.getFirst());
  }

  /// One account got a 500 from the first list every time (asset-library.md, 10).
  private void requireNotBoth() {
    if (operation.key().equals("GET /v1/appStoreVersions/{id}/appStoreVersionLocalizations")
        && query.list("include").contains("placements")
        && world.guesses().turned(Guess.PLACEMENTS_WITH_TEXTS_FAIL)) {
      throw new ApiException(ApiError.unexpected());
    }
    if (operation.key().equals("GET /v1/appStoreVersionLocalizations/{id}/placements")
        && query.list("include").containsAll(List.of("image", "video"))
        && world.guesses().turned(Guess.PLACEMENTS_WITH_ASSETS_FAIL)) {
      throw new ApiException(ApiError.unexpected());
    }
  }

  private void requireIncludable() {
    for (String name : query.list("include")) {
      Relationship relationship =
          Catalogue.instance()
              .type(Objects.requireNonNull(operation.type()))
              .relationships()
              .get(name);
      String type = relationship == null ? null : relationship.type();
      if (type != null && NEVER_NONE.contains(type)) {
        throw new ApiException(ApiError.notBuilt(operation.key() + "?include=" + name));
      }
    }
  }

  /// Returns the resource if it belongs to the key's team and is visible by now.
  Resource visible(String type, String id) {
    Resource found = world.find(type, id);
    if (found == null || !isVisible(found)) {
      throw new ApiException(ApiError.noResource(type, id));
    }
    return found;
  }

  /// Returns a document with one resource.
  ObjectNode single(String path, Resource resource) {
    ObjectNode document = JSON.objectNode();
    Map<String, Resource> included = new LinkedHashMap<>();
    document.set(
        "data",
        operation.isLinkage()
            ? Documents.identifier(resource)
            : documents.render(resource, included));
    documents.include(document, included);
    document.set("links", links(path));
    return document;
  }

  /// Returns the links of a document with one resource: its own address, with the query
  /// (AvdLee/appstoreconnect-swift-sdk#263).
  private ObjectNode links(String path) {
    return JSON.objectNode().put("self", baseUri + path + queryWith(null, 0));
  }

  private ObjectNode list(String path, List<Resource> candidates) {
    List<Resource> found =
        documents.ordered(
            operation.type(),
            candidates.stream().filter(this::isVisible).filter(this::passes).toList());
    sort(found);
    int limit = query.integer("limit", DEFAULT_PAGE);
    int offset = offset();
    List<Resource> page = found.stream().skip(offset).limit(limit).toList();
    ObjectNode document = JSON.objectNode();
    ArrayNode data = document.putArray("data");
    Map<String, Resource> included = new LinkedHashMap<>();
    for (Resource resource : page) {
      data.add(
          operation.isLinkage()
              ? Documents.identifier(resource)
              : documents.render(resource, included));
    }
    documents.include(document, included);
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
      // Not one of this simulator's cursors: answered below.
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
        && !resource.visibleFrom().isAfter(world.now());
  }

  private boolean passes(Resource resource) {
    for (Map.Entry<String, List<String>> entry : query.all().entrySet()) {
      Matcher matcher = BRACKETS.matcher(entry.getKey());
      if (!matcher.matches()
          || entry.getKey().equals(IGNORED_FILTER)
          || resource.type().equals(ReferenceDatum.TYPE)) {
        continue;
      }
      if (matcher.group(2).startsWith("createdDate")) {
        if (!isOfTime(resource, matcher.group(2), entry.getValue().getFirst())) {
          return false;
        }
        continue;
      }
      List<String> actual = values(resource, matcher.group(2));
      boolean passes;
      if (matcher.group(1).equals("exists")) {
        passes = actual.isEmpty() != Boolean.parseBoolean(entry.getValue().getFirst());
      } else if (entry.getKey().equals("filter[bundleId]")) {
        passes = actual.stream().anyMatch(id -> entry.getValue().stream().anyMatch(id::startsWith));
      } else if (entry.getKey().equals("filter[locale]")) {
        // apple-2026.md, 4.
        passes =
            actual.stream()
                .anyMatch(own -> entry.getValue().stream().anyMatch(own::equalsIgnoreCase));
      } else {
        passes = actual.stream().anyMatch(entry.getValue()::contains);
      }
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  /// Filters by `createdDateGreaterThanOrEqualTo` and `createdDateLessThan`.
  private static boolean isOfTime(Resource resource, String filter, String limit) {
    try {
      boolean before = Dates.parse(resource.text("createdDate")).isBefore(Dates.parse(limit));
      return before == filter.equals("createdDateLessThan");
    } catch (DateTimeException e) {
      throw new ApiException(
          ApiError.parameter(
              "INVALID", "filter[" + filter + "]", "'" + limit + "' is not a valid date"));
    }
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
}
