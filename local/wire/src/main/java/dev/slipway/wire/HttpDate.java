package dev.slipway.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Formats times as HTTP does in `Date` and `Last-Modified` (RFC 9110, 5.6.7), to the second.
public final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /// Returns a time such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }
}
