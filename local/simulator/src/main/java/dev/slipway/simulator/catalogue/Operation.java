package dev.slipway.simulator.catalogue;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One operation of the API.
///
/// @param method HTTP method
/// @param template path with `{id}`
/// @param query query parameters by name
/// @param fieldsTypes types for which `fields[type]` is allowed with all fields of that type
/// @param status status of success: 200, 201 or 204
/// @param type type of the resources in the answer; null if it has no body
/// @param many whether the answer is a list
/// @param body shape of the request body; null for a request without a body
public record Operation(
    String method,
    String template,
    Map<String, QueryParameter> query,
    Set<String> fieldsTypes,
    int status,
    @Nullable String type,
    boolean many,
    @Nullable BodyShape body) {

  /// Returns method and template, for example `GET /v1/builds/{id}`.
  public String key() {
    return method + " " + template;
  }

  /// Returns the resource type that the path begins with.
  public String root() {
    return template.split("/", -1)[2];
  }

  /// Returns the relationship at the end of the path, or null if the path names a collection or an
  /// instance.
  public @Nullable String relationship() {
    String[] segments = template.split("/", -1);
    return segments.length > 4 ? segments[segments.length - 1] : null;
  }

  /// Returns whether the answer consists of bare linkages (`/relationships/...`).
  public boolean isLinkage() {
    return template.contains("/relationships/");
  }
}
