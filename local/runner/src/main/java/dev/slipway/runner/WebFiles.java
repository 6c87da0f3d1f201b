package dev.slipway.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.httpapi.LocalPages;
import dev.slipway.runner.identity.LocalIssuer;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.identity.MachineClient;
import dev.slipway.runner.identity.OneTimeCode;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.wire.Answer;
import dev.slipway.wire.QueryPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Serves what the web port has besides the API: the files of web/ and docs/problems.md, the
/// settings of this run (`/config.json`), and the local issuer under `/local/`.
final class WebFiles implements LocalPages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "md", "text/markdown; charset=utf-8",
          "json", JSON_TYPE);

  private final Map<String, Path> files;
  private final LocalIssuer issuer;
  private final MachineClient machine;
  private final @Nullable OneTimeCode code;
  private final @Nullable Supplier<SimulatedKey> keys;
  private final Map<String, Object> run;

  /// @param code needed for every token; null when tokens need no code
  /// @param keys makes a key at the simulator; null when the run talks to Apple itself
  /// @param run the answer of `/local/run.json`
  WebFiles(
      @Nullable Path directory,
      LocalIssuer issuer,
      MachineClient machine,
      @Nullable OneTimeCode code,
      @Nullable Supplier<SimulatedKey> keys,
      Map<String, Object> run)
      throws IOException {
    this.files = directory == null ? Map.of() : files(directory);
    this.issuer = issuer;
    this.machine = machine;
    this.code = code;
    this.keys = keys;
    this.run = run;
  }

  @Override
  public Optional<Answer> find(String method, String path, String query, String form) {
    if (method.equals("POST") && path.equals("/local/token")) {
      return Optional.of(granted(parameters(form)));
    }
    if (method.equals("POST") && path.equals("/local/key") && keys != null) {
      return Optional.of(newKey(keys.get()));
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Optional.empty();
    }
    return switch (path) {
      case "/config.json" -> Optional.of(json(200, config()));
      case "/local/run.json" -> Optional.of(json(200, run));
      case "/local/jwks.json" -> Optional.of(json(200, issuer.publicKeys().toJSONObject()));
      case "/local/.well-known/openid-configuration" -> Optional.of(json(200, issuer.discovery()));
      case "/local/token" -> Optional.of(token(parameters(query)));
      default -> file(path);
    };
  }

  @Override
  public String connectSource() {
    return String.valueOf(run.getOrDefault("awsUrl", ""));
  }

  /// Returns the settings of the pages. In a deployment they are a file next to the pages.
  private Map<String, Object> config() {
    var local = new LinkedHashMap<String, Object>();
    local.put("users", run.getOrDefault("users", ""));
    local.put("codeNeeded", code != null);
    local.put("clockSpeed", run.getOrDefault("clockSpeed", 1));
    local.put("makesKeys", keys != null);
    var config = new LinkedHashMap<String, Object>();
    config.put("apiUrl", "");
    config.put("dropEndpoint", connectSource());
    config.put("dropBucket", run.getOrDefault("dropBucket", ""));
    config.put("local", local);
    return config;
  }

  /// Answers with a key as App Store Connect lets a person download it. It opens the simulator
  /// alone.
  private static Answer newKey(SimulatedKey key) {
    return json(
        200,
        Map.of(
            "keyId", key.keyId(),
            "issuerId", key.issuerId(),
            "privateKeyPem", key.privateKeyPem()));
  }

  private Answer token(Map<String, String> parameters) {
    var user = LocalUser.parse(parameters.getOrDefault("user", ""));
    if (user.isEmpty()) {
      return json(400, Map.of("message", "Choose a user: ?user=alice or ?user=bob"));
    }
    if (code != null && !code.redeem(parameters.getOrDefault("code", ""))) {
      return json(403, Map.of("message", "Add &code=… with the one-time code from the terminal"));
    }
    LocalIssuer.Token token = issuer.tokenFor(user.get());
    return json(
        200,
        Map.of(
            "user",
            user.get().subject(),
            "token",
            token.value(),
            "refreshToken",
            issuer.refreshTokenFor(user.get()),
            "expiresAt",
            token.expiresAt().toString()));
  }

  private Answer granted(Map<String, String> form) {
    return switch (form.getOrDefault("grant_type", "")) {
      case "refresh_token" -> renewed(form);
      case "client_credentials" -> ofMachine(form);
      default -> json(400, Map.of("error", "unsupported_grant_type"));
    };
  }

  /// With a code, the form needs it as well: no token is given without.
  private Answer ofMachine(Map<String, String> form) {
    var token = machine.token(form);
    if (token.isEmpty() || (code != null && !code.redeem(form.getOrDefault("code", "")))) {
      return json(400, Map.of("error", "invalid_client"));
    }
    return json(200, bearer(token.get()));
  }

  private static Map<String, Object> bearer(LocalIssuer.Token token) {
    return Map.of(
        "access_token",
        token.value(),
        "token_type",
        "Bearer",
        "expires_in",
        LocalIssuer.LIFETIME.toSeconds());
  }

  /// Answers as Cognito's token endpoint does: without another refresh token (RFC 6749, sections 5
  /// and 6).
  private Answer renewed(Map<String, String> form) {
    return issuer
        .renew(form.getOrDefault("refresh_token", ""))
        .map(token -> json(200, bearer(token)))
        .orElseGet(() -> json(400, Map.of("error", "invalid_grant")));
  }

  private Optional<Answer> file(String path) {
    Path file = files.get(path.equals("/") ? "/index.html" : path);
    if (file == null) {
      return Optional.empty();
    }
    String name = file.getFileName().toString();
    String type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    try {
      return Optional.of(Answer.of(200, type, Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read web file: " + name, e);
    }
  }

  /// Lists the files once. Files outside this list are never served, regardless of the path.
  private static Map<String, Path> files(Path directory) throws IOException {
    var files = new HashMap<String, Path>();
    try (Stream<Path> walk = Files.walk(directory)) {
      walk.filter(Files::isRegularFile)
          .forEach(
              file ->
                  files.put("/" + directory.relativize(file).toString().replace('\\', '/'), file));
    }
    Path problems = directory.toAbsolutePath().resolveSibling("docs").resolve("problems.md");
    if (Files.exists(problems)) {
      files.put("/docs/problems.md", problems);
    }
    return Map.copyOf(files);
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new HashMap<String, String>();
    QueryPair.parse(query).forEach(pair -> parameters.put(pair.name(), pair.value()));
    return parameters;
  }

  private static Answer json(int status, Map<String, ?> document) {
    try {
      return Answer.of(status, JSON_TYPE, JSON.writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts are JSON", e);
    }
  }
}
