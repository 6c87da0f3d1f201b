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
    NOT_A_ZIP(ReadingCheck.IPA_ARCHIVE_BROKEN, "The file is not a zip archive."),
    TRUNCATED(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "The end of the archive is missing; the upload may be incomplete."),
    BYTES_BEHIND_END(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "Something was added to the file: the end of the archive is followed by %s."),
    DAMAGED(ReadingCheck.IPA_ARCHIVE_BROKEN, "The archive is damaged: %s."),
    SPLIT_ARCHIVE(ReadingCheck.IPA_ARCHIVE_BROKEN, "The file is one part of a split archive."),
    DIRECTORY_TOO_LARGE(
        ReadingCheck.IPA_TOO_MANY_FILES,
        "The list of files in the archive takes %s; Slipway reads at most 48 MiB, which is some"
            + " 250,000 files."),
    TOO_MANY_READS(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "Slipway reads at most 10 pieces and 4 MiB of an archive besides its list of files, and"
            + " that did not suffice to find the app's Info.plist."),
    DUPLICATE_NAME(ReadingCheck.IPA_ARCHIVE_UNSAFE, "The archive has two entries named \"%s\"."),
    UNSAFE_NAME(
        ReadingCheck.IPA_ARCHIVE_UNSAFE,
        "The archive has an entry with the unsafe name \"%s\" (.., absolute path, backslash or"
            + " NUL)."),
    ENCRYPTED_ENTRY(
        ReadingCheck.IPA_ARCHIVE_UNSAFE, "The entry \"%s\" is protected by a password."),
    HEADERS_DISAGREE(
        ReadingCheck.IPA_ARCHIVE_UNSAFE,
        "The header of \"%s\" and the archive's central directory disagree."),
    UNSUPPORTED_COMPRESSION(
        ReadingCheck.IPA_ARCHIVE_BROKEN,
        "\"%s\" uses a compression method other than stored or deflated."),
    NO_APP(ReadingCheck.IPA_APP_COUNT, "There is no folder Payload/<Name>.app."),
    SEVERAL_APPS(ReadingCheck.IPA_APP_COUNT, "There are several apps in Payload: %s."),
    INFO_PLIST_MISSING(ReadingCheck.INFO_PLIST_UNREADABLE, "%s."),
    INFO_PLIST_DAMAGED(
        ReadingCheck.INFO_PLIST_UNREADABLE, "The Info.plist is damaged in the archive: %s."),
    INFO_PLIST_TOO_LARGE(ReadingCheck.IPA_ARCHIVE_UNSAFE, "The Info.plist is larger than 512 KiB."),
    INFO_PLIST_UNREADABLE(
        ReadingCheck.INFO_PLIST_UNREADABLE, "The Info.plist is not a readable property list: %s.");

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

  /// Returns the finding for the person who uploaded the file.
  ///
  /// @param ipaName the `.ipa`'s name in the drop's folder
  public Finding finding(String ipaName) {
    return reason.check.because(ipaName, null, reason.message(detail));
  }
}
