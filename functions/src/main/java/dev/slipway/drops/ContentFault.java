package dev.slipway.drops;

/// Something in the folder that could not be taken as it is. Preflight turns it into a finding.
///
/// @param kind what is wrong
/// @param source the file's path
/// @param found what was found there, for people; never a secret
public record ContentFault(Kind kind, String source, String found) {

  /// What may be wrong with a file before its value is looked at.
  public enum Kind {
    /// Not UTF-8.
    NOT_UTF8,
    /// Larger than any such file may be.
    TOO_LARGE,
    /// A folder under metadata/ or screenshots/ that is no locale of the App Store.
    UNKNOWN_LOCALE,
    /// A .txt file in metadata/ that fastlane does not know either: it is left out.
    UNKNOWN_FILE,
    /// Two folders or files that mean the same (`en-us` and `en-US`).
    AMBIGUOUS,
    /// The rating configuration is no JSON object, or has unknown names or values.
    AGE_RATING_INVALID,
    /// An image or video whose header cannot be read.
    MEDIA_UNREADABLE,
    /// The name's extension is not what the content is.
    MEDIA_EXTENSION,
    /// Neither size nor name tells Apple's display type: it is left out.
    MEDIA_TYPE_UNKNOWN,
    /// More files than one drop may have.
    TOO_MANY_FILES
  }
}
