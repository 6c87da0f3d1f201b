package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages in the name of the operator, as config.json says it.
@Tag("browser")
class BrandInBrowserTest {
  private static final String LOGO =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><circle cx=\"4\" cy=\"4\""
          + " r=\"4\"/></svg>";
  private static final String LINK =
      """
      {"label":"Harbour Ltd","state":"OPEN","renews":true,"handedIn":false,"triesLeft":20,
       "expiresAt":"2026-12-07T10:00:00Z","returnUrl":"https://platform.example.com/?connectLink=1"}
      """;

  @TempDir Path directory;
  private HttpServer server;
  private Browser browser;
  private volatile String brand = "{}";

  @BeforeEach
  void open() throws IOException {
    browser = Browser.open(directory.resolve("profile"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.stop(0);
    }
    if (browser != null) {
      browser.close();
    }
  }

  /// Bright and dark accents both have to be read in both colour schemes.
  @ParameterizedTest
  @ValueSource(strings = {"#0a7a4a", "#ffee00", "#102"})
  void speaksInTheirName(String accent) throws Exception {
    brand =
        "{\"name\":\"Example Releases\",\"logo\":\"logo.svg\",\"accent\":\"%s\",\"support\":\"help@example.com\"}"
            .formatted(accent);

    browser.visit(page());

    browser.read("Example Releases checks it first");
    assertThat(browser.text()).doesNotContain("Slipway").contains("help@example.com");
    assertThat(browser.see(".brand").getText()).isEqualTo("Example Releases");
    assertThat(browser.see(".brand img").getDomProperty("src")).endsWith("/logo.svg");
    browser.inspect("brand-" + accent.substring(1));
  }

  @Test
  void takesNoLogoOfAnotherOriginAndNoScriptAsAddress() throws Exception {
    brand =
        "{\"logo\":\"https://elsewhere.example/logo.svg\",\"accent\":\"red;}\",\"support\":\"javascript:alert(1)\"}";

    browser.visit(page());

    browser.read("Slipway checks it first");
    assertThat(browser.see(".brand img").getDomProperty("src")).endsWith("/icon.svg");
    assertThat(browser.all("footer a")).isEmpty();
    assertThat(browser.breaches()).isEmpty();
  }

  private String page() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/connect.html#" + "A".repeat(43);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      switch (path) {
        case "/config.json" ->
            send(exchange, "application/json", "{\"apiUrl\":\"\",\"brand\":" + brand + "}");
        case "/connect-link" -> send(exchange, "application/json", LINK);
        case "/logo.svg" -> send(exchange, "image/svg+xml", LOGO);
        default -> {
          Path file = RepositoryFiles.file("web").resolve(path.substring(1));
          String name = file.toString();
          send(
              exchange,
              name.endsWith(".js")
                  ? "text/javascript"
                  : name.endsWith(".css")
                      ? "text/css"
                      : name.endsWith(".svg") ? "image/svg+xml" : "text/html",
              Files.readString(file));
        }
      }
    }
  }

  private static void send(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
