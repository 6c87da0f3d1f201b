package dev.slipway.simulator;

import static dev.slipway.simulator.LibraryCaller.LARGE_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetLibraryTest {
  private static final byte[] PHONE = MediaCaller.png(1290, 2796);

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-11-29T09:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private LibraryCaller library;
  private SimulatedApp app;
  private String english;
  private String german;

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
    String version = caller.createVersion(app.id(), "1.1", "").id();
    english = new MediaCaller(caller).localization(version, "en-US");
    german = new MediaCaller(caller).localization(version, "de-DE");
  }

  @AfterEach
  void stop() {
    assertThat(simulator.contractViolations()).isEmpty();
    simulator.close();
  }

  private void processed() {
    clock.advance(Duration.ofSeconds(10));
  }

  private String processed(String name, byte[] file) {
    String image = library.image(app.id(), name, file);
    processed();
    return image;
  }

  private String place(String name, byte[] file) {
    Caller.Reply placed = library.screenshot(processed(name, file), english);
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    return placed.id();
  }

  @Test
  void everyAppHasALibraryWithItsOwnId() {
    Caller.Reply found = caller.get("/v1/apps/" + app.id() + "/assetLibrary");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.id()).isEqualTo(app.id());
    assertThat(found.data().path("relationships").path("images").path("links").path("related"))
        .hasToString(
            "\"" + simulator.baseUri() + "/v1/appAssetLibraries/" + app.id() + "/images\"");
    assertThat(caller.get("/v1/appAssetLibraries/" + app.id()).id()).isEqualTo(app.id());
    assertThat(caller.get("/v1/appAssetLibraries/1").status()).isEqualTo(404);
  }

  /// Apple takes an asset as an item of its own, and public clients add it.
  @Test
  void isNotReviewedWithoutAVersion() {
    String item =
        "{'data':{'type':'reviewSubmissionItems','relationships':{'reviewSubmission':{'data':{'type':'reviewSubmissions','id':'"
            + caller.createSubmission(app.id()).id()
            + "'}},'appAssetLibraryImage':{'data':{'type':'appAssetLibraryImages','id':'%s'}}}}}";
    Caller.Reply reply =
        caller.post("/v1/reviewSubmissionItems", item.formatted(processed("01.png", PHONE)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(501);
    assertThat(reply.text()).contains("POST /v1/reviewSubmissionItems with appAssetLibraryImage");
  }

  @Test
  void goesFromReservationToItsSpecification() {
    Caller.Reply reserved =
        library.reserve(app.id(), "01_home.png", PHONE.length, ",'referenceName':'slw 1'");
    assertThat(reserved.status()).as(reserved.text()).isEqualTo(201);
    assertThat(reserved.attribute("state").asText()).isEqualTo("AWAITING_UPLOAD");
    assertThat(reserved.attribute("createdDate").asText()).matches("2026-11-29T09:00:00\\.\\d{6}Z");
    assertThat(reserved.attribute("specId").isNull()).isTrue();
    JsonNode operation = reserved.attribute("uploadOperations").path(0);
    assertThat(operation.properties())
        .extracting(entry -> entry.getKey())
        .containsExactly("method", "url", "length", "offset", "requestHeaders");
    assertThat(operation.path("requestHeaders").path(0).path("value").asText())
        .isEqualTo("image/png");
    assertThat(library.get(reserved.id()).attribute("uploadOperations")).isNotEmpty();

    Caller.Reply committed = library.send(reserved, PHONE);

    assertThat(committed.attribute("state").asText()).isEqualTo("UPLOAD_COMPLETE");
    assertThat(committed.attribute("uploadOperations").isNull()).isTrue();
    clock.advance(Duration.ofSeconds(5));
    Caller.Reply early = library.get(reserved.id());
    assertThat(early.attribute("state").asText()).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(early.attribute("specId").isNull()).isTrue();
    assertThat(early.attribute("uploadOperations").isMissingNode()).isTrue();
    clock.advance(Duration.ofSeconds(5));
    Caller.Reply done = library.get(reserved.id());
    assertThat(done.attribute("specId").asText()).isEqualTo("f56c777c-99ea-5760-97ae-27c5f8cbb884");
    assertThat(done.attribute("imageAsset").path("width").asInt()).isEqualTo(1290);
  }

  @Test
  void oneCallPollsManyAndFindsByReferenceName() {
    String one =
        library
            .send(
                library.reserve(app.id(), "a.png", PHONE.length, ",'referenceName':'slw a'"), PHONE)
            .id();
    String other = library.image(app.id(), "b.png", PHONE);
    processed();
    String images = "/v1/appAssetLibraries/" + app.id() + "/images";
    Caller.Reply polled =
        caller.get(
            images
                + "?filter%5Bid%5D="
                + one
                + ","
                + other
                + "&limit=200&fields%5BappAssetLibraryImages%5D=state,stateDetails,specId,imageAsset");
    assertThat(polled.ids()).containsExactly(one, other);
    assertThat(polled.data().path(1).path("attributes").path("state").asText())
        .isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(caller.get(images + "?filter%5BreferenceName%5D=slw%20a").ids())
        .containsExactly(one);
    assertThat(caller.get(images + "?filter%5Bstate%5D=AWAITING_UPLOAD").ids()).isEmpty();
    assertThat(caller.get(images + "?sort=-createdDate").ids()).containsExactly(other, one);
  }

  @ParameterizedTest
  @CsvSource({
    "1398, 2034, i1398x2034a0",
    "2853, 2007, i2853x2007a0",
    "2048, 2732, i2048x2732a0",
    "2796, 1290, i2796x1290a0"
  })
  void findsTheSpecificationByPixels(int width, int height, String shortName) {
    String image = processed("a.png", MediaCaller.png(width, height));
    JsonNode specs =
        caller
            .get("/v1/appAssetLibraryRefData")
            .data()
            .path(0)
            .path("attributes")
            .path("imageSpecs");
    String specId = library.get(image).attribute("specId").asText();
    for (JsonNode spec : specs) {
      if (spec.path("specId").asText().equals(specId)) {
        assertThat(spec.path("shortName").asText()).isEqualTo(shortName);
        return;
      }
    }
    throw new AssertionError("no specification " + specId);
  }

  @Test
  void failsWithDetails() {
    String size = processed("a.png", MediaCaller.png(100, 100));
    String bytes = processed("b.png", new byte[] {1, 2, 3});
    byte[] transparent =
        MediaCaller.image(1290, 2796, BufferedImage.TYPE_INT_ARGB, "png", 0x00FF00FF);
    String alpha = processed("c.png", transparent);
    simulator.faults().add(Fault.assetFailure("d.png", "SOMETHING", "Something else."));
    String scripted = processed("d.png", PHONE);
    for (String image : List.of(size, bytes, alpha, scripted)) {
      assertThat(library.state(image)).isEqualTo("FAILED");
      assertThat(library.get(image).attribute("stateDetails").path(0).path("code").asText())
          .isNotEmpty();
      assertThat(library.screenshot(image, english).code())
          .isEqualTo("STATE_ERROR.INVALID_ASSET_STATE");
    }
    assertThat(caller.delete("/v1/appAssetLibraryImages/" + size).status()).isEqualTo(204);
  }

  @Test
  void refusesWhatAppleSetsItself() {
    Caller.Reply spec = library.reserve(app.id(), "a.png", 10, ",'specId':'x'");
    assertThat(spec.status()).isEqualTo(409);
    assertThat(spec.text())
        .contains("The attribute 'specId' can not be included in a 'CREATE' operation");
    Caller.Reply asset = library.reserve(app.id(), "a.png", 10, "");
    assertThat(library.update(asset, "'uploaded':true,'sourceFileChecksum':'x'").text())
        .contains("is not an attribute on the resource");
    assertThat(library.reserve(app.id(), "a.png", 10, ",'category':'OTHERS'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.TYPE");
  }

  @Test
  void placesOneFileInSeveralLocales() {
    String image = processed("a.png", PHONE);
    Caller.Reply placed = library.screenshot(image, english);
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(placed.attribute("mediaType").asText()).isEqualTo("IMAGE");
    assertThat(placed.attribute("state").asText()).isEqualTo("PARENT_PREPARE_FOR_SUBMISSION");
    String other = library.screenshot(image, german).id();
    assertThat(caller.get("/v1/appAssetLibraryImages/" + image + "/placements").ids())
        .containsExactly(placed.id(), other);

    Caller.Reply list =
        library.placements(
            english, "&filter%5BplacementType%5D=APP_SCREENSHOT&include=image,video&limit=200");
    assertThat(list.ids()).containsExactly(placed.id());
    assertThat(list.json().path("included").path(0).path("id").asText()).isEqualTo(image);
    assertThat(library.placements(english, "&filter%5Bimage%5D=" + image).ids())
        .containsExactly(placed.id());
    assertThat(
            caller
                .get("/v1/appAssetLibraryPlacements/" + other + "?include=image")
                .data()
                .path("relationships")
                .path("image")
                .path("data")
                .path("id")
                .asText())
        .isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource({
    "APP_PREVIEW, IPHONE_HOME_BUTTON_35_PROFILE",
    "APP_SCREENSHOT, DEFAULT_PROFILE",
    "APP_SCREENSHOT, MAC_PROFILE",
    "PRODUCT_PAGE_HEADER_ASSET, DEFAULT_PROFILE",
    "EVENT_CARD_ASSET, DEFAULT_PROFILE",
    "APP_SCREENSHOT, NO_PROFILE",
  })
  void refusesWhatDoesNotGoTogether(String type, String group) {
    Caller.Reply placed = library.place(processed("a.png", PHONE), english, type, group);
    assertThat(placed.status()).isEqualTo(409);
    assertThat(placed.code()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(placed.text())
        .contains("/data/attributes/placementType")
        .contains("combination is not supported for this parent.");
  }

  @Test
  void placesAHeaderWithoutAGroup() {
    byte[] wide = MediaCaller.png(3840, 1646);
    Caller.Reply reserved =
        library.reserve(app.id(), "h.png", wide.length, ",'category':'CREATIVE_ASSETS'");
    library.send(reserved, wide);
    processed();
    Caller.Reply placed = library.place(reserved.id(), english, "PRODUCT_PAGE_HEADER_ASSET", "");
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(placed.attribute("placementGroup").asText()).isEqualTo("DEFAULT_PROFILE");
    assertThat(library.place(reserved.id(), english, "PRODUCT_PAGE_HEADER_ASSET", "").status())
        .isEqualTo(409);
    assertThat(library.place(reserved.id(), english, "APP_SCREENSHOT", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.REQUIRED");
  }

  @Test
  void tenScreenshotsAreTheMost() {
    String image = processed("a.png", PHONE);
    for (int i = 0; i < 10; i++) {
      assertThat(library.screenshot(image, english).status()).isEqualTo(201);
    }
    assertThat(library.screenshot(image, english).status()).isEqualTo(409);
    assertThat(library.screenshot(image, german).status()).isEqualTo(201);
  }

  @Test
  void keepsTheOrderOfCreationUntilAnotherIsAsked() {
    List<String> placements = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      placements.add(place(i + ".png", PHONE));
    }
    assertThat(library.placements(english, "").ids()).isEqualTo(placements);
    Collections.reverse(placements);
    Caller.Reply ordered = library.order(english, LARGE_PHONE, placements);
    assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
    assertThat(library.placements(english, "").ids()).isEqualTo(placements);

    assertThat(caller.delete("/v1/appAssetLibraryPlacements/" + placements.get(1)).status())
        .isEqualTo(204);
    String last = place("9.png", PHONE);
    assertThat(library.placements(english, "").ids())
        .containsExactly(placements.get(0), placements.get(2), last);
    assertThat(library.order(english, "IPAD_13_PROFILE", List.of(last)).status()).isEqualTo(409);
    assertThat(library.order(german, LARGE_PHONE, List.of(last)).status()).isEqualTo(409);
    assertThat(library.order(english, LARGE_PHONE, List.of(last, last)).status()).isEqualTo(409);
  }

  @Test
  void anAssetWithPlacementsStays() {
    String image = processed("a.png", PHONE);
    String placement = library.screenshot(image, english).id();
    assertThat(caller.delete("/v1/appAssetLibraryImages/" + image).code())
        .isEqualTo("STATE_ERROR.ASSET_HAS_PLACEMENTS");
    assertThat(library.update(library.get(image), "'archived':true").text())
        .contains("STATE_ERROR.INVALID_ASSET_STATE")
        .contains("Only an approved asset can be archived");
    assertThat(caller.delete("/v1/appAssetLibraryPlacements/" + placement).status()).isEqualTo(204);
    assertThat(caller.delete("/v1/appAssetLibraryImages/" + image).status()).isEqualTo(204);
    assertThat(library.get(image).status()).isEqualTo(404);
  }

  @Test
  void matchesAVideoAndMakesItsPoster() {
    byte[] film = new Video().bytes();
    Caller.Reply reserved =
        library.reserve("appAssetLibraryVideos", app.id(), "film.mp4", film.length, "");
    library.send(reserved, film);
    clock.advance(Duration.ofSeconds(70));
    String path = "/v1/appAssetLibraryVideos/" + reserved.id();
    Caller.Reply done = caller.get(path);
    assertThat(done.attribute("state").asText()).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(done.attribute("specId").asText()).isEqualTo("a7adff12-330a-5fa5-97d4-c5c7953edb0c");
    assertThat(done.attribute("previewFrameTimeCode").asText()).isEqualTo("00:00:05:00");
    assertThat(done.attribute("previewFrameImage").path("state").path("state").asText())
        .isEqualTo("COMPLETE");
    Caller.Reply changed = library.update(done, "'previewFrameTimeCode':'00:00:01:00'");
    assertThat(changed.attribute("previewFrameImage").path("state").path("state").asText())
        .isEqualTo("PROCESSING");
    for (String group : List.of("IPHONE_DUO_PROFILE", LARGE_PHONE)) {
      Caller.Reply placed =
          library.place(
              "video", "appAssetLibraryVideos", reserved.id(), english, "APP_PREVIEW", group);
      assertThat(placed.status()).as(placed.text()).isEqualTo(201);
      assertThat(placed.attribute("mediaType").asText()).isEqualTo("VIDEO");
    }
  }

  @Test
  void answersTheReferenceDataAndWhatIsAskedOfThem() {
    Caller.Reply all = caller.get("/v1/appAssetLibraryRefData");
    assertThat(all.ids()).containsExactly("1");
    JsonNode attributes = all.data().path(0).path("attributes");
    assertThat(attributes.path("placementProfileGroups")).hasSize(37);
    assertThat(attributes.path("imageSpecs").size() + attributes.path("videoSpecs").size())
        .isEqualTo(97);
    Caller.Reply some =
        caller.get(
            "/v1/appAssetLibraryRefData?filter%5Bfeatures%5D=APP_STORE_VERSIONS&fields%5BappAssetLibraryRefData%5D=features");
    assertThat(some.data().path(0).path("attributes").path("features")).hasSize(1);
    assertThat(caller.get("/v1/appAssetLibraryRefData/1").status()).isEqualTo(200);
    assertThat(caller.get("/v1/appAssetLibraryRefData/2").status()).isEqualTo(404);
  }

  @Test
  void isForManagersAlone() {
    Caller developer = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    assertThat(developer.get("/v1/apps/" + app.id() + "/assetLibrary").status()).isEqualTo(403);
    assertThat(developer.get("/v1/appAssetLibraryRefData").status()).isEqualTo(403);
    assertThat(new LibraryCaller(developer).reserve(app.id(), "a.png", 10, "").status())
        .isEqualTo(403);
  }

  @Test
  void hasNoBatchDeletion() {
    Caller.Reply batch =
        caller.post("/v1/appAssetLibraryPlacementsDeletionRequests", "{'data':{}}");
    assertThat(batch.status()).isEqualTo(404);
    assertThat(batch.code()).isEqualTo("PATH_ERROR");
    assertThat(caller.get("/v1/appAssetLibraryPlacements").status()).isEqualTo(403);
  }
}
