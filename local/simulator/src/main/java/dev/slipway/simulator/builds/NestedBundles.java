package dev.slipway.simulator.builds;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import com.dd.plist.PropertyListParser;
import dev.slipway.simulator.state.VersionNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// What Apple finds wrong with the bundles within an app, as people who uploaded such apps reported
/// it; each rule names one report. What none of them says is accepted.
final class NestedBundles {
  /// One number of Apple's with its words.
  ///
  /// @param warning whether the delivery succeeds all the same
  record Issue(String code, String description, boolean warning) {}

  private static final Pattern INFO_PLIST =
      Pattern.compile("(.+/)?([^/]+)\\.(framework|bundle|appex|app)/Info\\.plist");
  private static final int LARGEST_PLIST = 1 << 20;

  private final ZipFile zip;
  private final Map<String, ZipEntry> entries;
  private final String appName;
  private final NSDictionary app;
  private final List<Issue> issues = new ArrayList<>();

  private NestedBundles(
      ZipFile zip, Map<String, ZipEntry> entries, String appName, NSDictionary app) {
    this.zip = zip;
    this.entries = entries;
    this.appName = appName;
    this.app = app;
  }

  /// @param entries the archive's entries by their path
  /// @param appFolder `Payload/Name.app/`
  static List<Issue> inspect(
      ZipFile zip, Map<String, ZipEntry> entries, String appFolder, NSDictionary app)
      throws IOException {
    String appName = appFolder.substring("Payload/".length(), appFolder.length() - 1);
    var bundles = new NestedBundles(zip, entries, appName, app);
    for (String name : entries.keySet()) {
      if (name.startsWith(appFolder) && name.length() > appFolder.length()) {
        Matcher match = INFO_PLIST.matcher(name.substring(appFolder.length()));
        if (match.matches()) {
          String path = match.group().substring(0, match.group().length() - "/Info.plist".length());
          bundles.bundle(appFolder, path, match);
        }
      }
    }
    return bundles.issues;
  }

  private void bundle(String appFolder, String path, Matcher match) throws IOException {
    NSDictionary plist = plist(appFolder + match.group());
    if (plist == null) {
      return;
    }
    simulator(path, plist);
    String parent = match.group(1) == null ? "" : match.group(1);
    switch (match.group(3)) {
      case "framework" -> framework(appFolder, path, match.group(2), plist);
      case "appex" -> {
        if (parent.equals("PlugIns/") || parent.equals("Extensions/")) {
          extensionId(path, plist);
          versions("extension", "90473", true, path, plist);
        }
      }
      case "app" -> {
        // No report is about the shell of an app for the watch alone.
        boolean companion = !"true".equals(text(app, "ITSWatchOnlyContainer"));
        if (parent.equals("Watch/") && companion) {
          watchAppId(path, plist);
          versions("watch application", "90379", false, path, plist);
        }
      }
      default -> {}
    }
  }

  /// PingPlusPlus/pingpp-ios#84, SwiftyVK#100: any bundle.
  private void simulator(String path, NSDictionary plist) {
    List<String> platforms = new ArrayList<>();
    if (plist.get("CFBundleSupportedPlatforms") instanceof NSArray array) {
      for (NSObject one : array.getArray()) {
        platforms.add(one.toString());
      }
    }
    if (platforms.contains("iPhoneSimulator")) {
      refuse(
          "90542",
          "Invalid CFBundleSupportedPlatforms value. The key 'CFBundleSupportedPlatforms' in the"
              + " Info.plist file in bundle 'Payload/"
              + appName
              + "/"
              + path
              + "' contains an invalid value '"
              + platforms
              + "'.");
    }
  }

  private void framework(String appFolder, String path, String name, NSDictionary plist)
      throws IOException {
    String version = text(plist, "CFBundleShortVersionString");
    // adyen-3ds2-ios#15, sentry-cocoa#3786.
    if (version != null && !version.matches("\\d+(\\.\\d+){0,2}")) {
      refuse(
          "90060",
          "This bundle is invalid. The value for key CFBundleShortVersionString '"
              + version
              + "' in the Info.plist file at 'Payload/"
              + appName
              + "/"
              + path
              + "' must be a period-separated list of at most three non-negative integers.");
    }
    String number = text(plist, "CFBundleVersion");
    // sentry-cocoa#3786. An app may have more than three (jellyfin-ios#629).
    if (number != null && !number.matches("\\d+(\\.\\d+)*")) {
      refuse(
          "90058",
          "This bundle is invalid. The value for key CFBundleVersion ["
              + number
              + "] in the Info.plist file must be a period-separated list of at most three"
              + " non-negative integers.");
    }
    // libghostty#127: the binary needs 17.0, its Info.plist says 13.0.
    String minimum = text(plist, "MinimumOSVersion");
    ZipEntry binary = entries.get(appFolder + path + "/" + name);
    String needed = binary == null ? null : MachOVersion.minimum(zip, binary);
    if (minimum != null && needed != null && VersionNumbers.compare(minimum, needed) < 0) {
      refuse(
          "90208",
          "Invalid Bundle. The bundle "
              + appName
              + "/"
              + path
              + " does not support the minimum OS Version specified in the Info.plist.");
    }
  }

  /// AtB-AS/mittatb-app#3487, UhooiPicBook#173.
  private void extensionId(String path, NSDictionary plist) {
    String id = text(plist, "CFBundleIdentifier");
    String appId = text(app, "CFBundleIdentifier");
    if (id != null
        && appId != null
        && !(startsWith(id, appId + ".") && id.indexOf('.', appId.length() + 1) < 0)) {
      refuse(
          "90347",
          "Bad bundle identifier. The bundle identifier '"
              + id
              + "' of the application extension "
              + appName
              + "/"
              + path
              + " should start with the application's bundle identifier '"
              + appId
              + "' and not contain more than one period “.” after the application's bundle ID.");
    }
  }

  /// Stack Overflow, 34848516.
  private void watchAppId(String path, NSDictionary plist) {
    String id = text(plist, "CFBundleIdentifier");
    String appId = text(app, "CFBundleIdentifier");
    if (id != null && appId != null && !startsWith(id, appId + ".")) {
      refuse(
          "90376",
          "Invalid CFBundleIdentifier. The CFBundleIdentifier value '"
              + id
              + "' of watch application '"
              + appName
              + "/"
              + path
              + "' does not properly extend the CFBundleIdentifier value '"
              + appId
              + "' of its containing iOS application.");
    }
  }

  /// woocommerce-ios#16636 and OneSignal-Flutter-SDK#63 (1.0 is not 1.0.0) for extensions,
  /// woocommerce-ios#12914 for watch apps.
  private void versions(
      String what, String code, boolean warning, String path, NSDictionary plist) {
    for (String key : List.of("CFBundleVersion", "CFBundleShortVersionString")) {
      String value = text(plist, key);
      String ofApp = text(app, key);
      if (value == null || ofApp == null) {
        continue;
      }
      if (warning ? !value.equals(ofApp) : VersionNumbers.compare(value, ofApp) != 0) {
        issues.add(
            new Issue(
                code,
                key
                    + " Mismatch. The "
                    + key
                    + " value '"
                    + value
                    + "' of "
                    + what
                    + " '"
                    + appName
                    + "/"
                    + path
                    + "' does not match the "
                    + key
                    + " value '"
                    + ofApp
                    + "' of its containing iOS application '"
                    + appName
                    + "'.",
                warning));
      }
    }
  }

  private void refuse(String code, String description) {
    issues.add(new Issue(code, description, false));
  }

  private static boolean startsWith(String id, String prefix) {
    return id.regionMatches(true, 0, prefix, 0, prefix.length()) && id.length() > prefix.length();
  }

  /// Returns what an Info.plist has; null when it cannot be read, which no report is about.
  private @Nullable NSDictionary plist(String name) throws IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      return null;
    }
    byte[] bytes;
    try (var in = zip.getInputStream(entry)) {
      bytes = in.readNBytes(LARGEST_PLIST);
    }
    try {
      return PropertyListParser.parse(bytes) instanceof NSDictionary plist ? plist : null;
    } catch (Exception e) {
      // dd-plist declares half a dozen checked exceptions and throws unchecked ones on garbage.
      return null;
    }
  }

  private static @Nullable String text(NSDictionary plist, String key) {
    NSObject value = plist.get(key);
    return switch (value) {
      case null -> null;
      case NSString string -> string.getContent();
      default -> value.toString();
    };
  }
}
