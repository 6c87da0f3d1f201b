package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the sign-in of a deployment: authorization code with PKCE at an OpenID issuer.
@Tag("browser")
class SignInInBrowserTest {
  private static final String ID_TOKEN =
      "e30."
          + base64url("{\"email\":\"anna@example.com\"}".getBytes(StandardCharsets.UTF_8))
          + ".c";

  @TempDir Path directory;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private Browser browser;
  private HttpServer server;
  private String origin;
  private String challenge = "";
  private String error = "";
  private String settings = "";
  private volatile int secondsToLive = 3600;
  private volatile boolean renews = true;
  private volatile boolean revoked;
  private final AtomicInteger renewals = new AtomicInteger();
  private final AtomicInteger visits = new AtomicInteger();

  @BeforeEach
  void open() throws Exception {
    browser = Browser.open(directory.resolve("profile"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    origin = "http://localhost:" + server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void signsInAndKeepsTheTokenInMemoryAlone() {
    browser.visit(origin + "/#connect");
    browser.click("Sign in");

    browser.read("Connect your Apple developer team");
    assertThat(browser.text()).contains("anna@example.com");
    assertThat(browser.script("return location.href")).isEqualTo(origin + "/#connect");
    browser.script("location.hash = ''");
    browser.until("a request", () -> authorizations.contains("Bearer " + ID_TOKEN));
    assertThat(browser.script("return JSON.stringify([{...localStorage}, {...sessionStorage}])"))
        .asString()
        .doesNotContain(ID_TOKEN, "verifier");
    assertThat(browser.breaches()).isEmpty();
  }

  @Test
  void sendsTheAccessTokenWhereTheApiWantsThatOne() {
    settings = ",\"token\":\"access_token\",\"scope\":\"openid slipway/read\"";
    browser.visit(origin + "/");
    browser.click("Sign in");

    browser.until("a request", () -> authorizations.contains("Bearer other"));
    assertThat(browser.text()).contains("anna@example.com");
  }

  @Test
  void doesNotUseASignInThatThisTabDidNotBegin() {
    browser.visit(origin + "/?code=stolen&state=foreign");

    browser.read("This sign-in did not start in this tab");
    assertThat(authorizations).isEmpty();
  }

  @Test
  void saysWhatTheServiceRefuses() {
    error = "User is not assigned to the client application.";
    browser.visit(origin + "/");
    browser.click("Sign in");

    browser.read("The sign-in service said: " + error);
  }

  @Test
  void renewsItsTokenInMemoryAndTakesTheNextRefreshToken() {
    secondsToLive = 1;
    browser.visit(origin + "/");
    browser.click("Sign in");
    browser.read("Connect your Apple developer team");
    browser.script("window.sameVisit = true");

    browser.script("location.hash = '#connect'; location.hash = ''");
    browser.until("two renewals", () -> renewals.get() >= 2);

    browser.until("a request", () -> authorizations.contains("Bearer renewed-2"));
    assertThat(browser.text()).contains("anna@example.com");
    assertThat(browser.script("return window.sameVisit")).isEqualTo(true);
    assertThat(visits).hasValue(1);
    assertThat(browser.script("return JSON.stringify([{...localStorage}, {...sessionStorage}])"))
        .asString()
        .doesNotContain("refresh-", "renewed-");
    assertThat(browser.breaches()).isEmpty();
  }

  @Test
  void renewsATokenThatTheApiRefuses() {
    browser.visit(origin + "/");
    browser.click("Sign in");
    browser.until("a request", () -> authorizations.contains("Bearer " + ID_TOKEN));

    revoked = true;
    browser.script("location.hash = '#connect'; location.hash = ''");

    browser.until("a request", () -> authorizations.contains("Bearer renewed-1"));
    assertThat(visits).hasValue(1);
  }

  @Test
  void keepsAChosenKeyWhenTheSignInEnds() throws Exception {
    browser.visit(origin + "/#connect");
    browser.click("Sign in");
    browser.drop(".key-form", "AuthKey_2X9R4HXF34.p8", key());
    browser.read("This looks like an App Store Connect key.");
    browser.type("#issuer-id", "57246542-96fe-1a63-e053-0824d011072a");
    revoked = true;
    renews = false;

    browser.click("Connect");

    browser.read("Your sign-in has ended. Reload the page to sign in again");
    assertThat(browser.text()).contains("AuthKey_2X9R4HXF34.p8", "This looks like");
    assertThat(visits).hasValue(1);
    revoked = false;
    browser.script("location.hash = ''");
    browser.until("the sign-in service", () -> visits.get() == 2);
  }

  private static String key() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      switch (path) {
        case "/config.json" ->
            send(
                exchange,
                "application/json",
                "{\"apiUrl\":\"\",\"dropEndpoint\":\"\",\"dropBucket\":\"d\",\"oidc\":{\"issuer\":\"%s/issuer\",\"clientId\":\"web\"%s}}"
                    .formatted(origin, settings));
        case "/issuer/.well-known/openid-configuration" ->
            send(
                exchange,
                "application/json",
                "{\"authorization_endpoint\":\"%1$s/issuer/authorize\",\"token_endpoint\":\"%1$s/issuer/token\"}"
                    .formatted(origin));
        case "/issuer/authorize" -> authorize(exchange);
        case "/issuer/token" -> token(exchange);
        case "/connections" -> {
          String bearer = exchange.getRequestHeaders().getFirst("Authorization");
          authorizations.add(bearer);
          if (revoked && !bearer.startsWith("Bearer renewed-")) {
            exchange.sendResponseHeaders(401, -1);
            return;
          }
          send(exchange, "application/json", "{\"connections\":[]}");
        }
        default -> {
          Path file =
              RepositoryFiles.file("web")
                  .resolve(path.equals("/") ? "index.html" : path.substring(1));
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

  private void authorize(HttpExchange exchange) throws IOException {
    var query = parameters(exchange.getRequestURI().getRawQuery());
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "web")
        .containsEntry("code_challenge_method", "S256");
    visits.incrementAndGet();
    challenge = query.getOrDefault("code_challenge", "");
    String outcome =
        error.isEmpty()
            ? "code=the-code"
            : "error=access_denied&error_description=" + error.replace(" ", "%20");
    exchange
        .getResponseHeaders()
        .set(
            "Location", query.get("redirect_uri") + "?" + outcome + "&state=" + query.get("state"));
    exchange.sendResponseHeaders(302, -1);
  }

  private void token(HttpExchange exchange) throws IOException {
    var form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
    if (form.getOrDefault("grant_type", "").equals("refresh_token")) {
      renew(exchange, form);
      return;
    }
    boolean right =
        form.getOrDefault("code", "").equals("the-code")
            && base64url(sha256(form.getOrDefault("code_verifier", ""))).equals(challenge);
    if (right) {
      send(
          exchange,
          "application/json",
          "{\"id_token\":\"%s\",\"access_token\":\"other\",\"expires_in\":%d,\"refresh_token\":\"refresh-0\"}"
              .formatted(ID_TOKEN, secondsToLive));
    } else {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  /// Rotates: each refresh token is good for one renewal.
  private void renew(HttpExchange exchange, Map<String, String> form) throws IOException {
    int number = renewals.get();
    if (!renews
        || !form.getOrDefault("client_id", "").equals("web")
        || !form.getOrDefault("refresh_token", "").equals("refresh-" + number)) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    renewals.incrementAndGet();
    send(
        exchange,
        "application/json",
        "{\"id_token\":\"renewed-%1$d\",\"expires_in\":%2$d,\"refresh_token\":\"refresh-%1$d\"}"
            .formatted(number + 1, secondsToLive));
  }

  private static void send(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new HashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
