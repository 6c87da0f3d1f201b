package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.builds.NewBuild;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Guesses that are a matter of one call: the preset accepts it, the other answer does not.
class GuessTest {
  private static final byte[] PICTURE = MediaCaller.png(1290, 2796);
  private static final Map<Guess, Call> CALLS = new EnumMap<>(Guess.class);

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private MediaCaller media;
  private SimulatedApp app;

  /// Makes the call that a guess is about.
  private interface Call {
    Caller.Reply make(GuessTest test);
  }

  static {
    CALLS.put(Guess.SECOND_FILE_OF_A_TYPE, GuessTest::secondFile);
    CALLS.put(Guess.BUILD_CHECKSUM_AT_COMMIT, GuessTest::wrongChecksumOfABuild);
    CALLS.put(Guess.FILE_NAME_AND_SIZE, test -> test.screenshot("a/b.png", 10));
    CALLS.put(Guess.EXPIRED_FOR_GOOD, GuessTest::takeExpiryBack);
    CALLS.put(Guess.EXPIRED_BUILD_REFUSED, GuessTest::attachExpired);
    CALLS.put(Guess.DECLARATION_MUST_BE_APPROVED, GuessTest::testWithUndecidedDeclaration);
    CALLS.put(Guess.DECLARATION_NEEDS_ENCRYPTION, test -> test.declare(test.build("false")));
    CALLS.put(Guess.DECLARATION_ATTACHED_ONCE, GuessTest::declareTwice);
    CALLS.put(Guess.SECOND_SET_OF_A_TYPE, GuessTest::secondSet);
    CALLS.put(
        Guess.IMESSAGE_DUO_REFUSED,
        test ->
            test.media.createSet(
                "appScreenshotSets",
                "IMESSAGE_APP_IPHONE_DUO",
                test.media.localization(test.draft(), "en-US")));
    CALLS.put(Guess.SET_WITH_MEMBERS_STAYS, GuessTest::deleteSet);
    CALLS.put(Guess.ORDER_NAMES_ALL, GuessTest::partialOrder);
    CALLS.put(Guess.MEDIA_COMMIT_ONCE, GuessTest::secondCommit);
    CALLS.put(Guess.MEDIA_COMMIT_NEEDS_CHECKSUM, test -> test.commit(true, "'uploaded':true"));
    CALLS.put(
        Guess.MEDIA_COMMIT_NEEDS_ALL_PARTS,
        test ->
            test.commit(
                false, "'uploaded':true,'sourceFileChecksum':'" + MediaCaller.md5(PICTURE) + "'"));
    CALLS.put(
        Guess.MEDIA_CHECKSUM_AT_COMMIT,
        test -> test.commit(true, "'uploaded':true,'sourceFileChecksum':'" + "0".repeat(32) + "'"));
    CALLS.put(
        Guess.PREVIEW_AT_RESERVATION,
        test -> test.media.reservePreview(test.previewSet(), "1.mp4", 600_000_000, ""));
    CALLS.put(
        Guess.ATTACHMENT_OF_A_KNOWN_TYPE,
        test ->
            test.media.reserve(
                "appStoreReviewAttachments",
                "appStoreReviewDetail",
                test.caller
                    .get("/v1/appStoreVersions/" + test.draft() + "/appStoreReviewDetail")
                    .id(),
                "demo.mov",
                10,
                ""));
    CALLS.put(
        Guess.FRAME_IS_A_TIME_CODE,
        test ->
            test.media.reservePreview(
                test.previewSet(), "1.mp4", 5, ",'previewFrameTimeCode':'5s'"));
    CALLS.put(Guess.PHASED_BEFORE_RELEASE, test -> test.phase(test.live()));
    CALLS.put(Guess.BEGUN_PHASED_RELEASE_STAYS, GuessTest::deleteBegunPhase);
    CALLS.put(
        Guess.SALES_READS_APPS_ALONE,
        test ->
            new Caller(test.simulator, test.simulator.createKey(KeyRole.SALES))
                .get("/v1/builds?limit=1"));
    CALLS.put(Guess.MARKETING_ON_THE_WEB_ALONE, GuessTest::marketingWrites);
    CALLS.put(Guess.ONE_REVIEW_DETAIL, GuessTest::secondReviewDetail);
    CALLS.put(Guess.ONE_PHASED_RELEASE, GuessTest::secondPhasedRelease);
    CALLS.put(Guess.CATEGORIES_ARE_CHECKED, GuessTest::sameCategories);
    CALLS.put(Guess.PRIMARY_LOCALIZATION_STAYS, GuessTest::deletePrimary);
    CALLS.put(
        Guess.GROUP_NAME_ONCE,
        test -> test.caller.create("betaGroups", "'name':'Friends'", "app", "apps", test.app.id()));
    CALLS.put(Guess.BUILD_JOINS_ONCE, GuessTest::joinTwice);
    CALLS.put(Guess.EXPIRED_BUILD_STAYS_IN_REVIEW, GuessTest::reviewAfterAnExpiredBuild);
    CALLS.put(
        Guess.WHAT_TO_TEST_REQUIRED,
        test ->
            test.caller.create(
                "betaAppReviewSubmissions", "", "build", "builds", test.build("false")));
    CALLS.put(Guess.WEBHOOK_ADDRESS_ONCE, GuessTest::secondWebhook);
    CALLS.put(Guess.WEBHOOK_NEEDS_HTTPS, test -> test.webhook("http://example.com/a"));
    CALLS.put(
        Guess.INVITATIONS_NEED_A_ROLE,
        test ->
            new Caller(test.simulator, test.simulator.createKey(KeyRole.DEVELOPER))
                .get("/v1/userInvitations"));
  }

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
                .liveVersion("1.0", "1")
                .withScreenshots()
                .betaGroup("Friends", true));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  static Stream<Guess> guesses() {
    return CALLS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("guesses")
  void isAcceptedAsPreset(Guess guess) {
    Caller.Reply reply = CALLS.get(guess).make(this);

    assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
  }

  @ParameterizedTest
  @MethodSource("guesses")
  void isRefusedWhenTurned(Guess guess) {
    simulator.guesses().turn(guess);

    Caller.Reply reply = CALLS.get(guess).make(this);

    assertThat(reply.status()).as(reply.text()).isIn(403, 409, 422);
    assertThat(reply.code()).isNotEmpty();
  }

  private Caller.Reply secondFile() {
    String upload = caller.createUpload(app.id(), "1.1", "2").id();
    caller.createFile(upload, 10);
    return caller.createFile(upload, 10);
  }

  private Caller.Reply wrongChecksumOfABuild() {
    byte[] ipa = Caller.ipa(app.bundleId(), "1.1", "2");
    String upload = caller.createUpload(app.id(), "1.1", "2").id();
    Caller.Reply file = caller.createFile(upload, ipa.length);
    caller.putParts(file, ipa);
    return caller.update(
        "buildUploadFiles",
        file.id(),
        "'uploaded':true,'sourceFileChecksums':{'file':{'hash':'%s','algorithm':'MD5'}}"
            .formatted("0".repeat(32)));
  }

  private Caller.Reply attachExpired() {
    String build = simulator.addBuild(NewBuild.of(app.id(), "1.1", "8").thatHasExpired());
    return caller.attach(draft(), build);
  }

  private Caller.Reply takeExpiryBack() {
    String build = build("false");
    caller.update("builds", build, "'expired':true");
    return caller.update("builds", build, "'expired':false");
  }

  private Caller.Reply declare(String build) {
    return declare(build, simulator.addEncryptionDeclaration(app.id(), "IN_REVIEW"));
  }

  private Caller.Reply declare(String build, String declaration) {
    return caller.patch(
        "/v1/builds/" + build + "/relationships/appEncryptionDeclaration",
        "{'data':{'type':'appEncryptionDeclarations','id':'%s'}}".formatted(declaration));
  }

  private Caller.Reply declareTwice() {
    String build = build("false");
    String declaration = simulator.addEncryptionDeclaration(app.id(), "APPROVED");
    declare(build, declaration);
    return declare(build, declaration);
  }

  private Caller.Reply testWithUndecidedDeclaration() {
    String build = caller.validBuild(app, "1.1", "2", "");
    caller.update("builds", build, "'usesNonExemptEncryption':true");
    declare(build);
    clock.advance(Duration.ofHours(1));
    return caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
  }

  private String build(String encryption) {
    return caller.validBuild(
        app, "1.1", "2", "<key>ITSAppUsesNonExemptEncryption</key><" + encryption + "/>");
  }

  private String draft() {
    return simulator.snapshot().appStoreVersions().stream()
        .filter(version -> version.versionString().equals("1.1"))
        .map(Snapshot.AppStoreVersion::id)
        .findFirst()
        .orElseGet(() -> caller.createVersion(app.id(), "1.1", "").id());
  }

  private String screenshotSet() {
    return media
        .createSet("appScreenshotSets", "APP_IPHONE_67", media.localization(draft(), "en-US"))
        .id();
  }

  private String previewSet() {
    return media
        .createSet("appPreviewSets", "IPHONE_67", media.localization(draft(), "en-US"))
        .id();
  }

  private Caller.Reply screenshot(String name, long size) {
    return media.reserveScreenshot(screenshotSet(), name, size);
  }

  private Caller.Reply secondSet() {
    screenshotSet();
    return media.createSet(
        "appScreenshotSets", "APP_IPHONE_67", media.localization(draft(), "en-US"));
  }

  private Caller.Reply deleteSet() {
    String set = screenshotSet();
    media.reserveScreenshot(set, "1.png", 10);
    return caller.delete("/v1/appScreenshotSets/" + set);
  }

  private Caller.Reply partialOrder() {
    String set = screenshotSet();
    media.reserveScreenshot(set, "1.png", 10);
    return media.order(set, List.of(media.reserveScreenshot(set, "2.png", 10).id()));
  }

  private Caller.Reply commit(boolean sent, String attributes) {
    Caller.Reply asset = screenshot("1.png", PICTURE.length);
    for (JsonNode operation : asset.attribute("uploadOperations")) {
      if (sent) {
        MediaCaller.putPart(operation, PICTURE);
      }
    }
    return media.patch(asset, attributes);
  }

  private Caller.Reply secondCommit() {
    Caller.Reply asset = screenshot("1.png", PICTURE.length);
    media.send(asset, PICTURE);
    return media.commit(asset, MediaCaller.md5(PICTURE));
  }

  private Caller.Reply secondReviewDetail() {
    return caller.create(
        "appStoreReviewDetails", "'notes':'Again'", "appStoreVersion", "appStoreVersions", draft());
  }

  private Caller.Reply phase(String version) {
    return caller.create(
        "appStoreVersionPhasedReleases",
        "'phasedReleaseState':'INACTIVE'",
        "appStoreVersion",
        "appStoreVersions",
        version);
  }

  private Caller.Reply secondPhasedRelease() {
    phase(draft());
    return phase(draft());
  }

  /// Releases an update, so that a version that follows a first one is live.
  private String live() {
    String version = draft();
    caller.attach(version, build("false"));
    caller.whatsNew(version);
    for (String type : List.of("APP_IPHONE_67", "APP_IPAD_PRO_3GEN_129")) {
      String set =
          media.createSet("appScreenshotSets", type, media.localization(version, "en-US")).id();
      media.screenshot(
          set, "1.png", type.equals("APP_IPHONE_67") ? PICTURE : MediaCaller.png(2064, 2752));
    }
    clock.advance(Duration.ofMinutes(2));
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    caller.patchSubmission(submission, "'submitted':true");
    simulator.reviews().approve(version);
    clock.advance(Duration.ofMinutes(5));
    return version;
  }

  private Caller.Reply deleteBegunPhase() {
    String phased = phase(draft()).id();
    live();
    return caller.delete("/v1/appStoreVersionPhasedReleases/" + phased);
  }

  private Caller.Reply marketingWrites() {
    String text = media.localization(draft(), "en-US");
    return new Caller(simulator, simulator.createKey(KeyRole.MARKETING))
        .update("appStoreVersionLocalizations", text, "'promotionalText':'New and better.'");
  }

  private Caller.Reply sameCategories() {
    draft();
    String info = simulator.snapshot().appInfos().getLast().id();
    return caller.patch(
        "/v1/appInfos/" + info,
        "{'data':{'type':'appInfos','id':'%s','relationships':{'secondaryCategory':{'data':{'type':'appCategories','id':'UTILITIES'}}}}}"
            .formatted(info));
  }

  private Caller.Reply deletePrimary() {
    return caller.delete(
        "/v1/appStoreVersionLocalizations/" + media.localization(draft(), "en-US"));
  }

  private Caller.Reply reviewAfterAnExpiredBuild() {
    String first = build("false");
    caller.create("betaAppReviewSubmissions", "", "build", "builds", first);
    caller.update("builds", first, "'expired':true");
    String second =
        caller.validBuild(app, "1.1", "3", "<key>ITSAppUsesNonExemptEncryption</key><false/>");
    return caller.create("betaAppReviewSubmissions", "", "build", "builds", second);
  }

  private Caller.Reply joinTwice() {
    String build = build("false");
    String group = caller.get("/v1/betaGroups?filter%5Bapp%5D=" + app.id()).ids().getFirst();
    String path = "/v1/betaGroups/" + group + "/relationships/builds";
    caller.post(path, Caller.linkage("builds", build));
    return caller.post(path, Caller.linkage("builds", build));
  }

  private Caller.Reply webhook(String url) {
    return caller.create(
        "webhooks",
        "'name':'a','url':'%s','secret':'s','enabled':true,'eventTypes':['BUILD_UPLOAD_STATE_UPDATED']"
            .formatted(url),
        "app",
        "apps",
        app.id());
  }

  private Caller.Reply secondWebhook() {
    webhook("https://example.com/a");
    clock.advance(Duration.ofSeconds(1));
    return webhook("https://example.com/a");
  }
}
