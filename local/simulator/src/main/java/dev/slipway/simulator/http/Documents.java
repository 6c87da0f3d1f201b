package dev.slipway.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.Relationship;
import dev.slipway.simulator.catalogue.ResourceType;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.OldValues;
import dev.slipway.simulator.writes.UploadOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Renders resources as JSON:API: explicit nulls, links, sparse fields, included resources.
final class Documents {
  /// Types that lists and inclusions show newest first.
  private static final Set<String> NEWEST_FIRST =
      Set.of(
          "appStoreVersions", "builds", "buildUploads", "reviewSubmissions", "preReleaseVersions");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEFAULT_INCLUDED = 10;
  private static final int MOST_INCLUDED = 50;

  private final World world;
  private final String baseUri;
  private final QueryString query;
  private final Predicate<Resource> visible;
  private final boolean reads;

  /// Renders for one call.
  ///
  /// @param reads whether the call is a read, not the answer to a write
  Documents(
      World world, String baseUri, QueryString query, Predicate<Resource> visible, boolean reads) {
    this.world = world;
    this.baseUri = baseUri;
    this.query = query;
    this.visible = visible;
    this.reads = reads;
  }

  /// Returns resources of one type, given oldest first, in the order in which Apple lists them.
  List<Resource> ordered(@Nullable String type, List<Resource> oldestFirst) {
    boolean reversed =
        type != null
            && (NEWEST_FIRST.contains(type)
                || (type.equals("appInfos") && world.guesses().turned(Guess.DRAFT_APP_INFO_FIRST)));
    return new ArrayList<>(reversed ? oldestFirst.reversed() : oldestFirst);
  }

  /// Returns type and id of a resource.
  static ObjectNode identifier(Resource resource) {
    return JSON.objectNode().put("type", resource.type()).put("id", resource.id());
  }

  /// Adds the collected resources as `included`.
  void include(ObjectNode document, Map<String, Resource> included) {
    if (!query.has("include")) {
      return;
    }
    ArrayNode array = document.putArray("included");
    included.values().forEach(resource -> array.add(render(resource, null)));
  }

  /// Renders a resource in full. Collects the resources that it includes, unless it is itself an
  /// included one.
  ObjectNode render(Resource resource, @Nullable Map<String, Resource> collectIncluded) {
    ResourceType type = Catalogue.instance().type(resource.type());
    String fieldsName = "fields[" + resource.type() + "]";
    boolean sparse = query.has(fieldsName);
    List<String> fields = query.list(fieldsName);
    String self = baseUri + AppleOperations.instance().resourcePath(resource.type(), resource.id());
    ObjectNode json = identifier(resource);
    if (!type.attributes().isEmpty()) {
      ObjectNode attributes = JSON.objectNode();
      for (String name : type.attributes()) {
        if ((!sparse || fields.contains(name)) && UploadOperations.has(resource, name)) {
          JsonNode value = resource.attributes().get(name);
          JsonNode has = value == null ? JSON.nullNode() : UploadOperations.shown(resource, value);
          boolean hidden = reads && UploadOperations.isHiddenFromReads(world, resource, name);
          attributes.set(
              name,
              hidden ? JSON.nullNode() : reads ? OldValues.shown(world, resource, name, has) : has);
        }
      }
      if (!sparse || !attributes.isEmpty()) {
        json.set("attributes", attributes);
      }
    }
    ObjectNode relationships = JSON.objectNode();
    for (Map.Entry<String, Relationship> entry : type.relationships().entrySet()) {
      String name = entry.getKey();
      if (isOfOthers(resource, name)) {
        continue;
      }
      boolean shown = !sparse || fields.contains(name);
      boolean includes = collectIncluded != null && query.list("include").contains(name);
      ObjectNode relationship = JSON.objectNode();
      if (!includes && shown && namesUnasked(resource, name)) {
        linkage(resource, name, entry.getValue(), relationship, new LinkedHashMap<>());
      }
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
        // One without links is in an answer only if it is included (build-uploads.md, 1.2).
        if (!relationship.isEmpty()) {
          relationships.set(name, relationship);
        }
      }
    }
    if (!relationships.isEmpty()) {
      json.set("relationships", relationships);
    }
    json.putObject("links").put("self", self);
    return json;
  }

  /// Returns whether only other resources of the type have the relationship: a placement is of an
  /// image or of a video, and on one surface (Apple's document, AppAssetLibraryPlacement).
  private static boolean isOfOthers(Resource resource, String name) {
    return resource.type().equals("appAssetLibraryPlacements") && resource.relation(name) == null;
  }

  /// Returns whether a relationship has data also if it is not included: nobody says it of what a
  /// placement belongs to (asset-library.md, 12).
  private boolean namesUnasked(Resource resource, String name) {
    return resource.type().equals("appAssetLibraryPlacements")
        && resource.relation(name) != null
        && world.guesses().turned(Guess.PLACEMENTS_NAME_THEIR_ASSET);
  }

  private void linkage(
      Resource resource,
      String name,
      Relationship relationship,
      ObjectNode target,
      Map<String, Resource> included) {
    List<Resource> related = world.related(resource, name).stream().filter(visible).toList();
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
    if (otherType != null) {
      related = ordered(otherType, related);
    }
    int unasked = world.guesses().turned(Guess.FIFTY_INCLUDED) ? MOST_INCLUDED : DEFAULT_INCLUDED;
    int limit = query.integer("limit[" + name + "]", unasked);
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
