package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.REVIEW_INFORMATION_INCOMPLETE;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// What the folder `metadata/review_information` says to App Review.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum ReviewInformationCheck implements Check {
  DEMO_PASSWORD_MISSING(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "There is a demo account without a password",
          "demo_user.txt and demo_password.txt together",
          "Add demo_password.txt, or empty demo_user.txt.",
          "fastlane, upload_metadata.rb; App Store Connect Help, App Review information")),
  DEMO_USER_MISSING(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "There is a password of a demo account without its user name",
          "demo_user.txt and demo_password.txt together",
          "Add demo_user.txt, or empty demo_password.txt.",
          "fastlane, upload_metadata.rb; App Store Connect Help, App Review information")),
  DEMO_PASSWORD_IN_NOTES(
      Rule.warning(
          REVIEW_INFORMATION_INCOMPLETE,
          "The notes hold the demo account's password",
          null,
          "Take it out of notes.txt, which plans and people see; App Review gets the password by"
              + " itself.",
          "App Store Connect API, AppStoreReviewDetail")),
  PHONE_WITHOUT_COUNTRY(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's phone number has no country code",
          "as \"+44 20 7946 0000\"",
          "Begin it with + and the country code.",
          "App Store Connect API, AppStoreReviewDetail.contactPhone; reference 7.4")),
  PHONE_MALFORMED(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's phone number is none",
          "5 to 15 digits, with spaces, hyphens, dots or brackets",
          "Correct it.",
          "ITU-T E.164; App Store Connect API, AppStoreReviewDetail.contactPhone")),
  EMAIL_MALFORMED(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact's e-mail address is none",
          "as \"review@company.com\"",
          "Correct it.",
          "App Store Connect API, AppStoreReviewDetail.contactEmail")),
  NOTES_TOO_LONG(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The notes for App Review are too long",
          "at most 4,000 characters",
          "Shorten them, or put the rest into an attachment.",
          "App Store Connect Help, Platform version information: Notes")),
  REVIEW_TEXT_CONTROL_CHARACTER(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "What is said to App Review has a control character, or several lines where one is meant",
          null,
          "Take it out.",
          "error ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS; unconfirmed")),
  ATTACHMENT_EMPTY(
      Rule.error(
          REVIEW_INFORMATION_INCOMPLETE,
          "The attachment for App Review is empty",
          "more than 0 bytes",
          "Put the file again, completely.",
          "App Store Connect API, AppStoreReviewAttachmentCreateRequest: fileSize")),
  ATTACHMENT_TYPE(
      Rule.warning(
          REVIEW_INFORMATION_INCOMPLETE,
          "The attachment for App Review is of a kind that Apple does not name",
          "pdf, doc, docx, rtf, pages, xls, xlsx, numbers, zip, rar, plist, crash, jpg, png, mp4 or"
              + " avi",
          "Apple decides; a PDF or a zip archive is safe.",
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
