package dev.slipway.drops.manifest;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The `earliestReleaseDate` of a `release.json`: a date and time with its offset.
///
/// Apple takes whole hours only ("only allows hour precision", review-live.md, A20). Whether it
/// looks at the hour as it is written or in UTC is not known, so Slipway requires a whole hour in
/// UTC and sends the date in UTC: that is one by both rules. In India a whole hour is 19:30.
public final class ReleaseDate {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

  private ReleaseDate() {}

  /// Returns the date; null when the text is not a date and time with an offset.
  static @Nullable OffsetDateTime parse(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// Returns whether Apple takes the date whatever rule it has.
  public static boolean isWholeHour(OffsetDateTime date) {
    var utc = date.withOffsetSameInstant(ZoneOffset.UTC);
    return utc.truncatedTo(ChronoUnit.HOURS).equals(utc);
  }

  /// Returns what the date is in UTC, and the whole hours beside it as they are written with its
  /// offset.
  public static String nearest(OffsetDateTime date) {
    var before =
        date.withOffsetSameInstant(ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.HOURS)
            .withOffsetSameInstant(date.getOffset());
    return "Write "
        + WRITTEN.format(before)
        + " or "
        + WRITTEN.format(before.plusHours(1))
        + ": "
        + WRITTEN.format(date)
        + " is "
        + WRITTEN.format(date.withOffsetSameInstant(ZoneOffset.UTC))
        + " in UTC.";
  }
}
