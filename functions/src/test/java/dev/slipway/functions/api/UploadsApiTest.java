package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.simulator.KeyRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class UploadsApiTest {
  private static final int PART = 8 << 20;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private S3Client s3;
  private String connection;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
    s3 = fixture.aws().clients().s3();
    connection =
        fixture
            .call(
                api,
                Request.postJson(
                    "/connections", FunctionFixture.connectBody(fixture.key(KeyRole.ADMIN))))
            .json()
            .string("id");
  }

  @AfterEach
  void stop() {
    s3.close();
    fixture.close();
  }

  @Test
  void signsOnePutForASmallFile() throws Exception {
    byte[] text = "Hello".getBytes(StandardCharsets.UTF_8);

    var begun = begin("2.0 beta/metadata/en-US/übersicht +1.txt", text.length);

    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.json().string("method")).isEqualTo("PUT");
    assertThat(begun.json().instant("expiresAt"))
        .isBetween(Instant.now().plusSeconds(600), Instant.now().plusSeconds(901));
    assertThat(put(begun.json().string("url"), text).statusCode()).isEqualTo(200);
    assertThat(stored(connection + "/2.0 beta/metadata/en-US/übersicht +1.txt")).isEqualTo(text);
  }

  /// Anybody can write a token; what it says is checked as if it were a new upload.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s/../other/App.ipa",
        "%s//App.ipa",
        "%s/./App.ipa",
        "%s/a\\b.ipa",
        "%s/a\nb.ipa",
        "%s/nul\0.ipa",
        "%s/folder/",
        "%s/",
        "%s/notes.txt",
        "%s/App.pkg",
        "%s/release.json",
        "%s/a/b/release.json",
        "%sx/App.ipa",
        "App.ipa",
        "abcdefghijklmnopqrstuvwxyz/App.ipa"
      })
  void aTokenForAnotherKeyIsRefused(String form) {
    String key = form.formatted(connection);
    var real = begin("Big.ipa", 3L * PART).json().string("uploadId");
    var id = Json.parse(Base64.getUrlDecoder().decode(real)).string("id");
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Json.write(Map.of("key", key, "id", id, "size", 3L * PART)));
    String path = "/connections/" + connection + "/uploads/" + token;

    assertThat(
            fixture
                .call(api, Request.postJson(path + "/parts", Map.of("partNumbers", List.of(1))))
                .status())
        .isEqualTo(404);
    assertThat(
            fixture
                .call(api, Request.postJson(path + "/complete", Map.of("parts", List.of())))
                .status())
        .isEqualTo(404);
    assertThat(fixture.call(api, Request.of("DELETE", path)).status()).isEqualTo(404);
  }

  /// S3 refuses such keys itself; the row of a fuzzer's finding: 500, and an ERROR in the log.
  @Test
  void aTokenWithAKeyThatS3WouldRefuseIsUnknown() {
    var real = begin("Big.ipa", 3L * PART).json().string("uploadId");
    var id = Json.parse(Base64.getUrlDecoder().decode(real)).string("id");
    String longest = connection + "/" + "folder/".repeat(150) + "App.txt";
    assertThat(longest.length()).isGreaterThan(1024);
    for (var fields :
        List.of(
            Map.of("key", longest, "id", id, "size", 3L * PART),
            Map.of("key", connection + "/Big.ipa", "id", "", "size", 3L * PART),
            Map.of("key", connection + "/Big.ipa", "id", "a\0b", "size", 3L * PART),
            Map.of("key", connection + "/Big.ipa", "id", "x".repeat(2000), "size", 3L * PART))) {
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(fields));
      String path = "/connections/" + connection + "/uploads/" + token;
      var parts = Request.postJson(path + "/parts", Map.of("partNumbers", List.of(1)));

      assertThat(fixture.call(api, parts).status()).as(fields.toString()).isEqualTo(404);
      assertThat(fixture.call(api, Request.of("DELETE", path)).status()).isEqualTo(404);
    }
    assertThat(fixture.log()).doesNotContain("ERROR");
  }

  @Test
  void aTokenWithHalfOfASurrogatePairIsUnknown() {
    var real = begin("Big.ipa", 3L * PART).json().string("uploadId");
    String json =
        new String(Base64.getUrlDecoder().decode(real), StandardCharsets.UTF_8)
            .replace("Big.ipa", "a/\\ud800.txt");
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));

    assertThat(
            fixture
                .call(api, Request.of("DELETE", "/connections/" + connection + "/uploads/" + token))
                .status())
        .isEqualTo(404);
  }

  @Test
  void aSignedAddressTakesNoOtherLength() throws Exception {
    String url = begin("App.ipa", 5).json().string("url");

    assertThat(put(url, new byte[6]).statusCode()).isEqualTo(403);
  }

  @Test
  void takesALargeFileInParts() throws Exception {
    byte[] file = bytes(2 * PART + 17);
    var begun = begin("App.ipa", file.length).json();
    assertThat(begun.string("method")).isEqualTo("MULTIPART");
    assertThat(begun.number("partCount")).isEqualTo(3);

    var etags = new ArrayList<Map<String, Object>>();
    for (JsonObject part : addresses(begun, 1, 2, 3).objects("parts")) {
      etags.add(send(part, file));
    }
    var completed = act(begun, "complete", Map.of("parts", etags));

    assertThat(completed.status()).isEqualTo(200);
    assertThat(completed.json().string("key")).isEqualTo(connection + "/App.ipa");
    assertThat(stored(connection + "/App.ipa")).isEqualTo(file);
    assertThat(fixture.log()).doesNotContain("X-Amz-Signature");
  }

  /// The document allows 100 addresses in a request; a fuzzer named one part 101 times.
  @Test
  void aPartThatIsNamedAgainCountsAgain() throws Exception {
    byte[] file = bytes(PART + 17);
    var begun = begin("App.ipa", file.length).json();

    var tooMany = act(begun, "parts", Map.of("partNumbers", Collections.nCopies(101, 1)));
    assertThat(tooMany.status()).isEqualTo(422);
    assertThat(tooMany.json().string("detail")).isEqualTo("Request 1 to 100 parts at a time.");
    assertThat(addresses(begun, 2, 1, 2).objects("parts"))
        .extracting(part -> part.number("partNumber"))
        .containsExactly(1L, 2L);

    var parts = addresses(begun, 1, 2).objects("parts");
    var first = send(parts.getFirst(), file);
    var second = send(parts.getLast(), file);
    var three = act(begun, "complete", Map.of("parts", List.of(first, second, second)));
    assertThat(three.status()).isEqualTo(422);
    assertThat(three.json().string("detail")).isEqualTo("The upload has 2 parts; 3 were named.");
    var twice = act(begun, "complete", Map.of("parts", List.of(second, second)));
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.json().string("detail"))
        .isEqualTo("A part was named twice. Name each of the parts once.");
    assertThat(act(begun, "complete", Map.of("parts", List.of(second, first))).status())
        .isEqualTo(200);
  }

  @Test
  void completingAgainAnswersAsTheFirstTimeAndMakesNoOtherObject() throws Exception {
    byte[] file = bytes(PART + 17);
    var begun = begin("App.ipa", file.length).json();
    var etags = new ArrayList<Map<String, Object>>();
    for (JsonObject part : addresses(begun, 1, 2).objects("parts")) {
      etags.add(send(part, file));
    }
    var first = act(begun, "complete", Map.of("parts", etags));

    var again = act(begun, "complete", Map.of("parts", etags));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().asMap()).isEqualTo(first.json().asMap());
    assertThat(s3.listObjectVersions(r -> r.bucket(LocalAwsFixture.DROPS)).versions()).hasSize(1);
    assertThat(act(begun, "parts", Map.of("partNumbers", List.of(1))).status()).isEqualTo(404);
    var other = List.of(etags.getFirst(), Map.of("partNumber", 2, "etag", "\"0123\""));
    assertThat(act(begun, "complete", Map.of("parts", other)).status()).isEqualTo(404);
  }

  @Test
  void namesThePartsThatAreMissing() throws Exception {
    byte[] file = bytes(2 * PART + 17);
    var begun = begin("App.ipa", file.length).json();
    var parts = addresses(begun, 1, 2, 3).objects("parts");
    var first = send(parts.get(0), file);
    var third = send(parts.get(2), file);
    var second = Map.<String, Object>of("partNumber", 2, "etag", "\"0123456789abcdef\"");

    var refused = act(begun, "complete", Map.of("parts", List.of(first, second, third)));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().string("detail")).contains("[2]");
    var again = send(addresses(begun, 2).objects("parts").getFirst(), file);
    assertThat(act(begun, "complete", Map.of("parts", List.of(first, again, third))).status())
        .isEqualTo(200);
  }

  @Test
  void givesAnUploadUp() {
    var begun = begin("App.ipa", 2 * PART).json();
    String path = "/connections/" + connection + "/uploads/" + begun.string("uploadId");

    assertThat(fixture.call(api, Request.of("DELETE", path)).status()).isEqualTo(204);
    assertThat(fixture.call(api, Request.of("DELETE", path)).status()).isEqualTo(204);

    assertThat(s3.listMultipartUploads(r -> r.bucket(LocalAwsFixture.DROPS)).uploads()).isEmpty();
    assertThat(act(begun, "parts", Map.of("partNumbers", List.of(1))).status()).isEqualTo(404);
    var parts =
        List.of(Map.of("partNumber", 1, "etag", "\"a\""), Map.of("partNumber", 2, "etag", "\"b\""));
    assertThat(act(begun, "complete", Map.of("parts", parts)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "App.zip, 5, name",
    "../other/App.ipa, 5, name",
    "/App.ipa, 5, name",
    "folder/, 5, name",
    "release.json, 5, name",
    "a/b/release.json, 5, name",
    "a\\b.ipa, 5, name",
    "App.ipa, -1, sizeBytes",
    "App.ipa, 99999999999999, sizeBytes"
  })
  void refusesWhatIsNoDrop(String name, long sizeBytes, String field) {
    var answer = begin(name, sizeBytes);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("field")).isEqualTo(field);
    assertThat(s3.listMultipartUploads(r -> r.bucket(LocalAwsFixture.DROPS)).uploads()).isEmpty();
  }

  @Test
  void takesAnIpaInAnyCaseAndSaysWhatToUploadInsteadOfAnother() {
    assertThat(begin("App.IPA", 5).status()).isEqualTo(201);
    assertThat(begin("2.4/Release.json", 5).status()).isEqualTo(201);
    assertThat(begin("2.4/App.pkg", 5).status()).as("a part of a drop").isEqualTo(201);

    var answer = begin("App.pkg", 5);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("detail"))
        .isEqualTo(
            "Slipway does not take Mac apps yet. Upload this one with Transporter, as a .pkg.");
  }

  @Test
  void refusesHalfOfASurrogatePair() {
    var answer =
        fixture.call(
            api,
            Request.of("POST", "/connections/" + connection + "/uploads")
                .body(
                    "application/json",
                    "{\"name\":\"f/\\ud800.txt\",\"sizeBytes\":5}"
                        .getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("field")).isEqualTo("name");
    assertThat(answer.json().string("detail")).contains("surrogate");
  }

  /// As JSON Schema has it: 1.0 is an integer.
  @Test
  void takesEachFormOfAWholeNumber() {
    for (String size : List.of("5", "5.0", "5e0", "50e-1")) {
      var answer =
          fixture.call(
              api,
              Request.of("POST", "/connections/" + connection + "/uploads")
                  .body(
                      "application/json",
                      ("{\"name\":\"App.ipa\",\"sizeBytes\":" + size + "}")
                          .getBytes(StandardCharsets.UTF_8)));
      assertThat(answer.status()).as(size).isEqualTo(201);
      assertThat(answer.json().number("sizeBytes")).isEqualTo(5);
    }
  }

  @Test
  void reportsAllFaultsOfABodyWithTheirPlaces() {
    var begun = begin("App.ipa", 2 * PART).json();
    var parts = List.of(Map.of("partNumber", 3, "etag", "\"a\""), Map.of("partNumber", 1), "x");

    var answer = act(begun, "complete", Map.of("parts", parts));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("type")).endsWith(":invalid-fields");
    assertThat(answer.json().objects("faults"))
        .extracting(fault -> fault.string("field"))
        .containsExactlyInAnyOrder("parts[2]", "parts[0].partNumber", "parts[1].etag");
  }

  @ParameterizedTest
  @CsvSource({
    "{, parts, 400",
    "{}, parts, 422",
    "'{\"partNumbers\":[4]}', parts, 422",
    "'{\"partNumbers\":[1.5]}', parts, 422",
    "'{\"partNumbers\":[]}', parts, 422",
    "'{\"partNumbers\":1}', parts, 422",
    "[], complete, 400",
    "{}, complete, 422"
  })
  void refusesWhatItCannotRead(String body, String action, int status) {
    var begun = begin("App.ipa", 2 * PART).json();
    String path = "/connections/" + connection + "/uploads/" + begun.string("uploadId");

    var answer =
        fixture.call(
            api,
            Request.of("POST", path + "/" + action)
                .body("application/json", body.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(answer.json().string("type")).endsWith(":malformed-request");
      assertThat(answer.json().string("detail")).contains("Line 1, column ");
    } else {
      assertThat(answer.json().string("field")).startsWith("part");
    }
  }

  @Test
  void hidesConnectionsOfOtherTenants() {
    var begun = begin("App.ipa", 2 * PART).json();
    String path = "/connections/" + connection + "/uploads";
    String upload = path + "/" + begun.string("uploadId");

    for (var request :
        List.of(
            Request.postJson(path, Map.of("name", "App.ipa", "sizeBytes", 5)),
            Request.postJson(upload + "/parts", Map.of("partNumbers", List.of(1))),
            Request.postJson(upload + "/complete", Map.of("parts", List.of())),
            Request.of("DELETE", upload))) {
      assertThat(fixture.call(api, request.by("bert")).status()).isEqualTo(404);
    }
    assertThat(s3.listMultipartUploads(r -> r.bucket(LocalAwsFixture.DROPS)).uploads()).hasSize(1);
  }

  @Test
  void anUploadOfOneConnectionIsNoneOfAnother() {
    var begun = begin("App.ipa", 2 * PART).json();
    var other =
        fixture
            .call(
                api,
                Request.postJson(
                        "/connections", FunctionFixture.connectBody(fixture.key(KeyRole.ADMIN)))
                    .by("bert"))
            .json()
            .string("id");

    var answer =
        fixture.call(
            api,
            Request.of("DELETE", "/connections/" + other + "/uploads/" + begun.string("uploadId"))
                .by("bert"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(s3.listMultipartUploads(r -> r.bucket(LocalAwsFixture.DROPS)).uploads()).hasSize(1);
  }

  @Test
  void takesNothingForADisconnectedTeam() {
    fixture.call(api, Request.of("DELETE", "/connections/" + connection));

    var answer = begin("App.ipa", 5);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.json().string("type")).endsWith("connection-disconnected");
  }

  @ParameterizedTest
  @CsvSource({
    "8388609, 2, 8388608",
    "4294967296, 512, 8388608",
    "8388608000, 1000, 8388608",
    "8388608001, 889, 9437184",
    "68719476736, 993, 69206016"
  })
  void keepsTheNumberOfPartsBounded(long sizeBytes, int count, long partSizeBytes) {
    var begun = begin("App.ipa", sizeBytes).json();

    assertThat(begun.number("partCount")).isEqualTo(count);
    assertThat(begun.number("partSizeBytes")).isEqualTo(partSizeBytes);
    var last = addresses(begun, count).objects("parts").getFirst();
    assertThat(last.number("offset") + last.number("sizeBytes")).isEqualTo(sizeBytes);
  }

  private Answer begin(String name, long sizeBytes) {
    return fixture.call(
        api,
        Request.postJson(
            "/connections/" + connection + "/uploads",
            Map.of("name", name, "sizeBytes", sizeBytes)));
  }

  private JsonObject addresses(JsonObject begun, Integer... numbers) {
    return act(begun, "parts", Map.of("partNumbers", List.of(numbers))).json();
  }

  private Answer act(JsonObject begun, String action, Map<String, ?> body) {
    return fixture.call(
        api,
        Request.postJson(
            "/connections/" + connection + "/uploads/" + begun.string("uploadId") + "/" + action,
            body));
  }

  private static Map<String, Object> send(JsonObject part, byte[] file) throws Exception {
    int offset = Math.toIntExact(part.number("offset"));
    int size = Math.toIntExact(part.number("sizeBytes"));
    var answer = put(part.string("url"), Arrays.copyOfRange(file, offset, offset + size));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Map.of(
        "partNumber",
        part.number("partNumber"),
        "etag",
        answer.headers().firstValue("ETag").orElseThrow());
  }

  private static HttpResponse<String> put(String url, byte[] body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(20))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private byte[] stored(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(LocalAwsFixture.DROPS).key(key)).asByteArray();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
