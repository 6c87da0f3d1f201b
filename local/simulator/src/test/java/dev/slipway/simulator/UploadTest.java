package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .withPartSizeBytes(200)
                .acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static byte[] ipa(String version, String build) {
    return Caller.ipa("com.example.app", version, build);
  }

  private String state(String upload) {
    return caller.get("/v1/buildUploads/" + upload).attribute("state").path("state").asText();
  }

  private String failure(String version, String build, byte[] ipa) {
    String upload = caller.upload(app.id(), version, build, ipa);
    clock.advance(Duration.ofMinutes(1));
    JsonNode state = caller.get("/v1/buildUploads/" + upload).attribute("state");
    assertThat(state.path("state").asText()).isEqualTo("FAILED");
    return state.path("errors").path(0).path("code").asText();
  }

  @Test
  void tilesTheFileWithParts() {
    Caller.Reply file = caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), 450);
    assertThat(file.attribute("uploadOperations")).hasSize(3);
    assertThat(file.operation(3).path("offset").asInt()).isEqualTo(400);
    assertThat(file.operation(3).path("length").asInt()).isEqualTo(50);
    assertThat(file.operation(1).path("method").asText()).isEqualTo("PUT");
    assertThat(file.operation(1).path("url").asText()).startsWith(simulator.uploadUri().toString());
    assertThat(file.operation(1).path("expiration").asText())
        .isEqualTo("2026-03-08T11:00:00-07:00");
    assertThat(file.operation(1).path("requestHeaders"))
        .singleElement()
        .satisfies(
            header -> {
              assertThat(header.path("name").asText()).isEqualTo("Content-Type");
              assertThat(header.path("value").asText()).isEqualTo("application/octet-stream");
            });
  }

  /// colaxy, expo#3463 (build-uploads.md, 2.6).
  @Test
  void saysWhichAppIsMissing() {
    String body =
        "{'data':{'type':'buildUploads','attributes':{'cfBundleShortVersionString':'1.1','cfBundleVersion':'2','platform':'IOS'}%s}}";
    assertThat(caller.post("/v1/buildUploads", body.formatted("")).code())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.REQUIRED");
    String foreign =
        simulator
            .createApp(NewApp.of("com.example.f", "F").withIssuerId(UUID.randomUUID().toString()))
            .id();
    for (String id : new String[] {"1", foreign}) {
      Caller.Reply refused = caller.createUpload(id, "1.1", "2");
      assertThat(refused.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
      assertThat(refused.json().path("errors").path(0).path("source").path("pointer").asText())
          .isEqualTo("/data/relationships/app/data/id");
    }
  }

  @Test
  void usesFiveMebibytePartsThatGrow() {
    try (var plain = AppStoreConnectSimulator.start(SimulatorOptions.defaults())) {
      Caller other = new Caller(plain, plain.createKey(KeyRole.ADMIN));
      String id = plain.createApp(NewApp.of("com.example.app", "Example")).id();
      long fourGigabytes = 4_500_000_000L;
      Caller.Reply file = other.createFile(other.createUpload(id, "1.0", "1").id(), fourGigabytes);
      assertThat(file.attribute("uploadOperations").size()).isBetween(850, 1000);
      assertThat(file.operation(1).path("length").asLong()).isEqualTo(5 * 1024 * 1024);
    }
  }

  @Test
  void returnsThePartsMd5AndShowsItOnTheFile() throws Exception {
    Caller.Reply file = caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), 250);
    byte[] part = new byte[200];
    HttpResponse<String> answer = Caller.put(file.partUrl(1), part);
    String md5 =
        HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("MD5").digest(part));
    assertThat(answer.headers().firstValue("ETag")).contains("\"" + md5 + "\"");
    Caller.Reply now = caller.get("/v1/buildUploadFiles/" + file.id());
    assertThat(now.operation(1).path("entityTag").asText()).isEqualTo(md5);
    assertThat(now.operation(2).path("entityTag").isNull()).isTrue();
  }

  @Test
  void refusesPartsThatAreNotAsSigned() throws Exception {
    Caller.Reply file = caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), 250);
    String url = file.partUrl(1);
    assertThat(Caller.put(url, new byte[199]).statusCode()).isEqualTo(400);
    assertThat(Caller.put(url, new byte[200], "Authorization", "Bearer x").statusCode())
        .isEqualTo(400);
    assertThat(Caller.put(url.replace("partNumber=1", "partNumber=2"), new byte[50]).statusCode())
        .isEqualTo(403);
    assertThat(Caller.put(url.replace("partNumber=1", "partNumber=9"), new byte[200]).statusCode())
        .isEqualTo(404);
    assertThat(chunked(URI.create(url))).startsWith("HTTP/1.1 411");
    clock.advance(Duration.ofDays(7));
    assertThat(Caller.put(url, new byte[200]).statusCode()).isEqualTo(403);
    assertThat(simulator.partPuts()).noneMatch(put -> put.status() == 200);
  }

  private static String chunked(URI uri) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", uri.getPort())) {
      String head =
          "PUT "
              + uri.getRawPath()
              + "?"
              + uri.getRawQuery()
              + " HTTP/1.1\r\n"
              + "Host: 127.0.0.1\r\n"
              + "Connection: close\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "4\r\n"
              + "abcd\r\n"
              + "0\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void refusesACommitWithoutAllParts() {
    Caller.Reply file = caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), 250);
    assertThat(Caller.put(file.partUrl(1), new byte[200]).statusCode()).isEqualTo(200);
    Caller.Reply early = caller.commit(file.id());
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.code()).isEqualTo("STATE_ERROR.CONTENT_NOT_UPLOADED");
    assertThat(Caller.put(file.partUrl(2), new byte[50]).statusCode()).isEqualTo(200);
    assertThat(caller.commit(file.id()).status()).isEqualTo(200);
    assertThat(caller.commit(file.id()).code()).isEqualTo("STATE_ERROR.INVALID_STATE");
    assertThat(Caller.put(file.partUrl(2), new byte[50]).statusCode()).isEqualTo(404);
  }

  @Test
  void verifiesAChecksumThatIsGiven() {
    byte[] ipa = ipa("1.1", "2");
    Caller.Reply upload = caller.createUpload(app.id(), "1.1", "2");
    Caller.Reply file = caller.createFile(upload.id(), ipa.length);
    caller.putParts(file, ipa);
    Caller.Reply committed =
        caller.patch(
            "/v1/buildUploadFiles/" + file.id(),
            "{'data':{'type':'buildUploadFiles','id':'"
                + file.id()
                + "','attributes':{'uploaded':true,'sourceFileChecksums':{'file':{'hash':'d41d8cd98f00b204e9800998ecf8427e','algorithm':'MD5'}}}}}");
    assertThat(committed.attribute("assetDeliveryState").path("state").asText())
        .isEqualTo("FAILED");
    assertThat(state(upload.id())).isEqualTo("FAILED");
  }

  @Test
  void failsBinariesThatAreNotWhatWasAnnounced() {
    assertThat(failure("1.1", "2", Caller.ipa("com.example.other", "1.1", "2"))).isEqualTo("90054");
    assertThat(failure("1.1", "2", new byte[300])).isEqualTo("90171");
    assertThat(failure("1.1", "2", Caller.zip(Map.of("readme", new byte[1])))).isEqualTo("90171");
    assertThat(failure("1.1", "2", Caller.zip(Map.of("Payload/A.app/Info.plist", new byte[10]))))
        .isEqualTo("90056");
    assertThat(simulator.snapshot().builds()).hasSize(1);
  }

  /// build-uploads.md, 2.6: never at the POST, all three together.
  @Test
  void failsClosedAndLowerTrainsAfterTheCommitWithThreeNumbers() {
    for (String version : new String[] {"1.0", "1.00.0", "0.9"}) {
      String upload = caller.upload(app.id(), version, "2", ipa(version, "2"));
      clock.advance(Duration.ofMinutes(1));
      assertThat(codes(upload)).containsExactly("90062", "90478", "90186");
    }
  }

  /// expo#3985.
  @Test
  void failsAnotherPlatformWithFourNumbers() {
    byte[] ipa =
        Caller.ipa(
            "com.example.app", "1.1", "2", "<key>DTPlatformName</key><string>appletvos</string>");
    String upload = caller.upload(app.id(), "1.1", "2", ipa);
    clock.advance(Duration.ofMinutes(1));
    assertThat(codes(upload)).containsExactly("90508", "90545", "90713", "90039");
  }

  private List<String> codes(String upload) {
    JsonNode state = caller.get("/v1/buildUploads/" + upload).attribute("state");
    assertThat(state.path("state").asText()).isEqualTo("FAILED");
    List<String> codes = new ArrayList<>();
    state.path("errors").forEach(error -> codes.add(error.path("code").asText()));
    return codes;
  }

  /// build-uploads.md, 2.7: the declared numbers are labels.
  @Test
  void readsTheNumbersInTheBinary() {
    String upload = caller.upload(app.id(), "1.1", "2", ipa("1.2", "3"));
    clock.advance(Duration.ofMinutes(3));
    assertThat(state(upload)).isEqualTo("COMPLETE");
    assertThat(caller.get("/v1/builds/" + upload).attribute("version").asText()).isEqualTo("3");
    simulator.guesses().turn(Guess.DECLARED_NUMBERS);
    String other = caller.upload(app.id(), "1.1", "4", ipa("1.3", "5"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(codes(other)).containsExactly("90060", "90058");
  }

  @Test
  void readsAnAppWhoseEntriesHavePartsThatLeadNowhere() {
    int build = 2;
    for (String folder : List.of("./Payload/", ".//Payload/", "Payload//", "Payload/./")) {
      String upload = caller.upload(app.id(), "1.1", "" + build, ipaIn(folder, "" + build));
      clock.advance(Duration.ofMinutes(3));
      assertThat(state(upload)).as(folder).isEqualTo("COMPLETE");
      build++;
    }
    simulator.guesses().turn(Guess.ENTRY_NAMES_AS_WRITTEN);
    assertThat(failure("1.1", "9", ipaIn("./Payload/", "9"))).isEqualTo("90171");
  }

  private static byte[] ipaIn(String folder, String build) {
    return Caller.zip(
        Map.of(
            folder + "Example.app/Info.plist",
            Caller.infoPlist("com.example.app", "1.1", build, "")));
  }

  /// build-uploads.md, 2.5.
  @Test
  void givesABuildTheIdOfItsUpload() {
    String upload = caller.upload(app.id(), "1.1", "2", ipa("1.1", "2"));
    clock.advance(Duration.ofMinutes(3));
    Caller.Reply complete = caller.get("/v1/buildUploads/" + upload + "?include=build");
    assertThat(complete.json().path("included").path(0).path("id").asText()).isEqualTo(upload);
    simulator.guesses().turn(Guess.BUILD_IDS, Guess.BUILD_LINKS);
    String other = caller.upload(app.id(), "1.1", "3", ipa("1.1", "3"));
    clock.advance(Duration.ofMinutes(3));
    complete = caller.get("/v1/buildUploads/" + other + "?include=build");
    assertThat(complete.json().path("included").toString()).isEqualTo("[]");
    assertThat(caller.get("/v1/builds/" + other).status()).isEqualTo(404);
    assertThat(caller.get("/v1/builds?filter%5Bversion%5D=3").ids()).hasSize(1);
  }

  @Test
  void processesWithoutEndByFault() {
    simulator.faults().add(Fault.processingWithoutEnd());
    String upload = caller.upload(app.id(), "1.1", "2", ipa("1.1", "2"));
    clock.advance(Duration.ofDays(2));
    JsonNode state = caller.get("/v1/buildUploads/" + upload).attribute("state");
    assertThat(state.path("state").asText()).isEqualTo("PROCESSING");
    assertThat(state.path("errors")).isEmpty();
    assertThat(caller.createUpload(app.id(), "1.1", "2").status()).isEqualTo(409);
    String next = caller.upload(app.id(), "1.1", "3", ipa("1.1", "3"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(state(next)).isEqualTo("COMPLETE");
  }

  @Test
  void deniesAnAppThatExistsByFault() {
    String upload = caller.createUpload(app.id(), "1.1", "2").id();
    simulator.faults().add(Fault.strayNotFound().on("GET", "/v1/buildUploads/{id}"));
    Caller.Reply stray = caller.get("/v1/buildUploads/" + upload);
    assertThat(stray.status()).isEqualTo(404);
    assertThat(stray.text()).contains("There is no resource of type 'apps'");
    assertThat(state(upload)).isEqualTo("AWAITING_UPLOAD");
  }

  @Test
  void failsDevelopmentProfiles() {
    byte[] plain = ipa("1.1", "2");
    assertThat(plain).isNotEmpty();
    String plist = "<plist version=\"1.0\"><dict><key>get-task-allow</key><true/></dict></plist>";
    byte[] info =
        ("<?xml version=\"1.0\"?><plist"
             + " version=\"1.0\"><dict><key>CFBundleIdentifier</key><string>com.example.app</string>"
             + "<key>CFBundleShortVersionString</key><string>1.1</string><key>CFBundleVersion</key><string>2</string></dict></plist>")
            .getBytes(StandardCharsets.UTF_8);
    byte[] ipa =
        Caller.zip(
            Map.of(
                "Payload/A.app/Info.plist",
                info,
                "Payload/A.app/PlugIns/B.appex/Info.plist",
                new byte[3],
                "Payload/A.app/embedded.mobileprovision",
                plist.getBytes(StandardCharsets.UTF_8)));
    assertThat(failure("1.1", "2", ipa)).isEqualTo("90035");
  }

  @Test
  void keepsEncryptionUnansweredWithoutThePlistKey() {
    String upload =
        caller.upload(app.id(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2", ""));
    clock.advance(Duration.ofMinutes(3));
    String build =
        caller
            .get("/v1/buildUploads/" + upload + "?include=build")
            .json()
            .path("included")
            .path(0)
            .path("id")
            .asText();
    assertThat(caller.get("/v1/builds/" + build).attribute("usesNonExemptEncryption").isNull())
        .isTrue();
    assertThat(caller.get("/v1/builds/" + build).attribute("minOsVersion").asText())
        .isEqualTo("17.0");
    Caller manager = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    String answer =
        "{'data':{'type':'builds','id':'"
            + build
            + "','attributes':{'usesNonExemptEncryption':false}}}";
    assertThat(manager.patch("/v1/builds/" + build, answer).status()).isEqualTo(200);
    for (String again : List.of(answer, answer.replace("false", "true"))) {
      Caller.Reply refused = manager.patch("/v1/builds/" + build, again);
      assertThat(refused.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
      assertThat(refused.text())
          .contains("You cannot update when the value is already set.")
          .contains("/data/attributes/usesNonExemptEncryption");
    }
    assertThat(
            manager
                .patch(
                    "/v1/builds/" + build,
                    answer.replace("'usesNonExemptEncryption':false", "'expired':true"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void wantsRisingBuildNumbersPerTrain() {
    String first = caller.upload(app.id(), "1.1", "5", ipa("1.1", "5"));
    Caller.Reply again = caller.createUpload(app.id(), "1.1", "5");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    JsonNode error = again.json().path("errors").path(0);
    assertThat(error.path("meta").path("previousBundleVersion").asText()).isEqualTo("5");
    assertThat(error.path("source").path("pointer").asText())
        .isEqualTo("/data/attributes/cfBundleVersion");
    assertThat(caller.createUpload(app.id(), "1.1", "4").status()).isEqualTo(409);
    assertThat(caller.createUpload(app.id(), "1.1", "5.1").status()).isEqualTo(201);
    assertThat(caller.createUpload(app.id(), "1.2", "5").status()).isEqualTo(201);
    clock.advance(Duration.ofMinutes(1));
    assertThat(state(first)).isEqualTo("COMPLETE");
    assertThat(caller.delete("/v1/buildUploads/" + first).status()).isEqualTo(409);
  }

  @Test
  void letsAbandonedAndFailedUploadsGiveTheirNumberBack() {
    Caller.Reply abandoned = caller.createUpload(app.id(), "1.1", "5");
    assertThat(failure("1.1", "5", new byte[10])).isEqualTo("90171");
    String failed = simulator.snapshot().buildUploads().getLast().id();
    Caller.Reply kept = caller.delete("/v1/buildUploads/" + failed);
    assertThat(kept.status()).isEqualTo(409);
    assertThat(kept.code()).isEqualTo("STATE_ERROR.INVALID_STATE");
    simulator.guesses().turn(Guess.DELETE_OF_A_FAILED_UPLOAD);
    assertThat(caller.delete("/v1/buildUploads/" + failed).status()).isEqualTo(204);
    String good = caller.upload(app.id(), "1.1", "5", ipa("1.1", "5"));
    assertThat(good).isNotEmpty();
    assertThat(
            caller
                .get("/v1/apps/" + app.id() + "/buildUploads?filter%5Bstate%5D=AWAITING_UPLOAD")
                .ids())
        .containsExactly(abandoned.id());
    assertThat(caller.delete("/v1/buildUploads/" + abandoned.id()).status()).isEqualTo(204);
    assertThat(caller.get("/v1/buildUploads/" + abandoned.id()).status()).isEqualTo(404);
  }

  @Test
  void failsTheSecondOfTwoEqualBuilds() {
    byte[] ipa = ipa("1.1", "5");
    Caller.Reply one = caller.createUpload(app.id(), "1.1", "5");
    Caller.Reply two = caller.createUpload(app.id(), "1.1", "5");
    for (Caller.Reply upload : new Caller.Reply[] {one, two}) {
      Caller.Reply file = caller.createFile(upload.id(), ipa.length);
      caller.putParts(file, ipa);
      assertThat(caller.commit(file.id()).status()).isEqualTo(200);
      clock.advance(Duration.ofSeconds(1));
    }
    clock.advance(Duration.ofMinutes(1));
    assertThat(state(one.id())).isEqualTo("COMPLETE");
    assertThat(simulator.snapshot().buildUploads().getLast().errorCodes()).containsExactly("90189");
  }

  /// Measured in the middle of a part, when a server that collects it would hold nearly all of it.
  @Test
  void holdsNoPartInMemory() throws Exception {
    int partBytes = 128 << 20;
    try (var plain =
        AppStoreConnectSimulator.start(SimulatorOptions.defaults().withPartSizeBytes(partBytes))) {
      Caller other = new Caller(plain, plain.createKey(KeyRole.ADMIN));
      String id = plain.createApp(NewApp.of("com.example.app", "Example")).id();
      Caller.Reply file = other.createFile(other.createUpload(id, "1.0", "1").id(), partBytes);
      var connection = (HttpURLConnection) URI.create(file.partUrl(1)).toURL().openConnection();
      connection.setRequestMethod("PUT");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(partBytes);
      long before = usedBytes();
      long during;
      try (OutputStream out = connection.getOutputStream()) {
        byte[] block = new byte[1 << 16];
        for (int sent = 0; sent < partBytes - block.length; sent += block.length) {
          out.write(block);
        }
        during = usedBytes();
        out.write(block);
      }
      assertThat(connection.getResponseCode()).isEqualTo(200);
      assertThat(during - before).isLessThan(64L << 20);
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
