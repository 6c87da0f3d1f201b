package dev.slipway.releases.files;

import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropNames;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.pictures.Pictures;
import dev.slipway.releases.store.FileStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says what became of each file of a drop: from the pinned names, the pictures and the findings of
/// the release, without a look at the drop, which may have expired. People look at it and no
/// decision follows from it.
public final class DropFiles {
  private static final String METADATA = "metadata";
  private static final String REVIEW = "review_information";
  private static final String AGE_RATING = "app_rating_config.json";
  private static final String NO_DISPLAY = "No display of the App Store has its size.";

  private static final Set<String> TEXTS =
      Stream.of(TextField.values()).map(TextField::fileName).collect(Collectors.toSet());
  private static final Set<String> SHARED =
      Stream.concat(
              Stream.of("copyright.txt"),
              Stream.of(CategoryName.values()).map(CategoryName::fileName))
          .collect(Collectors.toSet());
  private static final Set<String> OF_REVIEW =
      Stream.concat(
              Stream.of("demo_password.txt"),
              Stream.of(ReviewField.values()).map(ReviewField::fileName))
          .collect(Collectors.toSet());

  /// The names that older fastlane folders use, there or directly in `metadata/`.
  private static final Set<String> LEGACY_OF_REVIEW =
      Stream.concat(
              Stream.of("review_demo_password.txt"),
              Stream.of(ReviewField.values()).map(ReviewField::legacyFileName))
          .collect(Collectors.toSet());

  private final ReleaseRecord release;
  private final Map<String, Picture> pictures = new HashMap<>();

  private DropFiles(ReleaseRecord release, Pictures pictures) {
    this.release = release;
    for (Picture picture : pictures.pictures()) {
      if (picture.path() != null) {
        this.pictures.put(picture.path(), picture);
      }
    }
  }

  /// Returns the files of a release, in the order of their use; of a folder that is not read yet
  /// its `release.json` alone.
  public static List<DropFile> of(ReleaseRecord release, FileStore files, Pictures pictures) {
    var trigger = release.drop().trigger();
    var own = new ObjectVersion(trigger.fileName(), "", "", trigger.sizeBytes());
    List<ObjectVersion> pinned =
        switch (release.drop().kind()) {
          case BARE_IPA -> List.of(own);
          case FOLDER -> files.read(release.id()).orElse(List.of(own));
        };
    var found = new DropFiles(release, pictures);
    return pinned.stream()
        .map(object -> withoutSecret(found.file(object)))
        .sorted(Comparator.comparing(DropFile::use).thenComparing(DropFile::path))
        .toList();
  }

  /// Returns the file without its size if it may hold a password. That goes by every name that
  /// people give it: the file of a name that Slipway ignores holds the same password.
  private static DropFile withoutSecret(DropFile file) {
    String path = file.path().toLowerCase(Locale.ROOT);
    boolean mayHoldOne = path.substring(path.lastIndexOf('/') + 1).contains("pass");
    return switch (file.use()) {
      case REVIEW_INFORMATION, LEFT_OUT -> mayHoldOne ? file.withoutSize() : file;
      case BUILD, SETTINGS, TEXT, APP_INFORMATION, AGE_RATING, SCREENSHOT, PREVIEW -> file;
    };
  }

  private DropFile file(ObjectVersion object) {
    String path = object.key();
    long size = object.sizeBytes();
    Picture picture = pictures.get(path);
    if (picture != null) {
      return ofPicture(picture, path, size);
    }
    if (isBuild(path)) {
      return DropFile.of(path, size, FileUse.BUILD);
    }
    if (path.equalsIgnoreCase(DropKey.MANIFEST_NAME)) {
      return DropFile.of(path, size, FileUse.SETTINGS);
    }
    if (path.equals(AGE_RATING) || path.equals(METADATA + "/" + AGE_RATING)) {
      return DropFile.of(path, size, FileUse.AGE_RATING);
    }
    String[] parts = path.split("/", -1);
    if (parts[0].equals(METADATA)) {
      if (parts.length == 2 && SHARED.contains(parts[1])) {
        return DropFile.of(path, size, FileUse.APP_INFORMATION);
      }
      boolean isOfReview =
          parts.length == 2
              ? LEGACY_OF_REVIEW.contains(parts[1])
              : parts.length == 3 && parts[1].equals(REVIEW) && isOfReview(parts[2]);
      if (isOfReview) {
        return DropFile.of(path, size, FileUse.REVIEW_INFORMATION);
      }
      if (parts.length == 3 && TEXTS.contains(parts[2])) {
        return new DropFile(path, size, FileUse.TEXT, parts[1], null, null, null);
      }
    }
    return new DropFile(path, size, FileUse.LEFT_OUT, null, null, null, reason(path));
  }

  private static DropFile ofPicture(Picture picture, String path, long size) {
    boolean out = picture.displayType() == null;
    return new DropFile(
        path,
        size,
        out
            ? FileUse.LEFT_OUT
            : picture.kind() == MediaKind.SCREENSHOT ? FileUse.SCREENSHOT : FileUse.PREVIEW,
        picture.locale(),
        picture.displayType(),
        out ? null : picture.change(),
        out ? NO_DISPLAY : null);
  }

  /// Returns whether this is the build: the one that was read, or else any `.ipa`.
  private boolean isBuild(String path) {
    var desired = release.desired();
    boolean bare = release.drop().kind() == Drop.Kind.BARE_IPA;
    if (bare || desired == null || !desired.hasIpa()) {
      return DropNames.isIpaName(path);
    }
    // The name of the .ipa is within the folder, as the pinned names are.
    String key = desired.ipa().key();
    return key.equals(path) || key.endsWith("/" + path);
  }

  private static boolean isOfReview(String name) {
    return OF_REVIEW.contains(name)
        || LEGACY_OF_REVIEW.contains(name)
        || name.toLowerCase(Locale.ROOT).startsWith("attachment.");
  }

  /// Returns what preflight says of a file, or of the folder that it is in.
  private @Nullable String reason(String path) {
    return release.preflight().findings().stream()
        .filter(finding -> finding.isOf(ReadingCheck.FILE_UNKNOWN))
        .filter(finding -> isAbout(finding, path))
        .map(Finding::remedy)
        .findFirst()
        .orElse(null);
  }

  private static boolean isAbout(Finding finding, String path) {
    String file = finding.file();
    return file != null && (file.equals(path) || (file.endsWith("/") && path.startsWith(file)));
  }
}
