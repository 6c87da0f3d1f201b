package dev.slipway.releases.content.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.library.AssetCategory;
import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.library.PlacementState;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.LibraryId.PlacementId;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.releases.content.Drop;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which placements no set shows.
class BesideSetsTest {
  private static final MediaPlace PHONE = new MediaPlace("en-US", MediaKind.SCREENSHOT, Drop.PHONE);
  private static final String OURS = "slw 0123456789abcdef";

  private final Placement sets = placement("S", "1.png", null, LibraryAssetState.APPROVED);
  private final Placement ours = placement("O", "1.png", OURS, LibraryAssetState.APPROVED);

  @Test
  void aPlacementOfASetsPictureIsInTheSet() {
    assertThat(apple(set(Drop.PHONE, "1.png")).besideSets(PHONE, List.of(sets), "brought"::equals))
        .isEmpty();
  }

  @Test
  void ourPlacementIsInASetThatMirrorsIt() {
    assertThat(apple(set(Drop.PHONE, "1.png")).besideSets(PHONE, List.of(ours), "brought"::equals))
        .isEmpty();
  }

  @Test
  void ourPlacementIsBesideASetWithTheSamePictureOfItsOwn() {
    assertThat(
            apple(set(Drop.PHONE, "1.png"))
                .besideSets(PHONE, List.of(ours, sets), "brought"::equals))
        .containsExactly(ours);
  }

  @Test
  void whatThisReleaseBroughtToASetShowsNothingOfTheLibrary() {
    assertThat(apple(set(Drop.PHONE, "1.png")).besideSets(PHONE, List.of(ours), "A"::equals))
        .containsExactly(ours);
  }

  @Test
  void whatAnotherToolPlacedIsBesideSetsThatLackIt() {
    assertThat(apple(set(Drop.PHONE, "2.png")).besideSets(PHONE, List.of(sets), "brought"::equals))
        .containsExactly(sets);
    assertThat(apple().besideSets(PHONE, List.of(sets), "brought"::equals)).containsExactly(sets);
  }

  /// Which slot a display type has is not known for each of them: what is in a set of the locale
  /// may be shown by a slot that Slipway takes for another one.
  @Test
  void whatASetOfAnotherDisplayHasIsNotBeside() {
    var apple = apple(set("APP_IPHONE_58", "1.png"));

    assertThat(apple.besideSets(PHONE, List.of(sets), "brought"::equals)).isEmpty();
    assertThat(apple.besideSets(PHONE, List.of(ours), "brought"::equals)).containsExactly(ours);
  }

  @Test
  void whatAppleStillProcessesDecidesNothing() {
    var processing = placement("P", "1.png", null, LibraryAssetState.UPLOAD_COMPLETE);

    assertThat(apple().besideSets(PHONE, List.of(processing), "brought"::equals)).isEmpty();
  }

  private static AppleContent apple(AssetSet... sets) {
    return new AppleContent(new TreeMap<>(), List.of(sets), null, null, null, PricingFacts.NONE);
  }

  private static AssetSet set(String displayType, String file) {
    return new AssetSet(
        "set-" + displayType,
        "en-US",
        MediaKind.SCREENSHOT,
        displayType,
        List.of(
            new Asset(
                "A", file, 1000, null, null, null, AssetState.COMPLETE, List.of(), List.of())));
  }

  private static Placement placement(
      String id, String file, @Nullable String referenceName, LibraryAssetState state) {
    var asset =
        new LibraryAsset(
            new LibraryAssetId(AssetKind.IMAGE, "A-" + id),
            AssetCategory.APP_SCREENSHOTS_AND_PREVIEWS,
            file,
            1000,
            referenceName,
            state,
            "spec",
            new LibraryAsset.ImageSize(1290, 2796),
            null,
            List.of(),
            List.of());
    return new Placement(
        new PlacementId("P-" + id),
        new PlacementSlot("APP_SCREENSHOT", "IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE"),
        PlacementState.PARENT_PREPARE_FOR_SUBMISSION,
        asset.id(),
        asset,
        List.of());
  }
}
