package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.EXPORT_COMPLIANCE_UNANSWERED;
import static dev.slipway.problems.ProblemType.METADATA_MISSING;
import static dev.slipway.problems.ProblemType.REVIEW_INFORMATION_INCOMPLETE;
import static dev.slipway.problems.ProblemType.WHATS_NEW_MISSING;

import dev.slipway.problems.Check;
import dev.slipway.problems.ProblemType;
import dev.slipway.problems.Rule;

/// Checks for what App Review requires and neither the drop nor Apple has. They are errors only
/// when the release is submitted (reference 7.6).
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum CompletenessCheck implements Check {
  NAME_MISSING(missing("The app's name is missing in this language", "Add the file.")),
  PRIVACY_POLICY_URL_MISSING(
      missing(
          "The privacy policy URL is missing; App Review requires one for each language",
          "Add the file.")),
  PRIVACY_POLICY_TEXT_MISSING(
      Rule.whenSubmitted(
          METADATA_MISSING,
          "The privacy policy text for Apple TV is missing; App Review requires one for each"
              + " language, with every version of an app that has one for Apple TV",
          null,
          "Add the file. It contains the whole privacy policy, because Apple TV opens no web page.",
          "App Store Connect Help, Manage app privacy; error ENTITY_ERROR.ATTRIBUTE.REQUIRED of"
              + " 'privacyPolicyText' (fastlane#20869, NipaPlay-Reload#827)")),
  DESCRIPTION_MISSING(missing("The description is missing", "Add the file.")),
  KEYWORDS_MISSING(missing("The keywords are missing", "Add the file.")),
  SUPPORT_URL_MISSING(missing("The support URL is missing", "Add the file.")),
  UPDATE_WITHOUT_WHATS_NEW(
      Rule.whenSubmitted(
          WHATS_NEW_MISSING,
          "An update needs a \"What's New\" text, and the previous version has no text to reuse",
          null,
          "Add the file, or whatsNew in release.json.",
          "App Store Connect Help, Platform version information; reference 7.6")),
  WHATS_NEW_REPEATED(
      Rule.warning(
          WHATS_NEW_MISSING,
          "The drop has no \"What's New\" text; the previous version's text is used again",
          null,
          "Add the file, or whatsNew in release.json.",
          "a rule of Slipway's; reference 7.3")),
  COPYRIGHT_MISSING(
      missing("The copyright is missing", "Add the file, or copyright in release.json.")),
  PRIMARY_LOCALE_MISSING(missing("The primary language has no texts", "Add a folder for it.")),
  PRIMARY_CATEGORY_MISSING(missing("The app has no category", "Add the file.")),
  CONTENT_RIGHTS_MISSING(
      missing(
          "The app does not say whether it shows third-party content",
          "Add contentRights to release.json. It is a legal statement that only you can make.")),
  AGE_RATING_INCOMPLETE(
      missing(
          "The age rating has unanswered questions",
          "Answer them in the file, or in App Store Connect under App Information.")),
  AGE_RATING_NEW_QUESTIONS(
      Rule.warning(
          METADATA_MISSING,
          "The age rating has new questions without an answer",
          null,
          "Answer them in the file, or in App Store Connect under App Information.",
          "App Store Connect API, AgeRatingDeclaration; requirements.tsv; unconfirmed")),
  CONTACT_INCOMPLETE(
      Rule.whenSubmitted(
          REVIEW_INFORMATION_INCOMPLETE,
          "The contact for App Review is incomplete",
          "first name, last name, phone and e-mail address",
          "Add what is missing, each as a file.",
          "App Store Connect Help, Platform version information: Contact information; reference"
              + " 7.6")),
  PHONE_SCREENSHOTS_MISSING(
      screenshots("iPhone", "a set of 6.9\" or 6.7\" (APP_IPHONE_67) or 6.5\" (APP_IPHONE_65)")),
  PHONE_SCREENSHOTS_OF_PAD_APP(
      maybe(
          "The app is for iPad alone, and has no screenshots for iPhone",
          "a set of 6.5\" (APP_IPHONE_65)")),
  PAD_SCREENSHOTS_MISSING(screenshots("iPad", "a set of 13\" or 12.9\" (APP_IPAD_PRO_3GEN_129)")),
  WATCH_SCREENSHOTS_MISSING(screenshots("Apple Watch", "a set of one Apple Watch (APP_WATCH_…)")),
  WATCH_SERIES_4_MISSING(
      maybe(
          "The app has screenshots for Apple Watch, but none for Series 4",
          "a set of 368×448 (APP_WATCH_SERIES_4)")),
  TV_SCREENSHOTS_MISSING(screenshots("Apple TV", "a set of APP_APPLE_TV")),
  VISION_SCREENSHOTS_MISSING(screenshots("Apple Vision Pro", "a set of APP_APPLE_VISION_PRO")),
  DESKTOP_SCREENSHOTS_MISSING(screenshots("Mac", "a set of APP_DESKTOP")),
  DATED_SCREENSHOTS_MISSING(
      Rule.whenSubmitted(
          ProblemType.METADATA_MISSING,
          "The app has no screenshots for a display for which Apple requires them",
          null,
          "Add them in the primary language; the other languages use them too.",
          "App Store Connect Help, Screenshot specifications; error"
              + " STATE_ERROR.SCREENSHOT_REQUIRED; requirements.tsv")),
  DATED_SCREENSHOTS_NEAR(
      Rule.warning(
          ProblemType.METADATA_MISSING,
          "The app may lack screenshots that Apple has announced to require",
          null,
          "Add them in the primary language, unless App Store Connect has some already.",
          "error STATE_ERROR.SCREENSHOT_REQUIRED; requirements.tsv")),
  ENCRYPTION_DECLARATION_MISSING(
      Rule.whenSubmitted(
          EXPORT_COMPLIANCE_UNANSWERED,
          "The app has no encryption declaration for a build with non-exempt encryption",
          "a declaration for the build's platform that Apple has not rejected",
          "Add one in App Store Connect: Apps, the app, App Information, App Encryption"
              + " Documentation. Only you can declare this.",
          "Apple, app-encryption-declarations: a build must link to a declaration before its"
              + " review; App Store Connect Help, Determine and upload app encryption"
              + " documentation")),
  TESTFLIGHT_DECLARATION_MISSING(
      Rule.error(
          EXPORT_COMPLIANCE_UNANSWERED,
          "TestFlight needs an encryption declaration for a build with non-exempt encryption",
          "a declaration for the build's platform that Apple has not rejected",
          "Add one in App Store Connect: Apps, the app, App Information, App Encryption"
              + " Documentation. Only you can declare this.",
          "Apple, app-encryption-declarations: a build must link to a declaration before Beta App"
              + " Review")),
  ENCRYPTION_DECLARATION_UNDECIDED(
      Rule.warning(
          EXPORT_COMPLIANCE_UNANSWERED,
          "Apple has not approved the encryption declaration that fits the build",
          "APPROVED",
          "There is nothing to do if its documents are complete under App Information, App"
              + " Encryption Documentation. If Apple refuses the build until then, the release"
              + " waits.",
          "first-release-live.md A11: whether Apple accepts the build before is not known"));

  private final Rule rule;

  CompletenessCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  private static Rule missing(String title, String remedy) {
    return Rule.whenSubmitted(
        ProblemType.METADATA_MISSING,
        title,
        null,
        remedy,
        "App Store Connect Help, Required, localizable, and editable properties; reference 7.6");
  }

  private static Rule screenshots(String device, String limit) {
    return Rule.whenSubmitted(
        ProblemType.METADATA_MISSING,
        "The app runs on " + device + ", but has no screenshots for it",
        limit,
        "Add them in the primary language; the other languages use them too.",
        "App Store Connect Help, Screenshot specifications; error"
            + " STATE_ERROR.SCREENSHOT_REQUIRED");
  }

  /// What one public report says that Apple demanded, and others do not.
  private static Rule maybe(String title, String limit) {
    return Rule.warning(
        ProblemType.METADATA_MISSING,
        title,
        limit,
        "Apple takes most such apps, and has refused one. If it refuses yours, add them in the"
            + " primary language.",
        "error STATE_ERROR.SCREENSHOT_REQUIRED in one public report; unconfirmed");
  }
}
