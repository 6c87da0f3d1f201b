package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One price of a new schedule.
///
/// @param pricePoint a point of the territory for which the price is
/// @param startDate null to begin now: Apple refuses a date in the past (first-release-live.md, B1)
/// @param endDate the day on which it no longer applies; null when it applies until it is changed
public record NewAppPrice(
    AppPricePointId pricePoint, @Nullable LocalDate startDate, @Nullable LocalDate endDate) {}
