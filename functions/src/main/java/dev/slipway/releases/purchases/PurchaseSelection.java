package dev.slipway.releases.purchases;

import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseVersion;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.drops.manifest.PurchaseTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which versions of products go to App Review with a version of the app. Decides by the state of
/// the product's version, because the product's own says less (first-release-live.md, E). Pure.
public final class PurchaseSelection {
  private PurchaseSelection() {}

  /// A version of a product that App Review has not approved.
  ///
  /// @param name the Product ID; of a subscription group its reference name
  /// @param group of a subscription: the version of its group, if App Review has approved none of
  ///   the group's and it has to be in the same submission (first-release-live.md, A9); null
  ///   otherwise
  public record Candidate(
      PurchaseVersionId version,
      String name,
      PurchaseVersionState state,
      @Nullable PurchaseVersionId group) {

    /// Returns the candidate that is this one's group; empty without one.
    public Optional<Candidate> groupIn(List<Candidate> candidates) {
      return candidates.stream().filter(other -> other.version.equals(group)).findFirst();
    }
  }

  /// Returns the versions that a release wants in its submission, in the order in which Apple takes
  /// them: each group before its subscriptions, then in-app purchases. A group comes along with its
  /// subscriptions as long as App Review has not approved its version; an approved one need not
  /// come again (first-release-live.md, A9).
  public static List<Candidate> of(AppPurchases purchases, PurchaseTerms terms) {
    var candidates = new ArrayList<Candidate>();
    for (AppPurchases.Group group : purchases.groups()) {
      var versions = group.group().versions();
      var open = open(versions);
      boolean first = versions.stream().noneMatch(version -> version.state().isApproved());
      var subscriptions =
          named(
              group.subscriptions(),
              terms,
              first ? open.map(PurchaseVersion::id).orElse(null) : null);
      if (!subscriptions.isEmpty()) {
        open.ifPresent(
            version ->
                candidates.add(
                    new Candidate(
                        version.id(), group.group().referenceName(), version.state(), null)));
        candidates.addAll(subscriptions);
      }
    }
    candidates.addAll(named(purchases.inAppPurchases(), terms, null));
    return candidates;
  }

  private static List<Candidate> named(
      List<Purchase> products, PurchaseTerms terms, @Nullable PurchaseVersionId group) {
    return products.stream()
        .filter(product -> terms.names(product.productId()))
        .filter(product -> !PurchaseReading.isUnfinished(product))
        .flatMap(
            product ->
                open(product.versions())
                    .map(
                        version ->
                            new Candidate(
                                version.id(), product.productId(), version.state(), group))
                    .stream())
        .toList();
  }

  /// Returns the version that App Review has not approved; Apple keeps one at a time
  /// (`STATE_ERROR.ALREADY_EXISTS` "There is already an inflight version", first-release-live.md,
  /// E).
  private static Optional<PurchaseVersion> open(List<PurchaseVersion> versions) {
    return versions.stream()
        .filter(version -> !version.state().isApproved())
        .filter(version -> version.state() != PurchaseVersionState.UNKNOWN)
        .findFirst();
  }
}
