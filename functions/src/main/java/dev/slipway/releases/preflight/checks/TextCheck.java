package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.METADATA_INVALID;

import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;
import dev.slipway.problems.Shown;

/// The texts and categories of the drop, each for itself.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum TextCheck implements Check {
  NAME_TOO_LONG(tooLong(TextField.NAME, "name")),
  SUBTITLE_TOO_LONG(tooLong(TextField.SUBTITLE, "subtitle")),
  DESCRIPTION_TOO_LONG(tooLong(TextField.DESCRIPTION, "description")),
  KEYWORDS_TOO_LONG(tooLong(TextField.KEYWORDS, "list of keywords")),
  WHATS_NEW_TOO_LONG(tooLong(TextField.WHATS_NEW, "text on what is new")),
  PROMOTIONAL_TEXT_TOO_LONG(tooLong(TextField.PROMOTIONAL_TEXT, "promotional text")),
  PRIVACY_POLICY_TEXT_TOO_LONG(
      Rule.warning(
          METADATA_INVALID,
          "The privacy policy for Apple TV is long",
          atMost(TextField.PRIVACY_POLICY_TEXT),
          "Apple decides; shorten it if it is refused.",
          "unconfirmed")),
  URL_TOO_LONG(
      Rule.warning(
          METADATA_INVALID,
          "An address is long",
          atMost(TextField.SUPPORT_URL),
          "Apple decides; use a shorter address if it is refused.",
          "reference 7.4; unconfirmed")),
  NAME_TOO_SHORT(
      Rule.error(
          METADATA_INVALID,
          "The name is too short",
          atLeast(TextField.NAME),
          "Lengthen it.",
          "App Store Connect Help, App information")),
  WHATS_NEW_TOO_SHORT(
      Rule.error(
          METADATA_INVALID,
          "The text on what is new is too short",
          atLeast(TextField.WHATS_NEW),
          "Lengthen it.",
          "App Store Connect Help, Platform version information")),
  DESCRIPTION_TOO_SHORT(
      Rule.warning(
          METADATA_INVALID,
          "The description is very short",
          atLeast(TextField.DESCRIPTION),
          "Apple decides; lengthen it if it is refused.",
          "reference 7.4; unconfirmed")),
  KEYWORDS_TOO_MANY_BYTES(
      Rule.warning(
          METADATA_INVALID,
          "The keywords take more bytes than Apple's help allows",
          "100 bytes as UTF-8",
          "Apple's tools count characters, of which there are few enough; shorten them if they are"
              + " refused.",
          "App Store Connect Help, Platform version information")),
  KEYWORDS_REPEATED(
      Rule.warning(
          METADATA_INVALID,
          "A keyword is there twice",
          "each keyword once",
          "Take it out; it wastes the room of another.",
          "Apple, Optimizing for App Store search")),
  KEYWORDS_SPACED(
      Rule.warning(
          METADATA_INVALID,
          "There are spaces or nothing beside the commas of the keywords",
          "commas without spaces",
          "Take them out; they count.",
          "Apple, Optimizing for App Store search")),
  TEXT_MARKUP(
      Rule.error(
          METADATA_INVALID,
          "A text has markup",
          "plain text",
          "Take the tags out; the App Store shows plain text alone.",
          "reference 7.4; error ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS")),
  TEXT_ANGLE_BRACKET(
      Rule.warning(
          METADATA_INVALID,
          "A text has the character <",
          null,
          "Apple may take it for markup; replace it if the text is refused.",
          "reference 7.4; unconfirmed")),
  TEXT_CONTROL_CHARACTER(
      Rule.error(
          METADATA_INVALID,
          "A text has a control character or a broken one",
          null,
          "Take it out; it came with copying from elsewhere.",
          "error ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_CHARACTERS; reference 7.4")),
  TEXT_LINE_BREAK(
      Rule.error(
          METADATA_INVALID,
          "A text of one line has several",
          "one line",
          "Put it on one line.",
          "App Store Connect Help, App information; reference 7.4")),
  TEXT_EMOJI(
      Rule.warning(
          METADATA_INVALID,
          "A text has an emoji where Apple refuses some",
          null,
          "Take it out if the text is refused.",
          "reference 7.4; unconfirmed")),
  TEXT_PLACEHOLDER(
      Rule.warning(
          METADATA_INVALID,
          "A text looks like a placeholder",
          null,
          "Write the real one; App Review rejects placeholders.",
          "App Review Guidelines, 2.1 and 2.3")),
  TEXT_OTHER_PLATFORM(
      Rule.warning(
          METADATA_INVALID,
          "A text names another platform",
          null,
          "Take it out unless it is needed to say what the app does.",
          "App Review Guidelines, 2.3.10; fastlane, precheck")),
  URL_MALFORMED(
      Rule.error(
          METADATA_INVALID,
          "An address is no absolute address of a web page",
          "https://host/… or http://host/…",
          "Write it in full.",
          "App Store Connect API, AppStoreVersionLocalization; reference 7.4")),
  URL_PLACEHOLDER(
      Rule.warning(
          METADATA_INVALID,
          "An address leads nowhere",
          "a host that everybody can reach",
          "Write the real one; App Review opens it.",
          "App Review Guidelines, 1.5; RFC 6761")),
  CATEGORY_UNKNOWN(
      Rule.error(
          METADATA_INVALID,
          "The App Store has no such category at this place",
          "an id of appCategories, such as PRODUCTIVITY or GAMES_PUZZLE",
          "Correct it; a subcategory belongs into the file for it.",
          "App Store Connect API, appCategories; fastlane, app_category.rb")),
  CATEGORY_REPEATED(
      Rule.error(
          METADATA_INVALID,
          "A category is chosen twice",
          "different categories",
          "Choose another one, or leave the second file out.",
          "App Store Connect Help, Choosing a category")),
  SUBCATEGORY_MISPLACED(
      Rule.error(
          METADATA_INVALID,
          "A subcategory is not of the category beside it",
          "a subcategory of the category",
          "Choose one of that category, or the other category.",
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

  /// What a text above its field's limit is told as.
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
