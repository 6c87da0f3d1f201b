package dev.slipway.drops.locales;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The locale folders in one folder, by the rules of fastlane's loader
/// (deliver/lib/deliver/loader.rb): names match in any case, `default` is allowed, and folders of
/// other tools are ignored.
///
/// @param files the files directly in each locale's folder; includes locales whose folder is empty
/// @param fallback the files directly in `default`
public record LocaleFolders(
    SortedMap<String, List<ObjectVersion>> files, List<ObjectVersion> fallback) {
  public static final String DEFAULT = "default";

  private static final Set<String> OTHER_FOLDERS =
      Set.of(
          "android",
          "fonts",
          "appletv",
          "imessage",
          "review_information",
          "trade_representative_contact_information",
          "app_clip_review_information",
          "app_clip_header_images",
          // What operating systems add: an unpacked archive of a Mac, a network storage.
          "__macosx",
          "@eadir");

  /// Finds the locale folders below a folder.
  ///
  /// @param folder with its slash, such as `metadata/`
  public static LocaleFolders of(String folder, List<ObjectVersion> files, DropFindings findings) {
    Map<String, List<ObjectVersion>> byName = new LinkedHashMap<>();
    for (ObjectVersion file : files) {
      if (!file.key().startsWith(folder)) {
        continue;
      }
      String rest = file.key().substring(folder.length());
      int slash = rest.indexOf('/');
      if (slash > 0) {
        var inside = byName.computeIfAbsent(rest.substring(0, slash), _ -> new ArrayList<>());
        String name = rest.substring(slash + 1);
        if (!name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0) {
          inside.add(file);
        }
      }
    }
    var byLocale = new TreeMap<String, List<ObjectVersion>>();
    for (String locale : StoreLocales.ALL) {
      String name = chosen(folder, byName, locale, findings);
      if (name != null) {
        byLocale.put(locale, byName.getOrDefault(name, List.of()));
      }
    }
    String fallbackName = chosen(folder, byName, DEFAULT, findings);
    List<ObjectVersion> fallback =
        fallbackName == null ? List.of() : byName.getOrDefault(fallbackName, List.of());
    byName.keySet().stream()
        .filter(Predicate.not(LocaleFolders::isKnown))
        .forEach(
            name ->
                findings.add(
                    ReadingCheck.LOCALE_UNKNOWN, folder + name, name, meant(folder, name)));
    return new LocaleFolders(byLocale, fallback);
  }

  private static String meant(String folder, String name) {
    boolean review =
        folder.equals("metadata/")
            && Set.of("review", "appreview", "reviewinfo", "reviewinformation", "reviewnotes")
                .contains(name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", ""));
    return review ? "Did you mean \"review_information\"?" : LocaleNames.suggestion(name, true);
  }

  /// Returns the spelling to use when there are several: Apple's own, otherwise the first one.
  private static @Nullable String chosen(
      String folder,
      Map<String, List<ObjectVersion>> byName,
      String locale,
      DropFindings findings) {
    List<String> spellings =
        byName.keySet().stream().filter(name -> name.equalsIgnoreCase(locale)).toList();
    if (spellings.isEmpty()) {
      return null;
    }
    String chosen = spellings.contains(locale) ? locale : spellings.getFirst();
    spellings.stream()
        .filter(Predicate.not(chosen::equals))
        .forEach(
            name ->
                findings.add(
                    ReadingCheck.NAMES_AMBIGUOUS, folder + name, "the same as " + folder + chosen));
    return chosen;
  }

  private static boolean isKnown(String name) {
    return name.startsWith(".")
        || name.equalsIgnoreCase(DEFAULT)
        || OTHER_FOLDERS.contains(name.toLowerCase(Locale.ROOT))
        || StoreLocales.ALL.stream().anyMatch(name::equalsIgnoreCase);
  }
}
