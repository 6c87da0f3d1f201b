package dev.slipway.drops.ipa;

import dev.slipway.drops.plist.PlistEntries;
import dev.slipway.drops.plist.PlistValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects [InfoPlistFacts]; never fails.
final class InfoPlistSurvey {
  private static final String ICONS = "CFBundleIcons";
  private static final String PAD_ICONS = "CFBundleIcons~ipad";
  private static final String PRIMARY_ICON = "CFBundlePrimaryIcon";
  private static final String CAPABILITIES = "UIRequiredDeviceCapabilities";

  /// The dictionaries that are read.
  static final Set<String> OPENED = Set.of(ICONS, PAD_ICONS, CAPABILITIES);

  private final Map<String, PlistValue> entries;
  private final PlistEntries top;

  InfoPlistSurvey(Map<String, PlistValue> entries) {
    this.entries = entries;
    this.top = new PlistEntries(entries);
  }

  InfoPlistFacts facts() {
    Set<String> usageDescriptions =
        entries.keySet().stream()
            .filter(key -> key.startsWith("NS") && key.endsWith("UsageDescription"))
            .collect(Collectors.toSet());
    return new InfoPlistFacts(
        top.text("CFBundleExecutable"),
        iconName(),
        !iconFiles().isEmpty(),
        top.text("DTXcode"),
        top.text("DTXcodeBuild"),
        top.text("DTPlatformVersion"),
        capabilities(),
        usageDescriptions,
        usageDescriptions.stream().filter(this::blank).collect(Collectors.toSet()),
        launchScreen(),
        orientations("UISupportedInterfaceOrientations"),
        orientations("UISupportedInterfaceOrientations~ipad"),
        top.isTrue("UIRequiresFullScreen"),
        top.isTrue("ITSWatchOnlyContainer"),
        exportComplianceCode());
  }

  private @Nullable String iconName() {
    for (PlistEntries icon : List.of(top, primaryIcon(ICONS), primaryIcon(PAD_ICONS))) {
      String name = icon.text("CFBundleIconName");
      if (name != null) {
        return name;
      }
    }
    return top.dictionary(ICONS).text(PRIMARY_ICON);
  }

  /// Returns the icon files that are named, those of iPhone first.
  List<String> iconFiles() {
    return Stream.of(primaryIcon(ICONS), top, primaryIcon(PAD_ICONS))
        .flatMap(
            icon ->
                Stream.concat(
                    icon.texts("CFBundleIconFiles").stream(),
                    icon.texts("CFBundleIconFile").stream()))
        .distinct()
        .toList();
  }

  private PlistEntries primaryIcon(String icons) {
    return top.dictionary(icons).dictionary(PRIMARY_ICON);
  }

  private Set<String> capabilities() {
    var capabilities = new LinkedHashSet<>(top.texts(CAPABILITIES));
    PlistEntries byName = top.dictionary(CAPABILITIES);
    byName.entries().keySet().stream().filter(byName::isTrue).forEach(capabilities::add);
    return capabilities;
  }

  /// Returns whether the value is blank or not text; the length does not matter.
  private boolean blank(String key) {
    return !(entries.get(key) instanceof PlistValue.Text(String text)) || text.isBlank();
  }

  private @Nullable String exportComplianceCode() {
    String code = top.text("ITSEncryptionExportComplianceCode");
    return code == null || code.isBlank() ? null : code;
  }

  private boolean launchScreen() {
    return top.text("UILaunchStoryboardName") != null
        || Stream.of("UILaunchScreen", "UILaunchScreens", "UILaunchStoryboards").anyMatch(top::has);
  }

  private Set<String> orientations(String key) {
    List<String> orientations = top.texts(key);
    return new LinkedHashSet<>(orientations);
  }
}
