package dev.slipway.releases.content;

import static dev.slipway.releases.content.Drop.PAD;
import static dev.slipway.releases.content.Drop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.library.AssetCategory;
import dev.slipway.appstoreconnect.library.NewLibraryAsset;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.ContentStage.Gate;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.plan.PlannedContent;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Media by the app's asset library.
class LibraryRunTest {
  private static final ContentRules LIBRARY = Rules.by(MediaWay.LIBRARY, ContentStage.rules());
  private static final ContentRules SETS = Rules.by(MediaWay.SETS, ContentStage.rules());
  private static final String PHONES = "IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE";

  private final ContentStage stage = new ContentStage();
  private final Drop drop = new Drop();

  @AfterEach
  void close() {
    assertThat(stage.simulator.contractViolations()).isEmpty();
    stage.close();
  }

  private ContentOutcome finish(Drop drop, ContentRules rules) throws InterruptedException {
    for (int looks = 0; looks < 20; looks++) {
      var outcome = stage.carry(drop, rules);
      if (!(outcome instanceof ContentOutcome.Processing)) {
        return outcome;
      }
      stage.pass(Duration.ofMinutes(2));
    }
    throw new AssertionError("Apple does not get done with the media");
  }

  private void done(Drop drop) throws InterruptedException {
    assertThat(finish(drop, LIBRARY)).isEqualTo(new ContentOutcome.Done());
  }

  private void nextRelease() {
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);
  }

  private List<String> shown(String locale) {
    return shown(locale, "APP_SCREENSHOT", PHONES);
  }

  private List<String> shown(String locale, String type, String group) {
    var snapshot = stage.simulator.snapshot();
    return snapshot.placements(stage.version.value(), locale, type, group).stream()
        .map(
            placement ->
                snapshot.libraryAssets().stream()
                    .filter(asset -> asset.id().equals(placement.assetId()))
                    .findFirst()
                    .orElseThrow()
                    .fileName())
        .toList();
  }

  private List<Snapshot.LibraryAsset> ours() {
    return stage.simulator.snapshot().libraryAssets().stream()
        .filter(asset -> asset.appId().equals(stage.app.value()))
        .filter(asset -> asset.referenceName() != null)
        .toList();
  }

  private static void shots(Drop drop, String... names) {
    for (String locale : List.of("en-US", "de-DE")) {
      for (String name : names) {
        drop.screenshot(locale, PHONE, name, name);
      }
    }
  }

  @Test
  void aFileThatLocalesShareGoesUpOnceAndIsShownByAll() throws InterruptedException {
    shots(drop, "1.png", "2.png", "3.png");

    var calls = stage.callsOf(() -> done(drop));

    assertThat(shown("en-US")).containsExactly("1.png", "2.png", "3.png");
    assertThat(shown("de-DE")).containsExactly("1.png", "2.png", "3.png");
    assertThat(ours())
        .hasSize(3)
        .allMatch(asset -> String.valueOf(asset.referenceName()).matches("slw [0-9a-f]{16}"));
    assertThat(calls)
        .containsOnly(
            Map.entry("GET /v1/appStoreVersions/{id}/appStoreVersionLocalizations", 1L),
            Map.entry("PATCH /v1/appStoreVersionLocalizations/{id}", 2L),
            Map.entry("GET /v1/apps/{id}/assetLibrary", 1L),
            Map.entry("GET /v1/appAssetLibraries/{id}/images", 3L),
            Map.entry("POST /v1/appAssetLibraryImages", 3L),
            Map.entry("PATCH /v1/appAssetLibraryImages/{id}", 3L),
            Map.entry("GET /v1/appAssetLibraryRefData", 1L),
            Map.entry("GET /v1/appStoreVersionLocalizations/{id}/placements", 4L),
            Map.entry("POST /v1/appAssetLibraryPlacements", 6L));
  }

  @Test
  void unchangedMediaTakeNoUploadAndOneCallForEachLocale() throws InterruptedException {
    shots(drop, "1.png", "2.png");
    done(drop);
    nextRelease();

    var calls = stage.callsOf(() -> done(drop));

    assertThat(calls)
        .containsOnly(
            Map.entry("GET /v1/appStoreVersions/{id}/appStoreVersionLocalizations", 1L),
            Map.entry("GET /v1/apps/{id}/assetLibrary", 1L),
            Map.entry("GET /v1/appAssetLibraries/{id}/images", 1L),
            Map.entry("GET /v1/appStoreVersionLocalizations/{id}/placements", 2L));
  }

  /// Slipway remembers nothing from release to release: what the version shows decides.
  @ParameterizedTest
  @MethodSource("showings")
  void laterReleasesUseTheLibraryWithoutBeingAskedTo(Set<Guess> guesses)
      throws InterruptedException {
    stage.simulator.guesses().turn(guesses);
    shots(drop, "1.png", "2.png");
    done(drop);
    nextRelease();

    assertThat(finish(drop, ContentStage.rules())).isEqualTo(new ContentOutcome.Done());
    nextRelease();
    var changed = new Drop();
    shots(changed, "2.png", "4.png");
    var calls =
        stage.callsOf(
            () ->
                assertThat(finish(changed, ContentStage.rules()))
                    .isEqualTo(new ContentOutcome.Done()));

    assertThat(shown("en-US")).containsExactly("2.png", "4.png");
    assertThat(calls).doesNotContainKey("POST /v1/appScreenshots");
    assertThat(calls).containsEntry("POST /v1/appAssetLibraryImages", 1L);
  }

  @Test
  void whatIsDecidedStaysWhateverTheRulesSayLater() throws InterruptedException {
    shots(drop, "1.png");
    assertThat(stage.carry(drop, LIBRARY)).isEqualTo(new ContentOutcome.Processing());
    stage.pass(Duration.ofMinutes(2));

    assertThat(finish(drop, Rules.by(MediaWay.SETS, ContentStage.rules())))
        .isEqualTo(new ContentOutcome.Done());

    assertThat(shown("de-DE")).containsExactly("1.png");
    assertThat(stage.simulator.calls()).doesNotContainKey("POST /v1/appScreenshots");
  }

  @ParameterizedTest
  @MethodSource("showings")
  void setsLeadBackFromTheLibrary(Set<Guess> guesses) throws InterruptedException {
    stage.simulator.guesses().turn(guesses);
    shots(drop, "1.png", "2.png");
    done(drop);
    nextRelease();
    int before = stage.simulator.exchanges().size();

    assertThat(finish(drop, SETS)).isEqualTo(new ContentOutcome.Done());

    assertThat(stage.screenshots().get("en-US " + PHONE))
        .containsExactly("1.png COMPLETE", "2.png COMPLETE");
    assertThat(stage.checksums("en-US")).doesNotContain("null");
    assertThat(shown("en-US")).as("nothing twice").containsExactly("1.png", "2.png");
    var writes = mediaWrites(before);
    assertThat(writes.indexOf("DELETE"))
        .as("the pictures that were there go when their successors are: %s", writes)
        .isGreaterThan(writes.indexOf("PATCH"));
    nextRelease();
    var calls = stage.callsOf(() -> finish(drop, ContentStage.rules()));
    assertThat(ContentStage.writes(calls)).isEmpty();
  }

  @Test
  void aFullSetIsReplacedOneByOne() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      drop.screenshot("en-US", PHONE, i + ".png", "picture " + i);
    }
    done(drop);
    nextRelease();
    int before = stage.simulator.exchanges().size();

    assertThat(finish(drop, SETS)).isEqualTo(new ContentOutcome.Done());

    assertThat(shown("en-US")).hasSize(10).isSorted();
    int pictures = 10;
    for (String write : mediaWrites(before)) {
      pictures += write.equals("DELETE") ? -1 : write.equals("POST") ? 1 : 0;
      assertThat(pictures).isBetween(9, 10);
    }
  }

  @Tag("answer")
  @ParameterizedTest
  @MethodSource("showings")
  void theWayBackToSetsLosesNoPictureWhereverTheWorkerDies(Set<Guess> guesses)
      throws InterruptedException {
    stage.simulator.guesses().turn(guesses);
    var wanted = List.of("1.png", "2.png", "3.png");
    wanted.forEach(name -> drop.screenshot("en-US", PHONE, name, name));
    boolean died = true;
    for (int call = 1; died; call++) {
      stage.newApp();
      done(drop);
      stage.gate = new Gate(call, ContentLedger.EMPTY);
      died = finish(drop, SETS) instanceof ContentOutcome.Stopped;
      stage.pass(Duration.ofMinutes(2));
      assertThat(shown("en-US")).as("call %s", call).containsAll(wanted);

      stage.gate = new Gate(Integer.MAX_VALUE, stage.gate.ledger());
      assertThat(finish(drop, SETS)).isEqualTo(new ContentOutcome.Done());

      assertThat(shown("en-US")).as("call %s", call).isEqualTo(wanted);
      assertThat(stage.screenshots().get("en-US " + PHONE))
          .as("call %s", call)
          .containsExactly("1.png COMPLETE", "2.png COMPLETE", "3.png COMPLETE");
    }
  }

  /// The methods of the writes of pictures, in their order, of English alone.
  private List<String> mediaWrites(int from) {
    var exchanges = stage.simulator.exchanges();
    return exchanges.subList(from, exchanges.size()).stream()
        .filter(
            call -> call.path().matches("/v1/(appScreenshots|appAssetLibraryPlacements)(/[^/]*)?"))
        .map(Exchange::method)
        .filter(method -> !method.equals("GET"))
        .toList();
  }

  /// Another tool placed pictures, which show in sets or do not.
  @ParameterizedTest
  @MethodSource("showings")
  void whatAnotherToolPlacedIsReplacedAndShowsBesideNothing(Set<Guess> guesses) throws Exception {
    stage.simulator.guesses().turn(guesses);
    foreign("en-US", "theirs.png");
    shots(drop, "1.png", "2.png");

    assertThat(finish(drop, ContentStage.rules())).isEqualTo(new ContentOutcome.Done());

    assertThat(shown("en-US")).containsExactly("1.png", "2.png");
    assertThat(shown("de-DE")).containsExactly("1.png", "2.png");
    nextRelease();
    var calls = stage.callsOf(() -> finish(drop, ContentStage.rules()));
    assertThat(ContentStage.writes(calls)).isEmpty();
  }

  /// Whether placements show in sets, and whether Apple lists them with the texts.
  static Stream<Set<Guess>> showings() {
    return Stream.of(
        Set.of(),
        Set.of(Guess.PLACEMENTS_NOT_IN_SETS),
        Set.of(Guess.PLACEMENTS_WITH_TEXTS_FAIL),
        Set.of(Guess.PLACEMENTS_NOT_IN_SETS, Guess.PLACEMENTS_WITH_TEXTS_FAIL));
  }

  private void foreign(String locale, String name) throws Exception {
    byte[] file = Drop.png(1290, 2796, name);
    var library = stage.client.assetLibraries().find(stage.app).orElseThrow();
    var asset =
        stage
            .client
            .libraryAssets()
            .reserve(
                library,
                new NewLibraryAsset(
                    AssetKind.IMAGE,
                    AssetCategory.APP_SCREENSHOTS_AND_PREVIEWS,
                    name,
                    file.length,
                    "theirs"));
    try (var http = HttpClient.newHttpClient()) {
      for (var part : asset.uploadOperations()) {
        var request = HttpRequest.newBuilder(part.url());
        part.requestHeaders().forEach(header -> request.header(header.name(), header.value()));
        http.send(
            request.PUT(HttpRequest.BodyPublishers.ofByteArray(file)).build(),
            HttpResponse.BodyHandlers.discarding());
      }
    }
    stage.client.libraryAssets().commit(asset.id());
    stage.pass(Duration.ofMinutes(2));
    var localization =
        stage.client.appStoreVersionLocalizations().listFor(stage.version).stream()
            .filter(one -> one.locale().equals(locale))
            .findFirst()
            .orElseThrow();
    stage
        .client
        .placements()
        .create(localization.id(), new PlacementSlot("APP_SCREENSHOT", PHONES), asset.id());
  }

  @Test
  void aFileTwiceOnOneDisplayShowsTwice() throws InterruptedException {
    drop.screenshot("en-US", PHONE, "1.png", "same").screenshot("en-US", PHONE, "2.png", "same");

    done(drop);

    assertThat(shown("en-US")).hasSize(2);
    assertThat(ours()).hasSize(1);
    nextRelease();
    assertThat(ContentStage.writes(stage.callsOf(() -> done(drop)))).isEmpty();
  }

  @Test
  void aFileTwiceOnOneDisplayIsNamedIfAppleShowsItOnce() throws InterruptedException {
    stage.simulator.guesses().turn(Guess.PLACED_ONCE);
    drop.screenshot("en-US", PHONE, "1.png", "same").screenshot("en-US", PHONE, "2.png", "same");

    var outcome = finish(drop, LIBRARY);

    assertThat(outcome).isInstanceOf(ContentOutcome.NeedsAttention.class);
    var problem = ((ContentOutcome.NeedsAttention) outcome).problem();
    assertThat(problem.field()).isEqualTo("screenshots/en-US/2.png");
    assertThat(problem.detail())
        .contains("the same content as screenshots/en-US/1.png", "Remove one of them");
    assertThat(problem.appleErrors()).isNotEmpty();
    nextRelease();
    var once = new Drop();
    once.screenshot("en-US", PHONE, "1.png", "same");
    done(once);
    assertThat(shown("en-US")).containsExactly("1.png");
  }

  /// Each time Slipway waits 45 minutes and uploads the file again, twice.
  @Test
  void aFileThatAppleProcessesForEverIsNamedAfterTwoReplacements() throws InterruptedException {
    drop.screenshot("en-US", PHONE, "1.png", "one");
    for (int i = 0; i < 3; i++) {
      stage.simulator.faults().add(Fault.stuckAsset("1.png"));
    }
    var start = stage.simulator.clock().instant();
    ContentOutcome outcome = new ContentOutcome.Processing();
    for (int looks = 0; looks < 100 && outcome instanceof ContentOutcome.Processing; looks++) {
      outcome = stage.carry(drop, LIBRARY);
      stage.pass(Duration.ofMinutes(5));
    }

    assertThat(outcome).isInstanceOf(ContentOutcome.NeedsAttention.class);
    var problem = ((ContentOutcome.NeedsAttention) outcome).problem();
    assertThat(problem.type()).isEqualTo(ProblemType.MEDIA_REFUSED);
    assertThat(problem.field()).isEqualTo("screenshots/en-US/1.png");
    assertThat(Duration.between(start, stage.simulator.clock().instant()))
        .isBetween(Duration.ofMinutes(135), Duration.ofMinutes(165));
    assertThat(stage.simulator.calls()).containsEntry("POST /v1/appAssetLibraryImages", 3L);
  }

  @Test
  void aPlanWhoseLibraryVanishedSaysSo() throws InterruptedException {
    shots(drop, "1.png");
    stage
        .simulator
        .faults()
        .add(Fault.status(404).on("GET", "/v1/apps/{id}/assetLibrary").always());

    var differences =
        new ContentComparison(drop, drop, stage.simulator.clock())
            .differences(stage.client, stage.app, stage.version, false, drop.content(), LIBRARY);

    assertThat(differences.changes()).isEmpty();
    var problem = differences.locked();
    assertThat(problem).isNotNull();
    assertThat(problem.detail()).contains("no asset library", "\"media\": \"SETS\"");
  }

  @Test
  void aChangedPictureReplacesItsPredecessorAtItsPlace() throws InterruptedException {
    var names = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    names.forEach(name -> drop.screenshot("en-US", PHONE, name + ".png", name));
    done(drop);
    nextRelease();
    var changed = new Drop();
    names.forEach(
        name -> changed.screenshot("en-US", PHONE, name + ".png", name.equals("4") ? "x" : name));

    var calls = stage.callsOf(() -> done(changed));

    assertThat(shown("en-US")).isEqualTo(names.stream().map(name -> name + ".png").toList());
    assertThat(ours()).hasSize(11);
    assertThat(ContentStage.writes(calls))
        .containsEntry("POST /v1/appAssetLibraryImages", 1L)
        .containsEntry("DELETE /v1/appAssetLibraryPlacements/{id}", 1L)
        .containsEntry("POST /v1/appAssetLibraryPlacements", 1L)
        .containsEntry("POST /v1/appAssetLibraryPlacementOrderingRequests", 1L);
  }

  @Test
  void anOrderAloneTakesOneCall() throws InterruptedException {
    drop.screenshot("en-US", PHONE, "1.png", "one").screenshot("en-US", PHONE, "2.png", "two");
    done(drop);
    nextRelease();
    var turned = new Drop();
    turned.screenshot("en-US", PHONE, "2.png", "two").screenshot("en-US", PHONE, "3.png", "one");

    var calls = stage.callsOf(() -> done(turned));

    assertThat(ContentStage.writes(calls))
        .containsOnly(Map.entry("POST /v1/appAssetLibraryPlacementOrderingRequests", 1L));
    assertThat(shown("en-US")).containsExactly("2.png", "1.png");
  }

  @Test
  void previewsShareTheGroupAndGetTheirFrame() throws InterruptedException {
    byte[] movie = Movies.phone("one");
    drop.media("en-US", MediaKind.PREVIEW, "IPHONE_67", "a.mp4", movie);
    drop.media("de-DE", MediaKind.PREVIEW, "IPHONE_67", "a.mp4", movie);
    drop.screenshot("en-US", PHONE, "1.png", "one");
    var rules = Rules.withPreviewFrame("00:00:07:00", LIBRARY);

    assertThat(finish(drop, rules)).isEqualTo(new ContentOutcome.Done());

    assertThat(shown("en-US", "APP_PREVIEW", PHONES)).containsExactly("a.mp4");
    assertThat(shown("de-DE", "APP_PREVIEW", PHONES)).containsExactly("a.mp4");
    assertThat(shown("en-US")).containsExactly("1.png");
    assertThat(stage.simulator.calls())
        .containsEntry("POST /v1/appAssetLibraryVideos", 1L)
        .containsEntry("PATCH /v1/appAssetLibraryVideos/{id}", 2L);
    nextRelease();
    var calls = stage.callsOf(() -> finish(drop, rules));
    assertThat(ContentStage.writes(calls)).isEmpty();
  }

  @Test
  void aFileThatAppleCannotProcessIsNamedAfterTwoReplacements() throws InterruptedException {
    shots(drop, "1.png");
    for (int i = 0; i < 3; i++) {
      stage.simulator.faults().add(Fault.assetFailure("1.png", "BROKEN", "broken"));
    }

    var outcome = finish(drop, LIBRARY);

    assertThat(outcome).isInstanceOf(ContentOutcome.NeedsAttention.class);
    var problem = ((ContentOutcome.NeedsAttention) outcome).problem();
    assertThat(problem.field()).isEqualTo("screenshots/de-DE/1.png");
    assertThat(shown("en-US")).isEmpty();
  }

  @Test
  void aPictureOfAnotherDisplayIsNamedBeforeItIsPlaced() throws InterruptedException {
    drop.media("en-US", MediaKind.SCREENSHOT, PAD, "1.png", Drop.png(1290, 2796, "phone"));

    var outcome = finish(drop, LIBRARY);

    assertThat(outcome).isInstanceOf(ContentOutcome.NeedsAttention.class);
    var problem = ((ContentOutcome.NeedsAttention) outcome).problem();
    assertThat(problem.field()).isEqualTo("screenshots/en-US/1.png");
    assertThat(problem.detail()).contains("1290×2796", PAD);
    assertThat(stage.simulator.calls()).doesNotContainKey("POST /v1/appAssetLibraryPlacements");
  }

  @Test
  void theStateIsExactWhereverTheWorkerDies() throws InterruptedException {
    shots(drop, "1.png", "2.png");
    drop.screenshot("en-US", PAD, "3.png", "three");
    boolean died = true;
    for (int call = 1; died; call++) {
      stage.newApp();
      stage.gate = new Gate(call, ContentLedger.EMPTY);
      died = finish(drop, LIBRARY) instanceof ContentOutcome.Stopped;
      if (died) {
        stage.gate = new Gate(call + 3, stage.gate.ledger());
        finish(drop, LIBRARY);
        stage.gate = new Gate(Integer.MAX_VALUE, stage.gate.ledger());
        done(drop);
      } else {
        assertThat(call).isGreaterThan(20);
      }
      assertThat(shown("en-US")).as("call %s", call).containsExactly("1.png", "2.png");
      assertThat(shown("de-DE")).as("call %s", call).containsExactly("1.png", "2.png");
      assertThat(shown("en-US", "APP_SCREENSHOT", "IPAD_13_PROFILE")).hasSize(1);
      assertThat(ours()).as("call %s", call).hasSize(3);
      nextRelease();
      var calls = stage.callsOf(() -> done(drop));
      assertThat(ContentStage.writes(calls)).as("call %s", call).isEmpty();
    }
  }

  @Test
  void lostAnswersShowNoPictureTwice() throws InterruptedException {
    for (var guess : List.of(Guess.REFERENCE_NAME_ONCE, Guess.LIBRARY_COMMIT_ONCE)) {
      stage.simulator.guesses().turn(List.of(guess));
      stage.newApp();
      stage
          .simulator
          .faults()
          .add(
              Fault.status(503).on("POST", "/v1/appAssetLibraryImages").afterEffect(),
              Fault.status(503).on("PATCH", "/v1/appAssetLibraryImages/{id}").afterEffect(),
              Fault.status(503).on("POST", "/v1/appAssetLibraryPlacements").afterEffect());
      var fresh = new Drop();
      shots(fresh, "1.png", "2.png");

      done(fresh);

      assertThat(shown("en-US")).containsExactly("1.png", "2.png");
      assertThat(shown("de-DE")).containsExactly("1.png", "2.png");
      assertThat(ours()).hasSize(2);
      assertThat(stage.simulator.faults().pending()).isEmpty();
    }
  }

  @Test
  void aPlanSaysExactlyWhatARunWrites() throws InterruptedException {
    shots(drop, "1.png", "2.png", "3.png");
    done(drop);
    nextRelease();
    var changed = new Drop();
    shots(changed, "3.png", "1.png", "5.png");

    var differences =
        new ContentComparison(changed, changed, stage.simulator.clock())
            .differences(stage.client, stage.app, stage.version, false, changed.content(), LIBRARY);
    var planned = new TreeMap<String, Long>();
    PlannedContent.of(differences.changes(), null)
        .forEach(action -> action.calls().forEach(call -> planned.merge(call, 1L, Long::sum)));
    var real = stage.callsOf(() -> done(changed));

    assertThat(planned).isEqualTo(ContentStage.writes(real));
    assertThat(differences.readCalls())
        .isEqualTo(
            (int)
                real.entrySet().stream()
                    .filter(call -> call.getKey().startsWith("GET "))
                    .mapToLong(Map.Entry::getValue)
                    .sum());
  }
}
