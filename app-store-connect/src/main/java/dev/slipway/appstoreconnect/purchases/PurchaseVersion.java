package dev.slipway.appstoreconnect.purchases;

import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// A version of an in-app purchase, a subscription or a subscription group.
public record PurchaseVersion(PurchaseVersionId id, PurchaseVersionState state) {
  static final List<String> FIELDS = List.of("version", "state");

  static List<PurchaseVersion> readAll(Resource owner, VersionKind kind) {
    return owner.relatedAll(
        "versions",
        version ->
            new PurchaseVersion(
                new PurchaseVersionId(kind, version.id()),
                version.constant(
                    "state", PurchaseVersionState.class, PurchaseVersionState.UNKNOWN)));
  }
}
