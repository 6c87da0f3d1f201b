package dev.slipway.connections.intake;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cleans a Key ID or an Issuer ID as people paste it: with quotes, braces, typographic dashes,
/// invisible characters, a label before or a comma behind. `web/key-ids.js` follows the same rules;
/// `key-input.json` of the tests holds both to them.
final class PastedId {
  private static final Pattern KEY_ID = Pattern.compile("[A-Z0-9]{10}");
  private static final Pattern ISSUER_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ISSUER_ID_INSIDE =
      Pattern.compile("(?:^|[^0-9a-z])(" + ISSUER_ID.pattern() + ")(?![0-9a-z])");
  private static final Pattern BRACKETS = Pattern.compile("[\"'`*{}()<>\\[\\]]");
  private static final Pattern KEY_LABEL =
      Pattern.compile(
          "^(?:export )?(?:(?:app store connect )?(?:[a-z0-9_]{1,40}_)?(?:api[ _-]?)?key["
              + " _-]?id(?![a-z0-9])|key(?= ?[:=#])|kid(?= ?[:=#])) ?[:=#]? ?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TEAM_LABEL =
      Pattern.compile("^team[ _-]?id(?![a-z0-9]) ?[:=#]? ?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ISSUER_LABEL =
      Pattern.compile(
          "^(?:app store connect )?(?:api[ _-]?)?(?:issuer(?:[ _-]?id)?|iss)(?![a-z0-9]) ?[:=#]?"
              + " ?");

  /// Between spaces and marks that base64 does not have, so that it is never a part of a key.
  private static final Pattern KEY_ID_INSIDE =
      Pattern.compile("(?:^|[ :,;|])(?=[A-Z]*[0-9])([A-Z0-9]{10})(?=$|[ :,;|.])");

  private static final Pattern EDGES =
      Pattern.compile("^[ ,;.:=_|/#!?~]{1,40}|[ ,;.:=_|/#!?~]{1,40}$");
  private static final Pattern SPACES = Pattern.compile("\\s{1,40}");

  private PastedId() {}

  static boolean isKeyId(String text) {
    return KEY_ID.matcher(text).matches();
  }

  static boolean isIssuerId(String text) {
    return ISSUER_ID.matcher(text).matches();
  }

  /// Returns the Key ID in a text, in upper case; without one, the text without its wrapping.
  static String keyId(String text) {
    String plain = plain(text);
    String bare = squeezed(KEY_LABEL.matcher(plain).replaceFirst("")).toUpperCase(Locale.ROOT);
    if (isKeyId(bare)) {
      return bare;
    }
    Set<String> found = new TreeSet<>();
    KeyFileName.keyId(plain).ifPresent(found::add);
    if (!TEAM_LABEL.matcher(plain).find()) {
      KEY_ID_INSIDE.matcher(plain).results().forEach(inside -> found.add(inside.group(1)));
    }
    return found.size() == 1 ? found.iterator().next() : bare;
  }

  /// Returns the Issuer ID in a text, in lower case; without one, the text without its wrapping.
  static String issuerId(String text) {
    String plain = plain(text).toLowerCase(Locale.ROOT);
    Set<String> found = new TreeSet<>();
    for (Matcher inside = ISSUER_ID_INSIDE.matcher(plain); inside.find(); ) {
      found.add(inside.group(1));
    }
    if (found.size() == 1) {
      return found.iterator().next();
    }
    String bare = ISSUER_LABEL.matcher(plain).replaceFirst("");
    String squeezed = squeezed(bare);
    String digits = squeezed.replace("-", "");
    if (!digits.matches("[0-9a-f]{32}")) {
      return squeezed;
    }
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }

  /// Returns whether the text given as an Issuer ID is a Key ID or a Team ID, which have one form.
  static boolean isShortId(String text) {
    return isKeyId(keyId(TEAM_LABEL.matcher(plain(text)).replaceFirst("")));
  }

  private static String plain(String text) {
    String plain = BRACKETS.matcher(KeyText.plain(text)).replaceAll("");
    return EDGES.matcher(SPACES.matcher(plain).replaceAll(" ")).replaceAll("");
  }

  private static String squeezed(String text) {
    return SPACES.matcher(EDGES.matcher(text).replaceAll("")).replaceAll("");
  }
}
