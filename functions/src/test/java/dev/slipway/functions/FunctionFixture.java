package dev.slipway.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/// The AWS stand-in, the simulator, one clock for both, and what a function is called with. Keeps
/// every answer and log line for a look at secrets at the end.
public final class FunctionFixture implements AutoCloseable {
  /// The issuer of every caller's token.
  public static final String ISSUER = "https://issuer.example.com";

  /// What every caller's token may.
  public static final String SCOPES =
      "openid slipway/read slipway/connect slipway/release slipway/approve";

  public static final String REQUEST_ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";

  private final LocalAwsFixture aws;
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-11-23T10:00:00Z"));
  private final AppStoreConnectSimulator apple =
      AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock));
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<SimulatedKey> keys = new CopyOnWriteArrayList<>();

  public FunctionFixture(Path directory) throws IOException {
    this.aws = new LocalAwsFixture(directory, clock);
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  public LocalAwsFixture aws() {
    return aws;
  }

  public AppStoreConnectSimulator apple() {
    return apple;
  }

  public SimulatorClock clock() {
    return clock;
  }

  public Map<String, String> environment() {
    var environment = new LinkedHashMap<>(aws.environment());
    environment.put("SLIPWAY_APPLE_URL", apple.baseUri().toString());
    return environment;
  }

  /// A key whose traces are looked for at the end.
  public SimulatedKey key(KeyRole role) {
    var key = apple.createKey(role);
    keys.add(key);
    return key;
  }

  public SimulatedKey watched(SimulatedKey key) {
    keys.add(key);
    return key;
  }

  /// An answer of the HTTP API.
  public record Answer(int status, Map<String, String> headers, String text) {
    public JsonObject json() {
      return Json.parse(text);
    }
  }

  /// Calls a function as the HTTP API does.
  public Answer call(RequestStreamHandler handler, Request request) {
    String text = invoke(handler, request.event(), 30_000);
    answers.add(text);
    var json = Json.parse(text);
    var headers = new LinkedHashMap<String, String>();
    json.object("headers")
        .asMap()
        .forEach((name, value) -> headers.put(name, String.valueOf(value)));
    return new Answer(
        (int) json.number("statusCode"), headers, json.optionalString("body").orElse(""));
  }

  /// Calls a function with any event.
  public String invoke(RequestStreamHandler handler, String event, int remainingMillis) {
    return invoke(handler, event, () -> remainingMillis);
  }

  /// Calls a function whose time runs out as told.
  public String invoke(RequestStreamHandler handler, String event, IntSupplier remainingMillis) {
    return invoke(handler, event, remainingMillis, REQUEST_ID);
  }

  /// Calls a function beside others, which know each other by their request ids.
  public String invoke(
      RequestStreamHandler handler, String event, IntSupplier remainingMillis, String requestId) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          out,
          new TestContext(remainingMillis, requestId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// The event of an object that appeared in the state bucket, as EventBridge sends it.
  public static String stateObjectCreated(String key) {
    return Json.writeText(
        Map.of(
            "source",
            "aws.s3",
            "detail-type",
            "Object Created",
            "time",
            "2026-11-23T10:00:00Z",
            "detail",
            Map.of(
                "bucket",
                Map.of("name", LocalAwsFixture.STATE),
                "object",
                Map.of("key", key, "size", 2, "etag", "9b2c", "version-id", "v1"))));
  }

  public String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /// The JSON body of a connect request.
  public static Map<String, String> connectBody(SimulatedKey key) {
    var body = new LinkedHashMap<String, String>();
    body.put("keyId", key.keyId());
    if (key.kind() == KeyKind.TEAM) {
      body.put("issuerId", key.issuerId());
    }
    body.put("privateKey", key.privateKeyPem());
    return body;
  }

  /// Closes everything; fails when a part of a key stands in an answer, a log line or a document.
  @Override
  public void close() {
    System.setOut(standardOutput);
    apple.close();
    var places = new ArrayList<>(answers);
    places.add(log());
    var state = aws.state();
    for (String document : state.list("", null, 1000).keys()) {
      state
          .read(document)
          .ifPresent(stored -> places.add(Json.writeText(stored.document().asMap())));
    }
    aws.close();
    for (SimulatedKey key : keys) {
      for (String canary : canaries(key)) {
        if (places.stream().anyMatch(place -> place.contains(canary))) {
          throw new AssertionError("a part of key " + key.keyId() + " came out");
        }
      }
    }
  }

  /// Pieces of 20 characters of the secret, in the alignments that base64 can have.
  private static List<String> canaries(SimulatedKey key) {
    byte[] der =
        Base64.getMimeDecoder()
            .decode(key.privateKeyPem().replaceAll("-----[A-Z ]+-----", "").strip());
    // 36 bytes of PKCS#8 stand before the 32 secret ones.
    var canaries = new ArrayList<String>();
    for (int shift = 0; shift < 3; shift++) {
      byte[] piece = Arrays.copyOfRange(der, 36 + shift, 36 + shift + 15);
      canaries.add(Base64.getEncoder().encodeToString(piece));
      canaries.add(HexFormat.of().formatHex(piece));
    }
    return canaries;
  }

  /// A request in the HTTP API's payload format 2.0.
  public record Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      String tenant) {

    public static Request get(String path) {
      return new Request("GET", path, Map.of(), Map.of(), new byte[0], "anna");
    }

    public static Request of(String method, String path) {
      return new Request(method, path, Map.of(), Map.of(), new byte[0], "anna");
    }

    public static Request postJson(String path, Map<String, ?> body) {
      return new Request(
          "POST",
          path,
          Map.of(),
          Map.of("content-type", "application/json"),
          Json.write(body),
          "anna");
    }

    public Request by(String tenant) {
      return new Request(method, path, query, headers, body, tenant);
    }

    public Request with(String name, String value) {
      var more = new LinkedHashMap<>(query);
      more.put(name, value);
      return new Request(method, path, more, headers, body, tenant);
    }

    public Request header(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Request(method, path, query, more, body, tenant);
    }

    public Request body(String contentType, byte[] body) {
      return new Request(method, path, query, Map.of("content-type", contentType), body, tenant);
    }

    String event() {
      var jwt = new LinkedHashMap<String, Object>();
      jwt.put(
          "claims",
          tenant.isEmpty() ? Map.of() : Map.of("iss", ISSUER, "sub", tenant, "scope", SCOPES));
      var route = TemplateRoutes.find(method, path);
      return Json.writeText(
          JsonFields.with("version", "2.0")
              .put("routeKey", route.key())
              .put("rawPath", path)
              .put("pathParameters", route.parameters())
              .put("rawQueryString", "")
              .put("headers", headers)
              .put("queryStringParameters", query)
              .put(
                  "requestContext",
                  Map.of(
                      "stage",
                      "$default",
                      "requestId",
                      "JKJaXmPLvHcESHA=",
                      "http",
                      Map.of("method", method, "path", path),
                      "authorizer",
                      Map.of("jwt", jwt)))
              .put("body", Base64.getEncoder().encodeToString(body))
              .put("isBase64Encoded", true)
              .toMap());
    }
  }

  private record TestContext(IntSupplier remainingMillis, String requestId) implements Context {
    @Override
    public String getAwsRequestId() {
      return requestId;
    }

    @Override
    public String getLogGroupName() {
      return "";
    }

    @Override
    public String getLogStreamName() {
      return "";
    }

    @Override
    public String getFunctionName() {
      return "test";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return remainingMillis.getAsInt();
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }
}
