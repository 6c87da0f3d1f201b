package dev.slipway.appstoreconnect.purchases;

/// The state of a version of a product or of a subscription group (spec:
/// InAppPurchaseVersion.state, SubscriptionVersion.state, SubscriptionGroupVersion.state).
public enum PurchaseVersionState {
  PREPARE_FOR_SUBMISSION,
  READY_FOR_REVIEW,
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  ACCEPTED,
  APPROVED,
  REPLACED_WITH_NEW_VERSION,
  REJECTED,
  DEVELOPER_REJECTED,
  /// A value that Apple added later.
  UNKNOWN;

  /// Returns whether Apple takes the version as an item of a draft submission: "Only versions in
  /// 'Prepare for Submission' or 'Developer Rejected' state can be submitted" (public report of
  /// 2026).
  public boolean isAddable() {
    return this == PREPARE_FOR_SUBMISSION || this == DEVELOPER_REJECTED;
  }

  /// Returns whether App Review has approved the version, so that its product can be on sale.
  public boolean isApproved() {
    return this == ACCEPTED || this == APPROVED || this == REPLACED_WITH_NEW_VERSION;
  }
}
