package dev.slipway.actors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who did something, as records, events and log lines name it. It is not a secret, and contains
/// nothing of a token but its names. Immutable.
///
/// | form | who |
/// | --- | --- |
/// | `<issuer>#<subject>` | the bearer of a token: its claims `iss` and `sub`, or `client_id` without `sub` |
/// | `for:<tenant>:<issuer>#<subject>` | the same, acting for this tenant (URL-encoded) |
/// | `link:<id>` | the holder of a connect link |
/// | `drop` | an object in the drop bucket |
/// | `schedule` | Slipway, automatically |
///
/// An issuer is a URL without a fragment (OpenID Connect Core 1.0, section 2), so the first `#`
/// ends it. Claims are text of strangers: a character that is invisible, or that would end a line,
/// becomes `?`, and a long text is cut.
///
/// @param text at most 512 characters on one line
public record Actor(String text) {
  private static final int LONGEST_TEXT = 512;

  /// OpenID Connect Core 1.0, section 2: a subject has at most 255 characters.
  private static final int LONGEST_NAME = 255;

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]");
  private static final String UNNAMED = "unknown";
  private static final String LINK = "link:";

  /// An object in the drop bucket: what its release does until it is submitted.
  public static final Actor DROP = new Actor("drop");

  /// Slipway, automatically: a schedule, or work that continues.
  public static final Actor SCHEDULE = new Actor("schedule");

  /// Makes the text printable and bounded; never throws, so that every record can be read.
  public Actor {
    text = cut(UNPRINTABLE.matcher(text).replaceAll("?"), LONGEST_TEXT);
  }

  /// Returns the bearer of a verified token.
  ///
  /// @param claims its text claims
  public static Actor ofToken(Map<String, String> claims) {
    String issuer = named(claims.get("iss")).orElse(UNNAMED).replace('#', '?');
    String subject =
        named(claims.get("sub")).or(() -> named(claims.get("client_id"))).orElse(UNNAMED);
    return new Actor(cut(issuer, LONGEST_NAME) + "#" + cut(subject, LONGEST_NAME));
  }

  /// Returns this bearer of a token, acting for a tenant.
  public Actor actingFor(String tenant) {
    String encoded = URLEncoder.encode(tenant, StandardCharsets.UTF_8);
    return new Actor("for:" + cut(encoded, LONGEST_NAME) + ":" + text);
  }

  /// Returns the holder of a connect link.
  ///
  /// @param linkId the id of the link, not its token
  public static Actor ofLink(String linkId) {
    return new Actor(LINK + linkId);
  }

  /// Returns the id of the connect link whose holder did it; empty for every other actor. An issuer
  /// is a URL, so no token gives this form.
  public Optional<String> linkId() {
    return text.startsWith(LINK) && text.indexOf('#') < 0
        ? Optional.of(text.substring(LINK.length()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }

  private static Optional<String> named(@Nullable String claim) {
    return Optional.ofNullable(claim).filter(text -> !text.isBlank());
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
