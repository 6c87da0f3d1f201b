package dev.slipway.simulator.writes;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the limits of localised text (apple-help: App information, Platform version information)
/// and collects the errors of one call.
public final class TextRules {
  /// The App Store's locales; no endpoint lists them.
  public static final Set<String> LOCALES =
      Set.of(
          ("ar-SA bn-BD ca cs da de-DE el en-AU en-CA en-GB en-US es-ES es-MX fi fr-CA fr-FR gu-IN"
               + " he hi hr hu id it ja kn-IN ko ml-IN mr-IN ms nl-NL no or-IN pa-IN pl pt-BR pt-PT"
               + " ro ru sk sl-SI sv ta-IN te-IN th tr uk ur-PK vi zh-Hans zh-Hant")
              .split(" "));

  private static final int LONGEST_URL = 255;

  /// The names of attributes in Apple's answers (media-live.md, K5 and K7).
  private static final Map<String, String> NAMES =
      Map.of(
          "name", "App Name",
          "subtitle", "Subtitle",
          "description", "Description",
          "keywords", "Keywords",
          "promotionalText", "Promotional Text",
          "whatsNew", "What's New in This Version",
          "notes", "Review Notes");

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private final WriteCall call;
  private final List<ApiError> errors = new ArrayList<>();

  public TextRules(WriteCall call) {
    this.call = call;
  }

  /// Requires a text of this many characters, if it is given and not null.
  public TextRules length(String attribute, int minimum, int maximum) {
    if (call.attribute(attribute).isTextual()) {
      String text = call.text(attribute);
      int length = text.codePointCount(0, text.length());
      if (length > maximum) {
        // media-live.md, K5.
        errors.add(
            AttributeErrors.tooLong(
                attribute,
                named(attribute) + " cannot be longer than " + maximum + " characters."));
      } else if (length < minimum && length > 0) {
        // The code was captured for a description, its words and number were not.
        errors.add(
            AttributeErrors.tooShort(
                attribute,
                named(attribute) + " cannot be shorter than " + minimum + " characters."));
      }
    }
    return this;
  }

  private String named(String attribute) {
    return call.data().path("type").asText().equals("betaBuildLocalizations")
        ? "What to Test"
        : NAMES.getOrDefault(attribute, attribute);
  }

  /// Refuses the characters that Apple refuses in these attributes for sure, and those that it may
  /// refuse if the guess is turned. Names each (media-live.md, K7).
  public TextRules characters(String... attributes) {
    boolean doubtful = call.world().guesses().turned(Guess.SYMBOLS_IN_TEXTS);
    for (String attribute : attributes) {
      Set<String> refused = found(CharacterRules.quoted(attribute), attribute);
      if (doubtful) {
        refused.addAll(found(CharacterRules.DOUBTFUL, attribute));
      }
      if (attribute.equals("promotionalText")
          && call.world().guesses().turned(Guess.ARROWS_IN_PROMOTIONAL_TEXT)) {
        refused.addAll(found(CharacterRules.ARROWS, attribute));
      }
      refuse(attribute, refused);
    }
    return this;
  }

  private void refuse(String attribute, Set<String> refused) {
    if (!refused.isEmpty()) {
      errors.add(
          AttributeErrors.invalidCharacters(
              attribute,
              attribute.equals("name")
                  ? "App Name contains certain Unicode symbols, emoticons, diacritics, special"
                      + " characters, or private use characters that are not permitted."
                  : named(attribute)
                      + " can't contain the following character(s): "
                      + String.join(", ", refused)));
    }
  }

  /// Refuses line breaks and control characters in the privacy policy for Apple TV, in the words of
  /// an answer of 2022 (fastlane#20285).
  public TextRules privacyText() {
    if (CONTROLS.matcher(call.text("privacyPolicyText")).find()) {
      errors.add(
          AttributeErrors.invalidCharacters(
              "privacyPolicyText",
              "'privacyPolicyText' must not contain control characters (for example, null, new"
                  + " lines, carriage returns, escape, and other invisible characters)."));
    }
    return this;
  }

  /// Refuses what TestFlight refuses, in its words (apple-2026.md, 4).
  public TextRules testFlightCharacters(String attribute) {
    Set<String> refused = found(CharacterRules.OF_TEST_FLIGHT, attribute);
    if (!refused.isEmpty()) {
      errors.add(
          AttributeErrors.invalidText(
              attribute,
              attribute.equals("whatsNew")
                  ? "Text for whatsNew contains invalid characters:'["
                      + String.join(", ", refused)
                      + "]'"
                  : "Text contains invalid characters/formats."));
    }
    return this;
  }

  private Set<String> found(Pattern refused, String attribute) {
    Set<String> found = new LinkedHashSet<>();
    refused.matcher(call.text(attribute)).results().forEach(one -> found.add(one.group()));
    return found;
  }

  /// Requires an absolute web address of at most 255 characters without letters beyond ASCII, if it
  /// is given and not empty.
  public TextRules url(String attribute) {
    String text = call.text(attribute);
    if (!text.isEmpty()) {
      boolean good;
      try {
        URI uri = new URI(text);
        good =
            text.length() <= LONGEST_URL
                && uri.getHost() != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
      } catch (java.net.URISyntaxException e) {
        good = false;
      }
      if (good && !text.chars().allMatch(c -> c < 0x80)) {
        // media-live.md, K12: the words are live, the code is that of a recorded answer.
        errors.add(
            AttributeErrors.wrongType(
                attribute,
                "'" + text + "' does not match the uri pattern must be a valid RFC 3986 URI"));
      } else if (!good) {
        errors.add(
            AttributeErrors.invalid(
                attribute,
                "The attribute '"
                    + attribute
                    + "' must be an absolute http(s) URL of at most 255 characters"));
      }
    }
    return this;
  }

  /// Requires one of the store's locales, in the words of the App Store or of TestFlight
  /// (apple-2026.md, 4).
  public TextRules locale() {
    if (!LOCALES.contains(call.text("locale"))) {
      errors.add(
          AttributeErrors.invalid(
              "locale",
              call.data().path("type").asText().startsWith("beta")
                  ? "The 'locale' value is invalid."
                  : "'" + call.text("locale") + "' is not a locale of the App Store"));
    }
    return this;
  }

  /// Requires a locale that no other resource has. This error comes first (media-live.md, K5:
  /// before TOO_SHORT).
  ///
  /// @param detail Apple's words, with `%s` for the locale
  public TextRules newLocale(Iterable<Resource> existing, String detail) {
    String locale = call.text("locale");
    for (Resource other : existing) {
      if (other.text("locale").equalsIgnoreCase(locale)) {
        errors.addFirst(
            AttributeErrors.duplicate("locale", String.format(Locale.ROOT, detail, locale)));
      }
    }
    return this;
  }

  /// Requires an e-mail address, if it is given and not empty.
  public TextRules email(String attribute) {
    return form(attribute, "[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "an e-mail address");
  }

  /// Requires a phone number, if it is given and not empty, in the words of App Review or of
  /// TestFlight (review-live.md, B; media-live.md, K14).
  public TextRules phone(String attribute) {
    String text = call.text(attribute);
    if (!text.isEmpty() && !PhoneNumbers.isValid(text)) {
      errors.add(
          call.data().path("type").asText().equals("betaAppReviewDetails")
              ? AttributeErrors.invalidPhoneNumber(attribute)
              : AttributeErrors.invalid(attribute, "The phone number must be in a valid format."));
    }
    return this;
  }

  /// Requires a text that matches the pattern, if it is given and not empty.
  public TextRules form(String attribute, String regex, String what) {
    String text = call.text(attribute);
    if (!text.isEmpty() && !text.matches(regex)) {
      errors.add(
          AttributeErrors.invalid(attribute, "The attribute '" + attribute + "' must be " + what));
    }
    return this;
  }

  /// Ends the call if something was wrong.
  public void check() {
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
  }
}
