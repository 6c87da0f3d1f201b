package dev.slipway.appstoreconnect.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The value of `X-Rate-Limit`, for example `user-hour-lim:3500;user-hour-rem:3499;`: calls per API
/// key in a rolling hour, at some endpoints also per minute. (apple-doc: Identifying rate limits)
public record RateLimit(
    @Nullable Integer hourLimit,
    @Nullable Integer hourRemaining,
    @Nullable Integer minuteLimit,
    @Nullable Integer minuteRemaining) {
  /// The value for an answer without the header.
  public static final RateLimit NONE = new RateLimit(null, null, null, null);

  /// Parses the header; order, white space, unknown and malformed pairs do not matter.
  public static RateLimit parse(String header) {
    var limit = NONE;
    for (String pair : header.split(";", -1)) {
      int colon = pair.indexOf(':');
      if (colon > 0) {
        limit =
            limit.with(
                pair.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                number(pair.substring(colon + 1).strip()));
      }
    }
    return limit;
  }

  private RateLimit with(String name, @Nullable Integer value) {
    if (value == null) {
      return this;
    }
    return switch (name) {
      case "user-hour-lim" -> new RateLimit(value, hourRemaining, minuteLimit, minuteRemaining);
      case "user-hour-rem" -> new RateLimit(hourLimit, value, minuteLimit, minuteRemaining);
      case "user-minute-lim" -> new RateLimit(hourLimit, hourRemaining, value, minuteRemaining);
      case "user-minute-rem" -> new RateLimit(hourLimit, hourRemaining, minuteLimit, value);
      default -> this;
    };
  }

  private static @Nullable Integer number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }
}
