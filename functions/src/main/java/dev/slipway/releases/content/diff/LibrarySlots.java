package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.library.AssetCategory;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.creative.CreativeSlot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a drop's media are named in the asset library: the slot for a display, and the name for a
/// content.
public final class LibrarySlots {
  private static final String OURS = "slw ";
  private static final int DIGITS = 16;
  private static final String OF_APP = "APP_";
  private static final String OF_IMESSAGE = "IMESSAGE_";

  /// The groups by display type, without their suffix and without those that have its name
  /// (asset-library.md, 5).
  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("IPHONE_67", "IPHONE_DYNAMIC_ISLAND_LARGE"),
          Map.entry("IPHONE_61", "IPHONE_DYNAMIC_ISLAND_MEDIUM"),
          Map.entry("IPHONE_65", "IPHONE_FACE_ID_LARGE"),
          Map.entry("IPHONE_58", "IPHONE_FACE_ID_MEDIUM"),
          Map.entry("IPHONE_55", "IPHONE_HOME_BUTTON_LARGE"),
          Map.entry("IPHONE_47", "IPHONE_HOME_BUTTON_MEDIUM"),
          Map.entry("IPHONE_40", "IPHONE_HOME_BUTTON_40"),
          Map.entry("IPHONE_35", "IPHONE_HOME_BUTTON_35"),
          Map.entry("IPAD_PRO_3GEN_129", "IPAD_13"),
          Map.entry("IPAD_PRO_129", "IPAD_129"),
          Map.entry("IPAD_PRO_3GEN_11", "IPAD_11"),
          Map.entry("DESKTOP", "MAC"),
          Map.entry("APPLE_TV", "TV"),
          Map.entry("APPLE_VISION_PRO", "VISION_PRO"));

  private LibrarySlots() {}

  /// Returns the slot of a place. A display that Slipway does not know has the group of its own
  /// name, as all newer ones do.
  public static PlacementSlot of(MediaPlace place) {
    String type = place.displayType();
    if (place.creative().isPresent()) {
      return new PlacementSlot(type, CreativeSlot.PLACEMENT_GROUP);
    }
    boolean iMessage = type.startsWith(OF_IMESSAGE);
    String ofApp = iMessage ? type.substring(OF_IMESSAGE.length()) : type;
    String display = ofApp.startsWith(OF_APP) ? ofApp.substring(OF_APP.length()) : ofApp;
    String group =
        (iMessage ? OF_IMESSAGE : "") + GROUPS.getOrDefault(display, display) + "_PROFILE";
    return switch (place.kind()) {
      case SCREENSHOT ->
          new PlacementSlot(iMessage ? "IMESSAGE_APP_SCREENSHOT" : "APP_SCREENSHOT", group);
      case PREVIEW -> new PlacementSlot("APP_PREVIEW", group);
    };
  }

  /// Returns the category of a new asset.
  public static AssetCategory category(MediaFile media) {
    return MediaPlace.of(media).flatMap(MediaPlace::creative).isPresent()
        ? AssetCategory.CREATIVE_ASSETS
        : AssetCategory.APP_SCREENSHOTS_AND_PREVIEWS;
  }

  /// Returns whether the library has a kind of media as images or as videos.
  public static AssetKind assetKind(MediaKind kind) {
    return switch (kind) {
      case SCREENSHOT -> AssetKind.IMAGE;
      case PREVIEW -> AssetKind.VIDEO;
    };
  }

  /// Returns the name under which a content is found again, because Apple stores no checksum
  /// (asset-library.md, 7).
  ///
  /// @param md5Hex in lower case
  public static String referenceName(String md5Hex) {
    return OURS + md5Hex.substring(0, DIGITS);
  }

  /// Returns whether Slipway gave an asset its name.
  public static boolean isOurs(@Nullable String referenceName) {
    return referenceName != null
        && referenceName.length() == OURS.length() + DIGITS
        && referenceName.startsWith(OURS);
  }
}
