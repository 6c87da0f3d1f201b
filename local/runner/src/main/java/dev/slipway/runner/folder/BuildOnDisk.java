package dev.slipway.runner.folder;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSObject;
import com.dd.plist.PropertyListFormatException;
import com.dd.plist.PropertyListParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/// What an `.ipa` on disk says of its app: enough to create the app record that it is for. What is
/// wrong with it is left to Slipway's findings. Immutable.
///
/// @param bundleId `CFBundleIdentifier`
/// @param version `CFBundleShortVersionString`
/// @param buildNumber `CFBundleVersion`
/// @param platform IOS, MAC_OS, TV_OS or VISION_OS
public record BuildOnDisk(String bundleId, String version, String buildNumber, String platform) {
  private static final Pattern INFO_PLIST =
      Pattern.compile("(?:\\./)?Payload/[^/]+\\.app/(?:Contents/)?Info\\.plist");
  private static final long MOST_BYTES = 4 << 20;

  /// Reads a build; empty when the file is no archive, or has no readable Info.plist with a bundle
  /// id.
  ///
  /// @throws IOException when the file cannot be read
  public static Optional<BuildOnDisk> read(Path ipa) throws IOException {
    try (var zip = new ZipFile(ipa.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (INFO_PLIST.matcher(entry.getName()).matches() && entry.getSize() <= MOST_BYTES) {
          try (InputStream content = zip.getInputStream(entry)) {
            return of(PropertyListParser.parse(content));
          }
        }
      }
    } catch (ZipException
        | PropertyListFormatException
        | ParseException
        | ParserConfigurationException
        | SAXException e) {
      // Slipway reads the same file and says what is wrong with it.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<BuildOnDisk> of(NSObject parsed) {
    if (!(parsed instanceof NSDictionary info) || text(info, "CFBundleIdentifier").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BuildOnDisk(
            text(info, "CFBundleIdentifier"),
            text(info, "CFBundleShortVersionString"),
            text(info, "CFBundleVersion"),
            platform(info)));
  }

  private static String platform(NSDictionary info) {
    String named = text(info, "DTPlatformName");
    if (named.isEmpty()
        && info.objectForKey("CFBundleSupportedPlatforms") instanceof NSArray several
        && several.count() > 0) {
      named = String.valueOf(several.objectAtIndex(0).toJavaObject());
    }
    return switch (named.toLowerCase(Locale.ROOT)) {
      case "appletvos" -> "TV_OS";
      case "macosx" -> "MAC_OS";
      case "xros" -> "VISION_OS";
      default -> "IOS";
    };
  }

  private static String text(NSDictionary info, String key) {
    NSObject value = info.objectForKey(key);
    return value == null ? "" : String.valueOf(value.toJavaObject());
  }
}
