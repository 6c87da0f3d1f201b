package dev.slipway.simulator.state;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Dates as Apple writes them: ISO 8601, whole seconds, with California's offset.
public final class Dates {
  private static final ZoneId CALIFORNIA = ZoneId.of("America/Los_Angeles");
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  private Dates() {}

  /// Writes a date.
  public static String format(Instant instant) {
    return FORM.format(instant.atZone(CALIFORNIA));
  }

  /// Reads a date.
  ///
  /// @throws java.time.DateTimeException if the text is not such a date
  public static Instant parse(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
