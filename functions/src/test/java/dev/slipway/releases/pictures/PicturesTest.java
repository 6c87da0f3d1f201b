package dev.slipway.releases.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.pictures.Picture.Change;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {
  private static final ReleaseId RELEASE = ReleaseId.of("drops", "c/a/release.json", "v1");
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final PictureStore store = new PictureStore(state);

  private static MediaFile file(String locale, MediaKind kind, String type, String name) {
    var look =
        new MediaLook(
            kind == MediaKind.PREVIEW ? Format.MPEG4 : Format.PNG,
            1290,
            2796,
            null,
            null,
            null,
            null,
            null,
            null);
    var version = new ObjectVersion("screenshots/" + locale + "/" + name, "v-" + name, "\"e\"", 9);
    return new MediaFile(version, locale, kind, type, look);
  }

  private static MediaFile shot(String locale, String type, String name) {
    return file(locale, MediaKind.SCREENSHOT, type, name);
  }

  @Test
  void areInTheOrderInWhichPeopleLookAtThem() {
    var pictures =
        Pictures.notCompared(
            List.of(
                shot("en-US", "APP_IPAD_PRO_3GEN_129", "pad.png"),
                shot("en-US", "APP_FRIDGE", "fridge.png"),
                shot("en-US", "IMESSAGE_APP_IPHONE_67", "message.png"),
                shot("en-US", "APP_IPHONE_67", "1.png"),
                shot("en-US", "APP_IPHONE_67", "2.png"),
                file("en-US", MediaKind.SCREENSHOT, null, "icon.png"),
                file("en-US", MediaKind.PREVIEW, "IPHONE_67", "video.mp4"),
                shot("de-DE", "APP_IPHONE_67", "de.png")));

    assertThat(pictures.pictures())
        .extracting(picture -> picture.name() + " " + picture.position())
        .containsExactly(
            "de.png 1",
            "video.mp4 1",
            "1.png 1",
            "2.png 2",
            "pad.png 1",
            "message.png 1",
            "fridge.png 1",
            "icon.png 1");
    assertThat(pictures.pictures().getLast().change()).isEqualTo(Change.LEFT_OUT);
    assertThat(pictures.pictures().getFirst().change()).isNull();
  }

  /// What a comparison found stays when the drop is read once more.
  @Test
  void aComparisonReplacesWhatWasReadAndNotTheOtherWayRound() {
    var read = Pictures.notCompared(List.of(shot("en-US", "APP_IPHONE_67", "1.png")));
    var compared =
        new Pictures(
            NOW, List.of(Picture.of(shot("en-US", "APP_IPHONE_67", "1.png"), 1, Change.MOVED, 3)));
    assertThat(store.read(RELEASE)).isEqualTo(Pictures.NONE);

    store.begin(RELEASE, read);
    assertThat(store.read(RELEASE)).isEqualTo(read);
    store.compared(RELEASE, compared);
    store.begin(RELEASE, read);

    assertThat(store.read(RELEASE)).isEqualTo(compared);
  }

  @Test
  void aDropWithoutPicturesWritesNothing() {
    store.begin(RELEASE, Pictures.notCompared(List.of()));
    store.compared(RELEASE, new Pictures(NOW, List.of()));

    assertThat(state.read(StateKeys.releasePictures(RELEASE))).isEmpty();
  }

  /// As a newer version might write it: people then see no pictures, and nothing else changes.
  @Test
  void anUnreadableDocumentCountsAsNone() {
    state.put(StateKeys.releasePictures(RELEASE), Map.of("pictures", List.of(Map.of("name", "a"))));

    assertThat(store.read(RELEASE)).isEqualTo(Pictures.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "APP_IPHONE_67, iPhone 6.9-inch",
    "IPHONE_67, iPhone 6.9-inch",
    "APP_IPAD_PRO_3GEN_129, iPad 13-inch",
    "APP_DESKTOP, Mac",
    "PRODUCT_PAGE_HEADER_ASSET, Product page header",
    "APP_STORE_SEARCH_RESULTS_ASSET, Search results",
    "APP_FRIDGE_12, FRIDGE_12",
  })
  void displaysHaveTheNamesThatPeopleKnow(String type, String name) {
    assertThat(DisplayNames.of(type)).isEqualTo(name);
  }

  @Test
  void everyDisplayThatSlipwayKnowsHasAName() {
    for (MediaKind kind : MediaKind.values()) {
      assertThat(DisplayTypes.known(kind))
          .allSatisfy(type -> assertThat(DisplayNames.of(type)).doesNotContain("_"));
    }
    assertThat(DisplayNames.of("IMESSAGE_APP_IPHONE_67")).isEqualTo("iMessage, iPhone 6.9-inch");
  }
}
