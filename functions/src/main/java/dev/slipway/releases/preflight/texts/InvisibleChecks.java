package dev.slipway.releases.preflight.texts;

import static dev.slipway.releases.preflight.checks.TextCheck.TEXT_INVISIBLE;

import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.drops.texts.InvisibleCharacters;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.FindingList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds invisible characters within texts; those at the ends are stripped when a text is read.
final class InvisibleChecks {
  /// Texts in which a soft hyphen, a word break beside a blank or a mark of direction does no harm.
  private static final Set<TextField> LONG =
      Set.of(
          TextField.DESCRIPTION,
          TextField.WHATS_NEW,
          TextField.PROMOTIONAL_TEXT,
          TextField.PRIVACY_POLICY_TEXT);

  private static final int MOST_NAMED = 8;

  /// Decides for the character at an index of a text.
  private interface Wanted {
    boolean at(String text, int index);
  }

  private InvisibleChecks() {}

  static void run(TextField field, SourcedText text, FindingList findings) {
    if (LONG.contains(field)) {
      longText(text, findings);
    } else {
      shortText(text, findings);
    }
  }

  /// Checks a name or another text of one line.
  static void shortText(SourcedText text, FindingList findings) {
    report(TEXT_INVISIBLE, text, InvisibleCharacters::isStray, findings);
  }

  static void longText(SourcedText text, FindingList findings) {
    report(TEXT_INVISIBLE, text, InvisibleCharacters::isStrayInLongText, findings);
  }

  /// Reports all invisible characters of an address, and returns the address without them, so that
  /// its other faults are found too.
  static String address(Check check, SourcedText address, FindingList findings) {
    report(
        check,
        address,
        (text, index) -> InvisibleCharacters.isInvisible(text.codePointAt(index)),
        findings);
    var visible = new StringBuilder();
    address
        .value()
        .codePoints()
        .filter(character -> !InvisibleCharacters.isInvisible(character))
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static void report(Check check, SourcedText text, Wanted wanted, FindingList findings) {
    var named = named(text.value(), wanted);
    if (!named.isEmpty()) {
      findings.add(
          check,
          text.source(),
          named.getFirst(),
          named.size() == 1
              ? ""
              : "Also " + String.join("; ", named.subList(1, named.size())) + ".");
    }
  }

  /// Returns the first place of each such character.
  private static List<String> named(String text, Wanted wanted) {
    var seen = new HashSet<Integer>();
    List<String> named = new ArrayList<>();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (character > 0x7E || character == '\t') {
        if (wanted.at(text, i) && seen.add(character) && named.size() < MOST_NAMED) {
          named.add(InvisibleCharacters.named(text, i));
        }
      }
    }
    return named;
  }
}
