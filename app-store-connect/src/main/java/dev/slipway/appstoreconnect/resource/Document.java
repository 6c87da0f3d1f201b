package dev.slipway.appstoreconnect.resource;

import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON:API document in Apple's answer: `data`, `included`, `links.next`, `meta.paging`. Included
/// resources are found by type and id, because their order has no meaning. Immutable.
public final class Document {
  private final JsonObject json;
  private final Map<String, JsonObject> included = new HashMap<>();

  public Document(JsonObject json) {
    this.json = json;
    for (JsonObject resource : json.objects("included")) {
      included.put(key(resource.string("type"), resource.string("id")), resource);
    }
  }

  /// Returns the document for an answer without a body.
  public static Document empty() {
    return new Document(JsonObject.of(Map.of()));
  }

  /// Returns the only resource.
  ///
  /// @throws JsonShapeException if there is no resource
  public Resource one() {
    return new Resource(json.object("data"), this);
  }

  /// Returns the only resource; absent if `data` is null.
  public Optional<Resource> oneOrNone() {
    return json.optionalObject("data").map(resource -> new Resource(resource, this));
  }

  /// Returns all resources of a list.
  ///
  /// @throws JsonShapeException if `data` is not a list
  public List<Resource> all() {
    if (!json.has("data")) {
      throw json.fault("data", "must be a list of resources");
    }
    return json.objects("data").stream().map(resource -> new Resource(resource, this)).toList();
  }

  /// Returns a page of a list; `reader` reads each resource.
  public <T> Page<T> page(java.util.function.Function<Resource, T> reader) {
    return new Page<>(all().stream().map(reader).toList(), next().orElse(null), total(json));
  }

  /// Returns where the next page begins; absent on the last page.
  public Optional<PageCursor> next() {
    return json.optionalObject("links")
        .flatMap(links -> links.optionalString("next"))
        .filter(link -> !link.isEmpty())
        .map(PageCursor::new);
  }

  /// Returns the total number of resources; null where Apple does not report it.
  static @Nullable Integer total(JsonObject holder) {
    var total =
        holder
            .optionalObject("meta")
            .flatMap(meta -> meta.optionalObject("paging"))
            .map(paging -> paging.optionalNumber("total"));
    return total.isPresent() && total.get().isPresent()
        ? (int) Math.min(Integer.MAX_VALUE, total.get().getAsLong())
        : null;
  }

  Optional<Resource> included(String type, String id) {
    @Nullable JsonObject resource = included.get(key(type, id));
    return Optional.ofNullable(resource).map(found -> new Resource(found, this));
  }

  private static String key(String type, String id) {
    return type + "/" + id;
  }
}
