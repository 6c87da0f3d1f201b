package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.REVIEW_INFORMATION_INCOMPLETE;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the folder `metadata/review_information`.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum ReviewInformationCheck implements Check {
  DEMO_PASSWORD_MISSING(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The demo account has no password",
          "demo_user.txt and demo_password.txt together",
          "Add demo_password.txt, or clear demo_user.txt.",
          "fastlane, upload_metadata.rb; App Store Connect Help, App Review information")),
  DEMO_USER_MISSING(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The demo account has a password, but no user name",
          "demo_user.txt and demo_password.txt together",
          "Add demo_user.txt, or clear demo_password.txt.",
          "fastlane, upload_metadata.rb; App Store Connect Help, App Review information")),
  DEMO_PASSWORD_IN_NOTES(
      Rule.warning(
          REVIEW_INFORMATION_INCOMPLETE,
          "The notes contain the demo account's password",
          null,
          "Remove it from notes.txt, which plans show. App Review gets the password automatically.",
          "App Store Connect API, AppStoreReviewDetail")),
  PHONE_WITHOUT_COUNTRY(
      Rule.warning(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's phone number has no country code",
          "for example \"+44 20 7946 0000\"",
          "Begin it with + and the country code; Apple accepts some numbers without.",
          "App Store Connect API, AppStoreReviewDetail.contactPhone; public reports of 2026")),
  PHONE_MALFORMED(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's phone number is malformed, or not a number of its country",
          "7 to 15 digits, with spaces, hyphens, dots or brackets",
          "Correct it.",
          "errors \"The phone number must be in a valid format.\" and INVALID_PHONE_NUMBER; ITU-T"
              + " E.164")),
  PHONE_TOO_LONG(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's phone number is too long",
          "at most 20 bytes",
          "Remove spaces and hyphens.",
          "fastlane#8839")),
  EMAIL_MALFORMED(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's e-mail address is malformed",
          "for example \"review@company.com\"",
          "Correct it.",
          "App Store Connect API, AppStoreReviewDetail.contactEmail")),
  CONTACT_INVISIBLE(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's phone number or e-mail address contains an invisible character",
          null,
          "Remove it, or type the line again.",
          "error \"The phone number must be in a valid format.\"; App Store Connect API,"
              + " AppStoreReviewDetail.contactEmail")),
  NOTES_TOO_LONG(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The notes for App Review are too long",
          "at most 4,000 characters",
          "Shorten them, or move the rest to an attachment.",
          "App Store Connect Help, Platform version information: Notes")),
  REVIEW_TEXT_CONTROL_CHARACTER(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "A text for App Review has a control character, or a line break where one line is"
              + " expected",
          null,
          "Remove it.",
          "error ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS; unconfirmed")),
  ATTACHMENT_EMPTY(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The attachment for App Review is empty",
          "more than 0 bytes",
          "Upload the complete file again.",
          "App Store Connect API, AppStoreReviewAttachmentCreateRequest: fileSize")),
  ATTACHMENT_TYPE(
      Rule.warning(
          REVIEW_INFORMATION_INCOMPLETE,
          "Apple does not list this type of attachment for App Review",
          "pdf, doc, docx, rtf, pages, xls, xlsx, numbers, zip, rar, plist, crash, jpg, png, mp4 or"
              + " avi",
          "Use a PDF or a zip archive if Apple rejects the file.",
          "App Store Connect Help, Platform version information: Attachment; unconfirmed"));

  private final Rule rule;

  ReviewInformationCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
