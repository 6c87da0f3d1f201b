package dev.slipway.drops.media.creative;

import dev.slipway.drops.SimilarNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A place of a product page for one picture or video of each language, which no display has. Its
/// name is that of the folder in the drop: `screenshots/en-US/PRODUCT_PAGE_HEADER/`.
public enum CreativeSlot {
  /// The header of the product page.
  PRODUCT_PAGE_HEADER("product page header"),
  /// What search results show of the app.
  APP_STORE_SEARCH_RESULTS("search results");

  /// Apple's group of all placements that belong to no display.
  public static final String PLACEMENT_GROUP = "DEFAULT_PROFILE";

  private static final String SUFFIX = "_ASSET";

  private final String words;

  CreativeSlot(String words) {
    this.words = words;
  }

  /// Returns what people call it, such as `product page header`.
  public String words() {
    return words;
  }

  /// Returns Apple's type of its placements (App Store Connect API: AppAssetLibraryPlacementType).
  public String placementType() {
    return name() + SUFFIX;
  }

  /// Returns the slot that a folder names, in any case, also by Apple's placement type; empty when
  /// it names none.
  public static Optional<CreativeSlot> of(String folder) {
    return Arrays.stream(values())
        .filter(
            slot ->
                slot.name().equalsIgnoreCase(folder)
                    || slot.placementType().equalsIgnoreCase(folder))
        .findFirst();
  }

  /// Returns the slot of a placement type; empty for any other text.
  public static Optional<CreativeSlot> ofPlacement(String placementType) {
    return Arrays.stream(values())
        .filter(slot -> slot.placementType().equals(placementType))
        .findFirst();
  }

  /// Returns the name of the slot that was probably meant by a folder that names none.
  public static Optional<String> closest(String folder) {
    String folded = SimilarNames.folded(folder);
    for (CreativeSlot slot : values()) {
      if (slot.shortNames().anyMatch(folded::equals)) {
        return Optional.of(slot.name());
      }
    }
    List<String> names = Arrays.stream(values()).map(CreativeSlot::name).toList();
    return SimilarNames.closest(folder, names)
        .or(
            () ->
                folder.toUpperCase(Locale.ROOT).endsWith(SUFFIX)
                    ? SimilarNames.closest(
                        folder.substring(0, folder.length() - SUFFIX.length()), names)
                    : Optional.empty());
  }

  private Stream<String> shortNames() {
    return switch (this) {
      case PRODUCT_PAGE_HEADER -> Stream.of("header", "headers", "productpage", "pageheader");
      case APP_STORE_SEARCH_RESULTS -> Stream.of("searchresults", "searchresult", "search");
    };
  }
}
