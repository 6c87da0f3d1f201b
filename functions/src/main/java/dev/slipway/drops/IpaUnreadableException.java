package dev.slipway.drops;

import dev.slipway.problems.Finding;
import java.util.Optional;

/// Thrown for an `.ipa` that cannot be released. The message says for people what is wrong; reading
/// the same bytes again gives the same fault.
public final class IpaUnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String detail;

  /// Why an `.ipa` cannot be released: the check that it fails, and the advice in this case.
  public enum Reason {
    NOT_A_ZIP(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "The file is not an .ipa: it is no zip archive. Drop the .ipa that your build exports."),
    TRUNCATED(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "The .ipa is cut off: the end of the archive is missing. Upload it again, completely."),
    DAMAGED(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "The .ipa is damaged: %s. Export it again and drop the new file."),
    SPLIT_ARCHIVE(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "The .ipa is one part of a split archive. Export it as a single file."),
    DIRECTORY_TOO_LARGE(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "The .ipa holds more entries than can be read (its table of contents may take 3.5 MiB)."
            + " Remove files that the app does not need."),
    DUPLICATE_NAME(
        ReadingCheck.IPA_ARCHIVE_UNSAFE,
        "The .ipa holds two entries named \"%s\". Export it again with Xcode."),
    UNSAFE_NAME(
        ReadingCheck.IPA_ARCHIVE_UNSAFE,
        "The .ipa holds an entry with the unsafe name \"%s\" (.., absolute path, backslash or NUL)."
            + " Export it again with Xcode."),
    ENCRYPTED_ENTRY(
        ReadingCheck.IPA_ARCHIVE_UNSAFE,
        "The .ipa is protected by a password (\"%s\"). Export it without one."),
    HEADERS_DISAGREE(
        ReadingCheck.IPA_ARCHIVE_UNSAFE,
        "The .ipa contradicts itself about \"%s\": its table of contents and its content differ."
            + " Export it again with Xcode."),
    UNSUPPORTED_COMPRESSION(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "\"%s\" in the .ipa is packed by a method other than stored or deflated. Export it again"
            + " with Xcode."),
    NO_APP(
        ReadingCheck.IPA_APP_COUNT,
        "The .ipa has no app: a folder Payload/<Name>.app is expected. Export the archive for App"
            + " Store Connect instead of zipping it yourself."),
    SEVERAL_APPS(
        ReadingCheck.IPA_APP_COUNT,
        "The .ipa has several apps in Payload (%s). Export one app per .ipa."),
    INFO_PLIST_MISSING(
        ReadingCheck.INFO_PLIST_INCOMPLETE,
        "The app in the .ipa has no Info.plist (%s). Export it again with Xcode."),
    INFO_PLIST_DAMAGED(
        ReadingCheck.INFO_PLIST_INCOMPLETE,
        "The app's Info.plist is damaged in the archive: %s. Export the .ipa again and drop the new"
            + " file."),
    INFO_PLIST_TOO_LARGE(
        ReadingCheck.IPA_ARCHIVE_UNSAFE,
        "The app's Info.plist is larger than 512 KiB, which no real one is. Export the .ipa again"
            + " with Xcode."),
    INFO_PLIST_UNREADABLE(
        ReadingCheck.INFO_PLIST_INCOMPLETE,
        "The app's Info.plist is not a readable property list: %s. Export the .ipa again with"
            + " Xcode."),
    INFO_PLIST_KEY_MISSING(
        ReadingCheck.INFO_PLIST_INCOMPLETE,
        "The app's Info.plist has no %s. Set it in the target and build again."),
    INFO_PLIST_KEY_MALFORMED(
        ReadingCheck.INFO_PLIST_INCOMPLETE,
        "The app's Info.plist has an unusable value: %s. Correct it and build again."),
    SIMULATOR_BUILD(
        ReadingCheck.PLATFORM_NOT_OF_STORE,
        "The app is built for the simulator (%s). Archive it for a device and export that."),
    UNSUPPORTED_PLATFORM(
        ReadingCheck.PLATFORM_NOT_OF_STORE,
        "The app is built for the platform \"%s\". Only iOS, macOS, tvOS and visionOS apps can be"
            + " released.");

    private final ReadingCheck check;
    private final String advice;

    Reason(ReadingCheck check, String advice) {
      this.check = check;
      this.advice = advice;
    }

    private String message(String detail) {
      return advice.replace("%s", detail);
    }
  }

  public IpaUnreadableException(Reason reason) {
    this(reason, "");
  }

  public IpaUnreadableException(Reason reason, String detail) {
    super(reason.message(detail));
    this.reason = reason;
    this.detail = detail;
  }

  public Reason reason() {
    return reason;
  }

  /// Returns the entry, key or value at fault, for display; empty when the fault concerns the whole
  /// file.
  public Optional<String> detail() {
    return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
  }

  /// The finding for the person who dropped the file.
  ///
  /// @param ipaName the `.ipa`'s name in the drop's folder
  public Finding finding(String ipaName) {
    return reason.check.finding(ipaName, null, reason.message(detail));
  }
}
