package dev.slipway.drops.texts;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// URLs as Apple accepts them: absolute, http or https, with a host.
public final class WebAddress {
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "https?://(?:[^\\s/?#@]*@)?([^\\s/?#@:\\[\\]]+|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?"
              + "(?:[/?#][^\\s<>\"{}|\\\\^`]*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*+\\.?");

  /// Reserved by RFC 2606 and RFC 6761.
  private static final Set<String> RESERVED_NAMES =
      Set.of("example.com", "example.org", "example.net", "localhost");

  private static final Set<String> RESERVED_ENDS =
      Set.of("example", "invalid", "test", "localhost", "local");

  private WebAddress() {}

  /// Returns the host in lower-case ASCII; empty when the text is not such a URL.
  public static Optional<String> host(String text) {
    Matcher matcher = ABSOLUTE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1).toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return Optional.of(host);
    }
    try {
      return Optional.of(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT))
          .filter(ascii -> HOST.matcher(ascii).matches());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Returns the same URL in ASCII: the host in its encoded form, all other letters beyond ASCII as
  /// percent-encoded UTF-8. The text must have a host.
  public static String encoded(String text) {
    Matcher matcher = ABSOLUTE.matcher(text);
    if (!matcher.matches() || text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    return percentEncoded(text.substring(0, matcher.start(1)))
        + IDN.toASCII(matcher.group(1), IDN.ALLOW_UNASSIGNED)
        + percentEncoded(text.substring(matcher.end(1)));
  }

  private static String percentEncoded(String part) {
    var encoded = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  /// Returns whether the host cannot be reached from outside: a reserved name, this machine, or a
  /// name without a dot.
  public static boolean leadsNowhere(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String end = name.substring(name.lastIndexOf('.') + 1);
    return (!name.contains(".") && !name.startsWith("["))
        || RESERVED_ENDS.contains(end)
        || name.startsWith("127.")
        || name.equals("[::1]")
        || RESERVED_NAMES.stream()
            .anyMatch(reserved -> name.equals(reserved) || name.endsWith("." + reserved));
  }
}
