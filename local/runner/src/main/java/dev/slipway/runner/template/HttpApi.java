package dev.slipway.runner.template;

import dev.slipway.runner.cloudformation.TemplateFault;
import dev.slipway.runner.cloudformation.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The HTTP API's authorizers. All have the same issuer and audience, and differ in the scopes that
/// a token needs.
///
/// @param authorizer their common issuer and audience
/// @param defaultName authorizer of a route that names no authorizer
/// @param scopesByName a token must have one of them; empty for any token
record HttpApi(
    JwtAuthorizer authorizer, String defaultName, Map<String, List<String>> scopesByName) {

  static HttpApi of(String id, Map<String, @Nullable Object> auth) {
    String defaultName = Tree.text(auth.get("DefaultAuthorizer"), id + ".Auth.DefaultAuthorizer");
    var authorizers = new LinkedHashMap<String, JwtAuthorizer>();
    var scopes = new LinkedHashMap<String, List<String>>();
    Tree.mapAt(auth, "Authorizers", id)
        .forEach(
            (name, value) -> {
              String place = id + ".Auth." + name;
              var authorizer = Tree.map(value, place);
              var jwt = Tree.mapAt(authorizer, "JwtConfiguration", place);
              authorizers.put(
                  name,
                  new JwtAuthorizer(
                      Tree.text(jwt.get("issuer"), place + ".issuer"),
                      TemplateReader.texts(jwt.get("audience"), place + ".audience")));
              scopes.put(
                  name,
                  authorizer.containsKey("AuthorizationScopes")
                      ? TemplateReader.texts(
                          authorizer.get("AuthorizationScopes"), place + ".AuthorizationScopes")
                      : List.of());
            });
    JwtAuthorizer preset = authorizers.get(defaultName);
    if (preset == null) {
      throw new TemplateFault(id + ".Auth: unknown authorizer " + defaultName);
    }
    if (authorizers.values().stream().anyMatch(other -> !other.equals(preset))) {
      throw new TemplateFault(id + ".Auth: the runner supports only one issuer and audience");
    }
    return new HttpApi(preset, defaultName, scopes);
  }

  /// @param named authorizer of the route; null for the default
  List<String> scopes(@Nullable Object named, String place) {
    String name = named == null ? defaultName : Tree.text(named, place + ".Auth.Authorizer");
    List<String> scopes = scopesByName.get(name);
    if (scopes == null) {
      throw new TemplateFault(place + ": unknown authorizer " + name);
    }
    return scopes;
  }
}
