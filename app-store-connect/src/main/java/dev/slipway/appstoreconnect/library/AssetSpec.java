package dev.slipway.appstoreconnect.library;

import dev.slipway.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Apple takes as an image or a video (spec: AppAssetLibraryRefDatum).
///
/// @param shortName such as `i1320x2868a0`
/// @param widths in pixels; several values only for pictures of an aspect ratio
/// @param heights in pixels
/// @param fileExtensions with their dot, such as `.png`
/// @param mostBytes the largest file; null where Apple does not say it
/// @param details what only images or only videos have
public record AssetSpec(
    String id,
    String shortName,
    Range widths,
    Range heights,
    List<String> fileExtensions,
    @Nullable Long mostBytes,
    Details details) {
  /// Whole numbers from a smallest to a largest one.
  public record Range(long least, long most) {
    /// Returns whether a number is in it.
    public boolean has(long value) {
      return value >= least && value <= most;
    }
  }

  /// What only images or only videos have.
  public sealed interface Details {}

  /// What only images have.
  ///
  /// @param alphaAllowed whether an alpha channel is accepted
  public record OfImage(boolean alphaAllowed) implements Details {}

  /// What only videos have.
  ///
  /// @param framesPerSecond the accepted frame rates
  /// @param shortest null where Apple does not say it
  /// @param longest null where Apple does not say it
  public record OfVideo(
      List<Range> framesPerSecond,
      @Nullable Duration shortest,
      @Nullable Duration longest,
      boolean audioRequired)
      implements Details {
    public OfVideo {
      framesPerSecond = List.copyOf(framesPerSecond);
    }
  }

  public AssetSpec {
    fileExtensions = List.copyOf(fileExtensions);
  }

  /// Returns whether it takes files of this name and size in pixels.
  public boolean takes(String fileExtension, long width, long height) {
    return fileExtensions.contains(fileExtension) && hasPixels(width, height);
  }

  /// Returns whether it takes files of this size in pixels. A range of sizes is one of an aspect
  /// ratio.
  public boolean hasPixels(long width, long height) {
    return widths.has(width)
        && heights.has(height)
        && Math.abs((double) width * heights.most() / widths.most() - height) <= 1;
  }

  static AssetSpec readImage(JsonObject json) {
    return read(json, new OfImage(json.optionalBool("alphaAllowed").orElse(false)));
  }

  static AssetSpec readVideo(JsonObject json) {
    var duration = json.optionalObject("duration");
    return read(
        json,
        new OfVideo(
            json.objects("frameRates").stream()
                .map(rate -> new Range(rate.number("minFps"), rate.number("maxFps")))
                .toList(),
            duration.map(one -> duration(one, "min")).orElse(null),
            duration.map(one -> duration(one, "max")).orElse(null),
            json.optionalBool("audioRequired").orElse(false)));
  }

  private static AssetSpec read(JsonObject json, Details details) {
    var dimensions = json.object("dimensions");
    var mostBytes = json.optionalNumber("maxFileSize");
    return new AssetSpec(
        json.string("specId"),
        json.optionalString("shortName").orElse(""),
        new Range(dimensions.number("minWidth"), dimensions.number("maxWidth")),
        new Range(dimensions.number("minHeight"), dimensions.number("maxHeight")),
        json.strings("fileExtensions"),
        mostBytes.isPresent() ? Long.valueOf(mostBytes.getAsLong()) : null,
        details);
  }

  private static @Nullable Duration duration(JsonObject json, String name) {
    var text = json.optionalString(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Duration.parse(text.get());
    } catch (DateTimeParseException e) {
      throw json.fault(name, "must be a duration such as PT30S");
    }
  }
}
