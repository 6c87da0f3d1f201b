package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was found and done about the encryption declaration of a build that uses non-exempt
/// encryption.
///
/// @param attached the declaration that the build has; null without one
/// @param best of the app's declarations that fit the build, the one to attach; null when none fits
/// @param fitting how many of the app's declarations fit the build
/// @param lookedAt when Apple was last asked
/// @param refusedAt when Apple refused the build because it had not decided on the attached
///   declaration yet; null otherwise
public record EncryptionLedger(
    @Nullable Declaration attached,
    @Nullable Declaration best,
    int fitting,
    Instant lookedAt,
    @Nullable Instant refusedAt) {

  /// A declaration as Apple last showed it.
  public record Declaration(
      AppEncryptionDeclarationId id,
      AppEncryptionDeclarationState state,
      @Nullable String appDescription,
      @Nullable Instant createdDate) {

    public static Declaration of(AppEncryptionDeclaration found) {
      return new Declaration(
          found.id(), found.state(), found.appDescription(), found.createdDate());
    }

    public boolean isApproved() {
      return state == AppEncryptionDeclarationState.APPROVED;
    }

    /// Returns whether Apple may accept a build with this declaration.
    public boolean isUsable() {
      return isApproved() || state.isUndecided();
    }
  }

  /// Returns the declaration that the build has, if Apple may accept the build with it.
  public @Nullable Declaration usable() {
    return attached == null || !attached.isUsable() ? null : attached;
  }

  /// Returns whether Apple refused the build because it has not decided on its declaration yet.
  public boolean waitsForApple() {
    var usable = usable();
    return refusedAt != null && usable != null && !usable.isApproved();
  }

  public EncryptionLedger withAttached(Declaration declaration) {
    return new EncryptionLedger(declaration, best, fitting, lookedAt, null);
  }

  /// Returns the ledger without a declaration to attach: Apple keeps the attached one.
  public EncryptionLedger kept() {
    return new EncryptionLedger(attached, null, fitting, lookedAt, refusedAt);
  }

  public EncryptionLedger refused(Instant at) {
    return new EncryptionLedger(attached, best, fitting, lookedAt, at);
  }
}
