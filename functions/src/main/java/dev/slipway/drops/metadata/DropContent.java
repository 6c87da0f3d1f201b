package dev.slipway.drops.metadata;

import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.problems.Finding;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The content of a drop beyond the build. Slipway does not change at Apple what is absent here.
///
/// @param texts texts by locale, with `default/` already applied to the drop's locales
/// @param fallback the texts of `metadata/default/`, for Apple's locales when the drop has no
///   locale
/// @param copyright null when absent
/// @param categories as written, with old names (`MZGenre.…`) translated
/// @param ageRating null when absent
/// @param media screenshots and previews in the order in which they are shown (natural order of
///   file names), locale by locale
/// @param creatives the pictures and videos of the product page that belong to no display, by
///   locale and slot
public record DropContent(
    SortedMap<String, Map<TextField, SourcedText>> texts,
    Map<TextField, SourcedText> fallback,
    @Nullable SourcedText copyright,
    Map<CategoryName, SourcedText> categories,
    ReviewInformation review,
    @Nullable AgeRating ageRating,
    List<MediaFile> media,
    List<CreativeFile> creatives,
    List<Finding> findings) {

  public DropContent {
    texts = new TreeMap<>(texts);
    fallback = Map.copyOf(fallback);
    categories = Map.copyOf(categories);
    media = List.copyOf(media);
    creatives = List.copyOf(creatives);
    findings = List.copyOf(findings);
  }

  /// Returns the content of a bare `.ipa`.
  public static DropContent empty() {
    return new DropContent(
        new TreeMap<>(),
        Map.of(),
        null,
        Map.of(),
        ReviewInformation.none(),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  /// Returns all pictures and videos for the App Store: the screenshots and previews, and those of
  /// the product page, whose display type is a placement type of Apple's.
  public List<MediaFile> allMedia() {
    return Stream.concat(media.stream(), creatives.stream().map(CreativeFile::media)).toList();
  }

  /// Returns whether there is nothing that could change anything at Apple.
  public boolean isEmpty() {
    return texts.isEmpty()
        && fallback.isEmpty()
        && copyright == null
        && categories.isEmpty()
        && review.isEmpty()
        && ageRating == null
        && media.isEmpty()
        && creatives.isEmpty();
  }
}
