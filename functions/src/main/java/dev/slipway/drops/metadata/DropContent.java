package dev.slipway.drops.metadata;

import dev.slipway.drops.media.MediaFile;
import dev.slipway.problems.Finding;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a drop says beyond the build. What is not said is absent and left as Apple has it.
///
/// @param texts by locale; `default/` already applied to the drop's locales
/// @param fallback `metadata/default/`: for the locales that Apple has, when the drop names none
/// @param copyright null when not said
/// @param categories as written, old names (`MZGenre.…`) translated
/// @param ageRating null when not said
/// @param media screenshots and previews in the order in which they are shown (natural order of
///   file names), locale by locale
public record DropContent(
    SortedMap<String, Map<TextField, SourcedText>> texts,
    Map<TextField, SourcedText> fallback,
    @Nullable SourcedText copyright,
    Map<CategoryName, SourcedText> categories,
    ReviewInformation review,
    @Nullable AgeRating ageRating,
    List<MediaFile> media,
    List<Finding> findings) {

  public DropContent {
    texts = new TreeMap<>(texts);
    fallback = Map.copyOf(fallback);
    categories = Map.copyOf(categories);
    media = List.copyOf(media);
    findings = List.copyOf(findings);
  }

  /// A bare `.ipa` says nothing.
  public static DropContent empty() {
    return new DropContent(
        new TreeMap<>(),
        Map.of(),
        null,
        Map.of(),
        ReviewInformation.none(),
        null,
        List.of(),
        List.of());
  }

  /// Whether nothing is said that could change anything at Apple.
  public boolean isEmpty() {
    return texts.isEmpty()
        && fallback.isEmpty()
        && copyright == null
        && categories.isEmpty()
        && review.isEmpty()
        && ageRating == null
        && media.isEmpty();
  }
}
