package dev.slipway.appstoreconnect.purchases;

/// The state of a product (spec: InAppPurchaseState, Subscription.state). It says less than the
/// state of the product's version: READY_TO_SUBMIT covers one that lies in a draft submission, and
/// one that was withdrawn (public reports of 2026).
public enum PurchaseState {
  MISSING_METADATA,
  WAITING_FOR_UPLOAD,
  PROCESSING_CONTENT,
  READY_TO_SUBMIT,
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  DEVELOPER_ACTION_NEEDED,
  PENDING_BINARY_APPROVAL,
  APPROVED,
  DEVELOPER_REMOVED_FROM_SALE,
  REMOVED_FROM_SALE,
  REJECTED,
  /// A value that Apple added later.
  UNKNOWN
}
