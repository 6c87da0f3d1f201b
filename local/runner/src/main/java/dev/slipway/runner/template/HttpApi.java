package dev.slipway.runner.template;

import dev.slipway.runner.cloudformation.TemplateFault;
import dev.slipway.runner.cloudformation.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The HTTP API's authorizers: one issuer and audience under several names, which differ in the
/// scopes that a token needs.
///
/// @param authorizer what all have in common
/// @param defaultName the one for a route that names none
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
      throw new TemplateFault(id + ".Auth: there is no authorizer " + defaultName);
    }
    if (authorizers.values().stream().anyMatch(other -> !other.equals(preset))) {
      throw new TemplateFault(id + ".Auth: the runner knows one issuer and audience for all");
    }
    return new HttpApi(preset, defaultName, scopes);
  }

  /// @param named as the route says; null for the default
  List<String> scopes(@Nullable Object named, String place) {
    String name = named == null ? defaultName : Tree.text(named, place + ".Auth.Authorizer");
    List<String> scopes = scopesByName.get(name);
    if (scopes == null) {
      throw new TemplateFault(place + ": there is no authorizer " + name);
    }
    return scopes;
  }
}
