package dev.slipway.drops.ipa;

import static dev.slipway.drops.ReadingCheck.INFO_PLIST_INCOMPLETE;
import static dev.slipway.drops.ReadingCheck.INFO_PLIST_VALUE_INVALID;
import static dev.slipway.drops.ReadingCheck.PLATFORM_NOT_OF_STORE;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.plist.PlistEntries;
import dev.slipway.drops.plist.PlistValue;
import dev.slipway.drops.plist.PropertyList;
import dev.slipway.drops.plist.PropertyListReader;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.problems.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the keys of an app's Info.plist that a release needs (Apple: Information Property List),
/// and collects the faults of all of them. Not thread-safe.
final class InfoPlist {
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9.-]{1,255}");
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,2}");

  /// Apple takes build numbers of four numbers (jellyfin-ios#629), although its documents speak of
  /// three; the bound is ours.
  private static final Pattern BUILD_NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,15}");

  private static final int MAX_NAME_LENGTH = 255;
  private static final String SDK_PLATFORM = "DTPlatformName";
  private static final String PLATFORMS = "CFBundleSupportedPlatforms";

  private final Map<String, PlistValue> entries;
  private final List<InfoPlistFault> faults = new ArrayList<>();

  private InfoPlist(PropertyList list) {
    this.entries = list.entries();
    list.repeatedKeys()
        .forEach(
            key ->
                invalid(
                    key,
                    null,
                    "It is present more than once, and Apple does not document which value"
                        + " counts."));
  }

  /// @param content at most [ArchivedEntry#MAX_SIZE_BYTES]
  static InfoPlist read(byte[] content) throws IpaUnreadableException {
    return new InfoPlist(PropertyListReader.read(content, InfoPlistSurvey.OPENED));
  }

  InfoPlistFacts facts() {
    return new InfoPlistSurvey(entries).facts();
  }

  /// Returns the icon files that are named, without or with suffixes.
  List<String> iconFiles() {
    return new InfoPlistSurvey(entries).iconFiles();
  }

  /// Returns whether the app is one for the Mac.
  boolean ofMac() {
    var top = new PlistEntries(entries);
    String name = top.text(SDK_PLATFORM);
    List<String> platforms = name == null ? top.texts(PLATFORMS) : List.of(name);
    return !platforms.isEmpty()
        && platforms.stream()
            .allMatch(one -> AppPlatform.ofSdk(one).orElse(null) == AppPlatform.MAC_OS);
  }

  /// Returns the app's names and numbers as they are written, whether valid or not.
  WrittenIdentity written() {
    var top = new PlistEntries(entries);
    return new WrittenIdentity(
        written(top, "CFBundleIdentifier"),
        written(top, "CFBundleShortVersionString"),
        written(top, "CFBundleVersion"));
  }

  /// Reads the app; [#faults()] then says what is wrong with it.
  AppInfo app(String appFolder, BinaryFacts facts) {
    String bundleId =
        required("CFBundleIdentifier", BUNDLE_ID, "letters, digits, dots and hyphens");
    String shortVersion =
        required("CFBundleShortVersionString", VERSION, "one to three numbers separated by dots");
    String bundleVersion = required("CFBundleVersion", BUILD_NUMBER, "numbers separated by dots");
    String bundleName = text("CFBundleName");
    String displayName = text("CFBundleDisplayName");
    AppPlatform platform = platform();
    Boolean encryption = truth("ITSAppUsesNonExemptEncryption");
    Set<Integer> deviceFamilies = deviceFamilies();
    String minimumOsVersion = text("MinimumOSVersion");
    String sdkName = text("DTSDKName");
    return new AppInfo(
        appFolder,
        bundleId,
        shortVersion,
        bundleVersion,
        platform,
        encryption,
        deviceFamilies,
        minimumOsVersion,
        sdkName,
        displayName == null ? bundleName : displayName,
        faults.stream().map(InfoPlistFault::key).collect(Collectors.toSet()),
        facts);
  }

  List<InfoPlistFault> faults() {
    return List.copyOf(faults);
  }

  private @Nullable AppPlatform platform() {
    String sdkPlatform = text(SDK_PLATFORM);
    // The same platform is written in two ways: iphoneos and iPhoneOS.
    var supported = new LinkedHashMap<String, String>();
    texts(PLATFORMS).forEach(name -> supported.putIfAbsent(lower(name), name));
    boolean one = supported.size() == 1;
    if (supported.size() > 1) {
      // kotlin-native-cocoapods#13: "an array containing a single platform".
      invalid(
          PLATFORMS,
          String.join(", ", supported.values()),
          "It must name exactly one platform, as the build of a device does.");
    }
    if (sdkPlatform == null && supported.isEmpty()) {
      boolean reported =
          faults.stream()
              .map(InfoPlistFault::key)
              .anyMatch(Set.of(SDK_PLATFORM, PLATFORMS)::contains);
      if (!reported) {
        faults.add(
            new InfoPlistFault(
                INFO_PLIST_INCOMPLETE,
                SDK_PLATFORM,
                null,
                "Neither DTPlatformName nor CFBundleSupportedPlatforms names the platform."));
      }
      return null;
    }
    if (sdkPlatform == null) {
      return one ? platform(PLATFORMS, supported.firstEntry().getValue()) : null;
    }
    AppPlatform platform = platform(SDK_PLATFORM, sdkPlatform);
    if (platform != null && one) {
      String named = supported.firstEntry().getValue();
      AppPlatform other = platform(PLATFORMS, named);
      if (other != null && other != platform) {
        invalid(PLATFORMS, named, "It must name the same platform as DTPlatformName.");
      }
    }
    return platform;
  }

  private @Nullable AppPlatform platform(String key, String name) {
    AppPlatform platform = AppPlatform.ofSdk(name).orElse(null);
    if (platform == null) {
      boolean simulator = lower(name).endsWith("simulator");
      faults.add(
          new InfoPlistFault(
              PLATFORM_NOT_OF_STORE,
              key,
              Shown.text(name),
              simulator
                  ? "The app was built for the simulator."
                  : "Slipway does not support this platform."));
    }
    return platform;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Set<Integer> deviceFamilies() {
    PlistValue value = entries.get("UIDeviceFamily");
    var families = new LinkedHashSet<Integer>();
    List<PlistValue> items =
        switch (value) {
          case null -> List.of();
          case PlistValue.Sequence sequence -> sequence.items();
          case PlistValue.WholeNumber _,
              PlistValue.Text _,
              PlistValue.Truth _,
              PlistValue.Moment _,
              PlistValue.Dictionary _,
              PlistValue.Opaque _ ->
              List.of(value);
        };
    for (PlistValue item : items) {
      String digits = PlistEntries.digits(item);
      if (!digits.matches("[0-9]{1,3}")) {
        invalid("UIDeviceFamily", null, "It must be a list of numbers.");
        return Set.of();
      }
      families.add(Integer.parseInt(digits));
    }
    return families;
  }

  private @Nullable String required(String key, Pattern pattern, String rule) {
    int before = faults.size();
    String value = text(key);
    if (value == null) {
      if (faults.size() == before) {
        faults.add(
            new InfoPlistFault(
                INFO_PLIST_INCOMPLETE,
                key,
                null,
                entries.containsKey(key)
                    ? key + " is empty in the Info.plist."
                    : "The Info.plist has no " + key + "."));
      }
      return null;
    }
    if (!pattern.matcher(value).matches()) {
      invalid(key, value, "It must be " + rule + ".");
      return null;
    }
    return value;
  }

  /// Returns the text of a key; null when the key is absent, its text is blank, or it has a fault.
  private @Nullable String text(String key) {
    return switch (entries.get(key)) {
      case null -> null;
      case PlistValue.Text(String text) when text.length() > MAX_NAME_LENGTH -> {
        invalid(key, text, "It is longer than " + MAX_NAME_LENGTH + " characters.");
        yield null;
      }
      case PlistValue.Text(String text) -> text.isBlank() ? null : text;
      case PlistValue.WholeNumber _,
          PlistValue.Truth _,
          PlistValue.Sequence _,
          PlistValue.Moment _,
          PlistValue.Dictionary _,
          PlistValue.Opaque _ -> {
        invalid(key, null, "It must be a string.");
        yield null;
      }
    };
  }

  private List<String> texts(String key) {
    var texts = new LinkedHashSet<String>();
    PlistValue value = entries.get(key);
    boolean names = value == null || value instanceof PlistValue.Sequence;
    if (value instanceof PlistValue.Sequence(List<PlistValue> items)) {
      for (PlistValue item : items) {
        if (item instanceof PlistValue.Text(String text) && text.length() <= MAX_NAME_LENGTH) {
          texts.add(text);
        } else {
          names = false;
        }
      }
    }
    if (!names) {
      invalid(key, null, "It must be a list of names.");
    }
    return List.copyOf(texts);
  }

  private @Nullable Boolean truth(String key) {
    return switch (entries.get(key)) {
      case null -> null;
      case PlistValue.Truth(boolean truth) -> truth;
      case PlistValue.Text _,
          PlistValue.WholeNumber _,
          PlistValue.Sequence _,
          PlistValue.Moment _,
          PlistValue.Dictionary _,
          PlistValue.Opaque _ -> {
        String found = new PlistEntries(entries).text(key);
        invalid(key, found, "It must be a Boolean, <true/> or <false/>, not a string or number.");
        yield null;
      }
    };
  }

  private void invalid(String key, @Nullable String value, String rule) {
    faults.add(
        new InfoPlistFault(
            INFO_PLIST_VALUE_INVALID, key, value == null ? null : Shown.text(value), rule));
  }

  private static @Nullable String written(PlistEntries top, String key) {
    String text = top.text(key);
    return text == null ? null : Shown.text(text);
  }
}
