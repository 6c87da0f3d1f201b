package dev.slipway.quotas;

import dev.slipway.json.RecordCodec;

/// What a tenant used in one day. Immutable.
///
/// @param day in UTC, such as `2026-11-30`
record DayUse(String day, long uploadedBytes, long droppedBytes, long readinessAsks) {
  static final RecordCodec<DayUse> CODEC = RecordCodec.of(DayUse.class);

  static DayUse none(String day) {
    return new DayUse(day, 0, 0, 0);
  }

  long of(Quota quota) {
    return switch (quota) {
      case UPLOADED_BYTES_A_DAY -> uploadedBytes;
      case DROPPED_BYTES_A_DAY -> droppedBytes;
      case READINESS_ASKS_A_DAY -> readinessAsks;
      case UNVERIFIED_CONNECTIONS, CONNECTIONS, OPEN_PLANS, OPEN_UPLOADS, RELEASES_UNDER_WAY ->
          throw new IllegalArgumentException(quota + " is a stock");
    };
  }

  /// @param amount negative for what was not used after all; the day may be a new one by then
  DayUse plus(Quota quota, long amount) {
    return switch (quota) {
      case UPLOADED_BYTES_A_DAY ->
          new DayUse(day, Math.max(0, uploadedBytes + amount), droppedBytes, readinessAsks);
      case DROPPED_BYTES_A_DAY ->
          new DayUse(day, uploadedBytes, droppedBytes + amount, readinessAsks);
      case READINESS_ASKS_A_DAY ->
          new DayUse(day, uploadedBytes, droppedBytes, readinessAsks + amount);
      case UNVERIFIED_CONNECTIONS, CONNECTIONS, OPEN_PLANS, OPEN_UPLOADS, RELEASES_UNDER_WAY ->
          throw new IllegalArgumentException(quota + " is a stock");
    };
  }
}
