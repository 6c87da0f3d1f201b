package dev.slipway.drops.metadata;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.media.MediaReading;
import dev.slipway.problems.Finding;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what a drop's folder says beyond the build, from fastlane's folders as they are. Whatever
/// is wrong with a file becomes a [Finding]; the other files are read all the same. Thread-safe;
/// keeps nothing.
///
/// At most eight files are read at a time. Of a text no more than 64 KiB are read (of the longest
/// texts as much as they may have), of an image 64 KiB, of a video 1.1 MiB.
public final class ContentReader {
  private final DropObjects files;
  private final ContentOptions options;
  private final DropFindings findings = new DropFindings();
  private final TextReads reads = new TextReads();

  private ContentReader(DropObjects files, ContentOptions options) {
    this.files = files;
    this.options = options;
  }

  /// Reads texts, review information, age rating, and the headers of the media that the memory does
  /// not know yet. A header that is remembered costs no read.
  ///
  /// The texts of `default/` are given to the drop's locales that lack them; the screenshots and
  /// previews of a display type in `default/` to the locales that have none of it. The drop's
  /// locales are those with a folder in `metadata/` or a text in `options.whatsNew`, and for media
  /// also those with a folder in `screenshots/` or `app_previews/` that holds some.
  ///
  /// @throws IOException when the bucket cannot be read at present; nothing is said about the
  ///   content then
  public static DropContent read(DropObjects files, MediaMemory memory, ContentOptions options)
      throws IOException {
    return new ContentReader(files, options).read(memory);
  }

  private DropContent read(MediaMemory memory) throws IOException {
    List<ObjectVersion> listed = files.list("", Integer.MAX_VALUE);
    var metadata = new MetadataFiles(listed, findings);
    ObjectVersion ageRatingFile = metadata.ageRating(options.ageRatingConfig());
    ObjectVersion passwordFile = metadata.password();
    Map<ReviewField, ObjectVersion> reviewFiles = metadata.review();
    metadata.texts().values().forEach(reads::wantTexts);
    reads.wantTexts(metadata.fallback());
    reads.want(metadata.copyright());
    reads.wantAll(metadata.categories().values());
    reads.wantAll(reviewFiles.values());
    reads.want(passwordFile);
    reads.want(ageRatingFile);
    reads.read(files, findings);

    Map<TextField, SourcedText> fallback = reads.sourced(metadata.fallback());
    SortedMap<String, Map<TextField, SourcedText>> texts = texts(metadata, fallback);
    String password = reads.text(passwordFile);
    List<MediaFile> media =
        options.skipScreenshots()
            ? List.of()
            : MediaReading.read(files, listed, memory, texts.keySet(), findings);
    return new DropContent(
        texts,
        texts.isEmpty() ? fallback : Map.of(),
        copyright(metadata),
        categories(metadata),
        new ReviewInformation(
            reads.sourced(reviewFiles),
            passwordFile == null || password == null
                ? null
                : new DemoPassword(password, passwordFile.key()),
            metadata.attachment()),
        ageRating(ageRatingFile),
        media,
        findings.toList());
  }

  private SortedMap<String, Map<TextField, SourcedText>> texts(
      MetadataFiles metadata, Map<TextField, SourcedText> fallback) {
    var texts = new TreeMap<String, Map<TextField, SourcedText>>();
    metadata.texts().forEach((locale, found) -> texts.put(locale, withFallback(found, fallback)));
    options
        .whatsNew()
        .forEach(
            (locale, text) ->
                texts
                    .computeIfAbsent(locale, _ -> withFallback(Map.of(), fallback))
                    .put(
                        TextField.WHATS_NEW,
                        new SourcedText(text.strip(), "$.whatsNew." + locale)));
    return texts;
  }

  private Map<TextField, SourcedText> withFallback(
      Map<TextField, ObjectVersion> found, Map<TextField, SourcedText> fallback) {
    var texts = new EnumMap<TextField, SourcedText>(TextField.class);
    texts.putAll(fallback);
    texts.putAll(reads.sourced(found));
    return texts;
  }

  private @Nullable SourcedText copyright(MetadataFiles metadata) {
    return options.copyright() == null
        ? reads.sourced(metadata.copyright())
        : new SourcedText(options.copyright().strip(), "$.copyright");
  }

  private Map<CategoryName, SourcedText> categories(MetadataFiles metadata) {
    var categories = new EnumMap<CategoryName, SourcedText>(CategoryName.class);
    reads
        .sourced(metadata.categories())
        .forEach(
            (place, text) ->
                categories.put(
                    place,
                    new SourcedText(
                        LegacyCategories.translated(place, text.value()), text.source())));
    return categories;
  }

  private @Nullable AgeRating ageRating(@Nullable ObjectVersion file) {
    String text = reads.text(file);
    if (file == null || text == null) {
      return null;
    }
    return AgeRatingFile.parse(text, file.key(), findings);
  }
}
