package dev.slipway.appstoreconnect.builds;

/// How far Apple is with an encryption declaration (spec: AppEncryptionDeclarationState).
public enum AppEncryptionDeclarationState {
  CREATED,
  IN_REVIEW,
  APPROVED,
  REJECTED,
  INVALID,
  EXPIRED,
  /// A value that Apple added later.
  UNKNOWN;

  /// Returns whether Apple has not decided yet. Whether such a declaration is enough for a build is
  /// not known: clients in use take it, one insists on APPROVED (first-release-live.md, A11).
  public boolean isUndecided() {
    return switch (this) {
      case CREATED, IN_REVIEW, UNKNOWN -> true;
      case APPROVED, REJECTED, INVALID, EXPIRED -> false;
    };
  }
}
