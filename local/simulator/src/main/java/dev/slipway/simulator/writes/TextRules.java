package dev.slipway.simulator.writes;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the limits of localised text (apple-help: App information, Platform version information)
/// and collects the errors of one call.
public final class TextRules {
  /// The App Store's locales; no endpoint lists them.
  static final Set<String> LOCALES =
      Set.of(
          ("ar-SA bn-BD ca cs da de-DE el en-AU en-CA en-GB en-US es-ES es-MX fi fr-CA fr-FR gu-IN"
               + " he hi hr hu id it ja kn-IN ko ml-IN mr-IN ms nl-NL no or-IN pa-IN pl pt-BR pt-PT"
               + " ro ru sk sl-SI sv ta-IN te-IN th tr uk ur-PK vi zh-Hans zh-Hant")
              .split(" "));

  private static final int LONGEST_URL = 255;
  private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z][^<>]*>");
  private static final Pattern EMOJI =
      Pattern.compile("[\\p{IsExtended_Pictographic}&&[^\u00a9\u00ae\u2122]]");

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
      if (length > maximum || (length < minimum && length > 0)) {
        errors.add(
            ApiError.attributeInvalid(
                attribute,
                "The attribute '"
                    + attribute
                    + "' must have "
                    + minimum
                    + " to "
                    + maximum
                    + " characters"));
      }
    }
    return this;
  }

  /// Refuses markup in these attributes; Apple's code for it is not known for sure.
  public TextRules plain(String... attributes) {
    return characters(MARKUP, "no markup", attributes);
  }

  /// Refuses emoji in these attributes; which ones Apple refuses is not known.
  public TextRules noEmoji(String... attributes) {
    return characters(EMOJI, "no emoji", attributes);
  }

  private TextRules characters(Pattern refused, String what, String... attributes) {
    for (String attribute : attributes) {
      if (refused.matcher(call.text(attribute)).find()) {
        errors.add(
            ApiError.invalidCharacters(
                attribute, "The attribute '" + attribute + "' must have " + what));
      }
    }
    return this;
  }

  /// Requires an absolute web address of at most 255 characters, if it is given and not empty.
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
      if (!good) {
        errors.add(
            ApiError.attributeInvalid(
                attribute,
                "The attribute '"
                    + attribute
                    + "' must be an absolute http(s) URL of at most 255 characters"));
      }
    }
    return this;
  }

  /// Requires one of the store's locales.
  public TextRules locale() {
    if (!LOCALES.contains(call.text("locale"))) {
      errors.add(
          ApiError.attributeInvalid(
              "locale", "'" + call.text("locale") + "' is not a locale of the App Store"));
    }
    return this;
  }

  /// Requires an e-mail address, if it is given and not empty.
  public TextRules email(String attribute) {
    return form(attribute, "[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "an e-mail address");
  }

  /// Requires a text that matches the pattern, if it is given and not empty.
  public TextRules form(String attribute, String regex, String what) {
    String text = call.text(attribute);
    if (!text.isEmpty() && !text.matches(regex)) {
      errors.add(
          ApiError.attributeInvalid(
              attribute, "The attribute '" + attribute + "' must be " + what));
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
