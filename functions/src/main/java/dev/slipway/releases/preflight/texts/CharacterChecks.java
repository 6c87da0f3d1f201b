package dev.slipway.releases.preflight.texts;

import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_CHARACTER_DOUBTFUL;
import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_CHARACTER_REFUSED;

import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.drops.testflight.TestFlightTerms;
import dev.slipway.releases.preflight.checks.CharacterRule;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Finds characters that Apple refuses ([CharacterRule]): an error for each text where a live
/// answer quotes the refusal, and one warning for everything that is doubtful in the drop.
public final class CharacterChecks {
  /// How many characters of a text, and how many texts, a finding names.
  private static final int MOST_NAMED = 8;

  private final FindingList findings;

  /// The doubtful characters of each text, by its source.
  private final SequencedMap<String, String> doubtful = new LinkedHashMap<>();

  private CharacterChecks(FindingList findings) {
    this.findings = findings;
  }

  public static void run(PreflightSubject subject, FindingList findings) {
    var checks = new CharacterChecks(findings);
    subject.content().texts().values().forEach(checks::texts);
    checks.texts(subject.content().fallback());
    TestFlightTerms testFlight = subject.manifest().testFlight();
    if (testFlight != null) {
      checks.testFlight(testFlight.whatToTest(), "$.testFlight.whatToTest.");
      checks.testFlight(testFlight.setup().description(), "$.testFlight.description.");
    }
    checks.reportDoubtful();
  }

  private void texts(Map<TextField, SourcedText> texts) {
    for (TextField field : TextField.values()) {
      var text = texts.get(field);
      if (text != null) {
        refused(text, character -> CharacterRule.isRefused(character, field));
        String doubted =
            named(
                text.value(),
                character ->
                    CharacterRule.isDoubtful(character, field)
                        && !CharacterRule.isRefused(character, field));
        if (!doubted.isEmpty()) {
          doubtful.put(text.source(), doubted);
        }
      }
    }
  }

  private void testFlight(Map<String, String> texts, String place) {
    new TreeMap<>(texts)
        .forEach(
            (locale, text) ->
                refused(
                    new SourcedText(text, place + locale), CharacterRule::isRefusedByTestFlight));
  }

  private void refused(SourcedText text, IntPredicate refused) {
    String named = named(text.value(), refused);
    if (!named.isEmpty()) {
      findings.add(TEXT_CHARACTER_REFUSED, text.source(), named);
    }
  }

  private void reportDoubtful() {
    if (doubtful.isEmpty()) {
      return;
    }
    var first = doubtful.firstEntry();
    List<String> others =
        doubtful.entrySet().stream()
            .skip(1)
            .map(text -> text.getKey() + " " + text.getValue())
            .toList();
    findings.add(
        TEXT_CHARACTER_DOUBTFUL,
        first.getKey(),
        first.getValue(),
        others.isEmpty() ? "" : "Also in " + listed(others, "; ") + ".");
  }

  /// Returns each such character once, with the line where it is first; empty for none.
  private static String named(String text, IntPredicate wanted) {
    var lines = new LinkedHashMap<Integer, Integer>();
    int line = 1;
    for (int character : text.codePoints().toArray()) {
      if (character == '\n') {
        line++;
      }
      if (wanted.test(character)) {
        lines.putIfAbsent(character, line);
      }
    }
    return listed(
        lines.entrySet().stream()
            .map(found -> "line " + found.getValue() + ": " + shown(found.getKey()))
            .toList(),
        ", ");
  }

  private static String listed(List<String> all, String separator) {
    String named = all.stream().limit(MOST_NAMED).collect(Collectors.joining(separator));
    return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
  }

  /// Returns the character with its number, or the number alone of one that is invisible or joins
  /// its neighbour.
  private static String shown(int character) {
    String number = String.format(Locale.ROOT, "U+%04X", character);
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          number;
      default -> Character.toString(character) + " (" + number + ")";
    };
  }
}
