package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.slipway.aws.Version;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.runner.cloudformation.Surroundings;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.template.Template;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// infrastructure/openapi.yaml says what the API does: the same routes as the template and the
/// functions, and schemas that real answers keep, to the last field.
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT_URL = "https://slipway.example/openapi.json";
  private static final String ID = "abcdefghijklmnopqrstuvwxyz";
  private static final String JSON_CONTENT = "/content/application~1json";

  private static JsonNode document;
  private static JsonSchemaFactory schemas;
  @TempDir Path directory;

  @BeforeAll
  static void read() throws Exception {
    String yaml = Files.readString(RepositoryFiles.file("infrastructure/openapi.yaml"));
    document = JSON.valueToTree(new Yaml().load(yaml));
    String json = JSON.writeValueAsString(document);
    schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT_URL, json))));
  }

  private static TreeMap<String, TreeSet<String>> documented() {
    var routes = new TreeMap<String, TreeSet<String>>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (!operation.getKey().equals("parameters")) {
          routes
              .computeIfAbsent(path.getKey(), unused -> new TreeSet<>())
              .add(operation.getKey().toUpperCase(Locale.ROOT));
        }
      }
    }
    return routes;
  }

  @Test
  void namesTheRoutesOfTheTemplate() throws Exception {
    var template =
        Template.read(
            RepositoryFiles.file("template.yaml"),
            new Surroundings(
                Map.of(
                    "Stage",
                    "test",
                    "JwtIssuer",
                    "https://i.example",
                    "JwtAudience",
                    "a",
                    "TenantClaim",
                    "sub"),
                Map.of("DropBucket", "drops", "StateBucket", "state"),
                "eu-central-1",
                "123456789012",
                "slipway-test"));
    var routes = new TreeMap<String, TreeSet<String>>();
    template.functions().stream()
        .flatMap(function -> function.routes().stream())
        .forEach(
            route ->
                routes
                    .computeIfAbsent(route.path(), unused -> new TreeSet<>())
                    .add(route.method()));

    assertThat(documented()).isEqualTo(routes);
  }

  @Test
  void namesTheStatesOfTheCode() {
    assertThat(document.at("/components/schemas/ReleaseState/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(Arrays.stream(ReleaseState.values()).map(Enum::name).toList());
    assertThat(document.at("/components/schemas/ConnectionState/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            Arrays.stream(ConnectionState.values()).map(Enum::name).toList());
  }

  /// What API Gateway answers by itself is part of each route; a client that does not know it fails
  /// on a 401.
  @Test
  void describesEachOperationAndTheGatewaysAnswers() {
    var ids = new TreeSet<String>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getKey().equals("parameters")) {
          continue;
        }
        String name = operation.getKey() + " " + path.getKey();
        JsonNode told = operation.getValue();
        assertThat(ids.add(told.path("operationId").asText())).as(name + ": operationId").isTrue();
        for (String field : List.of("operationId", "summary", "description")) {
          assertThat(told.path(field).asText()).as(name + ": " + field).isNotBlank();
        }
        assertThat(told.path("tags")).as(name + ": tags").hasSize(1);
        var wanted = new TreeSet<>(Set.of("429", "500", "503", "default"));
        if (!told.path("security").isArray()) {
          wanted.addAll(Set.of("401", "403"));
        }
        told.path("responses").fieldNames().forEachRemaining(wanted::remove);
        assertThat(wanted)
            .as(name + " lacks these responses; copy their lines from another operation")
            .isEmpty();
      }
    }
  }

  /// A generated client that checks its bodies must not refuse what the routes trim, or take as
  /// absent. TeamLabelTest, ConnectLinkTest and KeyInputTest hold the routes to the same.
  @Test
  void allowsWhatTheRoutesTakeAsPeopleGiveIt() throws Exception {
    String body = "/post/requestBody/content/application~1json/schema";
    var taken =
        Map.of(
            "/components/schemas/ConnectionSettings",
            "{\"label\": \"  %s \"}".formatted("x".repeat(60)),
            "/paths/~1connect-links" + body,
            """
            {"label": "Example Ltd", "returnUrl": "https://platform.example.com/",
             "bundleId": null, "connectionId": null, "validFor": null}
            """,
            "/paths/~1connect-link~1connection" + body,
            """
            {"keyId": null, "issuerId": "Issuer ID: 57246542-96FE-1A63-E053-0824D011072A",
             "privateKey": "-----BEGIN PRIVATE KEY-----", "keyFileName": null}
            """);

    for (var one : taken.entrySet()) {
      var schema = schemas.getSchema(SchemaLocation.of(DOCUMENT_URL + "#" + encoded(one.getKey())));
      assertThat(schema.validate(JSON.readTree(one.getValue()))).as(one.getKey()).isEmpty();
    }
  }

  @Test
  void hasExamplesThatKeepTheirSchemas() {
    var seen = new ArrayList<String>();
    examples("", document, seen);

    assertThat(seen).hasSizeGreaterThan(45);
  }

  @Test
  void showsAnExampleOfEachAnswerThatHasABody() {
    var without = new ArrayList<String>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        for (var response : operation.getValue().path("responses").properties()) {
          String ref = response.getValue().path("$ref").asText();
          var told = ref.isEmpty() ? response.getValue() : document.at(ref.substring(1));
          boolean succeeds = response.getKey().startsWith("2");
          if (succeeds && told.has("content") && !told.at(JSON_CONTENT).has("example")) {
            without.add(operation.getKey() + " " + path.getKey() + " " + response.getKey());
          }
        }
      }
    }

    assertThat(without).isEmpty();
  }

  private static void examples(String pointer, JsonNode node, List<String> seen) {
    if (node.has("schema") && node.has("example")) {
      JsonSchema schema =
          schemas.getSchema(SchemaLocation.of(DOCUMENT_URL + "#" + encoded(pointer + "/schema")));
      assertThat(schema.validate(node.get("example"))).as(pointer).isEmpty();
      seen.add(pointer);
    }
    for (var child : node.properties()) {
      examples(
          pointer + "/" + child.getKey().replace("~", "~0").replace("/", "~1"),
          child.getValue(),
          seen);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      examples(pointer + "/" + i, node.get(i), seen);
    }
  }

  @Test
  void namesWhatTheFunctionsTake() throws Exception {
    try (var stage = Stage.open(directory)) {
      for (var entry : documented().entrySet()) {
        String path = entry.getKey().replaceAll("\\{[^}]+}", ID);
        for (String method : entry.getValue()) {
          var answer =
              stage.call(LocalUser.ALICE, method, path, method.equals("POST") ? "{}" : null);
          assertThat(answer.status()).as(method + " " + path).isNotIn(401, 405, 500, 503);
          assertThat(answer.body().path("message").asText()).isNotEqualTo("Not Found");
          assertThat(answer.body().path("detail").asText()).doesNotContain("No such address");
        }
      }
    }
  }

  @Test
  void describesRealAnswersToTheLastField() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      var key = stage.apple.createKey(KeyRole.APP_MANAGER);
      String body =
          JSON.writeValueAsString(
              Map.of(
                  "keyId", key.keyId(),
                  "issuerId", key.issuerId(),
                  "privateKey", key.privateKeyPem()));
      String id =
          keeps(stage, "POST", "/connections", "/connections", body, 201).path("id").asText();
      keeps(stage, "POST", "/connections", "/connections", body, 200);
      stage.local.settle();
      keeps(stage, "GET", "/connections", "/connections", null, 200);
      keeps(stage, "GET", "/connections/{connectionId}", "/connections/" + id, null, 200);
      keeps(
          stage,
          "GET",
          "/connections/{connectionId}/apps",
          "/connections/" + id + "/apps",
          null,
          200);
      keeps(
          stage,
          "POST",
          "/connections/{connectionId}/check",
          "/connections/" + id + "/check",
          null,
          200);

      keepsUploads(stage, id);
      keepsReadiness(stage, id);
      keepsConnectLinks(stage);

      stage.put(id + "/First.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      String release = stage.newest().path("id").asText();
      keeps(stage, "GET", "/releases/{releaseId}", "/releases/" + release, null, 200);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      keeps(stage, "GET", "/releases/{releaseId}", "/releases/" + release, null, 200);
      keeps(
          stage,
          "POST",
          "/releases/{releaseId}/cancel",
          "/releases/" + release + "/cancel",
          null,
          409);

      stage.put(id + "/Noise.ipa", "this is no zip");
      stage.local.settle();
      // Of two releases of one moment, the ID decides which is the newest.
      stage.advance(Duration.ofSeconds(1));
      stage.put(id + "/Second.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();
      String second = stage.newest().path("id").asText();
      keeps(
          stage,
          "POST",
          "/releases/{releaseId}/cancel",
          "/releases/" + second + "/cancel",
          null,
          202);
      keeps(stage, "GET", "/releases", "/releases?limit=1", null, 200);
      keeps(stage, "GET", "/releases", "/releases", null, 200);
      keeps(stage, "GET", "/releases", "/releases?limit=0", null, 422);
      keeps(stage, "GET", "/releases/{releaseId}", "/releases/" + ID, null, 404);
      keeps(stage, "POST", "/connections", "/connections", "{\"keyId\":1}", 422);
      // The newest release is asked for below, so none may be as new as this one.
      stage.advance(Duration.ofMinutes(1));
      keepsPictures(stage, id);
      keeps(
          stage,
          "PATCH",
          "/connections/{connectionId}",
          "/connections/" + id,
          "{\"label\":\"Northwind\"}",
          200);
      keeps(stage, "GET", "/releases/counts", "/releases/counts", null, 200);
      keeps(stage, "GET", "/quotas", "/quotas", null, 200);
      keeps(stage, "GET", "/audit", "/audit?limit=3", null, 200);
      keeps(stage, "DELETE", "/connections/{connectionId}", "/connections/" + id, null, 204);
    }
  }

  private static void keepsConnectLinks(Stage stage) throws Exception {
    String terms =
        "{\"label\":\"Example Ltd\",\"bundleId\":\"%s\",\"validFor\":\"PT1H\",\"returnUrl\":\"%s/?a=1\"}"
            .formatted(Stage.BUNDLE_ID, stage.local.webUri());
    keeps(stage, "POST", "/connect-links", "/connect-links", "{\"label\":1}", 422);
    var made = keeps(stage, "POST", "/connect-links", "/connect-links", terms, 201);
    String link = "/connect-links/{linkId}";
    String path = "/connect-links/" + made.path("id").asText();
    String url = made.path("url").asText();
    var key =
        stage.apple.createKey(
            KeyRole.APP_MANAGER, KeyKind.TEAM, new UUID(3, 0x8000_0000_0000_0003L).toString());
    stage.canary.watch(key.privateKeyPem());
    String body =
        JSON.writeValueAsString(
            Map.of(
                "keyId", key.keyId(),
                "issuerId", key.issuerId(),
                "privateKey", key.privateKeyPem()));
    String handIn = "/connect-link/connection";
    var holder = new Holder(url.substring(url.indexOf('#') + 1));
    holder.keeps(stage, "GET", "/connect-link", null, 200);
    holder.keeps(stage, "GET", handIn, null, 404);
    holder.keeps(stage, "POST", handIn, "{\"keyId\":1}", 422);
    holder.keeps(stage, "POST", handIn, body, 202);
    stage.local.settle();
    holder.keeps(stage, "GET", handIn, null, 200);
    keeps(stage, "GET", link, path, null, 200);
    keeps(stage, "GET", "/connect-links", "/connect-links?limit=1", null, 200);
    keeps(stage, "DELETE", link, path, null, 204);
    keeps(stage, "GET", link, path, null, 200);
    holder.keeps(stage, "GET", "/connect-link", null, 404);
  }

  /// Who has a connect link, and no token of an issuer.
  private record Holder(String token) {
    void keeps(Stage stage, String method, String path, String json, int status) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create(stage.local.webUri() + path))
              .header("Content-Type", "application/json")
              .header("Slipway-Connect-Link", token)
              .method(
                  method,
                  json == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(json))
              .build();
      try (var http = HttpClient.newHttpClient()) {
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        stage.canary.answered(response.headers() + "\n" + response.body());
        keepsAnswer(
            new Stage.Answered(response.statusCode(), JSON.readTree(response.body()), response),
            method,
            path,
            path,
            status);
      }
    }
  }

  private static void keepsReadiness(Stage stage, String id) throws Exception {
    String route = "/connections/{connectionId}/apps/{appId}/readiness";
    String app = stage.apple.snapshot().apps().getFirst().id();
    String path = "/connections/" + id + "/apps/" + app + "/readiness?platform=IOS";
    keeps(stage, "GET", route, path, null, 404);
    keeps(stage, "POST", route, path, null, 202);
    keeps(stage, "GET", route, path, null, 200);
    stage.local.settle();
    var answered = keeps(stage, "GET", route, path, null, 200);
    assertThat(answered.path("answer").path("ageRating").path("file")).isNotEmpty();
    String unknown = path.replace(app, "unknown");
    keeps(stage, "POST", route, unknown, null, 202);
    stage.local.settle();
    assertThat(keeps(stage, "GET", route, unknown, null, 200).has("problem")).isTrue();
    keeps(stage, "GET", route, path.replace("IOS", "ANDROID"), null, 422);
  }

  private static void keepsPictures(Stage stage, String id) throws Exception {
    String route = "/releases/{releaseId}/pictures";
    var folder = SampleFolder.of(Folders.ipa("1.3", "4")).locales(2).displays(2).screenshots(2);
    Folders.drop(stage, id + "/seen/", folder.releaseJson("{\"dryRun\": true}"));
    String planned = stage.advanceUntil("PLANNED").path("id").asText();
    String path = "/releases/" + planned + "/pictures";
    var whole = keeps(stage, "GET", route, path + "?limit=3", null, 200);
    assertThat(whole.path("pictures")).hasSize(3);
    assertThat(whole.has("next")).isTrue();
    keeps(stage, "GET", "/releases/{releaseId}", "/releases/" + planned, null, 200);
    keeps(stage, "GET", route, path + "?limit=0", null, 422);
    keeps(stage, "GET", route, path.replace(planned, ID), null, 404);
  }

  private static void keepsUploads(Stage stage, String id) throws Exception {
    String uploads = "/connections/{connectionId}/uploads";
    String path = "/connections/" + id + "/uploads";
    var small =
        keeps(stage, "POST", uploads, path, "{\"name\":\"notes.txt\",\"sizeBytes\":5}", 422);
    assertThat(small.path("field").asText()).isEqualTo("name");
    var single = keeps(stage, "POST", uploads, path, "{\"name\":\"f/a.ipa\",\"sizeBytes\":5}", 201);
    try (var http = HttpClient.newHttpClient()) {
      var put =
          HttpRequest.newBuilder(URI.create(single.path("url").asText()))
              .PUT(HttpRequest.BodyPublishers.ofString("bytes"))
              .build();
      assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
    var large =
        keeps(stage, "POST", uploads, path, "{\"name\":\"B.ipa\",\"sizeBytes\":200000000}", 201);
    String upload = path + "/" + large.path("uploadId").asText();
    keeps(
        stage,
        "POST",
        uploads + "/{uploadId}/parts",
        upload + "/parts",
        "{\"partNumbers\":[1,2]}",
        200);
    keeps(
        stage,
        "POST",
        uploads + "/{uploadId}/complete",
        upload + "/complete",
        "{\"parts\":[]}",
        422);
    keeps(stage, "DELETE", uploads + "/{uploadId}", upload, null, 204);
  }

  /// Calls, and holds status and body against the document.
  private static JsonNode keeps(
      Stage stage, String method, String route, String path, String json, int status)
      throws Exception {
    return keepsAnswer(
        stage.call(LocalUser.ALICE, method, path, json), method, route, path, status);
  }

  private static JsonNode keepsAnswer(
      Stage.Answered answer, String method, String route, String path, int status)
      throws Exception {
    String name = method + " " + path + " " + answer.body();
    assertThat(answer.status()).as(name).isEqualTo(status);
    assertThat(document.at("/components/headers/" + Version.HEADER).isMissingNode()).isFalse();
    assertThat(answer.response().headers().firstValue(Version.HEADER))
        .as(name)
        .contains(Version.running());
    String pointer = "/paths/" + route.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
    JsonNode responses = document.at(pointer + "/responses");
    assertThat(responses.isMissingNode()).as(name).isFalse();
    if (status < 400) {
      assertThat(responses.has(String.valueOf(status))).as(name).isTrue();
    }
    String declared = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
    if (status == 204) {
      return answer.body();
    }
    JsonNode response = responses.get(declared);
    String at =
        response.has("$ref")
            ? response.get("$ref").asText().substring(1)
            : pointer + "/responses/" + declared;
    String type = status < 400 ? "application/json" : "application/problem+json";
    assertThat(answer.response().headers().firstValue("content-type")).as(name).contains(type);
    String fragment = at + "/content/" + type.replace("/", "~1") + "/schema";
    assertThat(document.at(fragment).isMissingNode()).as(fragment).isFalse();
    JsonSchema schema =
        schemas.getSchema(SchemaLocation.of(DOCUMENT_URL + "#" + encoded(fragment)));
    assertThat(schema.validate(answer.body())).as(name).isEmpty();
    return answer.body();
  }

  private static String encoded(String fragment) {
    return Arrays.stream(fragment.split("/", -1))
        .map(
            part ->
                URI.create("x:/" + part.replace("{", "%7B").replace("}", "%7D"))
                    .getRawPath()
                    .substring(1))
        .collect(Collectors.joining("/"));
  }
}
