package dev.slipway.drops;

import static dev.slipway.problems.ProblemType.IPA_INFO_PLIST;
import static dev.slipway.problems.ProblemType.IPA_UNREADABLE;
import static dev.slipway.problems.ProblemType.IPA_UNSAFE;
import static dev.slipway.problems.ProblemType.IPA_WITHOUT_APP;
import static dev.slipway.problems.ProblemType.IPA_WRONG_PLATFORM;
import static dev.slipway.problems.ProblemType.MEDIA_INVALID;
import static dev.slipway.problems.ProblemType.METADATA_INVALID;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Rule;
import org.jspecify.annotations.Nullable;

/// What is found while the drop's files are read.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum ReadingCheck implements Check {
  RELEASE_JSON_FAULT(
      Rule.error(
          RELEASE_JSON_INVALID,
          "release.json is not as its schema wants it",
          null,
          "Mend it and put it again.",
          "release.schema.json")),
  IPA_ARCHIVE_BROKEN(
      Rule.error(
          IPA_UNREADABLE,
          "The .ipa is no archive that can be read",
          null,
          "Export it again and drop the new file.",
          "PKWARE, .ZIP File Format Specification")),
  IPA_ARCHIVE_UNSAFE(
      Rule.error(
          IPA_UNSAFE,
          "The .ipa holds something that no export of Xcode holds",
          null,
          "Export it again with Xcode.",
          "PKWARE, .ZIP File Format Specification")),
  IPA_APP_COUNT(
      Rule.error(
          IPA_WITHOUT_APP,
          "The .ipa does not hold exactly one app",
          "one folder Payload/<Name>.app",
          "Export the archive for App Store Connect instead of zipping it yourself.",
          "reference 11; fastlane, ipa_file_analyser.rb")),
  INFO_PLIST_INCOMPLETE(
      Rule.error(
          IPA_INFO_PLIST,
          "The app's Info.plist is missing, broken or lacks a key",
          null,
          "Set what is missing in the target and build again.",
          "Apple, Information Property List")),
  PLATFORM_NOT_OF_STORE(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "The app was built for a simulator or an unknown platform",
          "iphoneos, appletvos, xros or macosx",
          "Archive it for a device and export that.",
          "reference 11, DTPlatformName")),
  FILE_NOT_UTF8(
      Rule.error(
          METADATA_INVALID,
          "A text is not encoded as UTF-8",
          "UTF-8",
          "Save it as UTF-8.",
          "reference 10.1")),
  FILE_TOO_LARGE(
      Rule.error(
          METADATA_INVALID,
          "A text is larger than any such file may be",
          null,
          "Shorten it, or take the file out of the folder if it is none of these texts.",
          "reference 7.4")),
  LOCALE_UNKNOWN(
      Rule.error(
          METADATA_INVALID,
          "The App Store has no such locale",
          "one of the 50 locales of the App Store, for example de-DE",
          "Rename the folder, or take it out.",
          "reference 7.4; fastlane, languages.rb")),
  FILE_UNKNOWN(
      Rule.warning(
          METADATA_INVALID,
          "A file in metadata is none that is known, so it is left out",
          null,
          "Check its name if it was meant to be used.",
          "reference 10.1; fastlane, upload_metadata.rb")),
  NAMES_AMBIGUOUS(
      Rule.error(
          METADATA_INVALID,
          "Two files or folders mean the same",
          null,
          "Keep one of them.",
          "reference 10.1: locale folders match in any case")),
  AGE_RATING_INVALID(
      Rule.error(
          METADATA_INVALID,
          "The age rating has an unknown question or answer",
          "attributes of ageRatingDeclarations",
          "Correct the name or the value.",
          "App Store Connect API, AgeRatingDeclaration")),
  MEDIA_UNREADABLE(
      Rule.error(
          MEDIA_INVALID,
          "A screenshot or preview is damaged or of another kind",
          "PNG or JPEG; .mp4, .m4v or .mov",
          "Export it again.",
          "App Store Connect Help, Screenshot specifications, App preview specifications")),
  MEDIA_EXTENSION(
      Rule.error(
          MEDIA_INVALID,
          "A file's name says another format than its content",
          null,
          "Rename it, or export it in the format that its name says.",
          "reference 6.2")),
  MEDIA_SIZE_UNKNOWN(
      Rule.warning(
          MEDIA_INVALID,
          "The size in pixels is none of a known device, so the file is left out",
          "the sizes in docs/drops.md",
          "Export it in the size of a device; if Apple added a new one, update Slipway.",
          "App Store Connect Help, Screenshot specifications")),
  TOO_MANY_FILES(
      Rule.error(
          METADATA_INVALID,
          "The folder holds more files than one drop may have",
          null,
          "Take out what does not belong to the release.",
          "a limit of Slipway's"));

  private final Rule rule;

  ReadingCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  /// A finding of this check. Whether the release goes to App Review makes no difference to it.
  ///
  /// @param more what there is to say beyond the table in this case, a sentence; empty for nothing
  public Finding finding(String file, @Nullable String found, String more) {
    return finding(true, file, found, more);
  }
}
