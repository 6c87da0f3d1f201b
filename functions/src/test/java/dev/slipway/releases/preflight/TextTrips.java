package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.TextCheck.CATEGORY_REPEATED;
import static dev.slipway.releases.preflight.checks.TextCheck.CATEGORY_UNKNOWN;
import static dev.slipway.releases.preflight.checks.TextCheck.DESCRIPTION_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.DESCRIPTION_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_JOINED;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_REPEATED;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_SPACED;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.NAME_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.NAME_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.TextCheck.PRIVACY_POLICY_TEXT_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.PRIVACY_TEXT_LINE_BREAK;
import static dev.slipway.releases.preflight.checks.TextCheck.PROMOTIONAL_TEXT_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.SUBCATEGORY_MISPLACED;
import static dev.slipway.releases.preflight.checks.TextCheck.SUBTITLE_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_ANGLE_BRACKET;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_CHARACTER_DOUBTFUL;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_CHARACTER_REFUSED;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_CONTROL_CHARACTER;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_INVISIBLE;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_LINE_BREAK;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_MARKUP;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_OTHER_PLATFORM;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_PLACEHOLDER;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_INVISIBLE;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_MALFORMED;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_NOT_ASCII;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_PLACEHOLDER;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.WHATS_NEW_TOO_LONG;
import static dev.slipway.releases.preflight.checks.TextCheck.WHATS_NEW_TOO_SHORT;

import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.TextCheck;
import java.util.stream.Stream;

/// Pairs for [TextCheck].
final class TextTrips {
  private TextTrips() {}

  static Stream<Trip> all() {
    return Stream.of(lengths(), characters(), urls(), categories()).flatMap(trips -> trips);
  }

  private static Stream<Trip> lengths() {
    return Stream.of(
        length(NAME_TOO_LONG, TextField.NAME, 31, 30),
        length(SUBTITLE_TOO_LONG, TextField.SUBTITLE, 31, 30),
        length(DESCRIPTION_TOO_LONG, TextField.DESCRIPTION, 4001, 4000),
        text(KEYWORDS_TOO_LONG, TextField.KEYWORDS, "k".repeat(101), "k".repeat(100)),
        length(WHATS_NEW_TOO_LONG, TextField.WHATS_NEW, 4001, 4000),
        length(PROMOTIONAL_TEXT_TOO_LONG, TextField.PROMOTIONAL_TEXT, 171, 170),
        length(PRIVACY_POLICY_TEXT_TOO_LONG, TextField.PRIVACY_POLICY_TEXT, 30001, 30000),
        text(
            URL_TOO_LONG,
            TextField.SUPPORT_URL,
            "https://acme.dev/" + "x".repeat(239),
            "https://acme.dev/" + "x".repeat(238)),
        length(NAME_TOO_SHORT, TextField.NAME, 1, 2),
        length(WHATS_NEW_TOO_SHORT, TextField.WHATS_NEW, 3, 4),
        length(DESCRIPTION_TOO_SHORT, TextField.DESCRIPTION, 9, 10),
        text(KEYWORDS_JOINED, TextField.KEYWORDS, "notes;tasks", "notes and tasks"),
        text(KEYWORDS_REPEATED, TextField.KEYWORDS, "map,list,Map", "map,list,maps"),
        text(KEYWORDS_SPACED, TextField.KEYWORDS, "map, list", "map,to do list"));
  }

  private static Trip length(Check check, TextField field, int breaking, int sparing) {
    return text(check, field, "n".repeat(breaking), "n".repeat(sparing));
  }

  private static Stream<Trip> characters() {
    return Stream.of(
        text(TEXT_MARKUP, TextField.DESCRIPTION, "It is <b>bold</b>.", "Choose File > Open."),
        text(TEXT_ANGLE_BRACKET, TextField.DESCRIPTION, "We <3 everyone.", "Choose File > Open."),
        text(TEXT_CONTROL_CHARACTER, TextField.DESCRIPTION, "One\u0008 two three", "One\n\ttwo 3"),
        text(TEXT_LINE_BREAK, TextField.SUBTITLE, "One\ntwo", "One two"),
        text(TEXT_INVISIBLE, TextField.NAME, "Acme\u200BNotes", "Acme\u00A0Notes"),
        text(TEXT_CHARACTER_REFUSED, TextField.NAME, "Acme 🚀", "Acme © ™"),
        text(TEXT_CHARACTER_DOUBTFUL, TextField.SUBTITLE, "Ten ★", "Ten • ■ → ⌘"),
        text(PRIVACY_TEXT_LINE_BREAK, TextField.PRIVACY_POLICY_TEXT, "One\ntwo", "One two"),
        text(TEXT_PLACEHOLDER, TextField.DESCRIPTION, "Lorem ipsum: lorem ipsum", "Mis todos son"),
        text(
            TEXT_OTHER_PLATFORM,
            TextField.DESCRIPTION,
            "Also on Google Play.",
            "Androids dream of sheep."));
  }

  private static Stream<Trip> urls() {
    return Stream.of(
        text(
            URL_MALFORMED,
            TextField.SUPPORT_URL,
            "acme.dev/support",
            "HTTP://Bücher.acme.dev:8080/a?b=c#d"),
        text(
            URL_INVISIBLE,
            TextField.SUPPORT_URL,
            "https://acme.dev/sup\u00ADport",
            "https://acme.dev/sup%C2%ADport"),
        text(
            URL_NOT_ASCII,
            TextField.SUPPORT_URL,
            "https://acme.dev/리리",
            "https://acme.dev/%EB%A6%AC%EB%A6%AC"),
        text(
            URL_PLACEHOLDER,
            TextField.MARKETING_URL,
            "https://www.example.com/",
            "https://example.com.acme.dev/"));
  }

  private static Stream<Trip> categories() {
    return Stream.of(
        Trip.of(
            CATEGORY_UNKNOWN,
            s -> s.category(CategoryName.PRIMARY, "GAMES_PUZZLE"),
            s -> s.category(CategoryName.PRIMARY, "GAMES")),
        Trip.of(
            CATEGORY_REPEATED,
            s ->
                s.category(CategoryName.PRIMARY, "MUSIC").category(CategoryName.SECONDARY, "MUSIC"),
            s ->
                s.category(CategoryName.PRIMARY, "MUSIC")
                    .category(CategoryName.SECONDARY, "BOOKS")),
        Trip.of(
            SUBCATEGORY_MISPLACED,
            s ->
                s.category(CategoryName.PRIMARY, "STICKERS")
                    .category(CategoryName.PRIMARY_FIRST_SUB, "GAMES_PUZZLE"),
            s ->
                s.category(CategoryName.PRIMARY, "GAMES")
                    .category(CategoryName.PRIMARY_FIRST_SUB, "GAMES_PUZZLE")));
  }

  private static Trip text(Check check, TextField field, String breaking, String sparing) {
    return Trip.of(check, s -> s.english(field, breaking), s -> s.english(field, sparing));
  }
}
