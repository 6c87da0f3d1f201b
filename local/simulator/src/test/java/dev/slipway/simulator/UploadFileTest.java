package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The file of a build upload: how Apple lists its parts, tags them and sums them up.
class UploadFileTest {
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z")))
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

  /// build-uploads.md, 1.4.
  @Test
  void listsThePartsInAnotherOrderAtEachLook() {
    Caller.Reply file = caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), 2200);
    String first = numbers(file);
    assertThat(first).isNotEqualTo("1 2 3 4 5 6 7 8 9 10 11");
    String second = numbers(caller.get("/v1/buildUploadFiles/" + file.id()));
    assertThat(second).isNotEqualTo(first);
    assertThat(numbers(caller.get("/v1/buildUploadFiles/" + file.id()))).isNotEqualTo(second);
  }

  private static String numbers(Caller.Reply file) {
    StringJoiner numbers = new StringJoiner(" ");
    file.attribute("uploadOperations")
        .forEach(operation -> numbers.add(operation.path("partNumber").asText()));
    return numbers.toString();
  }

  @Test
  void makesLargerPartsOfALargeFileWhenTheGuessIsTurned() {
    simulator.guesses().turn(Guess.LARGE_PARTS);
    String upload = caller.createUpload(app.id(), "1.1", "2").id();
    Caller.Reply file = caller.createFile(upload, 30 * 200 + 1);
    assertThat(file.operation(1).path("length").asInt()).isEqualTo(800);
    String other = caller.createUpload(app.id(), "1.1", "3").id();
    assertThat(caller.createFile(other, 30 * 200).operation(1).path("length").asInt())
        .isEqualTo(200);
  }

  /// build-uploads.md, 1.2 and 2.1.
  @Test
  void showsRelationshipsAndChecksumsAsApple() {
    byte[] ipa = ipa("1.1", "2");
    Caller.Reply upload = caller.createUpload(app.id(), "1.1", "2");
    assertThat(upload.json().path("data").path("relationships").properties())
        .extracting(entry -> entry.getKey())
        .containsExactly("buildUploadFiles");
    assertThat(upload.attribute("uploadedDate").isNull()).isTrue();
    Caller.Reply file = caller.createFile(upload.id(), ipa.length);
    assertThat(file.attribute("assetToken").asText()).endsWith(".ipa");
    assertThat(file.attribute("sourceFileChecksums").toString())
        .isEqualTo("{\"file\":null,\"composite\":null}");
    caller.putParts(file, ipa);
    Caller.Reply committed = caller.commit(file.id());
    assertThat(committed.attribute("assetDeliveryState").path("state").asText())
        .isEqualTo("COMPLETE");
    assertThat(committed.attribute("uploadOperations").isNull()).isTrue();
    assertThat(committed.attribute("sourceFileChecksums").path("file").isNull()).isTrue();
    assertThat(committed.attribute("sourceFileChecksums").path("composite").path("hash").asText())
        .matches("[0-9a-f]{32}-" + (ipa.length + 199) / 200 + "-200");
    JsonNode processing = caller.get("/v1/buildUploads/" + upload.id() + "?include=build").json();
    assertThat(processing.path("data").path("relationships").path("build").toString())
        .isEqualTo("{\"data\":null}");
    assertThat(processing.path("included").toString()).isEqualTo("[]");
  }

  /// Recomputed from the tags of the parts in log T1's way (build-uploads.md, 1.12).
  @Test
  void makesTheCompositeOfTheBinaryMd5sOfTheParts() throws Exception {
    byte[] ipa = ipa("1.1", "2");
    Caller.Reply file =
        caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), ipa.length);
    caller.putParts(file, ipa);
    MessageDigest all = MessageDigest.getInstance("MD5");
    for (int offset = 0; offset < ipa.length; offset += 200) {
      byte[] part = Arrays.copyOfRange(ipa, offset, Math.min(offset + 200, ipa.length));
      all.update(MessageDigest.getInstance("MD5").digest(part));
    }
    String expected =
        HexFormat.of().formatHex(all.digest()) + "-" + (ipa.length + 199) / 200 + "-200";
    assertThat(composite(caller.commit(file.id()))).isEqualTo(expected);
  }

  @Test
  void showsAnotherCompositeByFaultOrGuess() {
    simulator.faults().add(Fault.otherComposite());
    assertThat(composite(committed("2"))).startsWith("0".repeat(32) + "-");
    assertThat(composite(committed("3"))).doesNotStartWith("0".repeat(32));
    simulator.guesses().turn(Guess.COMPOSITE_OF_PARTS, Guess.UPLOAD_COMPLETE_FIRST);
    Caller.Reply file = committed("4");
    assertThat(composite(file)).matches("[0-9a-f]{32}");
    assertThat(file.attribute("assetDeliveryState").path("state").asText())
        .isEqualTo("UPLOAD_COMPLETE");
  }

  private Caller.Reply committed(String build) {
    byte[] ipa = ipa("1.1", build);
    Caller.Reply file =
        caller.createFile(caller.createUpload(app.id(), "1.1", build).id(), ipa.length);
    caller.putParts(file, ipa);
    return caller.commit(file.id());
  }

  private static String composite(Caller.Reply file) {
    return file.attribute("sourceFileChecksums").path("composite").path("hash").asText();
  }

  /// hands#199, colaxy, easlocal (build-uploads.md, 1.11).
  @Test
  void refusesSha256() {
    byte[] ipa = ipa("1.1", "2");
    Caller.Reply file =
        caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), ipa.length);
    caller.putParts(file, ipa);
    Caller.Reply refused =
        caller.patch(
            "/v1/buildUploadFiles/" + file.id(),
            "{'data':{'type':'buildUploadFiles','id':'"
                + file.id()
                + "','attributes':{'uploaded':true,'sourceFileChecksums':{'file':{'hash':'ab','algorithm':'SHA_256'}}}}}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(refused.text())
        .contains("'Checksums{file=File{hash=ab, algorithm=SHA_256}}' is not a valid value");
    assertThat(caller.commit(file.id()).status()).isEqualTo(200);
  }

  @Test
  void answersAnOpaqueTagWhenTheGuessIsTurned() {
    simulator.guesses().turn(Guess.PART_TAGS);
    Caller.Reply file = caller.createFile(caller.createUpload(app.id(), "1.1", "2").id(), 250);
    HttpResponse<String> answer = Caller.put(file.partUrl(1), new byte[200]);
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).doesNotMatch("\"[0-9A-F]{32}\"");
    assertThat(
            "\""
                + caller
                    .get("/v1/buildUploadFiles/" + file.id())
                    .operation(1)
                    .path("entityTag")
                    .asText()
                + "\"")
        .isEqualTo(tag);
  }
}
