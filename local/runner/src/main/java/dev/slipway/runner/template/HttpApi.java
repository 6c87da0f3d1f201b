package dev.slipway.runner.template;

import dev.slipway.runner.cloudformation.TemplateFault;
import dev.slipway.runner.cloudformation.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The HTTP API's authorizers. All have the same issuer and audience, and differ in the scopes that
/// a token needs.
///
/// @param authorizer their common issuer and audience
/// @param scopesByName a token must have one of them; empty for any token
record HttpApi(JwtAuthorizer authorizer, Map<String, List<String>> scopesByName) {

  static HttpApi of(String id, Map<String, @Nullable Object> auth) {
    if (auth.containsKey("DefaultAuthorizer")) {
      throw new TemplateFault(id + ".Auth: the runner supports no default authorizer");
    }
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
    var different = new HashSet<>(authorizers.values());
    if (different.size() != 1) {
      throw new TemplateFault(id + ".Auth: the runner supports only one issuer and audience");
    }
    return new HttpApi(different.iterator().next(), scopes);
  }

  /// @param named authorizer of the route
  List<String> scopes(Object named, String place) {
    String name = Tree.text(named, place + ".Auth.Authorizer");
    List<String> scopes = scopesByName.get(name);
    if (scopes == null) {
      throw new TemplateFault(place + ": unknown authorizer " + name);
    }
    return scopes;
  }
}
