package dev.slipway.releases.preflight.texts;

import static dev.slipway.releases.preflight.checks.TextCheck.DESCRIPTION_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.TextCheck.NAME_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.TextCheck.PRIVACY_TEXT_LINE_BREAK;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_ANGLE_BRACKET;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_CONTROL_CHARACTER;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_LINE_BREAK;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_MARKUP;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_OTHER_PLATFORM;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_PLACEHOLDER;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_INVISIBLE;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_MALFORMED;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_NOT_ASCII;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_PLACEHOLDER;
import static dev.slipway.releases.preflight.checks.TextCheck.WHATS_NEW_TOO_SHORT;

import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.drops.texts.InvisibleCharacters;
import dev.slipway.drops.texts.WebAddress;
import dev.slipway.problems.Shown;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.TextCheck;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Runs the checks of [TextCheck] that concern texts.
public final class TextChecks {
  private static final Set<TextField> URLS =
      Set.of(TextField.PRIVACY_POLICY_URL, TextField.SUPPORT_URL, TextField.MARKETING_URL);
  private static final Set<TextField> ONE_LINE =
      Set.of(TextField.NAME, TextField.SUBTITLE, TextField.KEYWORDS);
  private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z][^<>]*>|<!--");
  private static final Pattern OTHER_PLATFORM =
      Pattern.compile(
          "\\b(android|google play|windows phone|blackberry)\\b", Pattern.CASE_INSENSITIVE);

  private TextChecks() {}

  public static void run(PreflightSubject subject, FindingList findings) {
    var content = subject.content();
    content.texts().values().forEach(texts -> texts(texts, findings));
    texts(content.fallback(), findings);
    var testFlight = subject.manifest().testFlight();
    if (testFlight != null) {
      testFlight(testFlight.whatToTest(), "$.testFlight.whatToTest.", findings);
      testFlight(testFlight.setup().description(), "$.testFlight.description.", findings);
    }
    if (content.copyright() != null) {
      InvisibleChecks.shortText(content.copyright(), findings);
    }
  }

  /// [CharacterChecks] finds what TestFlight refuses alone.
  private static void testFlight(Map<String, String> texts, String place, FindingList findings) {
    new TreeMap<>(texts)
        .forEach(
            (locale, value) -> {
              var text = new SourcedText(value, place + locale);
              control(text, findings);
              InvisibleChecks.longText(text, findings);
              placeholders(TextField.WHATS_NEW, text, findings);
            });
  }

  private static void texts(Map<TextField, SourcedText> texts, FindingList findings) {
    for (TextField field : TextField.values()) {
      var text = texts.get(field);
      if (text != null) {
        length(field, text, findings);
        if (URLS.contains(field)) {
          url(text, findings);
        } else {
          characters(field, text, findings);
          InvisibleChecks.run(field, text, findings);
          placeholders(field, text, findings);
          otherPlatforms(text, findings);
        }
      }
    }
    var keywords = texts.get(TextField.KEYWORDS);
    if (keywords != null) {
      KeywordChecks.run(keywords, findings);
    }
  }

  private static void length(TextField field, SourcedText text, FindingList findings) {
    int length = text.value().codePointCount(0, text.value().length());
    String found = Shown.number(length) + " characters";
    if (length > field.maxLength()) {
      findings.add(TextCheck.tooLong(field), text.source(), found);
    }
    if (length < field.minLength()) {
      switch (field) {
        case NAME -> findings.add(NAME_TOO_SHORT, text.source(), text.value());
        case WHATS_NEW -> findings.add(WHATS_NEW_TOO_SHORT, text.source(), text.value());
        case DESCRIPTION -> findings.add(DESCRIPTION_TOO_SHORT, text.source(), text.value());
        case SUBTITLE,
            PRIVACY_POLICY_URL,
            PRIVACY_POLICY_TEXT,
            KEYWORDS,
            PROMOTIONAL_TEXT,
            SUPPORT_URL,
            MARKETING_URL -> {}
      }
    }
  }

  private static void characters(TextField field, SourcedText text, FindingList findings) {
    String value = text.value();
    var markup = MARKUP.matcher(value);
    if (markup.find()) {
      findings.add(TEXT_MARKUP, text.source(), markup.group());
    } else if (value.indexOf('<') >= 0) {
      findings.add(TEXT_ANGLE_BRACKET, text.source(), around(value, value.indexOf('<')));
    }
    control(text, findings);
    if (field == TextField.PRIVACY_POLICY_TEXT) {
      first(value, c -> Character.isISOControl(c) && !broken(c))
          .ifPresent(found -> findings.add(PRIVACY_TEXT_LINE_BREAK, text.source(), found));
    }
    if (ONE_LINE.contains(field)
        && value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)) {
      findings.add(TEXT_LINE_BREAK, text.source(), value);
    }
  }

  private static void control(SourcedText text, FindingList findings) {
    first(text.value(), TextChecks::broken)
        .ifPresent(found -> findings.add(TEXT_CONTROL_CHARACTER, text.source(), found));
  }

  /// Returns place and name of the first such character.
  private static Optional<String> first(String text, IntPredicate wanted) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (wanted.test(text.codePointAt(i))) {
        return Optional.of(InvisibleCharacters.named(text, i));
      }
    }
    return Optional.empty();
  }

  /// Returns whether this is a control character other than a line break or a tab, half of a
  /// surrogate pair, or a noncharacter.
  private static boolean broken(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
        || Character.getType(c) == Character.SURROGATE
        || (c & 0xFFFE) == 0xFFFE;
  }

  private static String around(String value, int index) {
    return value.substring(Math.max(0, index - 10), Math.min(value.length(), index + 10));
  }

  private static void placeholders(TextField field, SourcedText text, FindingList findings) {
    Placeholders.in(field, text)
        .ifPresent(found -> findings.add(TEXT_PLACEHOLDER, text.source(), found));
  }

  private static void otherPlatforms(SourcedText text, FindingList findings) {
    var platform = OTHER_PLATFORM.matcher(text.value());
    if (platform.find()) {
      findings.add(TEXT_OTHER_PLATFORM, text.source(), platform.group());
    }
  }

  private static void url(SourcedText text, FindingList findings) {
    String value = InvisibleChecks.address(URL_INVISIBLE, text, findings);
    var host = WebAddress.host(value);
    if (host.isEmpty()) {
      findings.add(URL_MALFORMED, text.source(), value);
      return;
    }
    if (WebAddress.leadsNowhere(host.get())) {
      findings.add(URL_PLACEHOLDER, text.source(), value);
    }
    String encoded = WebAddress.encoded(value);
    if (!encoded.equals(value)) {
      findings.add(URL_NOT_ASCII, text.source(), value, "Write " + encoded + " instead.");
    }
  }
}
