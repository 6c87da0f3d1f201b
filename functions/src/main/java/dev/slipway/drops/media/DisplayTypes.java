package dev.slipway.drops.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Finds Apple's ScreenshotDisplayType and PreviewType by pixel size, from the resource
/// `media-sizes.csv` of this package, which names its sources. Thread-safe.
public final class DisplayTypes {
  private static final List<Row> ROWS = readTable();

  /// Longer names first, because a name may be a part of another name.
  private static final List<String> PREVIEW_TYPES =
      ROWS.stream()
          .filter(row -> row.kind == MediaKind.PREVIEW)
          .map(Row::type)
          .distinct()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private static final String IMESSAGE_PREFIX = "IMESSAGE_";

  private DisplayTypes() {}

  /// Whether Apple accepts screenshots with an alpha channel for a display type.
  public enum Alpha {
    REFUSED,
    ACCEPTED,
    /// Sources differ.
    UNSURE
  }

  /// A line of the table.
  private record Row(
      MediaKind kind,
      String type,
      int width,
      int height,
      boolean bothOrientations,
      boolean iMessage,
      List<List<String>> words,
      Alpha alpha) {

    static Row parse(String line) {
      String[] cells = line.split(",", -1);
      return new Row(
          MediaKind.valueOf(cells[0]),
          cells[1],
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          cells[4].equals("BOTH"),
          cells[5].equals("IMESSAGE"),
          cells[6].isEmpty()
              ? List.of()
              : Arrays.stream(cells[6].split("\\|")).map(all -> List.of(all.split("\\+"))).toList(),
          cells.length > 7 ? Alpha.valueOf(cells[7]) : Alpha.REFUSED);
    }

    boolean hasPixels(int w, int h) {
      boolean asWritten = w == width && h == height;
      boolean turned = w == height && h == width;
      return w > 0 && (asWritten || (bothOrientations && turned));
    }

    boolean hasWordsIn(String lowerCasePath) {
      return words.isEmpty()
          || words.stream().anyMatch(all -> all.stream().allMatch(lowerCasePath::contains));
    }
  }

  /// Returns the display type of a screenshot; empty when no display has this size.
  ///
  /// @param path decides when two displays have the same size
  /// @param iMessage whether the screenshot shows an iMessage app
  public static Optional<String> ofScreenshot(
      String path, int widthPixels, int heightPixels, boolean iMessage) {
    return bySize(MediaKind.SCREENSHOT, path, widthPixels, heightPixels)
        .filter(row -> !iMessage || row.iMessage)
        .map(row -> iMessage ? IMESSAGE_PREFIX + row.type : row.type);
  }

  /// Returns the preview type of a video, from its file name as in fastlane
  /// (deliver/lib/deliver/sync_app_previews.rb), otherwise from its size; empty when neither is
  /// known.
  public static Optional<String> ofPreview(String path, int widthPixels, int heightPixels) {
    String fileName = path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    return PREVIEW_TYPES.stream()
        .filter(fileName::contains)
        .findFirst()
        .or(() -> bySize(MediaKind.PREVIEW, path, widthPixels, heightPixels).map(Row::type));
  }

  /// Returns whether Apple accepts this size for a display type; true for a type without known
  /// sizes.
  ///
  /// @param type a ScreenshotDisplayType or PreviewType
  public static boolean accepts(String type, int widthPixels, int heightPixels) {
    String app = type.startsWith(IMESSAGE_PREFIX) ? type.substring(IMESSAGE_PREFIX.length()) : type;
    return ROWS.stream()
        .filter(row -> row.type.equals(app))
        .anyMatch(row -> row.width == 0 || row.hasPixels(widthPixels, heightPixels));
  }

  /// Returns whether Apple accepts an alpha channel in screenshots of a display type.
  ///
  /// @param type a ScreenshotDisplayType
  public static Alpha alpha(String type) {
    String app = type.startsWith(IMESSAGE_PREFIX) ? type.substring(IMESSAGE_PREFIX.length()) : type;
    return ROWS.stream()
        .filter(row -> row.type.equals(app))
        .findFirst()
        .map(Row::alpha)
        .orElse(Alpha.UNSURE);
  }

  /// Returns the sizes that Apple accepts for a display type, for people: `1290×2796, 2796×1290`;
  /// empty when they are not known.
  public static String acceptedPixels(String type) {
    String app = type.startsWith(IMESSAGE_PREFIX) ? type.substring(IMESSAGE_PREFIX.length()) : type;
    List<String> sizes =
        ROWS.stream()
            .filter(row -> row.type.equals(app) && row.width > 0)
            .flatMap(
                row ->
                    row.bothOrientations
                        ? List.of(row.width + "×" + row.height, row.height + "×" + row.width)
                            .stream()
                        : List.of(row.width + "×" + row.height).stream())
            .distinct()
            .toList();
    return String.join(", ", sizes);
  }

  private static Optional<Row> bySize(MediaKind kind, String path, int width, int height) {
    String lowerCasePath = path.toLowerCase(Locale.ROOT);
    return ROWS.stream()
        .filter(row -> row.kind == kind && row.hasPixels(width, height))
        .filter(row -> row.hasWordsIn(lowerCasePath))
        .findFirst();
  }

  private static List<Row> readTable() {
    try (var table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(DisplayTypes.class.getResourceAsStream("media-sizes.csv")),
                StandardCharsets.UTF_8))) {
      return table
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Row::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
