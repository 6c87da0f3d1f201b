package dev.slipway.simulator;

import static dev.slipway.simulator.LibraryCaller.LARGE_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Both answers of each guess about the library.
class LibraryGuessTest {
  private static final byte[] PHONE = MediaCaller.png(1290, 2796);
  private static final Map<Guess, Function<LibraryGuessTest, Object>> CALLS =
      new EnumMap<>(Guess.class);
  private static final Map<Guess, List<Object>> ANSWERS = new EnumMap<>(Guess.class);

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-11-29T09:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private LibraryCaller library;
  private SimulatedApp app;
  private String version;
  private String localization;

  private static void answers(
      Guess guess, Object preset, Object turned, Function<LibraryGuessTest, Object> call) {
    CALLS.put(guess, call);
    ANSWERS.put(guess, List.of(preset, turned));
  }

  static {
    answers(
        Guess.PLACED_WHILE_PROCESSING,
        201,
        409,
        test -> test.placed(test.library.image(test.app.id(), "a.png", PHONE)).status());
    answers(
        Guess.PLACEMENTS_ARE_ACTIVE,
        "PARENT_PREPARE_FOR_SUBMISSION",
        "ACTIVE",
        test -> test.placed(test.processed(PHONE)).attribute("state").asText());
    answers(
        Guess.PLACEMENTS_WITH_ASSETS_FAIL,
        200,
        500,
        test -> test.library.placements(test.localization, "&include=image,video").status());
    answers(
        Guess.PLACEMENTS_WITH_TEXTS_FAIL,
        200,
        500,
        test ->
            test.library
                .caller()
                .get(
                    "/v1/appStoreVersions/"
                        + test.version
                        + "/appStoreVersionLocalizations?include=placements")
                .status());
    answers(
        Guess.PLACEMENTS_NAME_THEIR_ASSET,
        false,
        true,
        test -> test.placed(test.processed(PHONE)).text().contains("'image'".replace('\'', '"')));
    answers(
        Guess.PLACEMENT_LIMIT_IS_AN_ENTITY_ERROR,
        "STATE_ERROR",
        "ENTITY_ERROR",
        LibraryGuessTest::eleventh);
    answers(
        Guess.PLACED_ONCE,
        201,
        409,
        test -> {
          String image = test.processed(PHONE);
          test.placed(image);
          return test.placed(image).status();
        });
    answers(
        Guess.PLACEMENT_ORDER_NAMES_ALL,
        201,
        409,
        test -> {
          String image = test.processed(PHONE);
          test.placed(image);
          String last = test.placed(image).id();
          return test.library.order(test.localization, LARGE_PHONE, List.of(last)).status();
        });
    answers(
        Guess.PLACEMENT_OF_ANOTHER_SPEC,
        "FAILED",
        "",
        test ->
            test.placed(test.processed(MediaCaller.png(1242, 2688))).attribute("state").asText());
    answers(Guess.PLACING_IN_A_SUBMISSION, 201, 409, LibraryGuessTest::placedInQueue);
    answers(Guess.PLACING_ON_A_REJECTED_VERSION, 201, 409, LibraryGuessTest::placedOnRejected);
    answers(Guess.SCREENSHOTS_STAY_ON_A_LIVE_VERSION, 201, 409, LibraryGuessTest::placedOnLive);
    answers(Guess.CREATIVE_ASSETS_START_EMPTY, 1, 0, LibraryGuessTest::headersOfTheNextVersion);
    answers(Guess.ARCHIVED_ASSET_PLACED, 201, 409, LibraryGuessTest::placedFromArchive);
    answers(
        Guess.LIBRARY_ALPHA_FAILS,
        "PREPARE_FOR_SUBMISSION",
        "FAILED",
        test ->
            test.library.state(
                test.processed(
                    MediaCaller.image(
                        2048, 2732, BufferedImage.TYPE_INT_ARGB, "png", 0x00FF00FF))));
    answers(
        Guess.NTSC_SIXTY_REFUSED,
        "PREPARE_FOR_SUBMISSION",
        "FAILED",
        LibraryGuessTest::almostSixtyFrames);
    answers(
        Guess.PLACEMENTS_NOT_IN_SETS,
        1,
        0,
        test -> {
          test.placed(test.processed(PHONE));
          return test.simulator.snapshot().screenshotSets(test.version, "en-US").size();
        });
    answers(
        Guess.LIBRARY_COMMIT_ONCE,
        200,
        409,
        test -> test.library.commit(test.library.get(test.processed(PHONE))).status());
    answers(
        Guess.LIBRARY_SIZE_AT_COMMIT,
        200,
        409,
        test -> test.library.commit(test.library.reserve(test.app.id(), "a.png", 10, "")).status());
    answers(
        Guess.UPLOAD_OPERATIONS_SHOWN_ONCE,
        false,
        true,
        test ->
            test.library
                .get(test.library.reserve(test.app.id(), "a.png", 10, "").id())
                .attribute("uploadOperations")
                .isNull());
    answers(Guess.REFERENCE_NAME_ONCE, 201, 409, test -> test.named("a", 2));
    answers(Guess.REFERENCE_NAME_SHORT, 201, 409, test -> test.named("a".repeat(65), 1));
    answers(
        Guess.RESERVATION_EXPIRES,
        200,
        404,
        test -> {
          String reserved = test.library.reserve(test.app.id(), "a.png", 10, "").id();
          test.clock.advance(Duration.ofDays(7));
          return test.library.get(reserved).status();
        });
  }

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    library = new LibraryCaller(caller);
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .locales("en-US", "de-DE")
                .liveVersion("1.0", "1")
                .screenshotDisplayTypes());
    version = caller.createVersion(app.id(), "1.1", "").id();
    localization = new MediaCaller(caller).localization(version, "en-US");
  }

  @AfterEach
  void stop() {
    assertThat(simulator.contractViolations()).isEmpty();
    simulator.close();
  }

  static Stream<Arguments> guesses() {
    return CALLS.keySet().stream()
        .flatMap(
            guess ->
                Stream.of(
                    Arguments.of(guess, false, ANSWERS.get(guess).getFirst()),
                    Arguments.of(guess, true, ANSWERS.get(guess).getLast())));
  }

  @ParameterizedTest
  @MethodSource("guesses")
  void answersEitherWay(Guess guess, boolean turned, Object answer) {
    if (turned) {
      simulator.guesses().turn(guess);
    }
    assertThat(CALLS.get(guess).apply(this)).isEqualTo(answer);
  }

  private String processed(byte[] file) {
    String image = library.image(app.id(), "a.png", file);
    clock.advance(Duration.ofSeconds(10));
    return image;
  }

  private Caller.Reply placed(String image) {
    return library.screenshot(image, localization);
  }

  private Object eleventh() {
    String image = processed(PHONE);
    for (int i = 0; i < 10; i++) {
      placed(image);
    }
    return placed(image).code().replaceFirst("\\..*", "");
  }

  private int named(String name, int times) {
    Caller.Reply last = null;
    for (int i = 0; i < times; i++) {
      last = library.reserve(app.id(), "a.png", 10, ",'referenceName':'" + name + "'");
    }
    return last.status();
  }

  /// The draft with everything that a submission wants, a placement among it; the submission.
  private String submitted() {
    String build =
        caller.validBuild(app, "1.1", "2", "<key>ITSAppUsesNonExemptEncryption</key><false/>");
    caller.attach(version, build);
    caller.whatsNew(version);
    placed(processed(PHONE));
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
    return submission;
  }

  private Object placedInQueue() {
    submitted();
    return placed(processed(PHONE)).status();
  }

  private Object placedOnRejected() {
    simulator.reviews().reject(submitted());
    return placed(processed(PHONE)).status();
  }

  private String live() {
    simulator.reviews().approve(submitted());
    clock.advance(Duration.ofMinutes(5));
    return simulator.snapshot().libraryAssets().getFirst().id();
  }

  private Object almostSixtyFrames() {
    byte[] video = new Video().size(3840, 1646).framesPerSecond(60).gap(40).bytes();
    Caller.Reply header =
        library.reserve(
            "appAssetLibraryVideos",
            app.id(),
            "h.mp4",
            video.length,
            ",'category':'CREATIVE_ASSETS'");
    library.send(header, video);
    clock.advance(Duration.ofMinutes(10));
    return caller.get("/v1/appAssetLibraryVideos/" + header.id()).attribute("state").asText();
  }

  private Object headersOfTheNextVersion() {
    byte[] wide = MediaCaller.png(3840, 1646);
    Caller.Reply header =
        library.reserve(app.id(), "h.png", wide.length, ",'category':'CREATIVE_ASSETS'");
    library.send(header, wide);
    clock.advance(Duration.ofSeconds(10));
    library.place(header.id(), localization, "PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE");
    live();
    String next = caller.createVersion(app.id(), "1.2", "").id();
    return simulator
        .snapshot()
        .placements(next, "en-US", "PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE")
        .size();
  }

  private Object placedOnLive() {
    return placed(live()).status();
  }

  private Object placedFromArchive() {
    String image = live();
    assertThat(library.update(library.get(image), "'archived':true").status()).isEqualTo(200);
    String next = caller.createVersion(app.id(), "1.2", "").id();
    return library.screenshot(image, new MediaCaller(caller).localization(next, "de-DE")).status();
  }
}
