package dev.slipway.releases.preflight.texts;

import static dev.slipway.releases.preflight.checks.TextCheck.DESCRIPTION_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_REPEATED;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_SPACED;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_TOO_MANY_BYTES;
import static dev.slipway.releases.preflight.checks.TextCheck.NAME_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.TextCheck.PRIVACY_TEXT_LINE_BREAK;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_ANGLE_BRACKET;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_CONTROL_CHARACTER;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_LINE_BREAK;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_MARKUP;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_OTHER_PLATFORM;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_PLACEHOLDER;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_MALFORMED;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_NOT_ASCII;
import static dev.slipway.releases.preflight.checks.TextCheck.URL_PLACEHOLDER;
import static dev.slipway.releases.preflight.checks.TextCheck.WHATS_NEW_TOO_SHORT;

import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.drops.texts.WebAddress;
import dev.slipway.problems.Shown;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.TextCheck;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs the checks of [TextCheck] that concern texts.
public final class TextChecks {
  private static final int MAX_KEYWORDS_BYTES = 100;
  private static final Set<TextField> URLS =
      Set.of(TextField.PRIVACY_POLICY_URL, TextField.SUPPORT_URL, TextField.MARKETING_URL);
  private static final Set<TextField> ONE_LINE =
      Set.of(TextField.NAME, TextField.SUBTITLE, TextField.KEYWORDS);
  private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z][^<>]*>|<!--");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\blorem ipsum\\b|\\bTODO\\b|\\bTBD\\b|\\bplaceholder text\\b");
  private static final Pattern OTHER_PLATFORM =
      Pattern.compile(
          "\\b(android|google play|windows phone|blackberry)\\b", Pattern.CASE_INSENSITIVE);

  private TextChecks() {}

  public static void run(DropContent content, FindingList findings) {
    content.texts().values().forEach(texts -> texts(texts, findings));
    texts(content.fallback(), findings);
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
          words(text, findings);
        }
      }
    }
    var keywords = texts.get(TextField.KEYWORDS);
    if (keywords != null) {
      keywords(keywords, findings);
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
    value
        .codePoints()
        .filter(TextChecks::broken)
        .findFirst()
        .ifPresent(
            c ->
                findings.add(
                    TEXT_CONTROL_CHARACTER,
                    text.source(),
                    String.format(Locale.ROOT, "U+%04X", c)));
    if (value.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      if (ONE_LINE.contains(field)) {
        findings.add(TEXT_LINE_BREAK, text.source(), value);
      } else if (field == TextField.PRIVACY_POLICY_TEXT) {
        findings.add(PRIVACY_TEXT_LINE_BREAK, text.source(), value);
      }
    }
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

  private static void words(SourcedText text, FindingList findings) {
    var placeholder = PLACEHOLDER.matcher(text.value());
    if (placeholder.find()) {
      findings.add(TEXT_PLACEHOLDER, text.source(), placeholder.group());
    }
    var platform = OTHER_PLATFORM.matcher(text.value());
    if (platform.find()) {
      findings.add(TEXT_OTHER_PLATFORM, text.source(), platform.group());
    }
  }

  private static void url(SourcedText text, FindingList findings) {
    var host = WebAddress.host(text.value());
    if (host.isEmpty()) {
      findings.add(URL_MALFORMED, text.source(), text.value());
      return;
    }
    if (WebAddress.leadsNowhere(host.get())) {
      findings.add(URL_PLACEHOLDER, text.source(), text.value());
    }
    String encoded = WebAddress.encoded(text.value());
    if (!encoded.equals(text.value())) {
      findings.add(URL_NOT_ASCII, text.source(), text.value(), "Write " + encoded + " instead.");
    }
  }

  private static void keywords(SourcedText text, FindingList findings) {
    String value = text.value();
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_KEYWORDS_BYTES
        && value.codePointCount(0, value.length()) <= TextField.KEYWORDS.maxLength()) {
      findings.add(KEYWORDS_TOO_MANY_BYTES, text.source(), bytes + " bytes");
    }
    List<String> parts = Arrays.asList(value.split("[,，、]", -1));
    if (parts.stream().anyMatch(part -> part.isBlank() || !part.equals(part.strip()))) {
      findings.add(KEYWORDS_SPACED, text.source(), value);
    }
    var seen = new HashSet<String>();
    String repeated =
        parts.stream()
            .map(String::strip)
            .filter(part -> !part.isEmpty() && !seen.add(part.toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    if (!repeated.isEmpty()) {
      findings.add(KEYWORDS_REPEATED, text.source(), repeated);
    }
  }
}
