package dev.slipway.releases.content;

import static dev.slipway.releases.content.Drop.PAD;
import static dev.slipway.releases.content.Drop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.ContentStage.Gate;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentDiff;
import dev.slipway.releases.content.diff.OwnWork;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.plan.PlannedContent;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentRunTest {
  private final ContentStage stage = new ContentStage();
  private final Drop drop = new Drop();

  @AfterEach
  void close() {
    assertThat(stage.simulator.contractViolations()).isEmpty();
    stage.close();
  }

  private static void texts(Drop drop) {
    for (String locale : List.of("en-US", "de-DE")) {
      drop.text(locale, TextField.DESCRIPTION, "A new description " + locale)
          .text(locale, TextField.WHATS_NEW, "What is new " + locale)
          .text(locale, TextField.PROMOTIONAL_TEXT, "Now " + locale);
    }
    drop.review(ReviewField.FIRST_NAME, "Berta").review(ReviewField.NOTES, "Hello");
  }

  private static void shots(Drop drop, int each) {
    for (String locale : List.of("en-US", "de-DE")) {
      for (String type : List.of(PHONE, PAD)) {
        for (int i = 1; i <= each; i++) {
          drop.screenshot(locale, type, type + "_" + i + ".png", locale + type + i);
        }
      }
    }
  }

  private static Map<String, List<String>> shown(int each) {
    var sets = new TreeMap<String, List<String>>();
    for (String locale : List.of("en-US", "de-DE")) {
      for (String type : List.of(PHONE, PAD)) {
        sets.put(
            locale + " " + type,
            java.util.stream.IntStream.rangeClosed(1, each)
                .mapToObj(i -> type + "_" + i + ".png COMPLETE")
                .toList());
      }
    }
    return sets;
  }

  @Test
  void carriesReferenceDropWithFewCalls() throws InterruptedException {
    texts(drop);
    shots(drop, 5);

    var calls =
        stage.callsOf(
            () -> {
              assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Processing());
              assertThat(stage.gate.ledger().state()).isEqualTo(ContentLedger.State.PROCESSING);
              stage.pass(Duration.ofSeconds(30));
              assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done());
            });

    assertThat(stage.screenshots()).isEqualTo(shown(5));
    assertThat(stage.gate.ledger().state()).isEqualTo(ContentLedger.State.DONE);
    assertThat(calls)
        .containsOnly(
            Map.entry("GET /v1/appStoreVersions/{id}/appStoreVersionLocalizations", 1L),
            Map.entry("GET /v1/appStoreVersions/{id}/appStoreReviewDetail", 1L),
            Map.entry("PATCH /v1/appStoreVersionLocalizations/{id}", 2L),
            Map.entry("POST /v1/appScreenshotSets", 4L),
            Map.entry("POST /v1/appScreenshots", 20L),
            Map.entry("PATCH /v1/appScreenshots/{id}", 20L),
            Map.entry("PATCH /v1/appStoreReviewDetails/{id}", 1L),
            Map.entry("GET /v1/appStoreVersionLocalizations/{id}/appScreenshotSets", 2L));
  }

  @Test
  void secondRunWritesNothing() throws InterruptedException {
    texts(drop);
    shots(drop, 2);
    drop.attachment("guide.txt", "how to");
    stage.finish(drop);

    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);
    var calls =
        stage.callsOf(() -> assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done()));

    assertThat(ContentStage.writes(calls)).isEmpty();
    assertThat(calls.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
  }

  /// Later looks see what this release brought, and would call nothing new.
  @Test
  void saysWhatItDoesWithEachPictureBeforeItDoesIt() throws InterruptedException {
    texts(drop);
    shots(drop, 2);

    stage.finish(drop);

    assertThat(stage.comparisons).isEqualTo(1);
    assertThat(stage.pictures).hasSize(8).allMatch(shown -> shown.change() == Picture.Change.NEW);
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);
    stage.carry(drop);
    assertThat(stage.pictures).hasSize(8).allMatch(shown -> shown.change() == Picture.Change.KEPT);
  }

  @Test
  void learnsWhatAppleCallsThings() throws InterruptedException {
    texts(drop);
    shots(drop, 1);
    stage.finish(drop);

    var ledger = stage.gate.ledger();
    assertThat(ledger.resources())
        .containsKeys(
            "versionLocalization/de-DE",
            "versionLocalization/en-US",
            "reviewDetail",
            "mediaSet/de-DE/" + PHONE);
    assertThat(ledger.assets()).hasSize(4);
    assertThat(ledger.assets().values())
        .allSatisfy(
            asset -> {
              assertThat(asset.committed()).isTrue();
              assertThat(asset.replacements()).isZero();
            });
  }

  @Test
  void knowsTheAssetsOfAFileThatLocalesShareApart() throws InterruptedException {
    drop.shared(PHONE, "1.png", "a", "en-US", "de-DE");

    assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done());

    assertThat(stage.gate.ledger().assets())
        .containsOnlyKeys("screenshots/default/1.png#en-US", "screenshots/default/1.png#de-DE");
    assertThat(stage.screenshots())
        .containsOnly(
            Map.entry("en-US " + PHONE, List.of("1.png COMPLETE")),
            Map.entry("de-DE " + PHONE, List.of("1.png COMPLETE")));
  }

  @Test
  void takesOverWhatsNewOfLocalesThatTheDropHasNot() throws InterruptedException {
    drop.text("de-DE", TextField.WHATS_NEW, "Neues");

    assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done());

    var texts = stage.client.appStoreVersionLocalizations().listFor(stage.version);
    assertThat(texts)
        .extracting(text -> text.locale() + " " + text.whatsNew())
        .containsExactlyInAnyOrder("de-DE Neues", "en-US Before");
  }

  @Test
  void asksForWhatsNewBeforeAnythingIsWritten() throws InterruptedException {
    drop.text("de-DE", TextField.DESCRIPTION, "Eine Beschreibung");

    var calls =
        stage.callsOf(
            () ->
                assertThat(stage.carry(drop, Rules.update(Map.of(), "en-US")))
                    .isInstanceOfSatisfying(
                        ContentOutcome.NeedsAttention.class,
                        attention -> {
                          assertThat(attention.problem().type())
                              .isEqualTo(ProblemType.WHATS_NEW_MISSING);
                          assertThat(attention.problem().faults()).hasSize(2);
                        }));

    assertThat(ContentStage.writes(calls)).isEmpty();
  }

  @Test
  void addsLocaleOnBothSides() throws InterruptedException {
    drop.text("fr-FR", TextField.DESCRIPTION, "Une description")
        .text("fr-FR", TextField.WHATS_NEW, "Du nouveau")
        .text("fr-FR", TextField.SUBTITLE, "Sous-titre")
        .screenshot("fr-FR", PHONE, "1.png", "a");

    assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done());

    var info = new AppleContentReader(stage.client).information(stage.app);
    assertThat(info.locales().get("fr-FR").texts())
        .containsEntry(TextField.NAME, "Demo")
        .containsEntry(TextField.SUBTITLE, "Sous-titre");
    assertThat(stage.screenshots()).containsEntry("fr-FR " + PHONE, List.of("1.png COMPLETE"));
  }

  /// Apple lists the live one first, or not (review-live.md, E).
  @Test
  void changesTheDraftOfTheInformationInWhateverOrderAppleListsThem() throws InterruptedException {
    stage.simulator.guesses().turn(Guess.DRAFT_APP_INFO_FIRST);
    drop.text("en-US", TextField.NAME, "Another name");

    assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done());

    assertThat(stage.simulator.snapshot().appInfos())
        .extracting(info -> info.localizations().getFirst().texts().get("name"))
        .containsExactly("Demo", "Another name");
  }

  /// A version of another platform is with App Review and holds the app's information.
  @Test
  void waitsForInformationThatAVersionOfAnotherPlatformLocks() {
    var present = new AppleContentReader(stage.client).information(stage.app);
    var changes =
        List.<ContentChange>of(
            new ContentChange.ChangeInformationLocale(
                "en-US",
                present.locales().get("en-US").id(),
                new LinkedHashMap<>(
                    Map.of(TextField.NAME, new NewValue<>("Demo", "Another name", null)))));

    var locked =
        LockedChanges.of(
            changes, AppVersionState.PREPARE_FOR_SUBMISSION, AppInfoState.WAITING_FOR_REVIEW);

    assertThat(locked)
        .hasValueSatisfying(
            outcome ->
                assertThat(((ContentOutcome.Waiting) outcome).problem().detail())
                    .contains("WAITING_FOR_REVIEW")
                    .contains("metadata/en-US/name.txt"));
    assertThat(
            LockedChanges.of(
                changes, AppVersionState.PREPARE_FOR_SUBMISSION, AppInfoState.REJECTED))
        .isEmpty();
  }

  @Test
  void addsLocaleToTheInformationWhenAppleDoesNot() throws InterruptedException {
    stage.simulator.guesses().turn(Guess.LOCALES_ON_ONE_SIDE);
    drop.text("fr-FR", TextField.DESCRIPTION, "Une description")
        .text("fr-FR", TextField.WHATS_NEW, "Du nouveau");

    var calls =
        stage.callsOf(() -> assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done()));

    assertThat(calls).containsEntry("POST /v1/appInfoLocalizations", 1L);
    var info = new AppleContentReader(stage.client).information(stage.app);
    assertThat(info.locales().get("fr-FR").texts()).containsEntry(TextField.NAME, "Demo");
  }

  @Test
  void changesCategoriesAgeRatingAndContentRights() throws InterruptedException {
    drop.category(CategoryName.PRIMARY, "GAMES")
        .category(CategoryName.PRIMARY_FIRST_SUB, "GAMES_WORD")
        .ageRating(Map.of("gambling", true, "contests", "FREQUENT_OR_INTENSE"));
    var rules = Rules.declaring(ContentRights.USES_THIRD_PARTY_CONTENT, ContentStage.rules());

    assertThat(stage.carry(drop, rules)).isEqualTo(new ContentOutcome.Done());

    var present =
        new AppleContentReader(stage.client)
            .read(
                stage.app,
                stage.version,
                drop.content(),
                rules,
                false,
                false,
                stage.simulator.clock().instant());
    assertThat(ContentDiff.of(drop.content(), present, rules, OwnWork.NONE)).isEmpty();
  }

  @Test
  void removesLocalesThatTheDropHasNotWhenTold() throws InterruptedException {
    drop.text("en-US", TextField.WHATS_NEW, "News");

    stage.carry(drop, Rules.removingMissingLocales(ContentStage.rules()));

    assertThat(stage.client.appStoreVersionLocalizations().listFor(stage.version))
        .extracting(text -> text.locale())
        .containsExactly("en-US");
  }

  @Test
  void uploadsAttachmentAndReplacesItWhenItChanged() throws InterruptedException {
    drop.review(ReviewField.FIRST_NAME, "Berta").attachment("guide.txt", "one");
    stage.carry(drop);
    stage.pass(Duration.ofMinutes(1));
    drop.attachment("guide.txt", "another");
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);
    stage.carry(drop);
    stage.pass(Duration.ofMinutes(1));

    assertThat(stage.simulator.snapshot().reviewAttachments())
        .filteredOn(found -> found.appStoreVersionId().equals(stage.version.value()))
        .extracting(found -> found.asset().checksum())
        .containsExactly(drop.checksum("metadata/review_information/guide.txt"));
  }

  @Test
  void reordersWithoutUpload() throws InterruptedException {
    drop.screenshot("en-US", PHONE, "1.png", "a").screenshot("en-US", PHONE, "2.png", "b");
    stage.finish(drop);
    var turned = new Drop();
    turned.screenshot("en-US", PHONE, "01.png", "b").screenshot("en-US", PHONE, "02.png", "a");
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);

    var calls = stage.callsOf(() -> stage.finish(turned));

    assertThat(ContentStage.writes(calls))
        .containsOnly(
            Map.entry("PATCH /v1/appScreenshotSets/{id}/relationships/appScreenshots", 1L));
    assertThat(stage.screenshots())
        .containsEntry("en-US " + PHONE, List.of("2.png COMPLETE", "1.png COMPLETE"));
  }

  @Test
  void replacesOneChangedScreenshot() throws InterruptedException {
    drop.screenshot("en-US", PHONE, "1.png", "a").screenshot("en-US", PHONE, "2.png", "b");
    stage.finish(drop);
    var changed = new Drop();
    changed.screenshot("en-US", PHONE, "1.png", "c").screenshot("en-US", PHONE, "2.png", "b");
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);

    var calls = stage.callsOf(() -> stage.finish(changed));

    assertThat(ContentStage.writes(calls))
        .containsOnly(
            Map.entry("POST /v1/appScreenshots", 1L),
            Map.entry("PATCH /v1/appScreenshots/{id}", 1L),
            Map.entry("DELETE /v1/appScreenshots/{id}", 1L),
            Map.entry("PATCH /v1/appScreenshotSets/{id}/relationships/appScreenshots", 1L));
    assertThat(stage.checksums("en-US"))
        .containsExactly(
            changed.checksum("screenshots/en-US/1.png"),
            changed.checksum("screenshots/en-US/2.png"));
  }

  @Test
  void findsReservationWhoseAnswerWasLost() throws InterruptedException {
    shots(drop, 2);
    stage
        .simulator
        .faults()
        .add(Fault.status(503).on("POST", "/v1/appScreenshots").nth(3).afterEffect());

    assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done());

    assertThat(stage.screenshots()).isEqualTo(shown(2));
    assertThat(stage.simulator.calls()).containsEntry("POST /v1/appScreenshots", 8L);
  }

  @Test
  void findsSetTextsAndCommitWhoseAnswersWereLost() throws InterruptedException {
    texts(drop);
    shots(drop, 2);
    stage
        .simulator
        .faults()
        .add(
            Fault.cutBeforeAnswer().on("POST", "/v1/appScreenshotSets").nth(2).afterEffect(),
            Fault.status(504).on("PATCH", "/v1/appStoreVersionLocalizations/{id}").afterEffect(),
            Fault.status(500).on("PATCH", "/v1/appScreenshots/{id}").nth(4).afterEffect());

    assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done());

    assertThat(stage.screenshots()).isEqualTo(shown(2));
    assertThat(stage.simulator.calls())
        .containsEntry("POST /v1/appScreenshotSets", 4L)
        .containsEntry("PATCH /v1/appStoreVersionLocalizations/{id}", 2L)
        .containsEntry("PATCH /v1/appScreenshots/{id}", 8L);
  }

  @Test
  void returnsRefusalsWithWhatTheCallCarried() throws InterruptedException {
    texts(drop);
    stage
        .simulator
        .faults()
        .add(Fault.status(403).on("PATCH", "/v1/appStoreVersionLocalizations/{id}"));

    assertThat(stage.carry(drop))
        .isInstanceOfSatisfying(
            ContentOutcome.Refused.class,
            refused -> {
              assertThat(refused.answer()).isInstanceOf(AppStoreConnectException.Forbidden.class);
              assertThat(refused.carried().locale()).isNotNull();
              assertThat(refused.carried().place(refused.answer()))
                  .startsWith("metadata/" + refused.carried().locale());
            });
  }

  @Test
  void beginsPartsAnewWhoseAddressesExpired() throws InterruptedException {
    shots(drop, 1);
    stage.simulator.faults().add(Fault.partUrlExpired());

    assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done());

    assertThat(stage.screenshots()).isEqualTo(shown(1));
  }

  @Test
  void replacesFailedScreenshotAlone() throws InterruptedException {
    shots(drop, 3);
    String name = PHONE + "_2.png";
    stage.simulator.faults().add(Fault.assetFailure(name, "IMAGE_TOOL_FAILURE", "tool"));

    var calls =
        stage.callsOf(() -> assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done()));

    assertThat(stage.screenshots()).isEqualTo(shown(3));
    assertThat(calls)
        .containsEntry("POST /v1/appScreenshots", 13L)
        .containsEntry("DELETE /v1/appScreenshots/{id}", 1L)
        .containsEntry("PATCH /v1/appScreenshotSets/{id}/relationships/appScreenshots", 1L);
  }

  @Test
  void replacesStuckScreenshotAloneAfterThreeQuartersOfAnHour() throws InterruptedException {
    shots(drop, 2);
    stage.simulator.faults().add(Fault.stuckAsset(PAD + "_2.png"));

    assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Processing());
    stage.pass(Duration.ofMinutes(40));
    var patient = stage.callsOf(() -> stage.carry(drop));
    assertThat(ContentStage.writes(patient)).isEmpty();
    assertThat(stage.gate.ledger().looks()).isEqualTo(1);

    stage.pass(Duration.ofMinutes(6));
    var calls = stage.callsOf(() -> stage.finish(drop));

    assertThat(ContentStage.writes(calls))
        .containsOnly(
            Map.entry("DELETE /v1/appScreenshots/{id}", 1L),
            Map.entry("POST /v1/appScreenshots", 1L),
            Map.entry("PATCH /v1/appScreenshots/{id}", 1L));
    assertThat(stage.screenshots()).isEqualTo(shown(2));
  }

  /// media-live.md, 2.2: half an hour was seen at bad times.
  @Test
  void uploadsNothingAgainWhenAppleTakesHalfAnHour() throws InterruptedException {
    try (var slow =
        new ContentStage(
            options -> options.mediaProcessing(Duration.ofMinutes(32), Duration.ofMinutes(32)))) {
      shots(drop, 2);
      slow.carry(drop);
      slow.pass(Duration.ofMinutes(31));
      slow.carry(drop);
      slow.pass(Duration.ofMinutes(2));

      assertThat(slow.carry(drop)).isEqualTo(new ContentOutcome.Done());
      assertThat(slow.simulator.calls())
          .containsEntry("POST /v1/appScreenshots", 8L)
          .doesNotContainKey("DELETE /v1/appScreenshots/{id}");
    }
  }

  /// media-live.md, 2.1: COMPLETE can come before the checksum.
  @Test
  void uploadsNothingAgainWhileAppleShowsNoChecksum() throws InterruptedException {
    try (var late = new ContentStage(options -> options.mediaChecksumDelay(Duration.ofHours(3)))) {
      shots(drop, 2);
      late.finish(drop);
      assertThat(late.checksums("en-US")).containsOnly("null");
      late.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);

      var calls = late.callsOf(() -> late.carry(drop));

      assertThat(ContentStage.writes(calls)).isEmpty();
    }
  }

  @Test
  void triesAgainLaterWhenAppleDoesNotAllowADisplayType() throws InterruptedException {
    shots(drop, 1);
    stage
        .simulator
        .faults()
        .add(
            Fault.status(
                    409,
                    "ENTITY_ERROR.ATTRIBUTE.INVALID",
                    "An attribute value is invalid.",
                    "Display Type Not Allowed!")
                .on("POST", "/v1/appScreenshotSets")
                .always());

    assertThat(stage.carry(drop))
        .isInstanceOfSatisfying(
            ContentOutcome.Failed.class,
            failed -> {
              assertThat(failed.problem().detail()).contains("does not allow a set of APP_I");
              assertThat(failed.problem().appleErrors().toString())
                  .contains("Display Type Not Allowed!");
            });

    stage.simulator.faults().clear();
    assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done());
  }

  @Test
  void namesTheScreenshotThatAppleStoredOnItsSide() throws InterruptedException {
    drop.turned("en-US", "1.png").screenshot("en-US", PHONE, "2.png", "good");

    assertThat(stage.finish(drop))
        .isInstanceOfSatisfying(
            ContentOutcome.NeedsAttention.class,
            attention -> {
              assertThat(attention.problem().type()).isEqualTo(ProblemType.MEDIA_REFUSED);
              assertThat(attention.problem().field()).isEqualTo("screenshots/en-US/1.png");
              assertThat(attention.problem().detail())
                  .contains("2796×1290 instead of 1290×2796", "Export it without");
            });
    assertThat(stage.simulator.calls()).containsEntry("POST /v1/appScreenshots", 2L);
  }

  @Test
  void asksAPersonAfterTwoReplacements() throws InterruptedException {
    drop.media("en-US", MediaKind.SCREENSHOT, PHONE, "1.png", Drop.png(100, 100, "small"));
    drop.screenshot("en-US", PHONE, "2.png", "good");

    var outcome = stage.finish(drop);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ContentOutcome.NeedsAttention.class,
            attention -> {
              var problem = attention.problem();
              assertThat(problem.type()).isEqualTo(ProblemType.MEDIA_REFUSED);
              assertThat(problem.field()).isEqualTo("screenshots/en-US/1.png");
              assertThat(problem.appleErrors()).containsExactly("IMAGE_INCORRECT_DIMENSIONS");
              assertThat(problem.detail())
                  .endsWith(
                      "Export it without transparency in exactly the pixels of its device, and"
                          + " upload the folder again.");
            });
    assertThat(stage.simulator.calls()).containsEntry("POST /v1/appScreenshots", 4L);
  }

  @Test
  void uploadsPreviewsWithTheirFrameAndWritesNothingTheSecondTime() throws InterruptedException {
    previews("1.mp4", "2.mp4");
    var rules = Rules.withPreviewFrame("00:00:07:00", ContentStage.rules());
    stage.carry(drop, rules);
    stage.pass(Duration.ofMinutes(5));
    assertThat(stage.carry(drop, rules)).isEqualTo(new ContentOutcome.Done());
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);

    var calls = stage.callsOf(() -> stage.carry(drop, rules));

    assertThat(ContentStage.writes(calls)).isEmpty();
    assertThat(stage.previews()).containsExactly("1.mp4 COMPLETE", "2.mp4 COMPLETE");
  }

  @Test
  void changesOnlyTheFrameOfPreviewsThatAreThere() throws InterruptedException {
    previews("1.mp4");
    stage.finish(drop);
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);

    var calls =
        stage.callsOf(
            () -> stage.carry(drop, Rules.withPreviewFrame("00:00:09:00", ContentStage.rules())));

    assertThat(ContentStage.writes(calls))
        .containsOnly(Map.entry("PATCH /v1/appPreviews/{id}", 1L));
  }

  @Test
  void waitsLongerForPreviewsThanForScreenshots() throws InterruptedException {
    previews("1.mp4");
    stage.simulator.faults().add(Fault.stuckAsset("1.mp4"));
    stage.carry(drop);

    stage.pass(Duration.ofMinutes(100));
    assertThat(ContentStage.writes(stage.callsOf(() -> stage.carry(drop)))).isEmpty();
    stage.pass(Duration.ofMinutes(21));
    stage.carry(drop);
    stage.pass(Duration.ofMinutes(5));

    assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done());
    assertThat(stage.previews()).containsExactly("1.mp4 COMPLETE");
  }

  private void previews(String... names) {
    for (String name : names) {
      drop.media("en-US", MediaKind.PREVIEW, "IPHONE_67", name, Movies.phone(name));
    }
  }

  @Test
  void stopsWhenTimeIsUpAndGoesOnLater() throws InterruptedException {
    shots(drop, 1);
    stage.gate.outOfTime();

    assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.OutOfTime());

    stage.gate = new Gate(Integer.MAX_VALUE, stage.gate.ledger());
    assertThat(stage.finish(drop)).isEqualTo(new ContentOutcome.Done());
  }

  @Test
  void doesNotSendAgainWhatShowsItsChecksumLate() throws InterruptedException {
    try (var late = new ContentStage(options -> options.mediaChecksumDelay(Duration.ofHours(1)))) {
      shots(drop, 2);
      assertThat(late.finish(drop)).isEqualTo(new ContentOutcome.Done());
      late.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);

      var calls = late.callsOf(() -> late.finish(drop));

      assertThat(ContentStage.writes(calls)).isEmpty();
    }
  }

  /// The state at the end is exact, wherever the worker dies; also when it dies twice.
  @Test
  void endsExactlyWhereverItDies() throws InterruptedException {
    texts(drop);
    for (String type : List.of(PHONE, PAD)) {
      drop.screenshot("en-US", type, type + "_1.png", type + 1);
      drop.screenshot("en-US", type, type + "_2.png", type + 2);
    }
    drop.text("fr-FR", TextField.DESCRIPTION, "Une description")
        .text("fr-FR", TextField.WHATS_NEW, "Du nouveau")
        .attachment("guide.txt", "how to");
    boolean died = true;
    for (int call = 1; died; call++) {
      stage.newApp();
      stage.gate = new Gate(call, ContentLedger.EMPTY);
      died = dies();
      if (died) {
        stage.gate = new Gate(call + 3, stage.gate.ledger());
        dies();
        stage.gate = new Gate(Integer.MAX_VALUE, stage.gate.ledger());
        assertThat(stage.finish(drop)).as("call %s", call).isEqualTo(new ContentOutcome.Done());
      } else {
        assertThat(call).isGreaterThan(25);
        stage.gate = new Gate(Integer.MAX_VALUE, stage.gate.ledger());
        stage.pass(Duration.ofMinutes(1));
        stage.finish(drop);
      }
      assertExact(call);
    }
  }

  private boolean dies() throws InterruptedException {
    return stage.carry(drop) instanceof ContentOutcome.Stopped;
  }

  private void assertExact(int call) throws InterruptedException {
    assertThat(stage.screenshots())
        .as("call %s", call)
        .isEqualTo(
            Map.of(
                "en-US " + PHONE,
                List.of(PHONE + "_1.png COMPLETE", PHONE + "_2.png COMPLETE"),
                "en-US " + PAD,
                List.of(PAD + "_1.png COMPLETE", PAD + "_2.png COMPLETE")));
    assertThat(stage.simulator.snapshot().reviewAttachments())
        .as("call %s", call)
        .filteredOn(found -> found.appStoreVersionId().equals(stage.version.value()))
        .hasSize(1);
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);
    var calls = stage.callsOf(() -> stage.finish(drop));
    assertThat(ContentStage.writes(calls)).as("call %s", call).isEmpty();
  }

  @Test
  void planSaysExactlyWhatARunWrites() throws InterruptedException {
    texts(drop);
    shots(drop, 2);
    drop.text("fr-FR", TextField.DESCRIPTION, "Une description")
        .text("fr-FR", TextField.WHATS_NEW, "Du nouveau")
        .text("fr-FR", TextField.SUBTITLE, "Sous-titre")
        .category(CategoryName.SECONDARY, "BUSINESS")
        .review(ReviewField.DEMO_USER, "demo")
        .review(ReviewField.NOTES, "Sign in with very secret, as demo.")
        .password("very secret")
        .attachment("guide.txt", "how to");

    var differences =
        new ContentComparison(drop, drop, stage.simulator.clock())
            .differences(
                stage.client,
                stage.app,
                stage.version,
                false,
                drop.content(),
                ContentStage.rules());
    var actions = PlannedContent.of(differences.changes(), drop.content().review().password());
    var real = stage.callsOf(() -> stage.finish(drop));

    var planned = new TreeMap<String, Long>();
    actions.stream()
        .flatMap(action -> action.calls().stream())
        .forEach(call -> planned.merge(call, 1L, Long::sum));
    assertThat(planned).isEqualTo(ContentStage.writes(real));
    long reads =
        real.entrySet().stream()
            .filter(call -> call.getKey().startsWith("GET "))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(differences.readCalls()).isEqualTo((int) reads);
    assertThat(actions.toString()).doesNotContain("very secret");
    assertThat(actions).filteredOn(action -> action.kind() == PlannedAction.Kind.UPLOAD).hasSize(9);
    assertThat(actions)
        .filteredOn(action -> action.what().equals("What's New"))
        .extracting(PlannedAction::after)
        .contains("What is new de-DE");
  }
}
