package dev.slipway.simulator;

import static dev.slipway.simulator.LibraryCaller.LARGE_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the library and the sets make of each other, and what both make of versions.
class LibraryStatesTest {
  private static final byte[] PHONE = MediaCaller.png(1290, 2796);

  @TempDir Path directory;

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-11-29T09:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private SimulatedKey key;
  private Caller caller;
  private LibraryCaller library;
  private MediaCaller media;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    restart();
    key = simulator.createKey(KeyRole.APP_MANAGER);
    callers();
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .locales("en-US", "de-DE")
                .liveVersion("1.0", "1")
                .screenshotDisplayTypes("APP_IPHONE_67"));
    use();
  }

  /// The first look at the library mirrors the sets.
  private void use() {
    assertThat(caller.get("/v1/apps/" + app.id() + "/assetLibrary").status()).isEqualTo(200);
  }

  @Test
  void hasNothingBeforeItIsUsed() {
    simulator.reset();
    key = simulator.createKey(KeyRole.APP_MANAGER);
    callers();
    SimulatedApp other =
        simulator.createApp(NewApp.of("com.example.other", "Other").liveVersion("1.0", "1"));
    caller.createVersion(other.id(), "1.1", "");
    assertThat(simulator.snapshot().libraryAssets()).isEmpty();
    String localization =
        media.localization(simulator.snapshot().appStoreVersions().getLast().id(), "en-US");
    assertThat(library.placements(localization, "").ids()).hasSize(2);
    assertThat(simulator.snapshot().libraryAssets()).as("both versions show them").hasSize(2);
    assertThat(simulator.snapshot().placements()).hasSize(4);
  }

  private void restart() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .acceptInvalidRequests()
                .withStateFile(directory.resolve("state.json")));
  }

  private void callers() {
    caller = new Caller(simulator, key);
    library = new LibraryCaller(caller);
    media = new MediaCaller(caller);
  }

  @AfterEach
  void stop() {
    assertThat(simulator.contractViolations()).isEmpty();
    simulator.close();
  }

  private String draft() {
    return caller.createVersion(app.id(), "1.1", "").id();
  }

  private String processed(String name) {
    String image = library.image(app.id(), name, PHONE);
    clock.advance(Duration.ofSeconds(10));
    return image;
  }

  private List<Snapshot.Placement> placements(String version, String locale) {
    return simulator.snapshot().placements(version, locale, "APP_SCREENSHOT", LARGE_PHONE);
  }

  private List<String> names(String version) {
    return simulator.snapshot().screenshotSets(version, "en-US").stream()
        .flatMap(set -> set.assets().stream())
        .map(Snapshot.MediaAsset::fileName)
        .toList();
  }

  @Test
  void aNewVersionPlacesTheImagesOfThePreviousOne() {
    String live = simulator.snapshot().appStoreVersions().getFirst().id();
    String version = draft();
    Snapshot.Placement before = placements(live, "en-US").getFirst();
    Snapshot.Placement now = placements(version, "en-US").getFirst();
    assertThat(now.assetId()).isEqualTo(before.assetId());
    assertThat(now.id()).isNotEqualTo(before.id());
    assertThat(before.state()).isEqualTo("PARENT_APPROVED");
    assertThat(now.state()).isEqualTo("PARENT_PREPARE_FOR_SUBMISSION");
    assertThat(library.state(now.assetId())).isEqualTo("APPROVED");
    assertThat(library.placements(media.localization(version, "en-US"), "").ids())
        .containsExactly(now.id());
    assertThat(caller.delete("/v1/appAssetLibraryPlacements/" + now.id()).status()).isEqualTo(204);
    assertThat(names(version)).isEmpty();
    assertThat(placements(live, "en-US")).containsExactly(before);
  }

  @Test
  void aScreenshotOfASetIsAPlacementAndLeavesItsImage() {
    String version = draft();
    String localization = media.localization(version, "en-US");
    String set = simulator.snapshot().screenshotSets(version, "en-US").getFirst().id();
    String second = media.screenshot(set, "02.png", PHONE);
    assertThat(placements(version, "en-US")).hasSize(1);
    clock.advance(Duration.ofSeconds(4));
    String first = placements(version, "en-US").getFirst().id();
    String image = placements(version, "en-US").getLast().assetId();
    assertThat(library.get(image).attribute("fileName").asText()).isEqualTo("02.png");
    String seeded = caller.get("/v1/appScreenshotSets/" + set + "/appScreenshots").ids().getFirst();
    assertThat(media.order(set, List.of(second, seeded)).status()).isEqualTo(204);
    assertThat(library.placements(localization, "").ids().getLast()).isEqualTo(first);

    assertThat(caller.delete("/v1/appScreenshots/" + second).status()).isEqualTo(204);

    assertThat(library.placements(localization, "").ids()).containsExactly(first);
    assertThat(library.state(image)).isEqualTo("PREPARE_FOR_SUBMISSION");
  }

  @Test
  void aPlacementIsInASetWithoutAChecksum() {
    String version = draft();
    String localization = media.localization(version, "en-US");
    String image = processed("02.png");
    String placed = library.screenshot(image, localization).id();
    assertThat(names(version)).containsExactly("01.png", "02.png");
    assertThat(simulator.snapshot().screenshotSets(version, "en-US").getFirst().assets().getLast())
        .satisfies(
            asset -> {
              assertThat(asset.checksum()).isNull();
              assertThat(asset.state()).isEqualTo("COMPLETE");
            });
    String first = placements(version, "en-US").getFirst().id();
    assertThat(library.order(localization, LARGE_PHONE, List.of(placed, first)).status())
        .isEqualTo(201);
    assertThat(names(version)).containsExactly("02.png", "01.png");
    assertThat(caller.delete("/v1/appAssetLibraryPlacements/" + placed).status()).isEqualTo(204);
    assertThat(names(version)).containsExactly("01.png");
  }

  @Test
  void aPlacementForTheDuoIsInASetAndTheOtherWayRound() {
    String version = draft();
    String localization = media.localization(version, "en-US");
    byte[] outer = MediaCaller.png(1398, 2034);
    String image = library.image(app.id(), "duo.png", outer);
    clock.advance(Duration.ofSeconds(10));
    assertThat(library.place(image, localization, "APP_SCREENSHOT", "IPHONE_DUO_PROFILE").status())
        .isEqualTo(201);
    assertThat(
            caller
                .get("/v1/appStoreVersionLocalizations/" + localization + "/appScreenshotSets")
                .text())
        .contains("APP_IPHONE_DUO");
    String set = media.createSet("appScreenshotSets", "APP_IPHONE_DUO", german(version)).id();
    media.screenshot(set, "duo.png", outer);
    clock.advance(Duration.ofSeconds(4));
    assertThat(
            simulator
                .snapshot()
                .placements(version, "de-DE", "APP_SCREENSHOT", "IPHONE_DUO_PROFILE"))
        .hasSize(1);
  }

  private String german(String version) {
    return media.localization(version, "de-DE");
  }

  @Test
  void aPlacementOutsideSetsIsCarriedOver() {
    String version = caller.readyVersion(app);
    byte[] wide = MediaCaller.png(3840, 1646);
    Caller.Reply reserved =
        library.reserve(app.id(), "h.png", wide.length, ",'category':'CREATIVE_ASSETS'");
    library.send(reserved, wide);
    clock.advance(Duration.ofSeconds(10));
    assertThat(
            library
                .place(
                    reserved.id(),
                    media.localization(version, "en-US"),
                    "PRODUCT_PAGE_HEADER_ASSET",
                    "")
                .status())
        .isEqualTo(201);
    release(version);
    assertThat(library.state(reserved.id())).isEqualTo("APPROVED");
    String next = caller.createVersion(app.id(), "1.2", "").id();
    assertThat(
            simulator
                .snapshot()
                .placements(next, "en-US", "PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE"))
        .extracting(Snapshot.Placement::assetId)
        .containsExactly(reserved.id());
  }

  /// A picture for the header and a video for search results follow their version
  /// (asset-library.md, 3); on a version that App Review approved, only what it approved can be
  /// placed, and headers can (asset-library.md, 10: L 70443006220).
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void creativeAssetsAreReviewedWithTheirVersion(boolean active) {
    if (active) {
      simulator.guesses().turn(Guess.PLACEMENTS_ARE_ACTIVE);
    }
    String version = caller.readyVersion(app);
    String english = media.localization(version, "en-US");
    String header = creative("appAssetLibraryImages", "h.png", MediaCaller.png(3840, 1646));
    String search =
        creative(
            "appAssetLibraryVideos",
            "s.mp4",
            new Video().size(1920, 1280).lasts(6_000).sound().bytes());
    library.place(header, english, "PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE");
    Caller.Reply placed =
        library.place(
            "video",
            "appAssetLibraryVideos",
            search,
            english,
            "APP_STORE_SEARCH_RESULTS_ASSET",
            "DEFAULT_PROFILE");
    assertThat(placed.attribute("state").asText())
        .isEqualTo(active ? "ACTIVE" : "PARENT_PREPARE_FOR_SUBMISSION");
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    caller.patchSubmission(submission, "'submitted':true");
    assertThat(creativeStates(version))
        .containsExactly("PARENT_WAITING_FOR_REVIEW", "PARENT_WAITING_FOR_REVIEW");
    assertThat(library.state(header)).isEqualTo("WAITING_FOR_REVIEW");
    simulator.reviews().startReview(submission);
    assertThat(creativeStates(version)).containsExactly("PARENT_IN_REVIEW", "PARENT_IN_REVIEW");
    simulator.reviews().approve(submission);
    clock.advance(Duration.ofMinutes(5));
    String state = active ? "ACTIVE" : "PARENT_APPROVED";
    assertThat(creativeStates(version)).containsExactly(state, state);
    assertThat(library.state(header)).isEqualTo("APPROVED");

    String german = german(version);
    assertThat(
            library.place(header, german, "PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE").status())
        .isEqualTo(201);
    String fresh = creative("appAssetLibraryImages", "n.png", MediaCaller.png(1920, 1280));
    assertThat(
            library
                .place(fresh, german, "APP_STORE_SEARCH_RESULTS_ASSET", "DEFAULT_PROFILE")
                .text())
        .contains("must be in the APPROVED state because the parent is already approved");
  }

  private String creative(String type, String name, byte[] file) {
    Caller.Reply reserved =
        library.reserve(type, app.id(), name, file.length, ",'category':'CREATIVE_ASSETS'");
    library.send(reserved, file);
    clock.advance(Duration.ofMinutes(10));
    return reserved.id();
  }

  private List<String> creativeStates(String version) {
    return Stream.of("PRODUCT_PAGE_HEADER_ASSET", "APP_STORE_SEARCH_RESULTS_ASSET")
        .flatMap(
            type ->
                simulator.snapshot().placements(version, "en-US", type, "DEFAULT_PROFILE").stream())
        .map(Snapshot.Placement::state)
        .toList();
  }

  private void release(String version) {
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
    simulator.reviews().approve(submission);
    clock.advance(Duration.ofMinutes(5));
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_DISTRIBUTION");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void assetsFollowTheirVersion(boolean rejected) {
    if (rejected) {
      simulator.guesses().turn(Guess.ASSETS_ARE_REJECTED);
    }
    String version = caller.readyVersion(app);
    String image = processed("02.png");
    library.screenshot(image, media.localization(version, "en-US"));
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    assertThat(library.state(image)).isEqualTo("READY_FOR_REVIEW");
    caller.patchSubmission(submission, "'submitted':true");
    assertThat(library.state(image)).isEqualTo("WAITING_FOR_REVIEW");
    assertThat(placements(version, "en-US").getLast().state())
        .isEqualTo("PARENT_WAITING_FOR_REVIEW");
    simulator.reviews().startReview(submission);
    assertThat(library.state(image)).isEqualTo("IN_REVIEW");
    assertThat(library.screenshot(image, media.localization(version, "de-DE")).code())
        .isEqualTo("STATE_ERROR.INVALID_STATE");
    assertThat(caller.delete("/v1/appAssetLibraryImages/" + image).status()).isEqualTo(409);
    simulator.reviews().reject(submission);
    assertThat(library.state(image)).isEqualTo(rejected ? "REJECTED" : "PREPARE_FOR_SUBMISSION");
  }

  @Test
  void theImagesOfAReplacedVersionAreArchived() {
    String live = simulator.snapshot().appStoreVersions().getFirst().id();
    String old = placements(live, "en-US").getFirst().assetId();
    String version = caller.readyVersion(app);
    String english = media.localization(version, "en-US");
    String image = processed("02.png");
    for (Snapshot.Placement placement : placements(version, "en-US")) {
      caller.delete("/v1/appAssetLibraryPlacements/" + placement.id());
    }
    library.screenshot(image, english);
    release(version);
    assertThat(placements(live, "en-US").getFirst().state()).isEqualTo("INACTIVE");
    assertThat(library.state(old)).isEqualTo("ARCHIVED");
    assertThat(library.state(image)).isEqualTo("APPROVED");
    assertThat(library.update(library.get(old), "'archived':false").attribute("state").asText())
        .isEqualTo("APPROVED");
    assertThat(library.state(old)).isEqualTo("APPROVED");
    assertThat(library.update(library.get(old), "'archived':true").status()).isEqualTo(200);
    assertThat(library.state(old)).isEqualTo("ARCHIVED");
    assertThat(library.screenshot(processed("03.png"), english).text())
        .contains("The asset must be in the APPROVED state because the parent is already approved");
  }

  @Test
  void aSubmissionWaitsForPlacedAssets() {
    String version = caller.readyVersion(app);
    String image = library.image(app.id(), "02.png", PHONE);
    library.screenshot(image, media.localization(version, "en-US"));
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).text()).contains("ASSET_IN_POST_PROCESSING");
    clock.advance(Duration.ofSeconds(10));
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
  }

  @Test
  void aPlacementIsARequiredScreenshot() {
    String version = caller.readyVersion(app);
    for (Snapshot.Placement placement : placements(version, "en-US")) {
      caller.delete("/v1/appAssetLibraryPlacements/" + placement.id());
    }
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).text()).contains("SCREENSHOT_REQUIRED");
    library.screenshot(processed("02.png"), media.localization(version, "en-US"));
    simulator.guesses().turn(Guess.REQUIRED_SCREENSHOTS_IN_SETS);
    assertThat(caller.addItem(submission, version).text()).contains("SCREENSHOT_REQUIRED");
    simulator.guesses().restore(Guess.REQUIRED_SCREENSHOTS_IN_SETS);
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
  }

  @Test
  void findsItsLibraryAgain() {
    String version = draft();
    String localization = media.localization(version, "en-US");
    Caller.Reply reserved =
        library.reserve(app.id(), "02.png", PHONE.length, ",'referenceName':'slw 2'");
    MediaCaller.putPart(reserved.attribute("uploadOperations").path(0), PHONE);
    simulator.close();
    restart();
    callers();
    assertThat(library.commit(reserved).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(10));
    String placed = library.screenshot(reserved.id(), localization).id();
    assertThat(library.placements(localization, "").ids()).hasSize(2).contains(placed);
  }

  /// What a simulator before the library has written has no assets and no placements.
  @Test
  void mirrorsAnOlderStateFile() throws IOException {
    String version = draft();
    List<String> assets =
        placements(version, "en-US").stream().map(Snapshot.Placement::assetId).toList();
    simulator.close();
    Path file = directory.resolve("state.json");
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode state = (ObjectNode) mapper.readTree(file.toFile());
    for (Iterator<JsonNode> all = ((ArrayNode) state.get("resources")).elements();
        all.hasNext(); ) {
      JsonNode one = all.next();
      if (one.path("type").asText().startsWith("appAssetLibrary")) {
        all.remove();
      } else {
        ((ObjectNode) one.get("hidden")).remove(List.of("libraryAsset", "placement"));
      }
    }
    Files.write(file, mapper.writeValueAsBytes(state));
    restart();
    callers();
    use();
    assertThat(placements(version, "en-US"))
        .hasSize(1)
        .extracting(Snapshot.Placement::assetId)
        .doesNotContainAnyElementsOf(assets);
  }
}
