package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A price point for a time. Dates are US Pacific ones, and the interval ends at the beginning of
/// its last day (first-release-live.md, B1).
///
/// @param point what is paid, and where
/// @param startDate first day; null for a price that applies already
/// @param endDate day on which it no longer applies; null if it has no end
record Price(PricePoint point, @Nullable LocalDate startDate, @Nullable LocalDate endDate) {
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  /// Returns Apple's date at this moment.
  static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, PACIFIC);
  }

  /// Reads a price as a schedule keeps it.
  static Price of(JsonNode json) {
    PricePoint point = Objects.requireNonNull(PricePoint.of(json.path("point").asText()));
    return new Price(point, date(json.path("startDate")), date(json.path("endDate")));
  }

  private static @Nullable LocalDate date(JsonNode json) {
    return json.isTextual() ? LocalDate.parse(json.asText()) : null;
  }

  /// Writes the price as a schedule keeps it.
  void into(ObjectNode json) {
    json.put("point", point.id())
        .put("startDate", Objects.toString(startDate, null))
        .put("endDate", Objects.toString(endDate, null));
  }

  /// Returns the equal price in another territory.
  Price in(String territory) {
    return new Price(new PricePoint(point.appId(), territory, point.tier()), startDate, endDate);
  }

  /// Returns the id, which consists of point and interval. Its form was seen at the prices of a
  /// purchase: `"sd":0.0,"ed":1683615600.000000000`.
  String id() {
    String text =
        "{\"s\":\"%s\",\"t\":\"%s\",\"p\":\"%d\",\"sd\":%s,\"ed\":%s}"
            .formatted(
                point.appId(),
                point.territory(),
                point.tier(),
                seconds(startDate),
                seconds(endDate));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String seconds(@Nullable LocalDate date) {
    return date == null ? "0.0" : date.atStartOfDay(PACIFIC).toEpochSecond() + ".000000000";
  }

  /// Returns the interval in Apple's words, for example `[null - 2023-04-24T00:00]`.
  String interval() {
    return "[" + midnight(startDate) + " - " + midnight(endDate) + "]";
  }

  private static String midnight(@Nullable LocalDate date) {
    return date == null ? "null" : date.atStartOfDay().toString();
  }
}
