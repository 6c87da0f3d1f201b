package dev.slipway.releases.content.diff;

import static dev.slipway.releases.content.Drop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.content.Drop;
import dev.slipway.releases.content.Rules;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.content.diff.AppleContent.VersionLocale;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.pricing.PricingFacts;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How a set of screenshots becomes the drop's.
class MediaDiffTest {
  private static final ContentRules UPDATE = Rules.update(Map.of(), "en-US");

  private final Drop drop = new Drop();
  private List<AssetSet> sets = List.of();
  private final Map<String, String> checksums = new HashMap<>();
  private final Map<String, ContentLedger.Asset> reserved = new HashMap<>();
  private Set<String> stuck = Set.of();

  private void shots(String... names) {
    for (String name : names) {
      drop.screenshot("en-US", PHONE, name, name);
      String path = "screenshots/en-US/" + name;
      checksums.put(path, drop.checksum(path));
    }
  }

  private void present(Asset... assets) {
    sets = List.of(new AssetSet("set", "en-US", MediaKind.SCREENSHOT, PHONE, List.of(assets)));
  }

  /// An asset with the bytes of the drop's file of that name.
  private Asset same(String id, String name) {
    return asset(id, name, name, AssetState.COMPLETE, true);
  }

  private Asset asset(String id, String fileName, String of, AssetState state, boolean sum) {
    byte[] png = Drop.png(1290, 2796, of);
    return new Asset(
        id,
        fileName,
        png.length,
        sum ? Drop.digest(png) : null,
        null,
        null,
        state,
        state == AssetState.FAILED ? List.of(new StateDetail("BAD", "bad")) : List.of(),
        List.of());
  }

  private Asset awaiting(String id, String name) {
    byte[] png = Drop.png(1290, 2796, name);
    var operation =
        new UploadOperation(
            1, "PUT", URI.create("https://x.apple.com/"), 0, png.length, List.of(), null, null);
    return new Asset(
        id,
        name,
        png.length,
        null,
        null,
        null,
        AssetState.AWAITING_UPLOAD,
        List.of(),
        List.of(operation));
  }

  private void reserved(String name, String id, int replacements) {
    String path = "screenshots/en-US/" + name;
    reserved.put(
        path, new ContentLedger.Asset(drop.path(path).versionId(), id, true, replacements));
  }

  private Optional<ArrangeMedia> arranged() {
    var apple =
        new AppleContent(
            new TreeMap<>(
                Map.of(
                    "en-US",
                    new VersionLocale(
                        new LocalizationId("v-en-US"), Map.of(TextField.WHATS_NEW, "x")))),
            sets,
            null,
            null,
            null,
            PricingFacts.NONE);
    return ContentDiff.of(
            drop.content(), apple, UPDATE, new OwnWork(checksums, reserved, stuck, false))
        .stream()
        .map(ArrangeMedia.class::cast)
        .findFirst();
  }

  private static List<String> fills(ArrangeMedia change) {
    return change.slots().stream()
        .map(
            slot ->
                switch (slot) {
                  case MediaSlot.Kept kept -> "keep " + kept.asset().id();
                  case MediaSlot.Resumed resumed -> "resume " + resumed.asset().id();
                  case MediaSlot.Uploaded uploaded ->
                      "upload "
                          + slot.file().fileName()
                          + (uploaded.replacements() > 0 ? " " + uploaded.replacements() : "");
                })
        .toList();
  }

  private static List<String> ids(List<Asset> assets) {
    return assets.stream().map(Asset::id).toList();
  }

  @Test
  void touchesNothingWhenTheSetIsTheDropsInOrder() {
    shots("1.png", "2.png");
    present(same("A", "1.png"), same("B", "2.png"));

    assertThat(arranged()).isEmpty();
  }

  @Test
  void reordersWithoutUpload() {
    shots("1.png", "2.png");
    present(same("B", "2.png"), same("A", "1.png"));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("keep A", "keep B");
    assertThat(change.reorder()).isTrue();
  }

  @Test
  void findsRenamedFileByItsBytes() {
    shots("1.png");
    present(asset("A", "old-name.png", "1.png", AssetState.COMPLETE, true));

    assertThat(arranged()).isEmpty();
  }

  @Test
  void replacesChangedFileOfSameName() {
    shots("1.png", "2.png");
    present(asset("A", "1.png", "x.png", AssetState.COMPLETE, true), same("B", "2.png"));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("upload 1.png", "keep B");
    assertThat(change.removedFirst()).isEmpty();
    assertThat(ids(change.removedLast())).containsExactly("A");
    assertThat(change.reorder()).isTrue();
  }

  @Test
  void appendsWithoutReordering() {
    shots("1.png", "2.png");
    present(same("A", "1.png"));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("keep A", "upload 2.png");
    assertThat(change.reorder()).isFalse();
  }

  @Test
  void whatIsOutdatedGoesAfterItsSuccessorsAlsoWhereTheyNeedItsRoom() {
    for (int i = 0; i < 10; i++) {
      shots(i + ".png");
    }
    present(same("A", "0.png"), asset("B", "b.png", "b.png", AssetState.COMPLETE, true));

    var change = arranged().orElseThrow();
    assertThat(change.removedFirst()).isEmpty();
    assertThat(ids(change.removedLast())).containsExactly("B");
  }

  @Test
  void neverSendsAgainWhatIsStillProcessing() {
    shots("1.png", "2.png", "3.png");
    reserved("1.png", "A", 0);
    present(
        asset("A", "1.png", "1.png", AssetState.UPLOAD_COMPLETE, false),
        asset("B", "2.png", "2.png", AssetState.UPLOAD_COMPLETE, false),
        asset("C", "3.png", "3.png", AssetState.COMPLETE, false));

    assertThat(arranged()).isEmpty();
  }

  @Test
  void doesNotTakeOwnAssetOfAnotherVersionOfTheFile() {
    shots("1.png");
    reserved.put("screenshots/en-US/1.png", new ContentLedger.Asset("other", "A", true, 0));
    present(asset("A", "1.png", "other.png", AssetState.COMPLETE, true));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("upload 1.png");
    assertThat(ids(change.removedLast())).containsExactly("A");
  }

  @Test
  void replacesFailedAssetAlone() {
    shots("1.png", "2.png");
    reserved("1.png", "A", 1);
    present(asset("A", "1.png", "1.png", AssetState.FAILED, false), same("B", "2.png"));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("upload 1.png 2", "keep B");
    assertThat(ids(change.removedFirst())).containsExactly("A");
  }

  @Test
  void replacesStuckAssetAlone() {
    shots("1.png", "2.png");
    reserved("2.png", "B", 0);
    stuck = Set.of("B");
    present(same("A", "1.png"), asset("B", "2.png", "2.png", AssetState.UPLOAD_COMPLETE, false));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("keep A", "upload 2.png 1");
    assertThat(ids(change.removedFirst())).containsExactly("B");
    assertThat(change.reorder()).isFalse();
  }

  @Test
  void resumesOwnReservationAndForgetsOthers() {
    shots("1.png", "2.png");
    present(
        same("A", "1.png"),
        awaiting("X", "foreign.png"),
        asset("Y", "2.png", "2.png", AssetState.AWAITING_UPLOAD, false),
        awaiting("B", "2.png"));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("keep A", "resume B");
    assertThat(ids(change.removedFirst())).containsExactlyInAnyOrder("X", "Y");
    assertThat(change.reorder()).isFalse();
  }

  @Test
  void deletesDoubledAssets() {
    shots("1.png");
    present(same("A", "1.png"), same("B", "1.png"));

    var change = arranged().orElseThrow();
    assertThat(fills(change)).containsExactly("keep A");
    assertThat(ids(change.removedLast())).containsExactly("B");
  }

  @Test
  void leavesOtherDisplayTypesAlone() {
    shots("1.png");
    sets =
        List.of(
            new AssetSet("s1", "en-US", MediaKind.SCREENSHOT, PHONE, List.of(same("A", "1.png"))),
            new AssetSet(
                "s2", "en-US", MediaKind.SCREENSHOT, Drop.PAD, List.of(same("B", "9.png"))));

    assertThat(arranged()).isEmpty();
  }

  /// A delayed call can create a second set, if Apple takes it.
  @Test
  void deletesATwinAndKeepsTheFullestSet() {
    shots("1.png");
    sets =
        List.of(
            new AssetSet("s1", "en-US", MediaKind.SCREENSHOT, PHONE, List.of()),
            new AssetSet("s2", "en-US", MediaKind.SCREENSHOT, PHONE, List.of(same("A", "1.png"))));

    var change = arranged().orElseThrow();
    assertThat(change.setId()).isEqualTo("s2");
    assertThat(change.twins()).extracting(AssetSet::id).containsExactly("s1");
    assertThat(fills(change)).containsExactly("keep A");
  }

  @Test
  void makesMissingSet() {
    shots("1.png", "2.png");

    var change = arranged().orElseThrow();
    assertThat(change.setId()).isNull();
    assertThat(fills(change)).containsExactly("upload 1.png", "upload 2.png");
    assertThat(change.reorder()).isFalse();
  }
}
