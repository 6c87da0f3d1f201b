package dev.slipway.drops.media;

import dev.slipway.drops.ipa.AppPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /// The words that name a platform in a path. A word within another one names none: "television",
  /// "revision", "stomach".
  private static final Map<AppPlatform, Pattern> PLATFORM_WORDS =
      Map.of(
          AppPlatform.IOS, word("ios|iphone|ipad|watch"),
          AppPlatform.MAC_OS, word("mac|macos|osx|macbook|imac|desktop"),
          AppPlatform.TV_OS, word("tv|tvos|appletv|television"),
          AppPlatform.VISION_OS, word("vision|visionos|visionpro|applevision|applevisionpro"));

  private DisplayTypes() {}

  private static Pattern word(String words) {
    return Pattern.compile("(?<![a-z])(" + words + ")(?![a-z])");
  }

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
  /// @param path decides when two displays of one platform have the same size, or when it names
  ///   another platform
  /// @param iMessage whether the screenshot shows an iMessage app
  /// @param platform the platform of the app, which decides between displays of several platforms;
  ///   null when it is not known
  public static Optional<String> ofScreenshot(
      String path,
      int widthPixels,
      int heightPixels,
      boolean iMessage,
      @Nullable AppPlatform platform) {
    return bySize(MediaKind.SCREENSHOT, path, widthPixels, heightPixels, platform)
        .filter(row -> !iMessage || row.iMessage)
        .map(row -> iMessage ? IMESSAGE_PREFIX + row.type : row.type);
  }

  /// Returns the preview type of a video, from its file name as in fastlane
  /// (deliver/lib/deliver/sync_app_previews.rb), otherwise from its size; empty when neither is
  /// known.
  ///
  /// @param platform as for screenshots
  public static Optional<String> ofPreview(
      String path, int widthPixels, int heightPixels, @Nullable AppPlatform platform) {
    String fileName = path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    return PREVIEW_TYPES.stream()
        .filter(fileName::contains)
        .findFirst()
        .or(
            () ->
                bySize(MediaKind.PREVIEW, path, widthPixels, heightPixels, platform)
                    .map(Row::type));
  }

  /// Returns the platform whose versions have sets of a display type: iOS for iPhone, iPad, Apple
  /// Watch and iMessage.
  ///
  /// @param type a ScreenshotDisplayType or PreviewType
  public static AppPlatform platform(String type) {
    return switch (type) {
      case "APP_DESKTOP", "DESKTOP" -> AppPlatform.MAC_OS;
      case "APP_APPLE_TV", "APPLE_TV" -> AppPlatform.TV_OS;
      case "APP_APPLE_VISION_PRO", "APPLE_VISION_PRO" -> AppPlatform.VISION_OS;
      default -> AppPlatform.IOS;
    };
  }

  /// Returns the ScreenshotDisplayTypes or PreviewTypes that Slipway knows. Apple may have more.
  public static List<String> known(MediaKind kind) {
    return ROWS.stream()
        .filter(row -> row.kind == kind)
        .flatMap(
            row ->
                row.iMessage
                    ? Stream.of(row.type, IMESSAGE_PREFIX + row.type)
                    : Stream.of(row.type))
        .distinct()
        .toList();
  }

  /// Returns whether Slipway knows the sizes and the platform of a display type.
  ///
  /// @param type a ScreenshotDisplayType or PreviewType
  public static boolean isKnown(MediaKind kind, String type) {
    return known(kind).contains(type);
  }

  /// Returns whether Apple accepts this size for a display type; true for a type without known
  /// sizes.
  ///
  /// @param type a ScreenshotDisplayType or PreviewType
  public static boolean accepts(String type, int widthPixels, int heightPixels) {
    String app = type.startsWith(IMESSAGE_PREFIX) ? type.substring(IMESSAGE_PREFIX.length()) : type;
    var rows = ROWS.stream().filter(row -> row.type.equals(app)).toList();
    return rows.isEmpty()
        || rows.stream()
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

  private static Optional<Row> bySize(
      MediaKind kind, String path, int width, int height, @Nullable AppPlatform platform) {
    String lowerCasePath = path.toLowerCase(Locale.ROOT);
    var fitting =
        ROWS.stream().filter(row -> row.kind == kind && row.hasPixels(width, height)).toList();
    var byPath = fitting.stream().filter(row -> row.hasWordsIn(lowerCasePath)).toList();
    if (platform == null || isNamedOther(lowerCasePath, platform, fitting)) {
      return byPath.stream().findFirst();
    }
    return Stream.concat(byPath.stream(), fitting.stream())
        .filter(row -> platform(row.type) == platform)
        .findFirst()
        .or(() -> byPath.stream().findFirst());
  }

  /// Returns whether the path names another platform that has this size, and not the app's own.
  private static boolean isNamedOther(String path, AppPlatform own, List<Row> fitting) {
    var named =
        fitting.stream()
            .map(row -> platform(row.type))
            .filter(
                platform ->
                    Objects.requireNonNull(PLATFORM_WORDS.get(platform)).matcher(path).find())
            .collect(Collectors.toSet());
    return !named.isEmpty() && !named.contains(own);
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
