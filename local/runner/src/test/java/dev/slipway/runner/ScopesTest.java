package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.template.HttpRoute;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may only look can neither connect nor release: every route takes tokens of its own scope and
/// no other.
class ScopesTest {
  private static final String ID = "abcdefghijklmnopqrstuvwxyz";
  private static final List<String> SCOPES =
      List.of(
          "slipway/read", "slipway/connect", "slipway/release", "slipway/audit", "slipway/approve");
  private static final Set<String> CONNECTING =
      Set.of(
          "POST /connections",
          "DELETE /tenant",
          "POST /connect-links",
          "GET /connect-links",
          "GET /connect-links/{linkId}",
          "DELETE /connect-links/{linkId}",
          "DELETE /connections/{connectionId}",
          "POST /connections/{connectionId}/check");

  @TempDir Path directory;
  private Stage stage;
  private Tokens tokens;
  private HttpClient client;

  @BeforeEach
  void open() throws Exception {
    stage = Stage.open(directory);
    tokens = Tokens.of(stage.local, directory);
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    stage.close();
  }

  @Test
  void everyRouteTakesItsOwnScopeAlone() throws Exception {
    var wrong = new ArrayList<String>();
    for (HttpRoute route : routes()) {
      for (String scope : SCOPES) {
        int status = status(route, tokens.ofScopes("openid " + scope));
        boolean mayPass = scopes(route).contains(scope);
        if ((status == 403) == mayPass || status == 401) {
          wrong.add(route.key() + " with " + scope + ": " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void noRouteTakesATokenWithoutScopes() throws Exception {
    for (HttpRoute route : routes()) {
      assertThat(status(route, tokens.ofScopes("openid email"))).as(route.key()).isEqualTo(403);
    }
  }

  private List<HttpRoute> routes() {
    return stage.local.functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(HttpRoute::authorized)
        .toList();
  }

  private static Set<String> scopes(HttpRoute route) {
    if (route.key().equals("GET /audit")) {
      return Set.of("slipway/audit");
    }
    if (CONNECTING.contains(route.key())) {
      return Set.of("slipway/connect");
    }
    if (route.method().equals("GET")) {
      return Set.of("slipway/read");
    }
    return switch (route.key()) {
      // The function asks for one of them: by the fields, or by the release.
      case "PATCH /connections/{connectionId}" -> Set.of("slipway/connect", "slipway/approve");
      case "POST /releases/{releaseId}/submit" -> Set.of("slipway/release", "slipway/approve");
      default -> Set.of("slipway/release");
    };
  }

  private int status(HttpRoute route, String token) throws Exception {
    String path = route.path().replaceAll("\\{[^}]+}", ID);
    var request =
        HttpRequest.newBuilder(URI.create(stage.local.webUri() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(route.method(), HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
