package dev.slipway.releases.content.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.media.MediaKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How displays and contents are named in the asset library.
class LibrarySlotsTest {
  @ParameterizedTest
  @CsvSource({
    "SCREENSHOT, APP_IPHONE_67, APP_SCREENSHOT, IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE",
    "SCREENSHOT, APP_IPHONE_DUO, APP_SCREENSHOT, IPHONE_DUO_PROFILE",
    "SCREENSHOT, APP_IPAD_PRO_3GEN_129, APP_SCREENSHOT, IPAD_13_PROFILE",
    "SCREENSHOT, APP_IPAD_105, APP_SCREENSHOT, IPAD_105_PROFILE",
    "SCREENSHOT, APP_DESKTOP, APP_SCREENSHOT, MAC_PROFILE",
    "SCREENSHOT, APP_WATCH_SERIES_10, APP_SCREENSHOT, WATCH_SERIES_10_PROFILE",
    "SCREENSHOT, IMESSAGE_APP_IPHONE_65, IMESSAGE_APP_SCREENSHOT,"
        + " IMESSAGE_IPHONE_FACE_ID_LARGE_PROFILE",
    "PREVIEW, IPHONE_67, APP_PREVIEW, IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE",
    "PREVIEW, APPLE_TV, APP_PREVIEW, TV_PROFILE",
  })
  void aDisplayHasItsSlot(MediaKind kind, String displayType, String type, String group) {
    var slot = LibrarySlots.of(new MediaPlace("en-US", kind, displayType));

    assertThat(slot.placementType()).isEqualTo(type);
    assertThat(slot.placementGroup()).isEqualTo(group);
  }

  @Test
  void onlySlipwaysNamesAreItsOwn() {
    String name = LibrarySlots.referenceName("9c1185a5c5e9fc54612808977ee8f548");

    assertThat(name).isEqualTo("slw 9c1185a5c5e9fc54");
    assertThat(LibrarySlots.isOurs(name)).isTrue();
    assertThat(LibrarySlots.isOurs("slw home")).isFalse();
    assertThat(LibrarySlots.isOurs(null)).isFalse();
  }
}
