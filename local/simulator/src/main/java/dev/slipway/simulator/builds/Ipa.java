package dev.slipway.simulator.builds;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import com.dd.plist.PropertyListParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// What Apple reads from an uploaded .ipa: the app's Info.plist and its provisioning profile.
///
/// @param bundleId CFBundleIdentifier
/// @param version CFBundleShortVersionString
/// @param buildNumber CFBundleVersion
/// @param platform IOS, MAC_OS, TV_OS or VISION_OS by DTPlatformName; null if the key is absent
/// @param minimumOsVersion MinimumOSVersion or LSMinimumSystemVersion, null when absent
/// @param usesNonExemptEncryption ITSAppUsesNonExemptEncryption, null when absent
/// @param exportComplianceCode ITSEncryptionExportComplianceCode, empty when absent
/// @param deviceFamilies UIDeviceFamily: 1 phone, 2 pad; without the key Apple assumes a phone app
/// @param hasWatchApp whether the app's folder Watch contains an app
/// @param watchOnly ITSWatchOnlyContainer: the app is a shell around an app for the watch alone
/// @param storeProfile whether the embedded profile, if any, is an App Store profile
/// @param nestedIssues what is wrong with the bundles within the app
record Ipa(
    String bundleId,
    String version,
    String buildNumber,
    @Nullable String platform,
    @Nullable String minimumOsVersion,
    @Nullable Boolean usesNonExemptEncryption,
    String exportComplianceCode,
    Set<Integer> deviceFamilies,
    boolean hasWatchApp,
    boolean watchOnly,
    boolean storeProfile,
    List<NestedBundles.Issue> nestedIssues) {

  private static final Pattern INFO_PLIST =
      Pattern.compile("Payload/[^/]+\\.app/(Contents/)?Info\\.plist");
  private static final String WATCH_APP = "Payload/[^/]+\\.app/Watch/[^/]+\\.app/.*";
  private static final int LARGEST_PLIST = 8 * 1024 * 1024;

  /// Reports Apple's number for what is wrong.
  static final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    Rejected(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /// @param asWritten whether `./Payload` is another folder than `Payload`
  static Ipa read(Path path, boolean asWritten) throws Rejected {
    try (ZipFile zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8)) {
      Map<String, ZipEntry> entries = new TreeMap<>();
      zip.stream().forEach(entry -> entries.put(name(entry, asWritten), entry));
      List<Map.Entry<String, ZipEntry>> plists =
          entries.entrySet().stream()
              .filter(entry -> INFO_PLIST.matcher(entry.getKey()).matches())
              .toList();
      if (plists.size() != 1) {
        throw new Rejected(
            "90171",
            "Invalid Bundle Structure - Payload holds "
                + plists.size()
                + " apps, and one is needed.");
      }
      String infoPlist = plists.getFirst().getKey();
      byte[] bytes = bytes(zip, plists.getFirst().getValue());
      if (!(parse(bytes) instanceof NSDictionary plist)) {
        throw new Rejected(
            "90056", "This bundle is invalid. The Info.plist file is not a dictionary.");
      }
      String folder = infoPlist.substring(0, infoPlist.length() - "Info.plist".length());
      return new Ipa(
          required(plist, "CFBundleIdentifier"),
          required(plist, "CFBundleShortVersionString"),
          required(plist, "CFBundleVersion"),
          platform(plist),
          optional(
              plist,
              plist.containsKey("MinimumOSVersion")
                  ? "MinimumOSVersion"
                  : "LSMinimumSystemVersion"),
          bool(plist, "ITSAppUsesNonExemptEncryption"),
          Objects.requireNonNullElse(optional(plist, "ITSEncryptionExportComplianceCode"), ""),
          deviceFamilies(plist),
          entries.keySet().stream().anyMatch(name -> name.matches(WATCH_APP)),
          Boolean.TRUE.equals(bool(plist, "ITSWatchOnlyContainer")),
          isStoreProfile(zip, entries.get(folder + "embedded.mobileprovision")),
          NestedBundles.inspect(zip, entries, folder, plist));
    } catch (IOException e) {
      throw new Rejected(
          "90171", "Invalid Bundle Structure - The file is not a readable zip archive.");
    }
  }

  /// Returns an entry's path, unless as written, without its parts that lead nowhere.
  private static String name(ZipEntry entry, boolean asWritten) {
    return asWritten
        ? entry.getName()
        : ("/" + entry.getName()).replaceAll("/(\\./|/)*", "/").substring(1);
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException, Rejected {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_PLIST + 1);
      if (bytes.length > LARGEST_PLIST) {
        throw new Rejected(
            "90056", "This bundle is invalid. " + entry.getName() + " is too large.");
      }
      return bytes;
    }
  }

  // dd-plist declares half a dozen checked exceptions and throws unchecked ones on garbage. They
  // all mean the same here.
  private static NSObject parse(byte[] bytes) throws Rejected {
    try {
      return PropertyListParser.parse(bytes);
    } catch (Exception e) {
      throw new Rejected("90056", "This bundle is invalid. The Info.plist file can not be read.");
    }
  }

  private static String required(NSDictionary plist, String key) throws Rejected {
    String value = optional(plist, key);
    if (value == null || value.isBlank()) {
      throw new Rejected(
          "90056",
          "This bundle is invalid. The Info.plist file is missing the required key: " + key + ".");
    }
    return value;
  }

  private static @Nullable String optional(NSDictionary plist, String key) {
    return plist.get(key) instanceof NSString string ? string.getContent() : null;
  }

  private static @Nullable String platform(NSDictionary plist) throws Rejected {
    String name = optional(plist, "DTPlatformName");
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "iphoneos" -> "IOS";
      case "appletvos" -> "TV_OS";
      case "xros" -> "VISION_OS";
      case "macosx" -> "MAC_OS";
      default ->
          throw new Rejected(
              "90542", "Invalid DTPlatformName: " + name + " is not a platform of the App Store.");
    };
  }

  private static Set<Integer> deviceFamilies(NSDictionary plist) {
    Set<Integer> families = new TreeSet<>();
    if (plist.get("UIDeviceFamily") instanceof NSArray array) {
      for (NSObject one : array.getArray()) {
        if (one instanceof NSNumber number) {
          families.add(number.intValue());
        }
      }
    }
    return families.isEmpty() ? Set.of(1) : families;
  }

  private static @Nullable Boolean bool(NSDictionary plist, String key) {
    if (plist.get(key) instanceof NSNumber number && number.isBoolean()) {
      return number.boolValue();
    }
    return null;
  }

  private static boolean isStoreProfile(ZipFile zip, @Nullable ZipEntry profile)
      throws IOException, Rejected {
    if (profile == null) {
      return true;
    }
    // The profile is CMS around an XML plist, which it contains as plain text.
    String text = new String(bytes(zip, profile), StandardCharsets.ISO_8859_1);
    boolean debuggable =
        Pattern.compile("<key>get-task-allow</key>\\s*<true\\s*/>").matcher(text).find();
    return !debuggable
        && !text.contains("<key>ProvisionedDevices</key>")
        && !text.contains("<key>ProvisionsAllDevices</key>");
  }
}
