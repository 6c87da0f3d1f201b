package dev.slipway.releases.content.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.library.AssetCategory;
import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.library.PlacementState;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.LibraryId.PlacementId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.releases.content.Rules;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentChange.UploadToLibrary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of the header of a product page, by comparison.
class CreativeDiffTest {
  private static final PlacementSlot HEADER =
      new PlacementSlot("PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE");
  private static final MediaFile PICTURE = file("header.png", MediaKind.SCREENSHOT);
  private static final ContentRules RULES = Rules.update(Map.of(), "en-US");
  private static final String NAME = "0123456789abcdef";

  @ParameterizedTest
  @EnumSource
  void slotOfTheProductPageHasOnePlacementOfEachLocaleAndIsInNoSet(CreativeSlot slot) {
    var place = new MediaPlace("en-US", MediaKind.PREVIEW, slot.placementType());

    assertThat(LibrarySlots.of(place))
        .isEqualTo(new PlacementSlot(slot.placementType(), "DEFAULT_PROFILE"));
    assertThat(place.limit()).isEqualTo(1);
    assertThat(place.creative()).contains(slot);
  }

  @Test
  void fileIsReservedAmongTheCreativeAssets() {
    assertThat(LibrarySlots.category(PICTURE)).isEqualTo(AssetCategory.CREATIVE_ASSETS);
    assertThat(changes(List.of(), null))
        .singleElement()
        .isInstanceOfSatisfying(
            UploadToLibrary.class, upload -> assertThat(upload.first()).isEqualTo(PICTURE));
  }

  @Test
  void sameHeaderIsLeftAlone() {
    var asset = asset(AssetKind.IMAGE, "slw " + NAME);

    assertThat(changes(List.of(asset), List.of(placement(asset)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void otherHeaderMakesRoomBecauseThereIsRoomForOne(AssetKind kind) {
    var old = placement(asset(kind, "slw fedcba9876543210"));

    assertThat(changes(List.of(asset(AssetKind.IMAGE, "slw " + NAME)), List.of(old)))
        .singleElement()
        .isInstanceOfSatisfying(
            PlaceMedia.class,
            change -> {
              assertThat(change.removedFirst()).isEmpty();
              assertThat(change.removedLast()).containsExactly(old);
              assertThat(change.place().limit()).isEqualTo(1);
              assertThat(change.slots()).hasSize(1);
            });
  }

  /// What is shown is read and changed only when every file is processed.
  @Test
  void otherHeaderStaysUntilItsSuccessorIsProcessed() {
    assertThat(changes(List.of(), null)).noneMatch(PlaceMedia.class::isInstance);
  }

  @Test
  void posterFrameOfPreviewsIsNotThatOfAHeader() {
    var video = file("header.mp4", MediaKind.PREVIEW);
    var asset = asset(AssetKind.VIDEO, "slw " + NAME);

    assertThat(
            new LibraryDiff(
                    List.of(video),
                    library(video, List.of(asset), List.of(placement(asset))),
                    Rules.withPreviewFrame("00:00:20:00", RULES),
                    own())
                .changes())
        .isEmpty();
  }

  private static List<ContentChange> changes(
      List<LibraryAsset> assets, @Nullable List<Placement> shown) {
    return new LibraryDiff(List.of(PICTURE), library(PICTURE, assets, shown), RULES, own())
        .changes();
  }

  private static LibraryContent library(
      MediaFile file, List<LibraryAsset> assets, @Nullable List<Placement> shown) {
    var place = MediaPlace.of(file).orElseThrow();
    return new LibraryContent(
        new AssetLibraryId("1"),
        Set.of(place),
        assets,
        shown == null ? null : Map.of(place, shown),
        Set.of(),
        Map.of());
  }

  private static OwnWork own() {
    return new OwnWork(
        Map.of(
            "screenshots/en-US/PRODUCT_PAGE_HEADER/header.png", NAME + "0".repeat(16),
            "screenshots/en-US/PRODUCT_PAGE_HEADER/header.mp4", NAME + "0".repeat(16)),
        Map.of(),
        Set.of(),
        false);
  }

  private static MediaFile file(String name, MediaKind kind) {
    return new MediaFile(
        new ObjectVersion("screenshots/en-US/PRODUCT_PAGE_HEADER/" + name, "v1", "etag", 1000),
        "en-US",
        kind,
        CreativeSlot.PRODUCT_PAGE_HEADER.placementType(),
        new MediaLook(MediaLook.Format.UNKNOWN, 3840, 1646, null, null, null, null, null, null));
  }

  private static LibraryAsset asset(AssetKind kind, String referenceName) {
    return new LibraryAsset(
        new LibraryAssetId(kind, "A-" + referenceName.substring(4)),
        AssetCategory.CREATIVE_ASSETS,
        "header",
        1000,
        referenceName,
        LibraryAssetState.APPROVED,
        "spec",
        kind == AssetKind.IMAGE ? new LibraryAsset.ImageSize(3840, 1646) : null,
        kind == AssetKind.VIDEO ? "00:00:05:00" : null,
        List.of(),
        List.of());
  }

  private static Placement placement(LibraryAsset asset) {
    return new Placement(
        new PlacementId("P-" + asset.id().value()),
        HEADER,
        PlacementState.PARENT_PREPARE_FOR_SUBMISSION,
        asset.id(),
        asset,
        List.of());
  }
}
