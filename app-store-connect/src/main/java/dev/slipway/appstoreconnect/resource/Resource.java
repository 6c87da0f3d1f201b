package dev.slipway.appstoreconnect.resource;

import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One resource of a [Document]. A relationship contains ids only if the call requested it with
/// `include`; otherwise Apple sends only links, so an absent id does not mean "none".
public final class Resource {
  private final JsonObject json;
  private final Document document;

  Resource(JsonObject json, Document document) {
    this.json = json;
    this.document = document;
  }

  public String type() {
    return json.string("type");
  }

  public String id() {
    return json.string("id");
  }

  /// Returns the attributes; empty if Apple sent none.
  public JsonObject attributes() {
    return json.optionalObject("attributes").orElseGet(() -> JsonObject.of(Map.of()));
  }

  /// Returns an enum attribute; `unknown` if it is absent or has a value that was added later.
  public <E extends Enum<E>> E constant(String name, Class<E> type, E unknown) {
    return constant(attributes(), name, type, unknown);
  }

  /// Returns an enum field; `unknown` if it is absent or has a value that was added later.
  public static <E extends Enum<E>> E constant(
      JsonObject holder, String name, Class<E> type, E unknown) {
    String value = holder.optionalString(name).orElse("");
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    return unknown;
  }

  /// Returns `errors`, `warnings` or `infos` of a state object.
  public static List<StateDetail> details(JsonObject state, String name) {
    return state.objects(name).stream()
        .map(
            detail ->
                new StateDetail(
                    detail.optionalString("code").orElse(""),
                    detail.optionalString("description").orElse("")))
        .toList();
  }

  /// Returns the id in a to-one relationship.
  public Optional<String> linked(String relationship) {
    return relationship(relationship)
        .flatMap(holder -> holder.optionalObject("data"))
        .map(data -> data.string("id"));
  }

  /// Returns the resource in a to-one relationship, if it was included.
  public Optional<Resource> related(String relationship) {
    return relationship(relationship)
        .flatMap(holder -> holder.optionalObject("data"))
        .flatMap(data -> document.included(data.string("type"), data.string("id")));
  }

  /// Returns the included resources of a to-many relationship, in Apple's order.
  public <T> List<T> relatedAll(String relationship, Function<Resource, T> reader) {
    return linkages(relationship).stream()
        .flatMap(data -> document.included(data.string("type"), data.string("id")).stream())
        .map(reader)
        .toList();
  }

  /// Returns whether a to-many relationship is listed completely; false if Apple reports more than
  /// the page shows.
  public boolean isComplete(String relationship) {
    Optional<JsonObject> holder = relationship(relationship);
    if (holder.isEmpty() || !holder.get().has("data")) {
      return false;
    }
    @Nullable Integer total = Document.total(holder.get());
    return total == null || total <= linkages(relationship).size();
  }

  /// Returns the first of the named to-one relationships that has a value.
  public Optional<String> firstLinked(List<String> relationships) {
    return relationships.stream().filter(name -> linked(name).isPresent()).findFirst();
  }

  private List<JsonObject> linkages(String relationship) {
    return relationship(relationship).map(holder -> holder.objects("data")).orElse(List.of());
  }

  private Optional<JsonObject> relationship(String name) {
    return json.optionalObject("relationships").flatMap(all -> all.optionalObject(name));
  }
}
