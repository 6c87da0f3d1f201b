package dev.slipway.releases.preflight.texts;

import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Words that stand for a text that is not written yet (App Review Guidelines, 2.1; fastlane,
/// precheck).
final class Placeholders {
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(?:lorem|bacon|hipster|cupcake|zombie)\\W+ipsum\\b|\\bdolor\\W+sit\\W+amet\\b"
              + "|\\b(?:placeholder|dummy|filler)\\s+(?:text|description|copy)\\b"
              + "|\\{\\{\\s*\\w[^}\\n]{0,40}\\}\\}|\\$\\{\\w[^}\\n]{0,40}\\}"
              + "|\\[(?:app|your|insert)[ _][^\\]\\n]{0,40}\\]"
              + "|\\b(?:text|description) goes here\\b"
              + "|^\\W*placeholder\\W*$"
              + "|^\\W*(?:(?:your|insert|add|enter|put|write|the|app|some) ){0,4}"
              + "(?:text|description|notes|keywords|subtitle) here\\W*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.MULTILINE);

  /// A mark for later, in upper case: "todo" is Spanish for everything, and Spanish headings are in
  /// upper case too, so a mark begins a line or a sentence, or is in brackets.
  private static final Pattern MARKERS =
      Pattern.compile(
          "(?:^[ \\t*•\\-]*|[.!?] )(?:TODO|FIXME|TBD)(?:\\([^)\\n]{0,40}\\))?:"
              + "|\\[(?:TODO|FIXME|TBD|XXX)\\b"
              + "|[({<](?:TODO|FIXME|TBD|XXX)[:)}>]"
              + "|(?://|#) ?(?:TODO|FIXME)\\b"
              + "|^[ \\t*•\\-]*(?:TODO|FIXME|TBD)[ \\t.!…]*$",
          Pattern.MULTILINE);

  /// The places of texts in Spanish and Portuguese, where the word is a usual heading: `TODO:
  /// mapas`.
  private static final Pattern IBERIAN =
      Pattern.compile("(?:metadata/|\\.)(?:es|pt)-[A-Za-z]{2}\\b.*");

  /// The word outside of brackets and comments.
  private static final Pattern WORD = Pattern.compile("(?<![\\[({</#] ?)\\bTODO\\b");

  /// A long text that is this word alone, in any case.
  private static final Pattern ALONE =
      Pattern.compile("(?:todo|tbd|fixme|tba|n/a|test|xxx+)[.!…]*", Pattern.CASE_INSENSITIVE);

  /// Apps may be called so, and may be searched for by it.
  private static final Set<TextField> NAMES =
      EnumSet.of(TextField.NAME, TextField.SUBTITLE, TextField.KEYWORDS);

  private Placeholders() {}

  /// Returns the first placeholder in the text; empty for none.
  static Optional<String> in(TextField field, SourcedText sourced) {
    String text = sourced.value();
    var words = WORDS.matcher(text);
    if (words.find()) {
      return Optional.of(words.group());
    }
    if (NAMES.contains(field)) {
      return Optional.empty();
    }
    boolean iberian = IBERIAN.matcher(sourced.source()).find();
    var marker = MARKERS.matcher(iberian ? WORD.matcher(text).replaceAll("") : text);
    if (marker.find()) {
      return Optional.of(marker.group().strip());
    }
    return ALONE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
