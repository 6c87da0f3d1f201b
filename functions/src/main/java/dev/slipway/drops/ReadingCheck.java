package dev.slipway.drops;

import static dev.slipway.problems.ProblemType.DROP_FILE_MISSING;
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

/// Faults that Slipway finds while it reads the drop's files.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum ReadingCheck implements Check {
  RELEASE_JSON_FAULT(
      Rule.error(
          RELEASE_JSON_INVALID,
          "release.json is invalid",
          null,
          "Fix it and upload the folder again.",
          "release.schema.json")),
  IPA_MISSING(
      Rule.error(
          DROP_FILE_MISSING,
          "The folder has no .ipa",
          null,
          "Add the .ipa to the folder, then upload the folder again.",
          "a limit of Slipway's")),
  MAC_APP(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "Slipway does not take Mac apps yet",
          null,
          "Upload this one with Transporter, as a .pkg.",
          "App Store Connect Help, Upload builds")),
  ANDROID_APP(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "This is an Android app, which the App Store does not take",
          null,
          "Upload the .ipa of the iOS app instead.",
          "App Store Connect Help, Upload builds")),
  IPA_PACKED(
      Rule.error(
          IPA_UNREADABLE,
          "The .ipa is packed in another archive",
          null,
          "Unpack it and upload the .ipa itself.",
          "a limit of Slipway's")),
  IPA_NOT_EXPORTED(
      Rule.error(
          IPA_UNREADABLE,
          "This build is not exported as an .ipa yet",
          null,
          "Export the .ipa for App Store Connect with your build tool and upload that instead.",
          "Apple, Distributing your app for beta testing and releases")),
  ARCHIVE_NOT_IPA(
      Rule.error(
          IPA_UNREADABLE,
          "This is an archive, not an .ipa",
          null,
          "Unpack it, then upload the .ipa, or the folder with its release.json.",
          "a limit of Slipway's")),
  IPA_ARCHIVE_BROKEN(
      Rule.error(
          IPA_UNREADABLE,
          "The .ipa cannot be opened",
          null,
          "Export it again and upload the new file.",
          "PKWARE, .ZIP File Format Specification")),
  IPA_TOO_MANY_FILES(
      Rule.error(
          IPA_UNREADABLE,
          "The .ipa contains too many files",
          "a list of files of at most 48 MiB, some 250,000 files",
          "Pack small files of the app, for example its web content, into fewer files, build again"
              + " and upload the new build.",
          "a limit of Slipway's")),
  IPA_ARCHIVE_UNSAFE(
      Rule.error(
          IPA_UNSAFE,
          "The .ipa has content that no build tool exports",
          null,
          "Export it again and upload the new file.",
          "PKWARE, .ZIP File Format Specification")),
  IPA_APP_COUNT(
      Rule.error(
          IPA_WITHOUT_APP,
          "The .ipa does not contain exactly one app",
          "one folder Payload/<Name>.app",
          "Let your build tool export the .ipa for App Store Connect instead of zipping it"
              + " yourself.",
          "reference 11; fastlane, ipa_file_analyser.rb")),
  INFO_PLIST_UNREADABLE(
      Rule.error(
          IPA_INFO_PLIST,
          "The app's Info.plist is missing or unreadable",
          null,
          "Build the app again and upload the new build.",
          "Apple, Information Property List")),
  INFO_PLIST_INCOMPLETE(
      Rule.error(
          IPA_INFO_PLIST,
          "The app's Info.plist lacks a required key",
          null,
          "Add the key in the project, build again and upload the new build.",
          "Apple, Information Property List")),
  INFO_PLIST_VALUE_INVALID(
      Rule.error(
          IPA_INFO_PLIST,
          "A value in the app's Info.plist is invalid",
          null,
          "Correct it in the project, build again and upload the new build.",
          "errors 90058, 90060; Apple, Information Property List; kotlin-native-cocoapods#13")),
  PLATFORM_NOT_OF_STORE(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "The app was built for a simulator or an unsupported platform",
          "iphoneos, appletvos or xros",
          "Build it for a device and upload the new build.",
          "reference 11, DTPlatformName")),
  FILE_NOT_UTF8(
      Rule.error(
          METADATA_INVALID,
          "A text file is not encoded as UTF-8",
          "UTF-8",
          "Save it as UTF-8.",
          "reference 10.1")),
  FILE_TOO_LARGE(
      Rule.error(
          METADATA_INVALID,
          "A text file is too large",
          null,
          "Shorten it, or remove it from the folder if it is not metadata.",
          "reference 7.4")),
  LOCALE_UNKNOWN(
      Rule.error(
          METADATA_INVALID,
          "The App Store does not support this locale",
          "one of the 50 locales of the App Store, for example de-DE",
          "Rename the folder, or remove it.",
          "reference 7.4; fastlane, languages.rb")),
  FILE_UNKNOWN(
      Rule.warning(
          METADATA_INVALID,
          "Slipway ignores a file or folder because its name or place is unknown",
          null,
          "Rename or move it if Slipway should use it.",
          "reference 10; fastlane, upload_metadata.rb, loader.rb")),
  NAMES_AMBIGUOUS(
      Rule.error(
          METADATA_INVALID,
          "Two files or folders are for the same content",
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
  AGE_RATING_CONTRADICTORY(
      Rule.error(
          METADATA_INVALID,
          "Answers of the age rating contradict each other",
          "socialMedia only with userGeneratedContent, socialMediaAgeRestricted only with"
              + " ageAssurance and socialMedia",
          "Correct the answers that are not true.",
          "apple-2026.md, 3; asc#1788")),
  MEDIA_UNREADABLE(
      Rule.error(
          MEDIA_INVALID,
          "A screenshot or preview is damaged or has another format",
          "PNG or JPEG; .mp4, .m4v or .mov",
          "Export it again.",
          "App Store Connect Help, Screenshot specifications, App preview specifications")),
  GIT_LFS_POINTER(
      Rule.error(
          DROP_FILE_MISSING,
          "A file is only a Git LFS pointer, not the file that it stands for",
          null,
          "Fetch the files with git lfs pull (in CI: let the checkout fetch LFS), and upload them"
              + " again.",
          "git-lfs, docs/spec.md")),
  MEDIA_OF_OTHER_PLATFORM(
      Rule.warning(
          MEDIA_INVALID,
          "Screenshots or previews are for another platform than the app; Slipway leaves them out",
          "files for the platform of the .ipa",
          "Nothing needs to be done: they belong to a release of their own platform.",
          "error \"Display Type Not Allowed\"; App Store Connect Help, Screenshot"
              + " specifications")),
  MEDIA_EXTENSION(
      Rule.error(
          MEDIA_INVALID,
          "A file's extension does not match its content",
          null,
          "Rename it, or export it in the format of its extension.",
          "reference 6.2")),
  MEDIA_SIZE_UNKNOWN(
      Rule.warning(
          MEDIA_INVALID,
          "No device has this size in pixels; the file is ignored",
          "a size in Apple's Screenshot specifications",
          "Export it in the size of a device. If Apple added a new size, update Slipway.",
          "App Store Connect Help, Screenshot specifications")),
  MEDIA_FOLDERS_MIXED(
      Rule.error(
          MEDIA_INVALID,
          "A locale has screenshots or previews in its own folder and in folders of displays",
          "all in one of the two",
          "Move all of them into folders of displays, or all into the folder of the locale.",
          "a rule of Slipway's: between the two there is no order")),
  TOO_MANY_FILES(
      Rule.error(
          METADATA_INVALID,
          "The folder contains more files than one drop may have",
          null,
          "Remove files that do not belong to the release.",
          "a limit of Slipway's"));

  private final Rule rule;

  ReadingCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  /// Returns a finding of this check, which is the same with and without App Review.
  ///
  /// @param more a further sentence about this case; empty for none
  public Finding finding(String file, @Nullable String found, String more) {
    return finding(true, file, found, more);
  }

  /// Returns a finding of this check that says what is wrong in this case, in place of the rule's
  /// title.
  ///
  /// @param wrong what is wrong, a whole sentence
  public Finding because(String file, @Nullable String found, String wrong) {
    return because(file, found, wrong, rule.remedy());
  }

  /// Does the same as [#because(String, String, String)], with what to do in this case.
  public Finding because(String file, @Nullable String found, String wrong, String remedy) {
    var general = finding(file, found, "");
    return new Finding(
        general.check(),
        general.severity(),
        general.type(),
        general.file(),
        general.found(),
        general.limit(),
        wrong + " " + remedy);
  }
}
