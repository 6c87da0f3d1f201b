package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private static final byte[] VIDEO = new Video().bytes();

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private MediaCaller media;
  private String version;
  private String setId;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .withPartSizeBytes(600)
                .acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    media = new MediaCaller(caller);
    SimulatedApp app = simulator.createApp(NewApp.of("com.example.app", "Example"));
    version = simulator.snapshot().appStoreVersions().getFirst().id();
    assertThat(app.id()).isNotEmpty();
    String localization = media.localization(version, "en-US");
    setId = media.createSet("appPreviewSets", "IPHONE_67", localization).id();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static String state(Caller.Reply preview, String attribute) {
    return preview.attribute(attribute).path("state").asText();
  }

  private String outcome(String name, Video video) {
    return outcome(name, video.bytes());
  }

  private String outcome(String name, byte[] file) {
    Caller.Reply sent = media.send(media.reservePreview(setId, name, file.length, ""), file);
    clock.advance(Duration.ofSeconds(60));
    JsonNode state = caller.get("/v1/appPreviews/" + sent.id()).attribute("videoDeliveryState");
    caller.delete("/v1/appPreviews/" + sent.id());
    return (state.path("state").asText()
            + " "
            + String.join(" ", state.path("errors").findValuesAsText("code")))
        .strip();
  }

  @Test
  void goesFromReservationToComplete() {
    simulator.guesses().turn(Guess.FRAME_WHEN_COMPLETE);
    Caller.Reply reserved = media.reservePreview(setId, "IPHONE_67_01.mp4", VIDEO.length, "");
    assertThat(reserved.status()).isEqualTo(201);
    assertThat(state(reserved, "videoDeliveryState")).isEqualTo("AWAITING_UPLOAD");
    assertThat(reserved.attribute("mimeType").asText()).isEqualTo("video/mp4");
    assertThat(reserved.attribute("uploadOperations").size()).isGreaterThan(1);
    String path = "/v1/appPreviews/" + reserved.id();
    assertThat(state(media.send(reserved, VIDEO), "videoDeliveryState"))
        .isEqualTo("UPLOAD_COMPLETE");
    assertThat(media.patch(reserved, "'previewFrameTimeCode':'00:00:09:00'").code())
        .startsWith("STATE_ERROR");
    clock.advance(Duration.ofSeconds(4));
    Caller.Reply processing = caller.get(path);
    assertThat(state(processing, "videoDeliveryState")).isEqualTo("PROCESSING");
    assertThat(state(processing, "assetDeliveryState")).isEqualTo("COMPLETE");
    assertThat(processing.attribute("videoUrl").isNull()).isTrue();
    assertThat(processing.attribute("sourceFileChecksum").isNull()).isTrue();
    clock.advance(Duration.ofSeconds(56));
    Caller.Reply complete = caller.get(path);
    assertThat(state(complete, "videoDeliveryState")).isEqualTo("COMPLETE");
    assertThat(complete.attribute("sourceFileChecksum").isNull()).isTrue();
    assertThat(complete.attribute("videoUrl").asText()).startsWith("http");
    assertThat(complete.attribute("previewFrameTimeCode").asText()).isEqualTo("00:00:05:00");
    Caller.Reply framed = media.patch(reserved, "'previewFrameTimeCode':'00:00:09:00'");
    assertThat(framed.attribute("previewFrameImage").path("state").path("state").asText())
        .isEqualTo("PROCESSING");
    clock.advance(Duration.ofSeconds(30));
    assertThat(caller.get(path).attribute("sourceFileChecksum").asText())
        .isEqualTo(MediaCaller.md5(VIDEO));
    JsonNode frame = caller.get(path).attribute("previewFrameImage");
    assertThat(frame.path("state").path("state").asText()).isEqualTo("COMPLETE");
    assertThat(frame.path("image").path("width").asInt()).isEqualTo(886);
    assertThat(simulator.snapshot().previewSets().getFirst().assets())
        .extracting(Snapshot.MediaAsset::state)
        .containsExactly("COMPLETE");
    assertThat(
            caller
                .get("/v1/appPreviewSets/" + setId + "?include=appPreviews")
                .json()
                .path("included"))
        .hasSize(1);
  }

  @Test
  void failsWhatAppleWouldFail() {
    assertThat(outcome("1.mp4", new Video().lasts(31_000))).isEqualTo("FAILED MOV_RESAVE_TRIM");
    assertThat(outcome("1.mp4", new Video().size(1080, 1920)))
        .isEqualTo("FAILED MOV_BAD_DIMENSIONS");
    assertThat(outcome("1.mp4", new Video().brand(""))).isEqualTo("FAILED MOV_RESAVE_FORMAT");
    assertThat(outcome("1.avi", VIDEO)).isEqualTo("FAILED MOV_RESAVE_FORMAT");
    assertThat(outcome("1.mp4", MediaCaller.png(886, 1920))).isEqualTo("FAILED MOV_RESAVE_FORMAT");
    assertThat(outcome("1.mp4", Arrays.copyOf(VIDEO, VIDEO.length - 9)))
        .isEqualTo("FAILED MOV_APPEARS_CORRUPT");
    assertThat(outcome("1.mov", new Video().brand("").lasts(30_000).size(1920, 886)))
        .isEqualTo("COMPLETE");
    assertThat(outcome("1.m4v", new Video().brand("M4V "))).isEqualTo("COMPLETE");
  }

  @Test
  void wantsStereoSound() {
    assertThat(outcome("1.mp4", new Video().sound(1))).isEqualTo("FAILED MOV_RESAVE_STEREO");
    assertThat(outcome("1.mp4", new Video().sound(0))).isEqualTo("FAILED MOV_RESAVE_STEREO");
    assertThat(outcome("1.mp4", new Video().sound(1, 1))).isEqualTo("COMPLETE");
    assertThat(outcome("1.mp4", new Video().configuredSound(1)))
        .as("as ffmpeg writes it")
        .isEqualTo("FAILED MOV_RESAVE_STEREO");
    assertThat(outcome("1.mp4", new Video().configuredSound(2))).isEqualTo("COMPLETE");
  }

  @Test
  void wantsMoreThanFifteenSecondsOfEveryTrack() {
    assertThat(outcome("1.mp4", new Video().lasts(14_000))).isEqualTo("FAILED MOV_RESAVE_LONGER");
    assertThat(outcome("1.mp4", new Video().lasts(15_000))).isEqualTo("FAILED MOV_RESAVE_LONGER");
    assertThat(outcome("1.mp4", new Video().lasts(16_000).soundLasts(14_900)))
        .isEqualTo("FAILED MOV_RESAVE_LONGER");
    assertThat(outcome("1.mp4", new Video().lasts(15_500))).isEqualTo("COMPLETE");
    assertThat(outcome("1.mp4", new Video().lasts(0))).as("fragments").isEqualTo("COMPLETE");
    assertThat(outcome("1.mp4", new Video().soundLasts(20_500))).isEqualTo("COMPLETE");
    simulator.guesses().turn(Guess.UNEQUAL_TRACKS_REFUSED);
    assertThat(outcome("1.mp4", new Video().soundLasts(20_500)))
        .isEqualTo("FAILED MOV_RESAVE_LONGER");
    assertThat(outcome("1.mp4", new Video().soundLasts(20_040))).isEqualTo("COMPLETE");
  }

  @Test
  void wantsFramesAtAnEvenRate() {
    assertThat(outcome("1.mp4", new Video().framesPerSecond(60)))
        .isEqualTo("FAILED MOV_RESAVE_FRAME_RATE_SMALLER");
    assertThat(outcome("1.mp4", new Video().framesPerSecond(20)))
        .isEqualTo("FAILED MOV_RESAVE_FRAME_RATE_LARGER");
    assertThat(outcome("1.mp4", new Video().gap(2000)))
        .isEqualTo("FAILED MOV_RESAVE_FRAME_RATE_LARGER");
    assertThat(outcome("1.mp4", new Video().framesPerSecond(24))).isEqualTo("COMPLETE");
    assertThat(outcome("1.mp4", new Video().gap(200))).isEqualTo("COMPLETE");
    simulator.guesses().turn(Guess.UNEVEN_FRAMES_REFUSED);
    assertThat(outcome("1.mp4", new Video().gap(200)))
        .isEqualTo("FAILED MOV_RESAVE_FRAME_RATE_LARGER");
    assertThat(outcome("1.mp4", new Video().framesPerSecond(24))).isEqualTo("COMPLETE");
  }

  @Test
  void takesH264UpToHigh() {
    assertThat(outcome("1.mp4", new Video().h264(110, 40))).isEqualTo("FAILED MOV_RESAVE_FORMAT");
    assertThat(outcome("1.mp4", new Video().h264(244, 40))).isEqualTo("FAILED MOV_RESAVE_FORMAT");
    assertThat(outcome("1.mp4", new Video().h264(66, 31))).isEqualTo("COMPLETE");
    assertThat(outcome("1.mp4", new Video().h264(100, 51))).isEqualTo("COMPLETE");
    simulator.guesses().turn(Guess.H264_LEVEL_REFUSED);
    assertThat(outcome("1.mp4", new Video().h264(100, 51))).isEqualTo("FAILED MOV_RESAVE_FORMAT");
  }

  @Test
  void namesEverythingThatIsWrongWithOneFile() {
    assertThat(outcome("1.mp4", new Video().lasts(12_000).sound(1).framesPerSecond(10)))
        .isEqualTo("FAILED MOV_RESAVE_LONGER MOV_RESAVE_STEREO MOV_RESAVE_FRAME_RATE_LARGER");
  }

  @Test
  void refusesWhatCanNotBeAPreview() {
    simulator.guesses().turn(Guess.PREVIEW_AT_RESERVATION, Guess.FRAME_IS_A_TIME_CODE);
    assertThat(media.reservePreview(setId, "1.mp4", 600_000_000, "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(media.reservePreview(setId, "1.mp4", 5, ",'mimeType':'video/avi'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(media.reservePreview(setId, "1.mp4", 5, ",'previewFrameTimeCode':'5s'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    for (int number = 1; number <= 3; number++) {
      assertThat(media.reservePreview(setId, number + ".mp4", 5, "").status()).isEqualTo(201);
    }
    assertThat(media.reservePreview(setId, "4.mp4", 5, "").text()).contains("Too many previews");
  }

  @Test
  void staysStuckOnPurpose() {
    simulator.faults().add(Fault.stuckAsset("1.mp4"));
    media.send(media.reservePreview(setId, "1.mp4", VIDEO.length, ""), VIDEO);
    clock.advance(Duration.ofDays(1));
    assertThat(simulator.snapshot().previewSets().getFirst().assets().getFirst().state())
        .isEqualTo("UPLOAD_COMPLETE");
  }

  @Test
  void attachesFilesToTheReviewDetail() {
    String detail = caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
    byte[] notes = new byte[700];
    Caller.Reply reserved =
        media.reserve(
            "appStoreReviewAttachments",
            "appStoreReviewDetail",
            detail,
            "notes.pdf",
            notes.length,
            "");
    assertThat(reserved.status()).isEqualTo(201);
    media.send(reserved, notes);
    clock.advance(Duration.ofSeconds(34));
    Snapshot.ReviewAttachment attachment = simulator.snapshot().reviewAttachments().getFirst();
    assertThat(attachment.appStoreVersionId()).isEqualTo(version);
    assertThat(attachment.asset().state()).isEqualTo("COMPLETE");
    assertThat(attachment.asset().checksum()).isEqualTo(MediaCaller.md5(notes));
    assertThat(
            caller.get("/v1/appStoreReviewDetails/" + detail + "/appStoreReviewAttachments").ids())
        .containsExactly(reserved.id());
    assertThat(caller.delete("/v1/appStoreReviewAttachments/" + reserved.id()).status())
        .isEqualTo(204);
    assertThat(simulator.snapshot().reviewAttachments()).isEmpty();
  }
}
