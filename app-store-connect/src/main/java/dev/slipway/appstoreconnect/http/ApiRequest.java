package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.resource.ResourceId;
import dev.slipway.json.JsonFields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One request to Apple, without address and token. Immutable.
public final class ApiRequest {
  private final String method;
  private final String template;
  private final String path;
  private final List<String> query;
  private final @Nullable Map<String, @Nullable Object> body;
  private final List<String> secrets;
  private final @Nullable Duration deadline;
  private final int mostAttempts;

  private ApiRequest(
      String method,
      String template,
      String path,
      List<String> query,
      @Nullable Map<String, @Nullable Object> body) {
    this(method, template, path, query, body, List.of(), null, Integer.MAX_VALUE);
  }

  private ApiRequest(
      String method,
      String template,
      String path,
      List<String> query,
      @Nullable Map<String, @Nullable Object> body,
      List<String> secrets,
      @Nullable Duration deadline,
      int mostAttempts) {
    this.method = method;
    this.template = template;
    this.path = path;
    this.query = query;
    this.body = body;
    this.secrets = secrets;
    this.deadline = deadline;
    this.mostAttempts = mostAttempts;
  }

  /// Reads a collection.
  public static ApiRequest get(String path) {
    return new ApiRequest("GET", path, path, List.of(), null);
  }

  /// Reads a resource, or a collection below it; its id replaces `{id}` in the template.
  public static ApiRequest get(String template, ResourceId id) {
    return new ApiRequest("GET", template, resolve(template, id), List.of(), null);
  }

  /// Creates a resource: `data` is the resource object.
  public static ApiRequest post(String path, JsonFields data) {
    return new ApiRequest("POST", path, path, List.of(), document(data));
  }

  /// Creates a resource that belongs to another.
  ///
  /// @param relationship Apple's name of the relationship to its owner
  public static ApiRequest create(
      String path, String type, JsonFields attributes, String relationship, ResourceId owner) {
    return post(
        path,
        JsonFields.with("type", type)
            .put("attributes", attributes)
            .put(
                "relationships",
                JsonFields.with(relationship, JsonFields.with("data", owner.linkage()))));
  }

  /// Changes attributes of a resource.
  public static ApiRequest patchAttributes(String template, ResourceId id, JsonFields attributes) {
    return patch(
        template,
        id,
        JsonFields.with("type", id.type()).put("id", id).put("attributes", attributes));
  }

  /// Replaces a to-many relationship; the order matters where Apple keeps one.
  public static ApiRequest patchLinkages(
      String template, ResourceId id, List<? extends ResourceId> members) {
    return linkages("PATCH", template, id, members);
  }

  /// Adds to a to-many relationship.
  public static ApiRequest postLinkages(
      String template, ResourceId id, List<? extends ResourceId> members) {
    return linkages("POST", template, id, members);
  }

  /// Changes a resource, or a relationship of one.
  public static ApiRequest patch(String template, ResourceId id, JsonFields data) {
    return new ApiRequest("PATCH", template, resolve(template, id), List.of(), document(data));
  }

  /// Empties a to-one relationship.
  public static ApiRequest patchToNull(String template, ResourceId id) {
    var body = new JsonFields().putNull("data").toMap();
    return new ApiRequest("PATCH", template, resolve(template, id), List.of(), body);
  }

  /// Deletes a resource.
  public static ApiRequest delete(String template, ResourceId id) {
    return new ApiRequest("DELETE", template, resolve(template, id), List.of(), null);
  }

  /// Adds a query parameter; brackets in its name are percent-encoded.
  public ApiRequest query(String name, String value) {
    var more = new ArrayList<>(query);
    more.add(encode(name) + "=" + encode(value));
    return new ApiRequest(
        method, template, path, List.copyOf(more), body, secrets, deadline, mostAttempts);
  }

  /// Adds a query parameter with a comma-separated list.
  public ApiRequest query(String name, Collection<?> values) {
    var more = new ArrayList<>(query);
    more.add(
        encode(name)
            + "="
            + values.stream().map(v -> encode(v.toString())).collect(Collectors.joining(",")));
    return new ApiRequest(
        method, template, path, List.copyOf(more), body, secrets, deadline, mostAttempts);
  }

  /// Adds resources that Apple creates together with that of a [#post].
  ///
  /// @param resources resource objects with local ids of the form `${…}`
  public ApiRequest including(List<JsonFields> resources) {
    var more = new LinkedHashMap<String, @Nullable Object>();
    if (body != null) {
      more.putAll(body);
    }
    more.put("included", resources.stream().map(JsonFields::toMap).toList());
    return new ApiRequest(
        method,
        template,
        path,
        query,
        Collections.unmodifiableMap(more),
        secrets,
        deadline,
        mostAttempts);
  }

  /// Keeps a text of the body out of exceptions, because Apple quotes attributes that it refuses.
  public ApiRequest hiding(String secret) {
    if (secret.isEmpty()) {
      return this;
    }
    var more = new ArrayList<>(secrets);
    more.add(secret);
    return new ApiRequest(
        method, template, path, query, body, List.copyOf(more), deadline, mostAttempts);
  }

  /// Gives the call its own deadline, with its waiting, instead of that of the client's options.
  public ApiRequest within(Duration ownDeadline) {
    return new ApiRequest(method, template, path, query, body, secrets, ownDeadline, mostAttempts);
  }

  /// Bounds how often a read is tried, for a caller that has another way when Apple fails.
  public ApiRequest attempts(int most) {
    return new ApiRequest(method, template, path, query, body, secrets, deadline, most);
  }

  String method() {
    return method;
  }

  String template() {
    return template;
  }

  String target() {
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  @Nullable Map<String, @Nullable Object> body() {
    return body;
  }

  /// Returns the call's own deadline; null if the client's options decide.
  @Nullable Duration deadline() {
    return deadline;
  }

  /// Returns the text without this request's secrets.
  String redact(String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, "[hidden]");
    }
    return redacted;
  }

  /// Returns whether the request may be sent again after so many attempts.
  boolean allowsMoreAttempts(int attempts) {
    return isRead() && attempts < mostAttempts;
  }

  boolean isRead() {
    return method.equals("GET");
  }

  private static ApiRequest linkages(
      String method, String template, ResourceId id, List<? extends ResourceId> members) {
    var data = members.stream().map(ResourceId::linkage).toList();
    var body = JsonFields.with("data", data).toMap();
    return new ApiRequest(method, template, resolve(template, id), List.of(), body);
  }

  private static Map<String, @Nullable Object> document(JsonFields data) {
    return JsonFields.with("data", data.toMap()).toMap();
  }

  private static String resolve(String template, ResourceId id) {
    return template.replace("{id}", encode(id.value()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
