package dev.slipway.drops.ignored;

import dev.slipway.drops.SimilarNames;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Names of metadata files, and the names that people write instead of them.
final class MeantNames {
  private static final String TEXT = ".txt";

  /// Names of `metadata/<locale>/`.
  static final List<String> TEXTS = Stream.of(TextField.values()).map(TextField::fileName).toList();

  /// Names of `metadata/`.
  static final List<String> SHARED =
      Stream.concat(
              Stream.of("copyright.txt"),
              Stream.of(CategoryName.values()).map(CategoryName::fileName))
          .toList();

  /// Names of `metadata/review_information/`.
  static final List<String> REVIEW =
      Stream.concat(
              Stream.of(ReviewField.values()).map(ReviewField::fileName),
              Stream.of("demo_password.txt"))
          .toList();

  /// The names in `metadata/review_information/` and in `metadata/` that older folders use.
  static final List<String> LEGACY_REVIEW =
      Stream.concat(
              Stream.of(ReviewField.values()).map(ReviewField::legacyFileName),
              Stream.of("review_demo_password.txt"))
          .toList();

  /// What people call the texts of App Store Connect, other tools and Google Play.
  private static final Map<String, TextField> ALIASES =
      Map.ofEntries(
          Map.entry("title", TextField.NAME),
          Map.entry("appname", TextField.NAME),
          Map.entry("apptitle", TextField.NAME),
          Map.entry("tagline", TextField.SUBTITLE),
          Map.entry("desc", TextField.DESCRIPTION),
          Map.entry("appdescription", TextField.DESCRIPTION),
          Map.entry("longdescription", TextField.DESCRIPTION),
          Map.entry("tags", TextField.KEYWORDS),
          Map.entry("searchterms", TextField.KEYWORDS),
          Map.entry("whatsnew", TextField.WHATS_NEW),
          Map.entry("whatisnew", TextField.WHATS_NEW),
          Map.entry("new", TextField.WHATS_NEW),
          Map.entry("notes", TextField.WHATS_NEW),
          Map.entry("changelog", TextField.WHATS_NEW),
          Map.entry("changes", TextField.WHATS_NEW),
          Map.entry("promo", TextField.PROMOTIONAL_TEXT),
          Map.entry("promotext", TextField.PROMOTIONAL_TEXT),
          Map.entry("promotional", TextField.PROMOTIONAL_TEXT),
          Map.entry("support", TextField.SUPPORT_URL),
          Map.entry("marketing", TextField.MARKETING_URL),
          Map.entry("website", TextField.MARKETING_URL),
          Map.entry("homepage", TextField.MARKETING_URL),
          Map.entry("privacy", TextField.PRIVACY_POLICY_URL),
          Map.entry("privacypolicy", TextField.PRIVACY_POLICY_URL),
          Map.entry("privacypolicyurl", TextField.PRIVACY_POLICY_URL),
          Map.entry("tvprivacypolicy", TextField.PRIVACY_POLICY_TEXT),
          Map.entry("tvosprivacypolicy", TextField.PRIVACY_POLICY_TEXT));

  private static final Map<String, String> REVIEW_ALIASES =
      Map.of(
          "password", "demo_password.txt",
          "demopass", "demo_password.txt",
          "user", "demo_user.txt",
          "username", "demo_user.txt",
          "demousername", "demo_user.txt",
          "email", "email_address.txt",
          "phone", "phone_number.txt",
          "reviewnotes", "notes.txt");

  private static final Map<String, String> SHARED_ALIASES =
      Map.of("category", "primary_category.txt", "copyrights", "copyright.txt");

  /// The names of these that mean nothing else outside of `metadata/`.
  private static final Set<String> CLEAR =
      Set.of("whatsnew", "whatisnew", "changelog", "appdescription", "privacypolicy");

  /// Formats in which people write texts, besides plain text.
  private static final Set<String> WRITTEN =
      Set.of(
          "csv",
          "doc",
          "docx",
          "htm",
          "html",
          "json",
          "markdown",
          "md",
          "odt",
          "pages",
          "rtf",
          "strings",
          "text",
          "xml",
          "yaml",
          "yml");

  private MeantNames() {}

  /// Returns whether this file may be a text by its extension: `.txt` in any case, another format
  /// of texts, or none.
  static boolean isWritten(String fileName) {
    String extension = extension(fileName);
    return extension.isEmpty() || extension.equals("txt") || WRITTEN.contains(extension);
  }

  static boolean isPlainText(String fileName) {
    return extension(fileName).equals("txt");
  }

  /// Returns the name in `metadata/<locale>/` that was meant.
  static Optional<String> text(String fileName) {
    TextField alias = ALIASES.get(SimilarNames.folded(stem(fileName)));
    return alias == null ? similar(fileName, TEXTS) : Optional.of(alias.fileName());
  }

  /// Returns the name in `metadata/<locale>/` that was meant by a file outside of `metadata/`.
  static Optional<String> textOutside(String fileName) {
    return CLEAR.contains(SimilarNames.folded(stem(fileName)))
        ? text(fileName)
        : similar(fileName, TEXTS);
  }

  /// Returns the name in `metadata/` that was meant.
  static Optional<String> shared(String fileName) {
    String alias = SHARED_ALIASES.get(SimilarNames.folded(stem(fileName)));
    return alias == null ? similar(fileName, SHARED) : Optional.of(alias);
  }

  /// Returns the name in `metadata/review_information/` that was meant.
  static Optional<String> review(String fileName) {
    String alias = REVIEW_ALIASES.get(SimilarNames.folded(stem(fileName)));
    return alias == null ? similar(fileName, REVIEW) : Optional.of(alias);
  }

  /// Returns whether this is What to Test, which has no file.
  static boolean isWhatToTest(String fileName) {
    return Set.of("whattotest", "testnotes", "testinformation", "testflight")
        .contains(SimilarNames.folded(stem(fileName)));
  }

  /// Returns the file's extension in lower case; empty for none.
  static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> similar(String fileName, List<String> known) {
    return SimilarNames.closest(
            stem(fileName), known.stream().map(name -> name.replace(TEXT, "")).toList())
        .map(stem -> stem + TEXT);
  }

  /// Returns the name without its extension, without what a copy in the same folder gets, and
  /// without the platform: `name copy.txt`, `name (1).txt`, `name_ios.txt`.
  private static String stem(String fileName) {
    int dot = fileName.indexOf('.');
    String stem = dot < 0 ? fileName : fileName.substring(0, dot);
    return stem.strip()
        .replaceFirst(
            "(?i)( copy( [0-9]+)?| ?\\([0-9]+\\)|[-_. ](ios|iphone|apple|app[-_ ]?store))$", "");
  }
}
