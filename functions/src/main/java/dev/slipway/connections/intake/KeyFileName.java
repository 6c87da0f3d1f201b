package dev.slipway.connections.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a key's file says about the key. `web/key-ids.js` follows the same rules;
/// `key-input.json` of the tests holds both to them.
///
/// Apple names the file of a team key `AuthKey_<Key ID>.p8`, of an individual key `ApiKey_<Key
/// ID>.p8` (rorkai/App-Store-Connect-CLI#2423), and of an In-App Purchase key `SubscriptionKey_<Key
/// ID>.p8`. The rest of the name is the user's, or the browser's: ` (1)`, ` copy`, `-2`, `.txt`.
final class KeyFileName {
  private static final Pattern KEY_ID =
      Pattern.compile("((?:auth|api)key)[_ -]([a-z0-9]{10})", Pattern.CASE_INSENSITIVE);
  private static final Pattern UPPER_CASE = Pattern.compile("[A-Z0-9]+");
  private static final Pattern LOWER_CASE = Pattern.compile("[a-z0-9]*[0-9][a-z0-9]*");
  private static final Pattern OTHER_SERVICE =
      Pattern.compile(
          "subscription[_ -]?key"
              + "|(?:^|[^a-z])(?:apns"
              + "|(?:push|iap|siwa|in[_ -]?app[_ -]?purchase|sign[_ -]?in[_ -]?with[_ -]?apple"
              + "|(?:device[_ -]?check|(?:music|map|weather)[_ -]?kit))(?![a-z]))",
          Pattern.CASE_INSENSITIVE);

  private KeyFileName() {}

  /// Returns the Key ID in the name; empty when it has none or several.
  ///
  /// An id in lower case counts only after a prefix in lower case, as some file systems write
  /// names, and with a digit: `AuthKey_production.p8` is a name that a person chose.
  static Optional<String> keyId(String name) {
    Set<String> found = new TreeSet<>();
    for (Matcher match = KEY_ID.matcher(name); match.find(); ) {
      String id = match.group(2);
      int next = match.end() < name.length() ? name.charAt(match.end()) : ' ';
      boolean digit = next >= '0' && next <= '9';
      boolean upper = UPPER_CASE.matcher(id).matches() && !digit && !(next >= 'A' && next <= 'Z');
      boolean lower =
          match.group(1).equals(match.group(1).toLowerCase(Locale.ROOT))
              && LOWER_CASE.matcher(id).matches()
              && !digit
              && !(next >= 'a' && next <= 'z');
      if (upper || lower) {
        found.add(id.toUpperCase(Locale.ROOT));
      }
    }
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }

  /// Returns whether the name is one that Apple or a user gives to a key for another Apple service:
  /// In-App Purchase, push notifications, Sign in with Apple, DeviceCheck, MusicKit. That is a hint
  /// and no proof: such a key looks the same inside, and any file can be renamed.
  static boolean namesOtherService(String name) {
    return OTHER_SERVICE.matcher(name).find();
  }
}
