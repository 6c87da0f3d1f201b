package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Problems of price and availability that preflight could not foresee.
final class PricingProblems {
  private PricingProblems() {}

  /// Returns the problem of a price that Apple had during preflight, and no longer has.
  static Optional<Problem> priceGone(@Nullable PriceTerms terms, PricingFacts facts) {
    var present = facts.price();
    var wanted = facts.wanted();
    return terms == null || present == null || wanted == null || wanted.exact() != null
        ? Optional.empty()
        : Optional.of(
            Problem.at(
                "$.price",
                ProblemType.RELEASE_JSON_INVALID,
                "Apple no longer has the price "
                    + present.words(terms)
                    + ". Upload the folder again: the checks then name the nearest prices."));
  }

  /// Returns whether Apple refuses to create an availability because the app has one, although it
  /// does not show its territories yet (apple-2026.md, 7).
  static boolean isAvailabilityThere(AppStoreConnectException e) {
    return e instanceof Conflict
        && e.path().equals("/v2/appAvailabilities")
        && e.errors().stream()
            .anyMatch(error -> "/data/relationships/app".equals(error.sourcePointer()));
  }
}
