package dev.slipway.drops.ipa;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.plist.PlistValue;
import dev.slipway.drops.plist.PropertyListReader;
import dev.slipway.drops.zip.ArchivedEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the keys of an app's Info.plist that a release needs (Apple: Information Property List).
final class InfoPlist {
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9.-]{1,255}");
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,2}");

  /// Apple takes build numbers of four numbers (jellyfin-ios#629), although its documents speak of
  /// three; the bound is ours.
  private static final Pattern BUILD_NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,15}");

  private static final int MAX_NAME_LENGTH = 255;

  private final Map<String, PlistValue> entries;

  private InfoPlist(Map<String, PlistValue> entries) {
    this.entries = entries;
  }

  /// @param content at most [ArchivedEntry#MAX_SIZE_BYTES]
  static InfoPlist read(byte[] content) throws IpaUnreadableException {
    return new InfoPlist(PropertyListReader.topDictionary(content, InfoPlistSurvey.OPENED));
  }

  InfoPlistFacts facts() {
    return new InfoPlistSurvey(entries).facts();
  }

  AppBundle toAppBundle(String appFolder, BinaryFacts facts) throws IpaUnreadableException {
    String bundleId =
        required("CFBundleIdentifier", BUNDLE_ID, "letters, digits, dots and hyphens");
    String versionRule = "one to three numbers separated by dots";
    String bundleName = text("CFBundleName");
    String displayName = text("CFBundleDisplayName");
    return new AppBundle(
        appFolder,
        bundleId,
        required("CFBundleShortVersionString", VERSION, versionRule),
        required("CFBundleVersion", BUILD_NUMBER, "numbers separated by dots"),
        platform(),
        truth("ITSAppUsesNonExemptEncryption"),
        deviceFamilies(),
        text("MinimumOSVersion"),
        text("DTSDKName"),
        displayName == null ? bundleName : displayName,
        facts);
  }

  private AppPlatform platform() throws IpaUnreadableException {
    String sdkPlatform = text("DTPlatformName");
    List<String> supported = texts("CFBundleSupportedPlatforms");
    if (sdkPlatform == null && supported.isEmpty()) {
      throw new IpaUnreadableException(
          Reason.INFO_PLIST_KEY_MISSING, "DTPlatformName and no CFBundleSupportedPlatforms");
    }
    AppPlatform platform = platform(sdkPlatform == null ? supported.getFirst() : sdkPlatform);
    for (String other : supported) {
      if (platform(other) != platform) {
        throw malformed(
            "CFBundleSupportedPlatforms", "it must name the same platform as DTPlatformName");
      }
    }
    return platform;
  }

  private static AppPlatform platform(String sdkPlatform) throws IpaUnreadableException {
    if (sdkPlatform.toLowerCase(Locale.ROOT).endsWith("simulator")) {
      throw new IpaUnreadableException(Reason.SIMULATOR_BUILD, shown(sdkPlatform));
    }
    return AppPlatform.ofSdk(sdkPlatform)
        .orElseThrow(
            () -> new IpaUnreadableException(Reason.UNSUPPORTED_PLATFORM, shown(sdkPlatform)));
  }

  private Set<Integer> deviceFamilies() throws IpaUnreadableException {
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
      families.add(deviceFamily(item));
    }
    return families;
  }

  private static int deviceFamily(PlistValue item) throws IpaUnreadableException {
    // Old build tools write the number as text.
    String digits =
        switch (item) {
          case PlistValue.WholeNumber(long number) -> Long.toString(number);
          case PlistValue.Text(String text) -> text;
          case PlistValue.Truth _,
              PlistValue.Sequence _,
              PlistValue.Moment _,
              PlistValue.Dictionary _,
              PlistValue.Opaque _ ->
              "";
        };
    if (!digits.matches("[0-9]{1,3}")) {
      throw malformed("UIDeviceFamily", "it must be a list of numbers");
    }
    return Integer.parseInt(digits);
  }

  private String required(String key, Pattern pattern, String rule) throws IpaUnreadableException {
    String value = text(key);
    if (value == null) {
      throw new IpaUnreadableException(Reason.INFO_PLIST_KEY_MISSING, key);
    }
    if (!pattern.matcher(value).matches()) {
      throw malformed(key, "\"" + shown(value) + "\" must be " + rule);
    }
    return value;
  }

  /// Returns the text of a key; null when the key is absent or its text is blank.
  private @Nullable String text(String key) throws IpaUnreadableException {
    PlistValue value = entries.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof PlistValue.Text(String text))) {
      throw malformed(key, "it must be a string");
    }
    if (text.length() > MAX_NAME_LENGTH) {
      throw malformed(key, "it is longer than " + MAX_NAME_LENGTH + " characters");
    }
    return text.isBlank() ? null : text;
  }

  private List<String> texts(String key) throws IpaUnreadableException {
    PlistValue value = entries.get(key);
    if (value == null) {
      return List.of();
    }
    var texts = new LinkedHashSet<String>();
    if (value instanceof PlistValue.Sequence(List<PlistValue> items)) {
      for (PlistValue item : items) {
        if (!(item instanceof PlistValue.Text(String text)) || text.length() > MAX_NAME_LENGTH) {
          throw malformed(key, "it must be a list of names");
        }
        texts.add(text);
      }
      return List.copyOf(texts);
    }
    throw malformed(key, "it must be a list of names");
  }

  private @Nullable Boolean truth(String key) throws IpaUnreadableException {
    PlistValue value = entries.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof PlistValue.Truth(boolean truth)) {
      return truth;
    }
    throw malformed(key, "it must be a Boolean (true or false), not a string or a number");
  }

  private static IpaUnreadableException malformed(String key, String how) {
    return new IpaUnreadableException(Reason.INFO_PLIST_KEY_MALFORMED, key + ": " + how);
  }

  private static String shown(String value) {
    String clean = value.replaceAll("\\p{C}", "?");
    return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
  }
}
