package dev.slipway.appstoreconnect.purchases;

import dev.slipway.appstoreconnect.resource.PurchaseId.SubscriptionGroupId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// A group of subscriptions.
///
/// @param referenceName which only the team sees
/// @param subscriptions at most 50, without their versions
/// @param complete whether these are all subscriptions of the group
/// @param versions of the group; empty when they were not requested
public record SubscriptionGroup(
    SubscriptionGroupId id,
    String referenceName,
    List<Purchase> subscriptions,
    boolean complete,
    List<PurchaseVersion> versions) {
  public SubscriptionGroup {
    subscriptions = List.copyOf(subscriptions);
    versions = List.copyOf(versions);
  }

  static SubscriptionGroup read(Resource resource) {
    return new SubscriptionGroup(
        new SubscriptionGroupId(resource.id()),
        resource.attributes().optionalString("referenceName").orElse(""),
        resource.relatedAll("subscriptions", Purchase::subscription),
        resource.isComplete("subscriptions"),
        PurchaseVersion.readAll(resource, VersionKind.SUBSCRIPTION_GROUP));
  }
}
