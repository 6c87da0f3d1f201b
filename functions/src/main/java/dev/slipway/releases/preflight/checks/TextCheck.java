package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.METADATA_INVALID;

import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;
import dev.slipway.problems.Shown;

/// Checks of the drop's texts and categories, each without the others.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum TextCheck implements Check {
  NAME_TOO_LONG(tooLong(TextField.NAME, "name")),
  SUBTITLE_TOO_LONG(tooLong(TextField.SUBTITLE, "subtitle")),
  DESCRIPTION_TOO_LONG(tooLong(TextField.DESCRIPTION, "description")),
  KEYWORDS_TOO_LONG(tooLong(TextField.KEYWORDS, "keyword list")),
  WHATS_NEW_TOO_LONG(tooLong(TextField.WHATS_NEW, "\"What's New\" text")),
  PROMOTIONAL_TEXT_TOO_LONG(tooLong(TextField.PROMOTIONAL_TEXT, "promotional text")),
  PRIVACY_POLICY_TEXT_TOO_LONG(
      Rule.warning(
          METADATA_INVALID,
          "The privacy policy for Apple TV is very long",
          atMost(TextField.PRIVACY_POLICY_TEXT),
          "Shorten it if Apple rejects it.",
          "unconfirmed")),
  URL_TOO_LONG(
      Rule.warning(
          METADATA_INVALID,
          "The URL is very long",
          atMost(TextField.SUPPORT_URL),
          "Use a shorter URL if Apple rejects it.",
          "reference 7.4; unconfirmed")),
  NAME_TOO_SHORT(
      Rule.error(
          METADATA_INVALID,
          "The name is too short",
          atLeast(TextField.NAME),
          "Make it longer.",
          "App Store Connect Help, App information")),
  WHATS_NEW_TOO_SHORT(
      Rule.error(
          METADATA_INVALID,
          "The \"What's New\" text is too short",
          atLeast(TextField.WHATS_NEW),
          "Make it longer.",
          "App Store Connect Help, Platform version information")),
  DESCRIPTION_TOO_SHORT(
      Rule.warning(
          METADATA_INVALID,
          "The description is very short",
          atLeast(TextField.DESCRIPTION),
          "Make it longer if Apple rejects it.",
          "reference 7.4; unconfirmed")),
  KEYWORDS_JOINED(
      Rule.warning(
          METADATA_INVALID,
          "Several keywords are one keyword to Apple",
          "commas (, or ，) between the keywords",
          "Separate them by commas. Apple does not split at other characters, such as 、 ، ; and"
              + " spaces.",
          "App Store Connect Help, Platform version information: Keywords")),
  KEYWORDS_REPEATED(
      Rule.warning(
          METADATA_INVALID,
          "A keyword is repeated",
          "each keyword once",
          "Remove the repetition; it takes the space of another keyword.",
          "Apple, Optimizing for App Store search")),
  KEYWORDS_SPACED(
      Rule.warning(
          METADATA_INVALID,
          "The keywords have spaces or empty entries next to commas",
          "commas without spaces",
          "Remove them; they count towards the limit.",
          "Apple, Optimizing for App Store search")),
  TEXT_MARKUP(
      Rule.error(
          METADATA_INVALID,
          "The text contains markup",
          "plain text",
          "Remove the tags; the App Store shows plain text only.",
          "reference 7.4; error ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS")),
  TEXT_ANGLE_BRACKET(
      Rule.warning(
          METADATA_INVALID,
          "The text contains the character <",
          null,
          "Apple may treat it as markup. Replace it if Apple rejects the text.",
          "reference 7.4; unconfirmed")),
  TEXT_CONTROL_CHARACTER(
      Rule.error(
          METADATA_INVALID,
          "The text contains a control character or an invalid character",
          null,
          "Remove it; it usually comes from copying.",
          "error ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS; reference 7.4")),
  TEXT_INVISIBLE(
      Rule.warning(
          METADATA_INVALID,
          "The text contains an invisible character",
          null,
          "Remove it. People cannot see it, but the search of the App Store and Apple's checks"
              + " can.",
          "\"must not contain … other invisible characters\" (fastlane#11841, for the name);"
              + " unconfirmed for other texts")),
  TEXT_LINE_BREAK(
      Rule.error(
          METADATA_INVALID,
          "The text has line breaks but must be one line",
          "one line",
          "Put it on one line.",
          "App Store Connect Help, App information; reference 7.4")),
  PRIVACY_TEXT_LINE_BREAK(
      Rule.error(
          METADATA_INVALID,
          "The privacy policy for Apple TV has line breaks or tabs",
          "one line without tabs",
          "Put it on one line, and publish the long text at the privacy policy URL.",
          "error \"'privacyPolicyText' must not contain control characters (for example, null, new"
              + " lines …)\", fastlane#20285")),
  TEXT_CHARACTER_REFUSED(
      Rule.error(
          METADATA_INVALID,
          "The text contains characters that Apple rejects there",
          null,
          "Remove or replace them.",
          "error ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS; TestFlight: \"invalid"
              + " characters\"")),
  TEXT_CHARACTER_DOUBTFUL(
      Rule.warning(
          METADATA_INVALID,
          "The text contains characters that Apple may reject there",
          null,
          "Apple rejects them in other texts; whether it does here is not known. Replace them if"
              + " Apple rejects the text.",
          "App Store Connect API, probed for TestFlight; unconfirmed")),
  TEXT_PLACEHOLDER(
      Rule.warning(
          METADATA_INVALID,
          "The text looks like a placeholder",
          null,
          "Write the final text; App Review rejects placeholders.",
          "App Review Guidelines, 2.1 and 2.3; fastlane, precheck")),
  TEXT_OTHER_PLATFORM(
      Rule.warning(
          METADATA_INVALID,
          "The text names another platform",
          null,
          "Remove the name unless it is needed to say what the app does.",
          "App Review Guidelines, 2.3.10; fastlane, precheck")),
  URL_MALFORMED(
      Rule.error(
          METADATA_INVALID,
          "The URL is incomplete or malformed",
          "https://host/… or http://host/…",
          "Include https:// and the host, without spaces, brackets or a second URL.",
          "App Store Connect API, AppStoreVersionLocalization; reference 7.4")),
  URL_INVISIBLE(
      Rule.error(
          METADATA_INVALID,
          "The URL contains an invisible character",
          null,
          "Remove it, or type the URL again.",
          "error \"does not match the uri pattern must be a valid RFC 3986 URI\"")),
  URL_NOT_ASCII(
      Rule.error(
          METADATA_INVALID,
          "The URL has letters beyond ASCII",
          "percent-encoded letters",
          "Apple rejects them.",
          "error \"does not match the uri pattern must be a valid RFC 3986 URI\"")),
  URL_PLACEHOLDER(
      Rule.warning(
          METADATA_INVALID,
          "The URL is a placeholder or not public",
          "a host that is reachable from the internet",
          "Use the real URL; App Review opens it.",
          "App Review Guidelines, 1.5; RFC 6761")),
  CATEGORY_UNKNOWN(
      Rule.error(
          METADATA_INVALID,
          "The App Store does not have this category",
          "an id of appCategories, such as PRODUCTIVITY or GAMES_PUZZLE",
          "Correct it. A subcategory belongs in its own file.",
          "App Store Connect API, appCategories; fastlane, app_category.rb")),
  CATEGORY_REPEATED(
      Rule.error(
          METADATA_INVALID,
          "A category is selected twice",
          "different categories",
          "Select another one, or remove the second file.",
          "App Store Connect Help, Choosing a category")),
  SUBCATEGORY_MISPLACED(
      Rule.error(
          METADATA_INVALID,
          "A subcategory does not belong to its category",
          "a subcategory of the category",
          "Select a subcategory of that category, or change the category.",
          "App Store Connect API, appCategories: subcategories"));

  private final Rule rule;

  TextCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  private static Rule tooLong(TextField field, String name) {
    return Rule.error(
        METADATA_INVALID,
        "The " + name + " is too long",
        atMost(field),
        "Shorten it.",
        field.owner() == TextField.Owner.APP_INFO
            ? "App Store Connect Help, App information"
            : "App Store Connect Help, Platform version information");
  }

  private static String atMost(TextField field) {
    return "at most " + Shown.number(field.maxLength()) + " characters";
  }

  private static String atLeast(TextField field) {
    return "at least " + field.minLength() + " characters";
  }

  /// Returns the check that reports a text longer than its field allows.
  public static TextCheck tooLong(TextField field) {
    return switch (field) {
      case NAME -> NAME_TOO_LONG;
      case SUBTITLE -> SUBTITLE_TOO_LONG;
      case PRIVACY_POLICY_TEXT -> PRIVACY_POLICY_TEXT_TOO_LONG;
      case DESCRIPTION -> DESCRIPTION_TOO_LONG;
      case KEYWORDS -> KEYWORDS_TOO_LONG;
      case WHATS_NEW -> WHATS_NEW_TOO_LONG;
      case PROMOTIONAL_TEXT -> PROMOTIONAL_TEXT_TOO_LONG;
      case PRIVACY_POLICY_URL, SUPPORT_URL, MARKETING_URL -> URL_TOO_LONG;
    };
  }
}
