package dev.slipway.drops.media.folders;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.locales.LocaleFolders;
import dev.slipway.drops.locales.StoreLocales;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files directly in one folder of a display.
///
/// @param locale Apple's, or `default`
/// @param path of the folder, without a slash at its end
record DisplayFiles(String locale, String path, DisplayFolder display, List<ObjectVersion> files) {

  /// Finds the folders of displays in the folders of locales.
  ///
  /// @param folder the one with the locales, with its slash, such as `screenshots/`
  static List<DisplayFiles> in(String folder, List<ObjectVersion> files) {
    var byPath = new LinkedHashMap<String, DisplayFiles>();
    for (ObjectVersion file : files) {
      if (!file.key().startsWith(folder)) {
        continue;
      }
      String[] segments = file.key().substring(folder.length()).split("/", -1);
      if (segments.length != 3 || segments[2].isEmpty() || segments[2].startsWith(".")) {
        continue;
      }
      var locale = locale(segments[0]);
      var display = DisplayFolder.of(segments[1]);
      if (locale.isPresent() && display.isPresent()) {
        byPath
            .computeIfAbsent(
                folder + segments[0] + "/" + segments[1],
                path -> new DisplayFiles(locale.get(), path, display.get(), new ArrayList<>()))
            .files
            .add(file);
      }
    }
    return List.copyOf(byPath.values());
  }

  /// Returns the locale of a folder: Apple's, or `default`.
  static Optional<String> locale(String name) {
    return Stream.concat(StoreLocales.ALL.stream(), Stream.of(LocaleFolders.DEFAULT))
        .filter(name::equalsIgnoreCase)
        .findFirst();
  }
}
