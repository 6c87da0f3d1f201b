package dev.slipway.drops.metadata;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.media.folders.CreativeReading;
import dev.slipway.drops.media.folders.MediaReading;
import dev.slipway.drops.texts.PlainText;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the content of a drop's folder beyond the build, in fastlane's folder layout. A file with
/// a problem becomes a [ContentFault], and the reader continues with the other files. Thread-safe;
/// keeps nothing.
///
/// Reads at most eight files at a time, and at most 64 KiB of a text (of the longest texts as much
/// as Apple allows), 68 KiB of an image and 1.1 MiB of a video. An image that may be transparent,
/// or seems to be cut off, is read to its end, up to 64 MiB.
public final class ContentReader {
  private final DropObjects files;
  private final ContentOptions options;
  private final @Nullable AppPlatform platform;
  private final DropFindings findings = new DropFindings();
  private final TextReads reads = new TextReads();

  private ContentReader(DropObjects files, ContentOptions options, @Nullable AppPlatform platform) {
    this.files = files;
    this.options = options;
    this.platform = platform;
  }

  /// Reads texts, review information, age rating, and the headers of media files that the memory
  /// does not know yet. A remembered header costs no read.
  ///
  /// Locales of the drop that lack a text get it from `default/`; locales without media of a
  /// display type get the screenshots and previews of that type from `default/`. The drop's locales
  /// are those with a folder in `metadata/` or a text in `options.whatsNew`, and for media also
  /// those with files in a folder of `screenshots/` or `app_previews/`.
  ///
  /// @param platform the platform of the app, which decides between displays of the same size, and
  ///   which media are left out; null when it is not known
  /// @throws IOException when the bucket cannot be read at present; nothing is said about the
  ///   content then
  public static DropContent read(
      DropObjects files, MediaMemory memory, ContentOptions options, @Nullable AppPlatform platform)
      throws IOException {
    return new ContentReader(files, options, platform).read(memory);
  }

  /// Reads the content of a drop whose platform is not known.
  public static DropContent read(DropObjects files, MediaMemory memory, ContentOptions options)
      throws IOException {
    return read(files, memory, options, null);
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
    reads.wantNoPointer(metadata.attachment());
    reads.read(files, findings);

    Map<TextField, SourcedText> fallback = reads.sourced(metadata.fallback());
    SortedMap<String, Map<TextField, SourcedText>> texts = texts(metadata, fallback);
    String password = reads.text(passwordFile);
    List<MediaFile> media =
        options.skipScreenshots()
            ? List.of()
            : MediaReading.read(files, listed, memory, texts.keySet(), platform, findings);
    List<CreativeFile> creatives =
        options.skipScreenshots()
            ? List.of()
            : CreativeReading.read(
                files, listed, memory, CreativeReading.locales(texts, media), findings);
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
        creatives,
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
                        new SourcedText(PlainText.of(text), "$.whatsNew." + locale)));
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
        : new SourcedText(PlainText.of(options.copyright()), "$.copyright");
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
