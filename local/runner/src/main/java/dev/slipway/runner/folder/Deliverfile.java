package dev.slipway.runner.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings of a `Deliverfile` or an `Appfile` that are plain texts, such as `metadata_path
/// "./store"`. Both files are Ruby, which is not run: a setting with a variable, an interpolation
/// or a condition counts as absent. Immutable.
///
/// @param settings the text of each setting; the last one wins, as in fastlane
/// @param ruby the names at the start of lines that are no such setting, for example of a setting
///   whose value is computed
record Deliverfile(Map<String, String> settings, Set<String> ruby) {
  private static final Pattern SETTING =
      Pattern.compile(
          "^\\s*([a-z_]+)\\s*(?:\\(\\s*)?(?:\"([^\"\\\\#]*)\"|'([^'\\\\]*)')\\s*\\)?\\s*(?:#.*)?$");

  private static final Pattern NAME = Pattern.compile("^\\s*([a-z_]+)\\b.*$");

  Deliverfile {
    settings = Map.copyOf(settings);
    ruby = Set.copyOf(ruby);
  }

  /// Reads a file; a file that does not exist has no settings.
  ///
  /// @throws IOException when the file exists and cannot be read
  static Deliverfile read(Path file) throws IOException {
    var settings = new LinkedHashMap<String, String>();
    var ruby = new HashSet<String>();
    if (Files.isRegularFile(file)) {
      // Every byte is a character in Latin-1, so that a file in any encoding can be searched.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (String line : text.lines().toList()) {
        Matcher setting = SETTING.matcher(line);
        Matcher name = NAME.matcher(line);
        if (setting.matches()) {
          put(setting, settings);
        } else if (name.matches()) {
          ruby.add(name.group(1));
        }
      }
    }
    return new Deliverfile(settings, ruby);
  }

  /// Returns the text of a setting; empty when it is absent, blank or no plain text.
  Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name)).filter(value -> !value.isBlank());
  }

  private static void put(Matcher matcher, Map<String, String> settings) {
    String text = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
    settings.put(
        matcher.group(1),
        new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
