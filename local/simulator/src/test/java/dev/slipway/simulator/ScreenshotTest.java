package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScreenshotTest {
  private static final byte[] PHONE = MediaCaller.png(1290, 2796);

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private MediaCaller media;
  private SimulatedApp app;
  private String version;
  private String localization;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    media = new MediaCaller(caller);
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .locales("en-US", "de-DE")
                .liveVersion("1.0", "1")
                .screenshotDisplayTypes("APP_IPHONE_65"));
    version = caller.createVersion(app.id(), "1.1", "").id();
    localization = media.localization(version, "en-US");
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String newSet(String displayType) {
    Caller.Reply set = media.createSet("appScreenshotSets", displayType, localization);
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    return set.id();
  }

  private Snapshot.MediaSet set(String id) {
    return simulator.snapshot().screenshotSets().stream()
        .filter(set -> set.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String failure(String displayType, String name, byte[] file) {
    String existing =
        simulator.snapshot().screenshotSets(version, "en-US").stream()
            .filter(set -> set.displayType().equals(displayType))
            .map(Snapshot.MediaSet::id)
            .findFirst()
            .orElse("");
    String setId = existing.isEmpty() ? newSet(displayType) : existing;
    media.screenshot(setId, name, file);
    clock.advance(Duration.ofSeconds(4));
    Snapshot.MediaAsset asset = set(setId).assets().getLast();
    assertThat(asset.checksum()).isNull();
    return asset.state() + " " + String.join(",", asset.errorCodes());
  }

  @Test
  void goesFromReservationToComplete() {
    String setId = newSet("APP_IPHONE_67");
    Caller.Reply reserved = media.reserveScreenshot(setId, "01_home.png", PHONE.length);
    assertThat(reserved.status()).isEqualTo(201);
    assertThat(reserved.attribute("sourceFileChecksum").isNull()).isTrue();
    assertThat(reserved.attribute("imageAsset").isNull()).isTrue();
    assertThat(reserved.attribute("assetToken").asText()).endsWith(".png");
    assertThat(reserved.attribute("assetType").asText()).isEqualTo("SCREENSHOT");
    assertThat(reserved.attribute("assetDeliveryState").path("state").asText())
        .isEqualTo("AWAITING_UPLOAD");
    JsonNode operation = reserved.attribute("uploadOperations").path(0);
    assertThat(operation.properties())
        .extracting(entry -> entry.getKey())
        .containsExactly("method", "url", "length", "offset", "requestHeaders");
    assertThat(operation.path("requestHeaders").path(0).path("value").asText())
        .isEqualTo("image/png");
    Caller.Reply committed = media.send(reserved, PHONE);
    assertThat(committed.attribute("uploadOperations").isNull()).isTrue();
    assertThat(set(setId).assets().getFirst().state()).isEqualTo("UPLOAD_COMPLETE");
    assertThat(set(setId).assets().getFirst().checksum()).isNull();
    clock.advance(Duration.ofSeconds(3));
    assertThat(set(setId).assets().getFirst().state()).isEqualTo("UPLOAD_COMPLETE");
    clock.advance(Duration.ofSeconds(1));
    Caller.Reply complete = caller.get("/v1/appScreenshots/" + reserved.id());
    assertThat(complete.attribute("assetDeliveryState").path("state").asText())
        .isEqualTo("COMPLETE");
    assertThat(complete.attribute("sourceFileChecksum").isNull()).isTrue();
    assertThat(complete.attribute("imageAsset").path("width").asInt()).isEqualTo(1290);
    assertThat(complete.attribute("imageAsset").path("height").asInt()).isEqualTo(2796);
    assertThat(complete.attribute("imageAsset").path("templateUrl").asText()).contains("{w}x{h}");
    clock.advance(Duration.ofSeconds(30));
    assertThat(
            caller
                .get("/v1/appScreenshots/" + reserved.id())
                .attribute("sourceFileChecksum")
                .asText())
        .isEqualTo(MediaCaller.md5(PHONE));
  }

  @Test
  void showsTheChecksumAtOnceWhenToldSo() {
    SimulatorOptions options =
        SimulatorOptions.defaults().withClock(clock).mediaChecksumDelay(Duration.ZERO);
    try (var quick = AppStoreConnectSimulator.start(options)) {
      MediaCaller other = new MediaCaller(new Caller(quick, quick.createKey(KeyRole.ADMIN)));
      quick.createApp(NewApp.of("com.example.app", "Example").screenshotDisplayTypes());
      String versionId = quick.snapshot().appStoreVersions().getFirst().id();
      String locale = other.localization(versionId, "en-US");
      other.screenshot(
          other.createSet("appScreenshotSets", "APP_IPHONE_67", locale).id(), "01.png", PHONE);
      clock.advance(Duration.ofSeconds(4));
      assertThat(quick.snapshot().screenshotSets().getFirst().assets().getFirst().checksum())
          .isEqualTo(MediaCaller.md5(PHONE));
    }
  }

  @Test
  void failsWhatAppleWouldFail() {
    byte[] jpeg = MediaCaller.image(2796, 1290, BufferedImage.TYPE_INT_RGB, "jpg", 0);
    byte[] cut = Arrays.copyOf(PHONE, PHONE.length - 20);
    assertThat(failure("APP_IPHONE_67", "1.png", MediaCaller.png(1284, 2778)))
        .isEqualTo("FAILED IMAGE_INCORRECT_DIMENSIONS");
    assertThat(failure("APP_IPHONE_67", "2.png", transparent(1284, 2778)))
        .isEqualTo("FAILED IMAGE_INCORRECT_DIMENSIONS,IMAGE_ALPHA_NOT_ALLOWED");
    assertThat(failure("APP_IPHONE_67", "3.jpg", inFourColours(jpeg)))
        .isEqualTo("FAILED IMG_BAD_COLOR_SPACE");
    assertThat(failure("APP_IPHONE_67", "4.png", jpeg)).isEqualTo("FAILED IMG_BAD_FORMAT");
    assertThat(failure("APP_IPHONE_67", "5.png", new byte[100])).isEqualTo("FAILED IMG_BAD_FORMAT");
    assertThat(failure("APP_IPHONE_67", "6.png", cut)).isEqualTo("FAILED IMG_APPEARS_CORRUPT");
    assertThat(failure("APP_IPHONE_67", "7.JPG", jpeg)).isEqualTo("COMPLETE ");
    assertThat(failure("APP_WATCH_SERIES_10", "1.png", MediaCaller.png(496, 416)))
        .isEqualTo("FAILED IMAGE_INCORRECT_DIMENSIONS");
    assertThat(failure("IMESSAGE_APP_IPHONE_67", "1.png", PHONE)).isEqualTo("COMPLETE ");
  }

  /// A JPEG whose frame header announces four components (ITU-T T.81, B.2.2).
  private static byte[] inFourColours(byte[] jpeg) {
    byte[] changed = jpeg.clone();
    for (int i = 0; i < jpeg.length - 9; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
        changed[i + 9] = 4;
      }
    }
    return changed;
  }

  @Test
  void takesGreyUnlessTold() {
    byte[] png = MediaCaller.image(1290, 2796, BufferedImage.TYPE_BYTE_GRAY, "png", 0);
    byte[] jpeg = MediaCaller.image(1290, 2796, BufferedImage.TYPE_BYTE_GRAY, "jpg", 0);

    assertThat(failure("APP_IPHONE_67", "1.png", png)).isEqualTo("COMPLETE ");
    assertThat(failure("APP_IPHONE_67", "1.jpg", jpeg)).isEqualTo("COMPLETE ");
    simulator.guesses().turn(Guess.GREY_REFUSED);
    assertThat(failure("APP_IPHONE_67", "2.png", png)).isEqualTo("FAILED IMG_BAD_COLOR_SPACE");
    assertThat(failure("APP_IPHONE_67", "2.jpg", jpeg)).isEqualTo("FAILED IMG_BAD_COLOR_SPACE");
  }

  @Test
  void takesAlphaByDisplayType() {
    assertThat(failure("APP_IPHONE_67", "1.png", transparent(1290, 2796)))
        .isEqualTo("FAILED IMAGE_ALPHA_NOT_ALLOWED");
    assertThat(failure("APP_WATCH_ULTRA", "1.png", transparent(422, 514)))
        .isEqualTo("FAILED IMAGE_ALPHA_NOT_ALLOWED");
    assertThat(failure("APP_IPHONE_55", "1.png", transparent(1242, 2208))).isEqualTo("COMPLETE ");
    assertThat(failure("APP_WATCH_SERIES_4", "1.png", transparent(368, 448)))
        .isEqualTo("COMPLETE ");
    assertThat(failure("IMESSAGE_APP_IPHONE_55", "1.png", transparent(1242, 2208)))
        .isEqualTo("COMPLETE ");
    simulator.guesses().turn(Guess.ALPHA_REFUSED_EVERYWHERE);
    assertThat(failure("APP_IPHONE_55", "2.png", transparent(1242, 2208)))
        .isEqualTo("FAILED IMAGE_ALPHA_NOT_ALLOWED");
  }

  @Test
  void takesAnOpaqueAlphaChannelUnlessTheGuessIsTurned() {
    byte[] opaque = opaque(1290, 2796);
    assertThat(failure("APP_IPHONE_67", "1.png", opaque)).isEqualTo("COMPLETE ");
    simulator.guesses().turn(Guess.OPAQUE_ALPHA_REFUSED);
    assertThat(failure("APP_IPHONE_67", "2.png", opaque))
        .isEqualTo("FAILED IMAGE_ALPHA_NOT_ALLOWED");
  }

  private static byte[] transparent(int width, int height) {
    return MediaCaller.image(width, height, BufferedImage.TYPE_INT_ARGB, "png", 0x00FF00FF);
  }

  private static byte[] opaque(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[width];
    Arrays.fill(row, 0xFF336699);
    for (int y = 0; y < height; y++) {
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return MediaCaller.written(image, "png");
  }

  @Test
  void turnsAPngByItsOrientationAndSaysComplete() {
    byte[] turned = MediaCaller.withOrientation(MediaCaller.png(1290, 2796), 6);
    String setId = newSet("APP_IPHONE_67");
    assertThat(storedSize(media.screenshot(setId, "1.png", turned))).isEqualTo("2796x1290");
    byte[] upright = MediaCaller.withOrientation(MediaCaller.png(1290, 2796), 3);
    assertThat(storedSize(media.screenshot(setId, "2.png", upright))).isEqualTo("1290x2796");
    byte[] jpeg = MediaCaller.image(1290, 2796, BufferedImage.TYPE_INT_RGB, "jpg", 0);
    byte[] turnedJpeg = MediaCaller.withOrientation(jpeg, 8);
    assertThat(storedSize(media.screenshot(setId, "3.jpg", turnedJpeg))).isEqualTo("1290x2796");
    simulator.guesses().turn(Guess.JPEG_TURNED);
    assertThat(storedSize(media.screenshot(setId, "4.jpg", turnedJpeg))).isEqualTo("2796x1290");
  }

  private String storedSize(String id) {
    clock.advance(Duration.ofSeconds(4));
    Caller.Reply screenshot = caller.get("/v1/appScreenshots/" + id);
    assertThat(screenshot.attribute("assetDeliveryState").path("state").asText())
        .isEqualTo("COMPLETE");
    JsonNode image = screenshot.attribute("imageAsset");
    return image.path("width").asInt() + "x" + image.path("height").asInt();
  }

  @Test
  void failsAWrongChecksumAfterTheCommit() {
    String setId = newSet("APP_IPHONE_67");
    Caller.Reply reserved = media.reserveScreenshot(setId, "01.png", PHONE.length);
    MediaCaller.putPart(reserved.attribute("uploadOperations").path(0), PHONE);
    assertThat(media.commit(reserved, "0".repeat(32)).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(4));
    assertThat(set(setId).assets().getFirst().errorCodes()).containsExactly("CHECKSUM_MISMATCH");
  }

  @Test
  void refusesACommitThatIsNotDue() {
    simulator
        .guesses()
        .turn(
            Guess.MEDIA_COMMIT_ONCE,
            Guess.MEDIA_COMMIT_NEEDS_CHECKSUM,
            Guess.MEDIA_COMMIT_NEEDS_ALL_PARTS,
            Guess.MEDIA_CHECKSUM_AT_COMMIT);
    String setId = newSet("APP_IPHONE_67");
    Caller.Reply reserved = media.reserveScreenshot(setId, "01.png", PHONE.length);
    String md5 = MediaCaller.md5(PHONE);
    assertThat(media.commit(reserved, md5).code()).isEqualTo("STATE_ERROR.CONTENT_NOT_UPLOADED");
    MediaCaller.putPart(reserved.attribute("uploadOperations").path(0), PHONE);
    assertThat(media.commit(reserved, "abc").code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(media.patch(reserved, "'uploaded':true").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.REQUIRED");
    assertThat(media.commit(reserved, md5).status()).isEqualTo(200);
    assertThat(media.commit(reserved, md5).code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
  }

  @Test
  void wantsTheHeadersOfAPartAndNoOthers() {
    simulator.guesses().turn(Guess.PART_NEEDS_ITS_HEADERS);
    Caller.Reply reserved =
        media.reserveScreenshot(newSet("APP_IPHONE_67"), "01.jpg", PHONE.length);
    String url = reserved.attribute("uploadOperations").path(0).path("url").asText();
    assertThat(Caller.put(url, PHONE).statusCode()).isEqualTo(403);
    assertThat(Caller.put(url, PHONE, "Content-Type", "image/png").statusCode()).isEqualTo(403);
    assertThat(
            Caller.put(url, PHONE, "Content-Type", "image/jpeg", "Authorization", "Bearer x")
                .statusCode())
        .isEqualTo(400);
    assertThat(Caller.put(url, new byte[3], "Content-Type", "image/jpeg").statusCode())
        .isEqualTo(400);
    assertThat(Caller.put(url, PHONE, "Content-Type", "image/jpeg").statusCode()).isEqualTo(200);
  }

  @Test
  void hasOneSetPerDisplayType() {
    simulator.guesses().turn(Guess.SECOND_SET_OF_A_TYPE);
    newSet("APP_IPHONE_67");
    Caller.Reply second = media.createSet("appScreenshotSets", "APP_IPHONE_67", localization);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    Caller.Reply desktop = media.createSet("appScreenshotSets", "APP_DESKTOP", localization);
    assertThat(desktop.status()).isEqualTo(409);
    assertThat(desktop.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(desktop.text())
        .contains("Display Type Not Allowed!", "/data/attributes/screenshotDisplayType");
    assertThat(media.createSet("appScreenshotSets", "APP_IPHONE_69", localization).code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
    assertThat(
            caller
                .post(
                    "/v1/appScreenshotSets",
                    "{'data':{'type':'appScreenshotSets','attributes':{'screenshotDisplayType':'APP_IPHONE_67'}}}")
                .code())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.REQUIRED");
  }

  /// In no enum of Apple's document, and taken by its servers (apple-2026.md, 2).
  @Test
  void takesBothScreensOfIPhoneDuoInOneSet() {
    assertThat(failure("APP_IPHONE_DUO", "1.png", MediaCaller.png(1290, 2796)))
        .isEqualTo("FAILED IMAGE_INCORRECT_DIMENSIONS");
    String setId = set(simulator.snapshot().screenshotSets(version, "en-US").getLast().id()).id();
    media.screenshot(setId, "2.png", MediaCaller.png(1398, 2034));
    media.screenshot(setId, "3.png", MediaCaller.png(2034, 1398));
    media.screenshot(setId, "4.png", MediaCaller.png(2007, 2853));
    media.screenshot(setId, "5.png", MediaCaller.png(2853, 2007));
    clock.advance(Duration.ofSeconds(4));
    assertThat(set(setId).assets())
        .extracting(Snapshot.MediaAsset::state)
        .containsExactly("FAILED", "COMPLETE", "COMPLETE", "COMPLETE", "COMPLETE");
    assertThat(media.createSet("appPreviewSets", "IPHONE_DUO", localization).status())
        .isEqualTo(201);
    assertThat(media.createSet("appPreviewSets", "APP_IPHONE_DUO", localization).code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
  }

  @Test
  void ignoresTheFilterByDisplayType() {
    String setId = newSet("APP_IPHONE_67");
    assertThat(
            caller
                .get(
                    "/v1/appStoreVersionLocalizations/"
                        + localization
                        + "/appScreenshotSets?filter%5BscreenshotDisplayType%5D=APP_IPHONE_67")
                .ids())
        .hasSize(2)
        .contains(setId);
  }

  @Test
  void takesAFileTwiceAndCountsWhatFailedOnlyIfTheGuessIsTurned() {
    String setId = newSet("APP_IPHONE_67");
    String failed = media.screenshot(setId, "1.png", MediaCaller.png(10, 10));
    for (int number = 2; number <= 10; number++) {
      media.screenshot(setId, "1.png", PHONE);
    }
    clock.advance(Duration.ofSeconds(4));
    assertThat(set(setId).assets().getFirst().state()).isEqualTo("FAILED");
    assertThat(set(setId).assets()).hasSize(10);
    simulator.guesses().turn(Guess.FAILED_MEDIA_COUNT);
    assertThat(media.reserveScreenshot(setId, "11.png", 5).status()).isEqualTo(409);
    simulator.guesses().reset();
    assertThat(media.reserveScreenshot(setId, "11.png", 5).status()).isEqualTo(201);
    assertThat(caller.delete("/v1/appScreenshots/" + failed).status()).isEqualTo(204);
  }

  @Test
  void takesTenScreenshotsAndNoMore() {
    String setId = newSet("APP_IPHONE_67");
    Caller.Reply first = media.reserveScreenshot(setId, "1.png", 5);
    for (int number = 2; number <= 10; number++) {
      assertThat(media.reserveScreenshot(setId, number + ".png", 5).status()).isEqualTo(201);
    }
    Caller.Reply eleventh = media.reserveScreenshot(setId, "11.png", 5);
    assertThat(eleventh.status()).isEqualTo(409);
    assertThat(eleventh.code()).isEqualTo("STATE_ERROR.SCREENSHOT_TOO_MANY");
    assertThat(caller.delete("/v1/appScreenshots/" + first.id()).status()).isEqualTo(204);
    assertThat(caller.get("/v1/appScreenshots/" + first.id()).status()).isEqualTo(404);
    assertThat(media.reserveScreenshot(setId, "11.png", 5).status()).isEqualTo(201);
    assertThat(media.reserveScreenshot(setId, "a/b.png", 5).status()).isEqualTo(409);
    assertThat(media.reserveScreenshot(setId, "b.png", 0).status()).isEqualTo(409);
  }

  @Test
  void keepsTheOrderThatWasSet() {
    String setId = newSet("APP_IPHONE_67");
    List<String> ids = new ArrayList<>();
    for (String name : List.of("b.png", "c.png", "a.png")) {
      ids.add(media.screenshot(setId, name, PHONE));
    }
    List<String> wanted = List.of(ids.get(2), ids.get(0), ids.get(1));
    assertThat(media.order(setId, wanted).status()).isEqualTo(204);
    clock.advance(Duration.ofSeconds(4));
    assertThat(set(setId).assets())
        .extracting(Snapshot.MediaAsset::fileName)
        .containsExactly("a.png", "b.png", "c.png");
    assertThat(caller.get("/v1/appScreenshotSets/" + setId + "/relationships/appScreenshots").ids())
        .isEqualTo(wanted);
    assertThat(caller.get("/v1/appScreenshotSets/" + setId + "/appScreenshots").ids())
        .isEqualTo(wanted);
    JsonNode included =
        caller
            .get(
                "/v1/appStoreVersionLocalizations/"
                    + localization
                    + "/appScreenshotSets?include=appScreenshots&limit%5BappScreenshots%5D=50")
            .json();
    assertThat(included.path("data").findValuesAsText("screenshotDisplayType"))
        .containsExactly("APP_IPHONE_65", "APP_IPHONE_67");
    assertThat(
            included
                .path("data")
                .path(1)
                .path("relationships")
                .path("appScreenshots")
                .path("data")
                .findValuesAsText("id"))
        .isEqualTo(wanted);
    assertThat(included.path("included")).hasSize(4);
    assertThat(
            caller
                .get("/v1/appScreenshotSets/" + setId + "?include=appScreenshots")
                .json()
                .path("included"))
        .hasSize(3);
    assertThat(
            caller
                .get(
                    "/v1/appStoreVersions/"
                        + version
                        + "/appStoreVersionLocalizations?include=appScreenshotSets,appPreviewSets")
                .json()
                .path("included"))
        .hasSize(3);
    String added = media.screenshot(setId, "d.png", PHONE);
    assertThat(set(setId).assets().getLast().id()).isEqualTo(added);
  }

  @Test
  void wantsExactlyTheMembersInAnOrder() {
    simulator.guesses().turn(Guess.ORDER_NAMES_ALL);
    String setId = newSet("APP_IPHONE_67");
    String one = media.screenshot(setId, "1.png", PHONE);
    String two = media.screenshot(setId, "2.png", PHONE);
    String foreign =
        simulator.snapshot().screenshotSets(version, "de-DE").getFirst().assets().getFirst().id();
    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of(one),
            List.of(one, one),
            List.of(one, two, two),
            List.of(one, two, foreign),
            List.of(one, "nothing"))) {
      Caller.Reply reply = media.order(setId, wrong);
      assertThat(reply.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
    }
    assertThat(media.order(setId, List.of(two, one)).status()).isEqualTo(204);
  }

  @Test
  void handsSetsOnToANewVersion() {
    Snapshot.MediaSet live =
        simulator.snapshot().screenshotSets().stream()
            .filter(set -> set.versionString().equals("1.0") && set.locale().equals("en-US"))
            .findFirst()
            .orElseThrow();
    Snapshot.MediaSet draft = simulator.snapshot().screenshotSets(version, "en-US").getFirst();
    assertThat(draft.displayType()).isEqualTo("APP_IPHONE_65");
    assertThat(draft.id()).isNotEqualTo(live.id());
    assertThat(draft.assets().getFirst().id()).isNotEqualTo(live.assets().getFirst().id());
    assertThat(draft.assets().getFirst().checksum())
        .isNotNull()
        .isEqualTo(live.assets().getFirst().checksum());
    assertThat(draft.assets().getFirst().state()).isEqualTo("COMPLETE");
    assertThat(caller.delete("/v1/appScreenshotSets/" + draft.id()).status()).isEqualTo(204);
    assertThat(simulator.snapshot().screenshotSets(version, "en-US")).isEmpty();
    assertThat(simulator.snapshot().screenshotSets()).contains(live);
  }

  @Test
  void keepsTheOrderInANewVersion() {
    var seeded =
        simulator.createApp(
            NewApp.of("com.example.two", "Two")
                .withScreenshots(
                    new NewApp.Screenshot("APP_IPHONE_67", "b.png", "b".repeat(32)),
                    new NewApp.Screenshot("APP_IPHONE_67", "a.png", "a".repeat(32))));
    Snapshot.MediaSet first =
        simulator.snapshot().screenshotSets().stream()
            .filter(set -> set.appId().equals(seeded.id()))
            .findFirst()
            .orElseThrow();
    List<String> turned = first.assets().stream().map(Snapshot.MediaAsset::id).toList().reversed();
    assertThat(media.order(first.id(), turned).status()).isEqualTo(204);
    String upload =
        caller.upload(seeded.id(), "1.0", "1", Caller.ipa("com.example.two", "1.0", "1"));
    clock.advance(Duration.ofMinutes(4));
    assertThat(caller.attach(first.appStoreVersionId(), buildOf(upload)).status()).isEqualTo(204);
    String submission = caller.createSubmission(seeded.id()).id();
    assertThat(caller.addItem(submission, first.appStoreVersionId()).status()).isEqualTo(201);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
    simulator.reviews().approve(submission);
    clock.advance(Duration.ofMinutes(4));
    String next = caller.createVersion(seeded.id(), "2.0", "").id();
    assertThat(simulator.snapshot().screenshotSets(next, "en-US").getFirst().assets())
        .extracting(Snapshot.MediaAsset::fileName)
        .containsExactly("a.png", "b.png");
  }

  private String buildOf(String upload) {
    return simulator.snapshot().buildUploads().stream()
        .filter(one -> one.id().equals(upload))
        .findFirst()
        .orElseThrow()
        .buildId();
  }

  @Test
  void refusesWritesToALockedVersionAndForOtherRoles() {
    Snapshot.MediaSet live =
        simulator.snapshot().screenshotSets().stream()
            .filter(set -> set.versionString().equals("1.0"))
            .findFirst()
            .orElseThrow();
    String asset = live.assets().getFirst().id();
    String liveLocalization = media.localization(live.appStoreVersionId(), "en-US");
    assertThat(media.createSet("appScreenshotSets", "APP_IPHONE_67", liveLocalization).code())
        .startsWith("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE");
    assertThat(media.reserveScreenshot(live.id(), "1.png", 5).code())
        .startsWith("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE");
    assertThat(caller.delete("/v1/appScreenshots/" + asset).code())
        .startsWith("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE");
    assertThat(caller.delete("/v1/appScreenshotSets/" + live.id()).code())
        .startsWith("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE");
    assertThat(media.order(live.id(), List.of(asset)).code())
        .startsWith("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE");
    MediaCaller developer =
        new MediaCaller(new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER)));
    assertThat(developer.createSet("appScreenshotSets", "APP_IPHONE_67", localization).status())
        .isEqualTo(403);
  }

  @Test
  void failsOnPurpose() {
    simulator
        .faults()
        .add(
            Fault.stuckAsset("stuck.png"),
            Fault.assetFailure("*", "IMAGE_TOOL_FAILURE", "try again").nth(2),
            Fault.status(503).on("POST", "/v1/appScreenshots").nth(4).afterEffect());
    String setId = newSet("APP_IPHONE_67");
    media.screenshot(setId, "stuck.png", PHONE);
    media.screenshot(setId, "good.png", PHONE);
    media.screenshot(setId, "bad.png", PHONE);
    assertThat(media.reserveScreenshot(setId, "lost.png", 5).status()).isEqualTo(503);
    clock.advance(Duration.ofDays(2));
    assertThat(set(setId).assets())
        .extracting(asset -> asset.fileName() + " " + asset.state() + " " + asset.errorCodes())
        .containsExactly(
            "stuck.png UPLOAD_COMPLETE []",
            "good.png COMPLETE []",
            "bad.png FAILED [IMAGE_TOOL_FAILURE]",
            "lost.png AWAITING_UPLOAD []");
    assertThat(simulator.faults().pending()).isEmpty();
  }
}
