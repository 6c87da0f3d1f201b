package dev.slipway.appstoreconnect.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.MediaFiles;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.library.LibraryAsset.ImageSize;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.LibraryId.PlacementId;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Guess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetLibraryClientTest {
  private static final PlacementSlot DUO =
      new PlacementSlot("APP_SCREENSHOT", "IPHONE_DUO_PROFILE");

  private final SimulatedApple apple = new SimulatedApple();
  private final AppStoreConnectClient client = apple.client();
  private final LibraryAssetsClient assets = client.libraryAssets();
  private final PlacementsClient placements = client.placements();
  private final AssetLibraryId library = client.assetLibraries().find(apple.app()).orElseThrow();
  private final AppStoreVersionId version =
      client
          .appStoreVersions()
          .create(NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0"))
          .id();
  private final List<LocalizationId> localizations =
      client.appStoreVersionLocalizations().listFor(version).stream()
          .map(localization -> localization.id())
          .toList();

  @AfterEach
  void stop() {
    apple.close();
  }

  private LibraryAsset reserve(AssetKind kind, String fileName, byte[] file) {
    return assets.reserve(
        library,
        new NewLibraryAsset(
            kind,
            AssetCategory.APP_SCREENSHOTS_AND_PREVIEWS,
            fileName,
            file.length,
            "slw " + fileName));
  }

  private LibraryAssetId upload(AssetKind kind, String fileName, byte[] file) {
    var reserved = reserve(kind, fileName, file);
    send(reserved, file);
    assets.commit(reserved.id());
    return reserved.id();
  }

  private void send(LibraryAsset reserved, byte[] file) {
    var plan =
        UploadPlan.of(reserved.uploadOperations(), file.length, PartHosts.appleAndLoopback());
    assertThat(apple.send(plan, Set.of(), file)).isInstanceOf(UploadResult.Finished.class);
  }

  private void processed() {
    apple.simulator().clock().advance(Duration.ofMinutes(2));
  }

  private LibraryAssetId screenshot(String fileName, int colour) {
    return upload(AssetKind.IMAGE, fileName, MediaFiles.png(1398, 2034, colour));
  }

  private List<PlacementId> duo() {
    return placements.listFor(localizations.getFirst()).stream()
        .filter(placement -> placement.slot().equals(DUO))
        .map(Placement::id)
        .toList();
  }

  @Test
  void bringsAnImageIntoTheLibraryAndFollowsIt() {
    byte[] png = MediaFiles.png(1398, 2034, 1);
    var reserved = reserve(AssetKind.IMAGE, "01.png", png);
    assertThat(reserved.state()).isEqualTo(LibraryAssetState.AWAITING_UPLOAD);
    assertThat(reserved.referenceName()).isEqualTo("slw 01.png");
    assertThat(reserved.uploadOperations()).isNotEmpty();
    assertThat(assets.get(reserved.id())).isEqualTo(reserved);
    assertThat(assets.listAwaitingUpload(library, AssetKind.IMAGE)).containsExactly(reserved);
    send(reserved, png);
    var committed = assets.commit(reserved.id());
    assertThat(committed.state()).isEqualTo(LibraryAssetState.UPLOAD_COMPLETE);
    assertThat(committed.isSettled()).isFalse();

    apple.simulator().clock().advance(Duration.ofSeconds(5));
    var early = assets.get(reserved.id());
    assertThat(early.state()).isEqualTo(LibraryAssetState.PREPARE_FOR_SUBMISSION);
    assertThat(early.isSettled()).as("without its specification").isFalse();

    processed();
    var done = assets.get(reserved.id());
    assertThat(done.isProcessed()).isTrue();
    assertThat(done.image()).isEqualTo(new ImageSize(1398, 2034));
    assertThat(client.assetLibraries().referenceData().fits(DUO, done.specId())).isTrue();
    assertThat(assets.findByReferenceName(library, AssetKind.IMAGE, List.of("slw 01.png", "x")))
        .containsExactly(done);
  }

  @Test
  void followsManyInOneCall() {
    var ids = new ArrayList<LibraryAssetId>();
    for (int i = 0; i < 3; i++) {
      ids.add(screenshot(i + ".png", i));
    }
    processed();
    int before = apple.reports().size();
    assertThat(assets.list(library, AssetKind.IMAGE, ids))
        .extracting(LibraryAsset::id)
        .containsExactlyElementsOf(ids);
    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(assets.list(library, AssetKind.IMAGE, List.of())).isEmpty();
  }

  @Test
  void saysThatAFileFailed() {
    var id = upload(AssetKind.IMAGE, "01.png", MediaFiles.png(100, 100, 1));
    processed();
    var failed = assets.get(id);
    assertThat(failed.state()).isEqualTo(LibraryAssetState.FAILED);
    assertThat(failed.isSettled()).isTrue();
    assertThat(failed.isProcessed()).isFalse();
    assertThat(failed.details()).isNotEmpty();
    assets.delete(id);
    assertThat(catchThrowableOfType(NotFound.class, () -> assets.get(id))).isNotNull();
  }

  @Test
  void placesOneImageInEachLocale() {
    var image = screenshot("01.png", 1);
    processed();
    for (LocalizationId localization : localizations) {
      var placed = placements.create(localization, DUO, image);
      assertThat(placed.slot()).isEqualTo(DUO);
      assertThat(placed.state()).isEqualTo(PlacementState.PARENT_PREPARE_FOR_SUBMISSION);
      assertThat(placements.listFor(localization, image))
          .extracting(Placement::id)
          .containsExactly(placed.id());
      assertThat(placements.get(placed.id()).assetId()).isEqualTo(image);
      assertThat(placements.listFor(localization))
          .anySatisfy(
              placement -> {
                assertThat(placement.id()).isEqualTo(placed.id());
                assertThat(placement.asset()).isNotNull();
                assertThat(placement.asset().referenceName()).isEqualTo("slw 01.png");
              });
    }
    assertThat(catchThrowableOfType(Conflict.class, () -> assets.delete(image))).isNotNull();
  }

  @Test
  void ordersAndDeletesPlacements() {
    var localization = localizations.getFirst();
    var first = placements.create(localization, DUO, screenshot("01.png", 1)).id();
    var second = placements.create(localization, DUO, screenshot("02.png", 2)).id();
    var third = placements.create(localization, DUO, screenshot("03.png", 3)).id();
    assertThat(duo()).containsExactly(first, second, third);
    placements.order(localization, DUO.placementGroup(), List.of(third, first, second));
    assertThat(duo()).containsExactly(third, first, second);
    placements.delete(first);
    assertThat(duo()).containsExactly(third, second);
  }

  @Test
  void placesAVideoAndMovesItsPoster() {
    byte[] mp4 = MediaFiles.mp4(886, 1920, 20);
    var id = upload(AssetKind.VIDEO, "film.mp4", mp4);
    processed();
    var video = assets.setPreviewFrameTimeCode(id, "00:00:03:00");
    assertThat(video.isProcessed()).isTrue();
    assertThat(video.previewFrameTimeCode()).isEqualTo("00:00:03:00");
    var slot = new PlacementSlot("APP_PREVIEW", "IPHONE_DUO_PROFILE");
    var placed = placements.create(localizations.getFirst(), slot, id);
    assertThat(placements.get(placed.id()).assetId()).isEqualTo(id);
  }

  @Test
  void refusesAnArchiveOfWhatWasNeverApproved() {
    var image = screenshot("01.png", 1);
    processed();
    assertThat(catchThrowableOfType(Conflict.class, () -> assets.unarchive(image)).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.code()).isEqualTo("STATE_ERROR.INVALID_ASSET_STATE"));
  }

  @Test
  void readsPlacementsOneByOneWhereAppleFailsWithTheirAssets() {
    apple.simulator().guesses().turn(Guess.PLACEMENTS_WITH_ASSETS_FAIL);
    var image = screenshot("01.png", 1);
    var placed = placements.create(localizations.getFirst(), DUO, image);
    int before = apple.reports().size();
    assertThat(placements.listFor(localizations.getFirst()))
        .hasSize(3)
        .anySatisfy(
            placement -> {
              assertThat(placement.id()).isEqualTo(placed.id());
              assertThat(placement.assetId()).isEqualTo(image);
              assertThat(placement.asset()).isNotNull();
            });
    assertThat(apple.reports())
        .as("two lists that fail, one list, three placements")
        .hasSize(before + 6);
    placements.listFor(localizations.getFirst());
    assertThat(apple.reports()).as("one list, three placements").hasSize(before + 10);
  }

  /// The calls count the retries of a list that fails.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listsWhatTheLocalesShowWithTheirTexts(boolean fails) {
    var image = screenshot("01.png", 1);
    processed();
    placements.create(localizations.getFirst(), DUO, image);
    if (fails) {
      apple.simulator().guesses().turn(Guess.PLACEMENTS_WITH_TEXTS_FAIL);
    }
    int before = apple.reports().size();

    var listed = client.appStoreVersionLocalizations().listWithSetsAndPlacements(version);

    var first =
        listed.stream()
            .filter(one -> one.localization().id().equals(localizations.getFirst()))
            .findFirst()
            .orElseThrow();
    if (fails) {
      assertThat(listed).allMatch(one -> one.placements() == null);
      assertThat(apple.reports()).as("two lists that fail, one without").hasSize(before + 3);
    } else {
      assertThat(first.placements()).contains(DUO);
      assertThat(apple.reports()).hasSize(before + 1);
    }
    assertThat(client.appStoreVersionLocalizations().listWithSets(version))
        .allMatch(one -> one.placements() == null);
  }

  @Test
  void readsStatesThatNoDocumentHas() {
    apple.simulator().guesses().turn(Guess.PLACEMENTS_ARE_ACTIVE);
    var image = screenshot("01.png", 1);
    processed();
    assertThat(placements.create(localizations.getFirst(), DUO, image).state())
        .isEqualTo(PlacementState.ACTIVE);
  }

  @Test
  void readsWhatFitsWhere() {
    var data = client.assetLibraries().referenceData();
    var rules = data.rules(DUO).orElseThrow();
    assertThat(rules.most()).isEqualTo(10);
    assertThat(rules.categories()).containsExactly(AssetCategory.APP_SCREENSHOTS_AND_PREVIEWS);
    assertThat(data.specs(DUO)).hasSize(4).allMatch(spec -> data.knows(spec.id()));
    assertThat(data.specs(DUO)).anyMatch(spec -> spec.takes(".png", 1398, 2034));
    assertThat(data.specs(DUO)).noneMatch(spec -> spec.takes(".png", 1290, 2796));
    var header = new PlacementSlot("PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE");
    assertThat(data.rules(header).orElseThrow().most()).isEqualTo(1);
    assertThat(data.specs(new PlacementSlot("APP_STORE_SEARCH_RESULTS_ASSET", "DEFAULT_PROFILE")))
        .anyMatch(spec -> spec.takes(".jpg", 1920, 1280))
        .noneMatch(spec -> spec.takes(".jpg", 1920, 1300))
        .anySatisfy(
            spec ->
                assertThat(spec.details())
                    .isInstanceOfSatisfying(
                        AssetSpec.OfVideo.class,
                        video -> {
                          assertThat(video.shortest()).isEqualTo(Duration.ofSeconds(5));
                          assertThat(video.framesPerSecond()).hasSize(2);
                          assertThat(video.audioRequired()).isFalse();
                        }));
    assertThat(data.rules(new PlacementSlot("EVENT_CARD_ASSET", "DEFAULT_PROFILE"))).isEmpty();
    assertThat(data.fits(header, "unknown")).isFalse();
  }

  @Test
  void seesNoLibraryWithoutTheRole() {
    assertThat(apple.client(KeyRole.DEVELOPER).assetLibraries().find(apple.app())).isEmpty();
  }
}
