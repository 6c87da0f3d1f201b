package dev.slipway.releases.content.diff;

import static dev.slipway.releases.content.Drop.PAD;
import static dev.slipway.releases.content.Drop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.media.MediaAsset.ImageAsset;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.releases.content.Drop;
import dev.slipway.releases.content.Rules;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a person reads at each picture of a plan or release.
class PictureChangesTest {
  private final Drop drop = new Drop();
  private final List<MediaFile> others = new ArrayList<>();
  private final List<AssetSet> sets = new ArrayList<>();
  private final Map<String, String> checksums = new HashMap<>();

  private void drop(String type, String... names) {
    for (String name : names) {
      drop.screenshot("en-US", type, name, name);
      String path = "screenshots/en-US/" + name;
      checksums.put(path, drop.checksum(path));
    }
  }

  private void apple(String id, String type, Asset... assets) {
    sets.add(new AssetSet(id, "en-US", MediaKind.SCREENSHOT, type, List.of(assets)));
  }

  private static Asset asset(String name, AssetState state) {
    byte[] png = Drop.png(1290, 2796, name);
    return new Asset(
        "of-" + name,
        name,
        png.length,
        Drop.digest(png),
        new ImageAsset(1290, 2796),
        null,
        state,
        List.of(),
        List.of());
  }

  private static Asset[] complete(String... names) {
    return List.of(names).stream()
        .map(name -> asset(name, AssetState.COMPLETE))
        .toArray(Asset[]::new);
  }

  private List<String> pictures() {
    var apple = new AppleContent(new TreeMap<>(), sets, null, null, null, PricingFacts.NONE);
    var own = new OwnWork(checksums, Map.of(), Set.of(), false);
    var changes = ContentDiff.media(drop.content(), apple, Rules.update(Map.of(), "en-US"), own);
    var media = new ArrayList<>(drop.content().media());
    media.addAll(others);
    return PictureChanges.of(media, apple, changes).stream().map(PictureChangesTest::line).toList();
  }

  private static String line(Picture picture) {
    return picture.change()
        + " "
        + picture.name()
        + " "
        + picture.position()
        + (picture.formerPosition() == null ? "" : " was " + picture.formerPosition());
  }

  @Test
  void anAppWithoutPicturesGetsNewOnes() {
    drop(PHONE, "1.png", "2.png");

    assertThat(pictures()).containsExactly("NEW 1.png 1", "NEW 2.png 2");
  }

  @Test
  void aSetThatNeedsNoChangeIsKept() {
    drop(PHONE, "1.png", "2.png");
    apple("set", PHONE, complete("1.png", "2.png"));

    assertThat(pictures()).containsExactly("KEPT 1.png 1 was 1", "KEPT 2.png 2 was 2");
  }

  @Test
  void onlyTheOneThatWasMovedIsCalledMoved() {
    drop(PHONE, "d.png", "a.png", "b.png", "c.png");
    apple("set", PHONE, complete("a.png", "b.png", "c.png", "d.png"));

    assertThat(pictures())
        .containsExactly(
            "MOVED d.png 1 was 4",
            "KEPT a.png 2 was 1",
            "KEPT b.png 3 was 2",
            "KEPT c.png 4 was 3");
  }

  /// Of two that change places, the one that comes first now was moved.
  @Test
  void oneOfTwoThatChangePlacesIsCalledMoved() {
    drop(PHONE, "b.png", "a.png");
    apple("set", PHONE, complete("a.png", "b.png"));

    assertThat(pictures()).containsExactly("MOVED b.png 1 was 2", "KEPT a.png 2 was 1");
  }

  /// A new picture before them moves nothing: their order stays.
  @Test
  void whatMakesRoomForANewPictureIsKept() {
    drop(PHONE, "new.png", "a.png", "b.png");
    apple("set", PHONE, complete("a.png", "b.png"));

    assertThat(pictures())
        .containsExactly("NEW new.png 1", "KEPT a.png 2 was 1", "KEPT b.png 3 was 2");
  }

  @Test
  void whatTheDropLacksIsRemovedByItsName() {
    drop(PHONE, "a.png");
    apple("set", PHONE, complete("old.png", "a.png"));

    assertThat(pictures()).containsExactly("KEPT a.png 1 was 2", "REMOVED old.png 1");
  }

  /// What no one ever saw in the App Store is no picture that disappears.
  @Test
  void remainsOfFailedUploadsAreNoPictures() {
    drop(PHONE, "a.png");
    apple("set", PHONE, asset("broken.png", AssetState.FAILED));

    assertThat(pictures()).containsExactly("NEW a.png 1");
  }

  @Test
  void aSecondSetOfTheSameDisplayIsRemoved() {
    drop(PHONE, "a.png");
    apple("main", PHONE, complete("a.png", "b.png"));
    apple("twin", PHONE, complete("c.png"));
    apple("other", PAD, complete("x.png"));

    assertThat(pictures())
        .containsExactly("KEPT a.png 1 was 1", "REMOVED b.png 2", "REMOVED c.png 1");
  }

  @Test
  void aFileThatFitsNoDisplayIsLeftOut() {
    drop(PHONE, "a.png");
    var look = new MediaLook(MediaLook.Format.PNG, 10, 10, null, null, null, null, null, null);
    var file = new ObjectVersion("screenshots/en-US/icon.png", "v1", "\"e\"", 7);
    others.add(new MediaFile(file, "en-US", MediaKind.SCREENSHOT, null, look));

    assertThat(pictures()).containsExactly("NEW a.png 1", "LEFT_OUT icon.png 1");
  }
}
