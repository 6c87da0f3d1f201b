package dev.slipway.drops.ignored;

import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropNames;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.OtherBuild;
import dev.slipway.drops.SimilarNames;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.problems.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the files and folders of a drop that Slipway ignores although a person probably meant them
/// for the App Store, and says what their name or place should be. Files of the same cause are one
/// finding. Says nothing of what fastlane, editors and operating systems leave in a folder.
///
/// Names decide alone; no file is read.
public final class IgnoredFiles {
  private static final String METADATA = "metadata";
  private static final String SCREENSHOTS = "screenshots";
  private static final String PREVIEWS = "app_previews";
  private static final List<String> FOLDERS = List.of(METADATA, SCREENSHOTS, PREVIEWS);
  private static final Map<String, String> FOLDER_ALIASES =
      Map.of(
          "preview", PREVIEWS,
          "previews", PREVIEWS,
          "appstorepreviews", PREVIEWS,
          "meta", METADATA,
          "appstoremetadata", METADATA,
          "appstorescreenshots", SCREENSHOTS,
          "screens", SCREENSHOTS);

  private static final String AGE_RATING = "app_rating_config.json";

  private static final Set<String> ANDROID_FOLDERS =
      Set.of("android", "playstore", "play_store", "google_play", "googleplay", "supply");

  /// What fastlane supply and F-Droid have in the folder of a language.
  private static final Set<String> ANDROID_NAMES =
      Set.of("changelogs", "images", "full_description.txt", "short_description.txt", "video.txt");

  private final Set<String> paths = new HashSet<>();
  private final Set<String> tops = new HashSet<>();
  private final ReleaseManifest manifest;
  private final boolean hasIpa;
  private final boolean readsMedia;
  private final IgnoredGroups ignored = new IgnoredGroups();
  private final IgnoredMedia media = new IgnoredMedia(ignored);
  private final IgnoredMetadata metadata = new IgnoredMetadata(paths::contains, ignored, media);

  private IgnoredFiles(List<ObjectVersion> files, ReleaseManifest manifest, boolean hasIpa) {
    for (ObjectVersion file : files) {
      paths.add(file.key());
      tops.add(file.key().split("/", 2)[0]);
    }
    this.manifest = manifest;
    this.hasIpa = hasIpa;
    this.readsMedia = !manifest.skipScreenshots() && !manifest.isBesideVersions();
  }

  /// Returns a warning for everything that is ignored.
  ///
  /// @param files with paths in the drop's folder
  /// @param hasIpa whether the drop's `.ipa` was found; without one, the reading of the drop
  ///   reports other builds
  public static List<Finding> find(
      List<ObjectVersion> files, ReleaseManifest manifest, boolean hasIpa) {
    var found = new IgnoredFiles(files, manifest, hasIpa);
    files.forEach(file -> found.look(file.key()));
    return found.ignored.toFindings();
  }

  private void look(String path) {
    List<String> segments = List.of(path.split("/", -1));
    if (HarmlessNames.contains(segments) || path.equals(manifest.ageRatingConfig())) {
      return;
    }
    if (isForAndroid(path, segments)) {
      ignored.add(
          "android",
          androidPlace(segments),
          "Slipway ignores what is for Android.",
          "Leave it out of the drop to avoid this warning.");
      return;
    }
    if (isOtherAgeRating(segments)) {
      ignored.add(
          "age rating",
          path,
          "Slipway reads the age rating only from " + AGE_RATING + ".",
          "Rename the file, or name it as \"ageRatingConfig\" in release.json.");
      return;
    }
    if (segments.size() == 1) {
      beside(path);
      return;
    }
    switch (segments.getFirst()) {
      case METADATA -> metadata.look(path, segments);
      case SCREENSHOTS -> {
        if (readsMedia) {
          media.inScreenshots(path, segments);
        }
      }
      case PREVIEWS -> {
        if (readsMedia) {
          media.inPreviews(path, segments);
        }
      }
      default -> inOtherFolder(path, segments);
    }
  }

  /// Looks at a file beside `release.json`.
  private void beside(String name) {
    if (name.equalsIgnoreCase(DropKey.MANIFEST_NAME) || DropNames.isIpaName(name)) {
      return;
    }
    var build = OtherBuild.of(name);
    if (build.isPresent()) {
      beside(name, build.get());
      return;
    }
    if (readsMedia) {
      media.elsewhere(name, "");
    }
    String extension = MeantNames.extension(name);
    if (HarmlessNames.isDocument(name) || !Set.of("txt", "text").contains(extension)) {
      return;
    }
    MeantNames.textOutside(name)
        .map(meant -> METADATA + "/<locale>/" + meant)
        .or(() -> MeantNames.shared(name).map(meant -> METADATA + "/" + meant))
        .or(
            () ->
                MeantNames.review(name)
                    // Notes beside release.json may be of any kind.
                    .filter(meant -> !meant.equals(ReviewField.NOTES.fileName()))
                    .map(meant -> METADATA + "/" + IgnoredMetadata.REVIEW_FOLDER + "/" + meant))
        .ifPresent(
            target ->
                ignored.add(
                    name,
                    name,
                    "Slipway does not read this file here and ignores it.",
                    "Move it to " + target + "."));
  }

  /// Looks at another build or an archive. Xcode's archive and a packed `.ipa` beside the `.ipa`
  /// are of the same build, and their place there is usual.
  private void beside(String name, OtherBuild build) {
    switch (build) {
      case MAC_APP -> {
        if (hasIpa) {
          ignored.add(
              name, name, build.check().rule().title() + ".", build.check().rule().remedy());
        }
      }
      case ARCHIVE -> {
        String stem = name.substring(0, name.indexOf('.'));
        var folder = folder(stem);
        if (folder.isPresent() || stem.equalsIgnoreCase("fastlane")) {
          ignored.add(
              name,
              name,
              "Slipway ignores the files in an archive.",
              "Unpack it, and upload its files as " + folder.orElse("metadata") + "/.");
        } else if (!hasIpa) {
          ignored.add(
              name, name, build.check().rule().title() + ".", build.check().rule().remedy());
        }
      }
      case ANDROID_APP, PACKED_IPA, NOT_EXPORTED -> {}
    }
  }

  private void inOtherFolder(String path, List<String> segments) {
    String top = segments.getFirst();
    var meant = folder(top);
    if (meant.isPresent()) {
      if (meant.get().equals(METADATA) || readsMedia) {
        inMisnamedFolder(top, meant.get());
      }
      return;
    }
    if (SimilarNames.folded(top).equals(SimilarNames.folded(IgnoredMetadata.REVIEW_FOLDER))) {
      renamed(top, METADATA + "/" + IgnoredMetadata.REVIEW_FOLDER + "/");
      return;
    }
    for (int i = 1; i < segments.size() - 1; i++) {
      if (FOLDERS.contains(segments.get(i).toLowerCase(Locale.ROOT))) {
        String container = String.join("/", segments.subList(0, i)) + "/";
        ignored.add(
            "container " + container,
            container,
            "Slipway reads metadata/, screenshots/ and app_previews/ only beside release.json.",
            "Move what is in this folder beside release.json.");
        return;
      }
    }
    String name = segments.getLast();
    boolean text = MeantNames.isPlainText(name) && MeantNames.text(name).isPresent();
    if (IgnoredMedia.isLocale(top) && (text || IgnoredMedia.isMedia(name))) {
      ignored.add(
          "locales",
          top + "/",
          "Slipway ignores folders of locales beside release.json.",
          "Move their texts to metadata/<locale>/ and their pictures to screenshots/<locale>/.");
    } else if (readsMedia) {
      media.elsewhere(path, top);
    }
  }

  /// Looks at a folder whose name is nearly right. Beside the right one, it is probably a copy,
  /// unless it differs in case and separators alone.
  private void inMisnamedFolder(String top, String meant) {
    if (!tops.contains(meant)) {
      renamed(top, meant + "/");
    } else if (SimilarNames.folded(top).equals(SimilarNames.folded(meant))) {
      ignored.add(
          "folder " + top,
          top + "/",
          "Slipway reads " + meant + "/ and ignores this folder.",
          "Move its files to " + meant + "/.");
    }
  }

  private void renamed(String top, String name) {
    ignored.add(
        "folder " + top,
        top + "/",
        "Slipway does not know this folder and ignores it.",
        "Rename it to " + name + ".");
  }

  /// Returns the folder that was meant.
  private static Optional<String> folder(String name) {
    String alias = FOLDER_ALIASES.get(SimilarNames.folded(name));
    return alias == null ? SimilarNames.closest(name, FOLDERS) : Optional.of(alias);
  }

  private boolean isForAndroid(String path, List<String> segments) {
    var folders = segments.subList(0, segments.size() - 1);
    if (folders.stream().anyMatch(IgnoredFiles::isAndroidFolder)) {
      return true;
    }
    boolean inLocale =
        segments.size() > 2
            && segments.getFirst().equals(METADATA)
            && IgnoredMedia.isLocale(segments.get(1));
    return (inLocale && ANDROID_NAMES.contains(segments.get(2).toLowerCase(Locale.ROOT)))
        || (hasIpa && OtherBuild.at(path).filter(OtherBuild.ANDROID_APP::equals).isPresent());
  }

  private static boolean isAndroidFolder(String folder) {
    return ANDROID_FOLDERS.contains(folder.toLowerCase(Locale.ROOT));
  }

  /// Returns the folder for Android; of a file in the folder of a language, the file.
  private static String androidPlace(List<String> segments) {
    for (int i = 0; i < segments.size() - 1; i++) {
      String folder = segments.get(i);
      if (isAndroidFolder(folder) || ANDROID_NAMES.contains(folder)) {
        return String.join("/", segments.subList(0, i + 1)) + "/";
      }
    }
    return String.join("/", segments);
  }

  /// Returns whether this is an age rating under a name that nobody reads.
  private boolean isOtherAgeRating(List<String> segments) {
    String name = segments.getLast().toLowerCase(Locale.ROOT);
    boolean atItsPlace =
        segments.size() == 1 || (segments.size() == 2 && segments.getFirst().equals(METADATA));
    return atItsPlace
        && name.endsWith(".json")
        && name.contains("rating")
        && !segments.getLast().equals(AGE_RATING)
        && manifest.ageRatingConfig() == null
        && !paths.contains(AGE_RATING)
        && !paths.contains(METADATA + "/" + AGE_RATING);
  }
}
