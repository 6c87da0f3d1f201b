package dev.slipway.drops.ignored;

import dev.slipway.drops.SimilarNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Finds the files of `metadata/` that Slipway ignores, by fastlane's names. Not thread-safe.
final class IgnoredMetadata {
  static final String REVIEW_FOLDER = "review_information";

  private static final String REVIEW_PATH = "metadata/" + REVIEW_FOLDER + "/";
  private static final String ATTACHMENT = "attachment.";
  private static final Set<String> DOCUMENTS =
      Set.of("pdf", "zip", "csv", "xls", "xlsx", "ppt", "pptx", "numbers", "key", "json", "xml");

  private final Predicate<String> exists;
  private final IgnoredGroups ignored;
  private final IgnoredMedia media;

  /// @param exists whether the drop has a file at a path
  IgnoredMetadata(Predicate<String> exists, IgnoredGroups ignored, IgnoredMedia media) {
    this.exists = exists;
    this.ignored = ignored;
    this.media = media;
  }

  /// Looks at a file below `metadata/`.
  ///
  /// @param segments the parts of the path, with `metadata`
  void look(String path, List<String> segments) {
    String name = segments.getLast();
    String folder = segments.get(1);
    if (segments.size() == 2) {
      atTheTop(path, name);
    } else if (folder.equals(REVIEW_FOLDER)) {
      if (segments.size() == 3) {
        forReview(path, name);
      }
    } else if (folder.equalsIgnoreCase(REVIEW_FOLDER)) {
      ignored.add(
          "folder " + folder,
          "metadata/" + folder + "/",
          "Slipway does not know this folder and ignores it.",
          "Rename it to " + REVIEW_PATH + ".");
    } else if (!IgnoredMedia.isLocale(folder)) {
      // The reading of the folder reports an unknown locale, but not these two.
      if (folder.equalsIgnoreCase("appleTV") || folder.equalsIgnoreCase("iMessage")) {
        nested(path, name);
      }
    } else if (segments.size() == 3) {
      inLocale(path, name);
    } else {
      nested(path, name);
    }
  }

  private void atTheTop(String path, String name) {
    if (MeantNames.SHARED.contains(name) || MeantNames.LEGACY_REVIEW.contains(name)) {
      return;
    }
    media.elsewhere(path, "metadata");
    if (!isText(name)) {
      return;
    }
    var shared = MeantNames.shared(name);
    var text = MeantNames.text(name);
    var review = MeantNames.review(name);
    if (shared.isPresent()) {
      misnamed(path, name, shared.get());
    } else if (text.isPresent()) {
      misplaced(path, name, "metadata/<locale>/" + text.get());
    } else if (review.isPresent()) {
      misplaced(path, name, REVIEW_PATH + review.get());
    } else {
      unknown(path, name);
    }
  }

  private void inLocale(String path, String name) {
    if (MeantNames.TEXTS.contains(name)) {
      return;
    }
    media.elsewhere(path, "metadata");
    if (!isText(name)) {
      return;
    }
    if (MeantNames.isWhatToTest(name)) {
      ignored.add(
          "text " + name,
          path,
          "What to Test has no file of its own, and Slipway ignores this one.",
          "Put the text into testFlight.whatToTest in release.json.");
      return;
    }
    var text = MeantNames.text(name);
    var shared = MeantNames.SHARED.stream().filter(name::equalsIgnoreCase).findFirst();
    var review =
        MeantNames.REVIEW.stream()
            .filter(known -> SimilarNames.folded(known).equals(SimilarNames.folded(name)))
            .findFirst();
    if (text.isPresent()) {
      misnamed(path, name, text.get());
    } else if (shared.isPresent()) {
      misplaced(path, name, "metadata/" + shared.get());
    } else if (review.isPresent()) {
      misplaced(path, name, REVIEW_PATH + review.get());
    } else {
      unknown(path, name);
    }
  }

  private void forReview(String path, String name) {
    boolean attachment = name.toLowerCase(Locale.ROOT).startsWith(ATTACHMENT);
    if (attachment || MeantNames.REVIEW.contains(name) || MeantNames.LEGACY_REVIEW.contains(name)) {
      return;
    }
    var meant = isText(name) ? MeantNames.review(name) : Optional.<String>empty();
    String extension = MeantNames.extension(name);
    if (meant.isPresent()) {
      misnamed(path, name, meant.get());
    } else if (MeantNames.isPlainText(name)) {
      unknown(path, name);
    } else if (!HarmlessNames.isDocument(name)
        && (IgnoredMedia.isMedia(name)
            || DOCUMENTS.contains(extension)
            || (MeantNames.isWritten(name) && !extension.isEmpty()))) {
      ignored.add(
          "attachments",
          path,
          "App Review gets one file, attachment.<extension>, and Slipway ignores others.",
          "Rename the one to send to " + ATTACHMENT + extension + ".");
    }
  }

  private void nested(String path, String name) {
    if (IgnoredMedia.isMedia(name)) {
      media.elsewhere(path, "metadata");
    } else if (isText(name)
        && (MeantNames.isPlainText(name) || MeantNames.text(name).isPresent())) {
      ignored.add(
          "nested texts",
          path,
          "Slipway ignores texts in further folders of metadata/.",
          "Move them directly into metadata/<locale>/.");
    }
  }

  private static boolean isText(String name) {
    return MeantNames.isWritten(name) && !HarmlessNames.isDocument(name);
  }

  /// Reports a file whose folder is right.
  private void misnamed(String path, String name, String meant) {
    String target = path.substring(0, path.length() - name.length()) + meant;
    if (!exists.test(target)) {
      ignored.add(
          "text " + name,
          path,
          "Slipway does not know this name and ignores the file.",
          "Rename it to " + meant + ".");
    } else if (MeantNames.isPlainText(name)) {
      ignored.add(
          "text " + name,
          path,
          "Slipway reads " + meant + " and ignores this file.",
          "Remove the one of them that is not for the App Store.");
    }
  }

  private void misplaced(String path, String name, String target) {
    ignored.add(
        "text " + name,
        path,
        "Slipway does not read this file here and ignores it.",
        "Move it to " + target + ".");
  }

  /// Reports a text file of which nothing says what it is.
  private void unknown(String path, String name) {
    if (MeantNames.isPlainText(name)) {
      ignored.add(
          "text " + name,
          path,
          "Slipway does not know this name and ignores the file.",
          "Rename it as in docs/drops.md if it is for the App Store.");
    }
  }
}
