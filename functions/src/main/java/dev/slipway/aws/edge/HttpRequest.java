package dev.slipway.aws.edge;

import dev.slipway.actors.Actor;
import dev.slipway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request of the HTTP API (payload format 2.0; page "Create AWS Lambda proxy integrations for
/// HTTP APIs"), with its body decoded. The text form contains only method and path.
///
/// The gateway decodes the path before it looks for a route and before it passes it on: "API
/// Gateway decodes URL-encoded request parameters before passing them to your backend integration"
/// (page "Create routes for HTTP APIs"), also in `rawPath`, where `%2F` therefore looks like a
/// separator (seen live: aws/aws-lambda-dotnet pull request 1901). So the route is read from
/// `routeKey`, and what varies from `pathParameters`; the path is for log lines.
///
/// @param routeKey the route that the gateway chose, such as `GET /connections/{connectionId}`
/// @param path without the stage's name
/// @param pathParameters by their names in the route, decoded
/// @param query decoded; several values of one name are joined by commas, as the HTTP API does
/// @param headers names in lower case
/// @param claims the text claims of the verified JWT; empty without an authorizer
/// @param sourceIp the address from which the request came; empty when the event has none
/// @param actingFor the tenant that the bearer of the token acts for; null when it acts for itself
@SuppressWarnings("ArrayRecordComponent") // Only the parser reads it, once.
public record HttpRequest(
    String routeKey,
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    Map<String, String> claims,
    String sourceIp,
    @Nullable String actingFor) {

  public HttpRequest {
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    claims = Map.copyOf(claims);
  }

  static HttpRequest read(JsonObject event) {
    JsonObject context = event.object("requestContext");
    String stage = context.optionalString("stage").orElse("$default");
    String path = event.string("rawPath");
    if (!stage.equals("$default") && path.startsWith("/" + stage + "/")) {
      path = path.substring(stage.length() + 1);
    }
    var headers = new LinkedHashMap<String, String>();
    texts(event, "headers")
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    String body = event.optionalString("body").orElse("");
    boolean encoded = event.optionalBool("isBase64Encoded").orElse(false);
    return new HttpRequest(
        event.optionalString("routeKey").orElse("$default"),
        context.object("http").string("method").toUpperCase(Locale.ROOT),
        path,
        texts(event, "pathParameters"),
        texts(event, "queryStringParameters"),
        headers,
        encoded ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8),
        context
            .optionalObject("authorizer")
            .flatMap(authorizer -> authorizer.optionalObject("jwt"))
            .map(HttpRequest::claims)
            .orElse(Map.of()),
        context.object("http").optionalString("sourceIp").orElse(""),
        null);
  }

  /// Returns a parameter of the path; empty when the route has no such parameter.
  public String pathParameter(String name) {
    return pathParameters.getOrDefault(name, "");
  }

  /// Returns the bearer of the verified token, and the tenant that it acts for.
  public Actor actor() {
    var bearer = Actor.ofToken(claims);
    return actingFor == null ? bearer : bearer.actingFor(actingFor);
  }

  /// Returns the same request, made for a tenant that the token does not name.
  HttpRequest actingFor(String tenant) {
    return new HttpRequest(
        routeKey, method, path, pathParameters, query, headers, body, claims, sourceIp, tenant);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Returns a query parameter that is present, also when it is empty: a script whose variable is
  /// empty must not get everything.
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  @Override
  public String toString() {
    return "HttpRequest[" + method + " " + path + "]";
  }

  /// Returns the text claims; a claim of another type names no tenant.
  private static Map<String, String> claims(JsonObject jwt) {
    var texts = new LinkedHashMap<String, String>();
    jwt.optionalObject("claims")
        .ifPresent(
            claims ->
                claims
                    .asMap()
                    .forEach(
                        (name, value) -> {
                          if (value instanceof String text) {
                            texts.put(name, text);
                          }
                        }));
    return texts;
  }

  private static Map<String, String> texts(JsonObject parent, String name) {
    var texts = new LinkedHashMap<String, String>();
    parent
        .optionalObject(name)
        .ifPresent(
            object ->
                object
                    .asMap()
                    .forEach(
                        (field, value) -> {
                          if (value != null) {
                            texts.put(field, value.toString());
                          }
                        }));
    return texts;
  }
}
