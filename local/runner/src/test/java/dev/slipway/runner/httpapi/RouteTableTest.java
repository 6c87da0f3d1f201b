package dev.slipway.runner.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.template.HttpRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How an HTTP API finds a route: in the decoded path.
class RouteTableTest {
  private final RouteTable table =
      new RouteTable(
          Stream.of(
                  "GET /releases",
                  "GET /releases/{releaseId}",
                  "POST /releases/plan",
                  "POST /releases/{releaseId}",
                  "POST /releases/{releaseId}/cancel")
              .map(RouteTableTest::route)
              .toList());

  @ParameterizedTest
  @CsvSource({
    "GET,  /releases,              GET /releases",
    "GET,  /releases/abc,          GET /releases/{releaseId}",
    "POST, /releases/plan,         POST /releases/plan",
    "POST, /releases/abc,          POST /releases/{releaseId}",
    // Decoded before the route is looked for, so that a separator separates.
    "POST, /releases/abc%2Fcancel, POST /releases/{releaseId}/cancel",
    "POST, /releases/%70lan,       POST /releases/plan",
    "GET,  /%72eleases,            GET /releases",
    "GET,  /releases%2Fabc,        GET /releases/{releaseId}",
    "GET,  /releases%3Fabc,        GET /releases",
    "GET,  /releases/,             ",
    "GET,  /releases//,            ",
    "GET,  /Releases,              ",
    "PUT,  /releases,              ",
    "GET,  /releases/a%2Fb,        ",
    "GET,  //releases,             "
  })
  void findsTheRouteInTheDecodedPath(String method, String path, String key) {
    assertThat(table.find(method, path).map(match -> match.routed().route().key()))
        .isEqualTo(Optional.ofNullable(key));
  }

  @Test
  void parametersAreDecodedOnceAndAPlusStays() {
    var match = table.find("GET", "/releases/a+b%20%C3%BC%2525").orElseThrow();

    assertThat(match.parameters()).isEqualTo(Map.of("releaseId", "a+b ü%25"));
    assertThat(match.path()).isEqualTo("/releases/a+b ü%25");
  }

  private static RoutedFunction route(String key) {
    String[] parts = key.split(" ");
    return new RoutedFunction(new HttpRoute(parts[0], parts[1], true, List.of()), null);
  }
}
