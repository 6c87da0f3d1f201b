package dev.slipway.drops.ipa.icon;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.drops.zip.CentralDirectory;
import dev.slipway.drops.zip.RangeWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the icon of an app: one of the loose files that Xcode writes beside the asset catalog and
/// names in the Info.plist (`CFBundleIconFiles`; Apple, Information Property List). The largest
/// icons are only in the catalog, which nobody needs for a page.
///
/// One file is read, by one ranged read in ordinary archives and at most two, within a budget of
/// its own.
public final class IconReading {
  /// A loose icon of 180 pixels has 10 to 70 KB.
  static final int MAX_FILE_BYTES = 256 << 10;

  private static final int MAX_READS = 2;
  private static final int MAX_TOTAL_BYTES = 2 * MAX_FILE_BYTES + (16 << 10);

  /// An app names two to ten.
  private static final int MAX_NAMES = 50;

  private static final String PNG = ".png";

  /// The suffixes of a name that an Info.plist leaves out, with their scale.
  private static final List<String> SCALES = List.of("@2x", "@3x", "");

  private static final List<String> DEVICES = List.of("", "~ipad", "~iphone");

  /// The size in points, as in `AppIcon60x60@2x` and `Icon-60@2x`.
  private static final Pattern POINTS =
      Pattern.compile("([0-9]{2,3})(?:\\.5)?(?:x[0-9.]{2,5})?(?:@([23])x)?(?:~[a-z]+)?\\.png");

  /// The scale where a name says no size, as in `Icon@2x`.
  private static final Pattern SCALE = Pattern.compile("@([23])x(?:~[a-z]+)?\\.png");

  /// What an icon of unknown size has: the first iPhone's (Apple, QA1686).
  private static final int USUAL_POINTS = 57;

  private IconReading() {}

  private record Candidate(ArchivedEntry entry, int pixels) {}

  /// Returns the icon; null when the app has none that can be shown.
  ///
  /// @param appFolder byte for byte as ISO 8859-1
  /// @param names what the Info.plist names, without or with suffixes
  public static @Nullable AppIcon read(
      RangeWindow window, CentralDirectory directory, String appFolder, List<String> names) {
    try {
      var found = best(directory, appFolder, names);
      if (found.isEmpty()) {
        return null;
      }
      byte[] file = found.get().content(window.limitedTo(MAX_READS, MAX_TOTAL_BYTES), directory);
      byte[] small = SmallIcon.of(file);
      return small == null ? null : new AppIcon(small);
    } catch (IOException | IpaUnreadableException _) {
      // Whatever is wrong with the archive, the reading of its other parts reports it.
      return null;
    }
  }

  /// Returns the smallest file that has the wanted size, or else the largest.
  private static Optional<ArchivedEntry> best(
      CentralDirectory directory, String appFolder, List<String> names)
      throws IpaUnreadableException {
    var candidates = new ArrayList<Candidate>();
    for (String name : names.subList(0, Math.min(names.size(), MAX_NAMES))) {
      for (String file : files(name)) {
        var entry = directory.entry(appFolder + "/" + latin1(file));
        if (entry.isPresent() && entry.get().sizeBytes() <= MAX_FILE_BYTES) {
          candidates.add(new Candidate(entry.get(), pixels(file)));
        }
      }
    }
    return candidates.stream()
        .filter(candidate -> candidate.pixels >= AppIcon.MAX_SIDE_PIXELS)
        .min(Comparator.comparingInt(Candidate::pixels))
        .or(() -> candidates.stream().max(Comparator.comparingInt(Candidate::pixels)))
        .map(Candidate::entry);
  }

  private static List<String> files(String name) {
    if (name.endsWith(PNG)) {
      return List.of(name);
    }
    var files = new ArrayList<String>();
    for (String scale : SCALES) {
      for (String device : DEVICES) {
        files.add(name + scale + device + PNG);
      }
    }
    return files;
  }

  /// Returns how many pixels wide the icon is according to its name.
  private static int pixels(String file) {
    var points = POINTS.matcher(file);
    if (points.find()) {
      return Integer.parseInt(points.group(1)) * scale(points.group(2));
    }
    var scale = SCALE.matcher(file);
    return USUAL_POINTS * scale(scale.find() ? scale.group(1) : null);
  }

  private static int scale(@Nullable String digit) {
    return digit == null ? 1 : Integer.parseInt(digit);
  }

  private static String latin1(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
