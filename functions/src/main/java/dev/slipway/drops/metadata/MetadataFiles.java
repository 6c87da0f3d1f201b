package dev.slipway.drops.metadata;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.locales.LocaleFolders;
import dev.slipway.drops.texts.PlainText;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the metadata files of a drop's folder by fastlane's names
/// (deliver/lib/deliver/upload_metadata.rb). Not thread-safe.
final class MetadataFiles {
  private static final String METADATA = "metadata/";
  private static final String REVIEW = METADATA + "review_information/";
  private static final String COPYRIGHT = METADATA + "copyright.txt";
  private static final String PASSWORD = "demo_password.txt";
  private static final String LEGACY_PASSWORD = "review_demo_password.txt";
  private static final String ATTACHMENT = "attachment.";
  private static final String AGE_RATING = "app_rating_config.json";

  private final Map<String, ObjectVersion> byPath = new LinkedHashMap<>();
  private final DropFindings findings;
  private final LocaleFolders locales;

  MetadataFiles(List<ObjectVersion> files, DropFindings findings) {
    this.findings = findings;
    files.forEach(file -> byPath.put(file.key(), file));
    this.locales = LocaleFolders.of(METADATA, files, findings);
  }

  SortedMap<String, Map<TextField, ObjectVersion>> texts() {
    var texts = new TreeMap<String, Map<TextField, ObjectVersion>>();
    locales.files().forEach((locale, files) -> texts.put(locale, textsOf(files)));
    return texts;
  }

  Map<TextField, ObjectVersion> fallback() {
    return textsOf(locales.fallback());
  }

  @Nullable ObjectVersion copyright() {
    return byPath.get(COPYRIGHT);
  }

  Map<CategoryName, ObjectVersion> categories() {
    var categories = new EnumMap<CategoryName, ObjectVersion>(CategoryName.class);
    for (CategoryName category : CategoryName.values()) {
      ObjectVersion file = byPath.get(METADATA + category.fileName());
      if (file != null) {
        categories.put(category, file);
      }
    }
    return categories;
  }

  Map<ReviewField, ObjectVersion> review() {
    var review = new EnumMap<ReviewField, ObjectVersion>(ReviewField.class);
    for (ReviewField field : ReviewField.values()) {
      ObjectVersion file = reviewFile(field.fileName(), field.legacyFileName());
      if (file != null) {
        review.put(field, file);
      }
    }
    return review;
  }

  @Nullable ObjectVersion password() {
    return reviewFile(PASSWORD, LEGACY_PASSWORD);
  }

  /// Returns the file for the reviewer.
  @Nullable ObjectVersion attachment() {
    return firstOf(byPath.keySet().stream().filter(MetadataFiles::isAttachment).toList());
  }

  /// @param named the path in `release.json`; null when it has none
  @Nullable ObjectVersion ageRating(@Nullable String named) {
    if (named == null) {
      return firstOf(List.of(AGE_RATING, METADATA + AGE_RATING));
    }
    ObjectVersion file = byPath.get(named);
    if (file == null) {
      // macOS writes file names with decomposed letters.
      file =
          byPath.values().stream()
              .filter(other -> PlainText.isSameName(named, other.key()))
              .findFirst()
              .orElse(null);
    }
    if (file == null) {
      findings.add(ReadingCheck.AGE_RATING_INVALID, "$.ageRatingConfig", "no file " + named);
    }
    return file;
  }

  private @Nullable ObjectVersion reviewFile(String name, String legacyName) {
    return firstOf(List.of(REVIEW + name, REVIEW + legacyName, METADATA + legacyName));
  }

  private @Nullable ObjectVersion firstOf(List<String> paths) {
    ObjectVersion first = null;
    for (String path : paths) {
      ObjectVersion file = byPath.get(path);
      if (file != null && first != null) {
        findings.add(ReadingCheck.NAMES_AMBIGUOUS, path, "the same as " + first.key());
      } else if (file != null) {
        first = file;
      }
    }
    return first;
  }

  private static Map<TextField, ObjectVersion> textsOf(List<ObjectVersion> files) {
    var texts = new EnumMap<TextField, ObjectVersion>(TextField.class);
    for (ObjectVersion file : files) {
      for (TextField field : TextField.values()) {
        if (field.fileName().equals(file.fileName())) {
          texts.put(field, file);
        }
      }
    }
    return texts;
  }

  private static boolean isAttachment(String path) {
    if (!path.startsWith(REVIEW)) {
      return false;
    }
    String name = path.substring(REVIEW.length()).toLowerCase(Locale.ROOT);
    return name.startsWith(ATTACHMENT)
        && name.length() > ATTACHMENT.length()
        && name.indexOf('/') < 0;
  }
}
