package dev.slipway.quotas;

import java.util.Locale;
import java.util.regex.Pattern;

/// The limits of each tenant of a stack. Immutable.
///
/// @param gigabytesADay of uploads, and of drops, in units of 10^9 bytes
public record TenantQuotas(
    int unverifiedConnections,
    int connections,
    int openPlans,
    int openUploads,
    int releasesUnderWay,
    int gigabytesADay,
    int readinessAsksADay) {

  /// What template.yaml has too.
  public static final TenantQuotas PRESET = new TenantQuotas(20, 1000, 5, 50, 500, 1000, 500);

  private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,5}");
  private static final int COUNT = 7;
  private static final long GIGABYTE = 1_000_000_000L;

  /// Returns whether [#parse] reads the text.
  public static boolean isValid(String text) {
    String[] limits = text.split(",", -1);
    for (String limit : limits) {
      if (!LIMIT.matcher(limit).matches()) {
        return false;
      }
    }
    return limits.length == COUNT;
  }

  /// Reads the limits in the order of the components, with commas between.
  ///
  /// @throws IllegalArgumentException when the text has another form
  public static TenantQuotas parse(String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d numbers from 1 to 999999 are expected: %s", COUNT, text));
    }
    String[] limits = text.split(",", -1);
    return new TenantQuotas(
        Integer.parseInt(limits[0]),
        Integer.parseInt(limits[1]),
        Integer.parseInt(limits[2]),
        Integer.parseInt(limits[3]),
        Integer.parseInt(limits[4]),
        Integer.parseInt(limits[5]),
        Integer.parseInt(limits[6]));
  }

  /// Returns how much of it a tenant may have, or use in a day.
  public long limit(Quota quota) {
    return switch (quota) {
      case UNVERIFIED_CONNECTIONS -> unverifiedConnections;
      case CONNECTIONS -> connections;
      case OPEN_PLANS -> openPlans;
      case OPEN_UPLOADS -> openUploads;
      case RELEASES_UNDER_WAY -> releasesUnderWay;
      case UPLOADED_BYTES_A_DAY, DROPPED_BYTES_A_DAY -> gigabytesADay * GIGABYTE;
      case READINESS_ASKS_A_DAY -> readinessAsksADay;
    };
  }
}
