package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.identity.LocalUser;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a caller gets that reaches no function: the gateway's own answers, as openapi.yaml and
/// docs/api.md describe them, and those to bytes that are not a request.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;
  private Stage stage;

  @BeforeAll
  void open() throws Exception {
    stage = Stage.open(directory);
  }

  @AfterAll
  void close() throws IOException {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%zz HTTP/1.1\r\n\r\n",
        "GET /releases?state=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET //releases HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /releases HTTP/1.1\r\nno header\r\n\r\n",
        "GET /releases HTTP/1.1\r\n: no name\r\n\r\n",
        "GET /releases HTTP/3\r\n\r\n",
        "POST /connections HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "nonsense\r\n\r\n"
      })
  void whatIsNotARequestGetsAProblem(String request) throws Exception {
    var answer = raw(request);

    assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n");
    assertThat(answer).containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n");
    JsonNode problem = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(problem.path("type").asText()).isEqualTo("urn:slipway:problem:malformed-request");
    assertThat(problem.path("status").asInt()).isEqualTo(400);
    assertThat(problem.path("detail").asText()).isNotBlank();
  }

  @Test
  void moreThan200HeadersGetAProblem() throws Exception {
    String headers = "X-More: 1\r\n".repeat(250);

    assertThat(raw("GET /releases HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("urn:slipway:problem:malformed-request");
  }

  @Test
  void withoutATokenTheGatewayAnswersAMessage() throws Exception {
    for (String authorization : List.of("", "Bearer none", "Basic YTpi")) {
      var answer = send("GET", "/releases", authorization);

      assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
      assertThat(answer.headers().firstValue("content-type")).contains("application/json");
      assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
      assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }
  }

  /// An HTTP API has no 405: "If no routes match, API Gateway returns" 404 (API Gateway Developer
  /// Guide, "Create routes for HTTP APIs"). Nor does it answer HEAD by a GET.
  @ParameterizedTest
  @CsvSource({
    "PUT, /releases",
    "PATCH, /connections",
    "HEAD, /releases",
    "DELETE, /releases/abcdefghijklmnopqrstuvwxyz",
    "GET, /releases/",
    "GET, /nothing"
  })
  void aMethodWithoutARouteIsNotFound(String method, String path) throws Exception {
    var answer = send(method, path, "Bearer " + stage.local.tokenFor(LocalUser.ALICE));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("allow")).isEmpty();
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : "{\"message\":\"Not Found\"}");
  }

  @Test
  void theGatewayTakesNoBodyOverSixMegabytesAndTheFunctionNoneOver256Kibibytes() throws Exception {
    String token = stage.local.tokenFor(LocalUser.ALICE);
    var gateway = post("/releases/plan", token, "x".repeat(5 << 20));
    var function = post("/releases/plan", token, "x".repeat(300 << 10));

    assertThat(gateway.statusCode()).isEqualTo(413);
    assertThat(gateway.headers().firstValue("content-type")).contains("application/json");
    assertThat(gateway.body()).contains("\"message\"");
    assertThat(function.statusCode()).isEqualTo(413);
    assertThat(function.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(function.body()).contains("request-too-large");
  }

  private HttpResponse<String> send(String method, String path, String authorization)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(stage.local.webUri() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return send(request.build());
  }

  private HttpResponse<String> post(String path, String token, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(stage.local.webUri() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", stage.local.webUri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
