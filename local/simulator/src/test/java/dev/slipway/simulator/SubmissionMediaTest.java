package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmissionMediaTest {
  private static final String ENCRYPTION = "<key>ITSAppUsesNonExemptEncryption</key><false/>";
  private static final byte[] PHONE = MediaCaller.png(1320, 2868);
  private static final byte[] PAD = MediaCaller.png(2064, 2752);

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private MediaCaller media;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock));
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    media = new MediaCaller(caller);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private record Draft(String version, String submission) {}

  /// A version 1.1 that lacks nothing but screenshots, in front of an open submission.
  private Draft draft(byte[] ipa, String... displayTypes) {
    SimulatedApp app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .locales("en-US", "de-DE")
                .liveVersion("1.0", "1")
                .screenshotDisplayTypes(displayTypes));
    caller.upload(app.id(), "1.1", "2", ipa);
    clock.advance(Duration.ofMinutes(4));
    String version = caller.createVersion(app.id(), "1.1", "").id();
    String build = simulator.snapshot().builds().getLast().id();
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    caller.whatsNew(version);
    return new Draft(version, caller.createSubmission(app.id()).id());
  }

  private static byte[] ipa(String moreXml) {
    return Caller.ipa("com.example.app", "1.1", "2", ENCRYPTION + moreXml);
  }

  private static byte[] universal() {
    return ipa("<key>UIDeviceFamily</key><array><integer>1</integer><integer>2</integer></array>");
  }

  private JsonNode associated(Draft draft) {
    Caller.Reply reply = caller.addItem(draft.submission(), draft.version());
    assertThat(reply.status()).as(reply.text()).isEqualTo(409);
    return reply.json().path("errors").path(0).path("meta").path("associatedErrors");
  }

  @Test
  void takesWhatSlipwayUploads() {
    Draft draft = draft(universal());
    assertThat(associated(draft).properties())
        .extracting(entry -> entry.getKey())
        .containsExactly("/v1/appScreenshots/");
    assertThat(associated(draft).findValuesAsText("code"))
        .containsExactly(
            "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_65",
            "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPAD_PRO_3GEN_129");
    String english = media.localization(draft.version(), "en-US");
    String phones = media.createSet("appScreenshotSets", "APP_IPHONE_67", english).id();
    assertThat(associated(draft).toString()).contains("APP_IPHONE_65");
    String screenshot = media.screenshot(phones, "01.png", PHONE);
    String pads = media.createSet("appScreenshotSets", "APP_IPAD_PRO_3GEN_129", english).id();
    media.screenshot(pads, "01.png", PAD);
    assertThat(
            associated(draft)
                .path("/v1/appScreenshots/" + screenshot)
                .path(0)
                .path("code")
                .asText())
        .isEqualTo("STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS");
    simulator.guesses().turn(Guess.UPLOADS_IN_PROGRESS_AT_TOP);
    assertThat(caller.addItem(draft.submission(), draft.version()).code())
        .isEqualTo("STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS");
    assertThat(associated(draft).isMissingNode()).isTrue();
    clock.advance(Duration.ofSeconds(4));
    assertThat(caller.addItem(draft.submission(), draft.version()).status()).isEqualTo(201);
  }

  @Test
  void wantsNoScreenshotInFlightAndNoneThatFailed() {
    Draft draft = draft(ipa(""), "APP_IPHONE_65");
    String english = media.localization(draft.version(), "en-US");
    String set = media.createSet("appScreenshotSets", "APP_IPHONE_67", english).id();
    String failing = media.screenshot(set, "1.png", MediaCaller.png(10, 10));
    simulator.guesses().turn(Guess.UPLOADS_IN_PROGRESS_AT_TOP);
    Caller.Reply onTop = caller.addItem(draft.submission(), draft.version());
    assertThat(onTop.code()).isEqualTo("STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS");
    assertThat(onTop.text()).doesNotContain("associatedErrors");
    clock.advance(Duration.ofSeconds(4));
    assertThat(associated(draft).findValuesAsText("code"))
        .containsExactly("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(caller.delete("/v1/appScreenshots/" + failing).status()).isEqualTo(204);
    assertThat(caller.addItem(draft.submission(), draft.version()).status()).isEqualTo(201);
  }

  @Test
  void takesSixteenBitsUnlessTheGuessIsTurned() {
    Draft draft = draft(ipa(""), "APP_IPHONE_65");
    String english = media.localization(draft.version(), "en-US");
    String set = media.createSet("appScreenshotSets", "APP_IPHONE_67", english).id();
    String deep = media.screenshot(set, "1.png", MediaCaller.sixteenBitPng(1290, 2796));
    clock.advance(Duration.ofSeconds(4));
    assertThat(simulator.snapshot().screenshotSets(draft.version(), "en-US").getLast().assets())
        .extracting(Snapshot.MediaAsset::state)
        .containsExactly("COMPLETE");
    simulator.guesses().turn(Guess.SIXTEEN_BIT_REFUSED);
    assertThat(associated(draft).has("/v1/appScreenshots/" + deep)).isTrue();
    simulator.guesses().reset();
    assertThat(caller.addItem(draft.submission(), draft.version()).status()).isEqualTo(201);
  }

  @Test
  void wantsEveryAssetComplete() {
    Draft draft = draft(ipa(""), "APP_IPHONE_65");
    String german = media.localization(draft.version(), "de-DE");
    String set = media.createSet("appPreviewSets", "IPHONE_67", german).id();
    String preview = media.reservePreview(set, "1.mp4", 5, "").id();
    assertThat(associated(draft).properties())
        .extracting(entry -> entry.getKey())
        .containsExactly("/v1/appPreviews/" + preview);
    assertThat(caller.delete("/v1/appPreviewSets/" + set).status()).isEqualTo(204);
    assertThat(caller.addItem(draft.submission(), draft.version()).status()).isEqualTo(201);
  }

  @Test
  void asksForWhatTheBinaryRunsOn() {
    Draft draft = draft(ipa("<key>UIDeviceFamily</key><array><integer>2</integer></array>"));
    assertThat(associated(draft).findValuesAsText("code"))
        .containsExactly("STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPAD_PRO_3GEN_129");
    simulator.guesses().turn(Guess.PAD_APP_NEEDS_PHONE_SCREENSHOTS);
    assertThat(associated(draft).findValuesAsText("code"))
        .containsExactly(
            "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_65",
            "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPAD_PRO_3GEN_129");
  }

  /// Apple named April 2027 without a day, and not whether of every app.
  @Test
  void asksForDuoScreenshotsSinceTheirMonthIfTheGuessIsTurned() {
    simulator.guesses().turn(Guess.DUO_SCREENSHOTS_REQUIRED);
    clock.advance(Duration.between(clock.instant(), Instant.parse("2027-03-31T23:00:00Z")));
    Draft draft = draft(ipa(""), "APP_IPHONE_67");
    Caller.Reply item = caller.addItem(draft.submission(), draft.version());
    assertThat(item.status()).isEqualTo(201);
    assertThat(caller.delete("/v1/reviewSubmissionItems/" + item.id()).status()).isEqualTo(204);
    clock.advance(Duration.ofHours(1));
    assertThat(associated(draft).findValuesAsText("code"))
        .contains("STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_DUO");
    String english = media.localization(draft.version(), "en-US");
    String set = media.createSet("appScreenshotSets", "APP_IPHONE_DUO", english).id();
    media.screenshot(set, "01.png", MediaCaller.png(1398, 2034));
    clock.advance(Duration.ofSeconds(4));
    assertThat(caller.addItem(draft.submission(), draft.version()).status()).isEqualTo(201);
  }

  @Test
  void asksForWatchScreenshotsWhenThereIsAWatchApp() {
    Draft draft = draft(watchIpa(""), "APP_IPHONE_67");
    assertThat(associated(draft).findValuesAsText("code"))
        .isEqualTo(List.of("STATE_ERROR.SCREENSHOT_REQUIRED.APP_WATCH_SERIES_4"));
    addWatchScreenshot(draft);
    simulator.guesses().turn(Guess.WATCH_SERIES_4_REQUIRED);
    assertThat(associated(draft).findValuesAsText("code"))
        .isEqualTo(List.of("STATE_ERROR.SCREENSHOT_REQUIRED.APP_WATCH_SERIES_4"));
    simulator.guesses().reset();
    assertThat(caller.addItem(draft.submission(), draft.version()).status()).isEqualTo(201);
  }

  @Test
  void asksAnAppForTheWatchAloneForNothingElse() {
    Draft draft =
        draft(
            watchIpa(
                "<key>ITSWatchOnlyContainer</key><true/><key>UIDeviceFamily</key>"
                    + "<array><integer>1</integer></array>"));
    assertThat(associated(draft).findValuesAsText("code"))
        .isEqualTo(List.of("STATE_ERROR.SCREENSHOT_REQUIRED.APP_WATCH_SERIES_4"));
    addWatchScreenshot(draft);
    assertThat(caller.addItem(draft.submission(), draft.version()).status()).isEqualTo(201);
  }

  private void addWatchScreenshot(Draft draft) {
    String english = media.localization(draft.version(), "en-US");
    String set = media.createSet("appScreenshotSets", "APP_WATCH_SERIES_10", english).id();
    media.screenshot(set, "01.png", MediaCaller.png(416, 496));
    clock.advance(Duration.ofSeconds(4));
  }

  private static byte[] watchIpa(String moreXml) {
    String plist =
        "<plist version=\"1.0\"><dict><key>CFBundleIdentifier</key><string>com.example.app</string>"
            + "<key>CFBundleShortVersionString</key><string>1.1</string>"
            + "<key>CFBundleVersion</key><string>2</string>"
            + ENCRYPTION
            + moreXml
            + "</dict></plist>";
    return Caller.zip(
        Map.of(
            "Payload/A.app/Info.plist",
            plist.getBytes(StandardCharsets.UTF_8),
            "Payload/A.app/Watch/B.app/Info.plist",
            new byte[3]));
  }
}
