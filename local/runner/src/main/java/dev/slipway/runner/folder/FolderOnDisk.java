package dev.slipway.runner.folder;

import dev.slipway.runner.StartFault;
import dev.slipway.simulator.writes.TextRules;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder on disk as a drop: which file gets which path in the drop's folder. Immutable.
///
/// Hidden files and folders are left out, and so are builds: the drop's build is `ipa`.
///
/// @param base the folder that holds `metadata/` and `screenshots/`
/// @param files the files by their path in the drop's folder, without `release.json`
/// @param releaseJson the folder's `release.json`; null without one
/// @param ipa the build; null without one
/// @param bundleId `app_identifier` of the Deliverfile or Appfile; null when neither names it as a
///   plain text
/// @param notRun settings of the Deliverfile that name a folder in Ruby, which is not run; the
///   folder's preset place is used
public record FolderOnDisk(
    Path base,
    SortedMap<String, Path> files,
    @Nullable Path releaseJson,
    @Nullable Path ipa,
    @Nullable String bundleId,
    List<String> notRun) {
  private static final String RELEASE_JSON = "release.json";
  private static final String AGE_RATING = "app_rating_config.json";
  private static final int MOST_FILES = 20_000;

  /// The settings of a Deliverfile that name a folder, and where its files belong in a drop.
  private static final Map<String, String> FOLDERS =
      Map.of(
          "metadata_path", "metadata/",
          "screenshots_path", "screenshots/",
          "app_previews_path", "app_previews/");

  /// Finds what a person would drop.
  ///
  /// @param directory fastlane's folder, the project that contains it, or any folder with
  ///   `metadata/`, `screenshots/` or `release.json`
  /// @param ipa the build; null takes the only one of the folder, if there is one
  /// @throws StartFault when there is nothing to drop, or more than one build
  /// @throws IOException when a file cannot be read
  public static FolderOnDisk find(Path directory, @Nullable Path ipa)
      throws IOException, StartFault {
    Path base = base(directory);
    Deliverfile deliverfile = Deliverfile.read(base.resolve("Deliverfile"));
    var files = new TreeMap<String, Path>();
    for (Map.Entry<String, String> folder : new TreeMap<>(FOLDERS).entrySet()) {
      Optional<Path> named = named(deliverfile, folder.getKey(), base);
      if (named.isPresent()) {
        add(files, named.get(), folder.getValue());
      }
    }
    named(deliverfile, "app_rating_config_path", base).ifPresent(p -> files.put(AGE_RATING, p));
    var taken = Set.copyOf(files.values());
    var named = new TreeMap<String, Path>();
    add(named, base, "");
    named.forEach(
        (path, file) -> {
          if (!taken.contains(file)) {
            files.putIfAbsent(path, file);
          }
        });
    Path releaseJson = files.remove(RELEASE_JSON);
    Path build = ipa == null ? onlyBuild(files) : existing(ipa);
    files.keySet().removeIf(FolderOnDisk::isBuild);
    List<String> notRun =
        FOLDERS.keySet().stream().filter(deliverfile.ruby()::contains).sorted().toList();
    return new FolderOnDisk(base, files, releaseJson, build, bundleId(deliverfile, base), notRun);
  }

  /// Returns the locales of the App Store that have a folder for texts or pictures, in the spelling
  /// of the App Store: `en-US` first, then by name.
  public List<String> locales() {
    var locales = new LinkedHashSet<String>();
    List<String> folders =
        files.keySet().stream()
            .map(path -> path.split("/", 3))
            .filter(parts -> parts.length == 3 && FOLDERS.containsValue(parts[0] + "/"))
            .map(parts -> parts[1])
            .distinct()
            .toList();
    TextRules.LOCALES.stream()
        .sorted()
        .filter(locale -> folders.stream().anyMatch(locale::equalsIgnoreCase))
        .sorted((a, b) -> Boolean.compare(b.equals("en-US"), a.equals("en-US")))
        .forEach(locales::add);
    return List.copyOf(locales);
  }

  private static Path base(Path directory) throws StartFault {
    if (!Files.isDirectory(directory)) {
      throw new StartFault("There is no folder " + directory + ": set DIR to a fastlane folder");
    }
    for (Path candidate : List.of(directory, directory.resolve("fastlane"))) {
      if (holdsDrop(candidate)) {
        return candidate.toAbsolutePath().normalize();
      }
    }
    Path absolute = directory.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    String name = Optional.ofNullable(absolute.getFileName()).map(Path::toString).orElse("");
    if (parent != null && holdsDrop(parent) && isContentFolder(name)) {
      throw new StartFault(
          "%s is one part of a drop: set DIR to the folder around it, %s"
              .formatted(directory, parent));
    }
    throw new StartFault(
        directory
            + " has no metadata/, screenshots/, Deliverfile or release.json, and neither has a"
            + " folder fastlane/ in it: set DIR to a fastlane folder");
  }

  private static boolean holdsDrop(Path folder) {
    String[] names = folder.toFile().list();
    return names != null
        && Stream.of(names)
            .anyMatch(
                name ->
                    name.equals(RELEASE_JSON)
                        || name.equals("Deliverfile")
                        || isContentFolder(name));
  }

  private static boolean isContentFolder(String name) {
    return FOLDERS.containsValue(name.toLowerCase(Locale.ROOT) + "/");
  }

  /// Finds the path of a setting. A Deliverfile's paths are relative to the project or to the
  /// Deliverfile's folder; which one depends on how fastlane is started.
  private static Optional<Path> named(Deliverfile deliverfile, String setting, Path base)
      throws StartFault {
    Optional<String> path = deliverfile.setting(setting);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    var roots = new ArrayList<Path>();
    if (base.getParent() != null) {
      roots.add(base.getParent());
    }
    roots.add(base);
    for (Path root : roots) {
      Path candidate = root.resolve(path.get()).normalize();
      if (Files.exists(candidate)) {
        return Optional.of(candidate);
      }
    }
    throw new StartFault(
        "The Deliverfile's %s \"%s\" is not there: correct it, or remove the line"
            .formatted(setting, path.get()));
  }

  /// Adds the files below a folder.
  ///
  /// @param prefix what their paths in the drop begin with
  private static void add(SortedMap<String, Path> files, Path folder, String prefix)
      throws IOException, StartFault {
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        Path relative = folder.relativize(file);
        if (!Files.isRegularFile(file) || isHidden(relative)) {
          continue;
        }
        files.put(prefix + relative.toString().replace('\\', '/'), file);
        if (files.size() > MOST_FILES) {
          throw new StartFault(
              "%s has more than %d files: set DIR to a fastlane folder"
                  .formatted(folder, MOST_FILES));
        }
      }
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBuild(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".ipa");
  }

  private static @Nullable Path onlyBuild(SortedMap<String, Path> files) throws StartFault {
    List<Path> builds =
        files.entrySet().stream()
            .filter(file -> isBuild(file.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (builds.size() > 1) {
      throw new StartFault(
          "The folder has %d builds, among them %s and %s: set IPA to the one to release"
              .formatted(builds.size(), builds.get(0), builds.get(1)));
    }
    return builds.isEmpty() ? null : builds.getFirst();
  }

  private static Path existing(Path ipa) throws StartFault {
    if (!Files.isRegularFile(ipa)) {
      throw new StartFault("There is no file " + ipa + ": set IPA to a build");
    }
    return ipa;
  }

  private static @Nullable String bundleId(Deliverfile deliverfile, Path base) throws IOException {
    Optional<String> named = deliverfile.setting("app_identifier");
    if (named.isEmpty()) {
      named = Deliverfile.read(base.resolve("Appfile")).setting("app_identifier");
    }
    return named.map(id -> Normalizer.normalize(id, Normalizer.Form.NFC)).orElse(null);
  }
}
