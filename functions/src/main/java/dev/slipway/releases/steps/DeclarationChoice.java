package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.resource.Platform;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The encryption declarations of an app that fit a build with non-exempt encryption, the best one
/// first. Pure.
///
/// A declaration fits unless Apple has rejected it, it has expired, it declares exempt encryption,
/// or it is for another platform or another export compliance code. An approved one is better than
/// one that Apple has not decided on, and of two alike the newer one is better.
public record DeclarationChoice(List<AppEncryptionDeclaration> fitting) {
  public DeclarationChoice {
    fitting = List.copyOf(fitting);
  }

  /// Chooses among the app's declarations.
  ///
  /// @param code `ITSEncryptionExportComplianceCode` of the build; null without one
  public static DeclarationChoice of(
      List<AppEncryptionDeclaration> declarations, Platform platform, @Nullable String code) {
    return new DeclarationChoice(
        declarations.stream()
            .filter(found -> fits(found, platform, code))
            .sorted(
                Comparator.comparingInt((AppEncryptionDeclaration found) -> rank(found, code))
                    .thenComparing(DeclarationChoice::created, Comparator.reverseOrder()))
            .toList());
  }

  /// Returns the declaration to attach; empty when none fits.
  public Optional<AppEncryptionDeclaration> best() {
    return fitting.stream().findFirst();
  }

  private static boolean fits(
      AppEncryptionDeclaration found, Platform platform, @Nullable String code) {
    return rank(found, code) >= 0
        && !Boolean.TRUE.equals(found.exempt())
        && (found.platform() == null || found.platform() == platform)
        && (code == null || found.codeValue() == null || found.codeValue().equals(code));
  }

  /// Returns a number that is lower for a better declaration; negative for one that fits no build.
  private static int rank(AppEncryptionDeclaration found, @Nullable String code) {
    int ofState =
        switch (found.state()) {
          case APPROVED -> 0;
          case IN_REVIEW -> 1;
          case CREATED -> 2;
          case UNKNOWN -> 3;
          case REJECTED, INVALID, EXPIRED -> -1;
        };
    boolean otherCode = code != null && !code.equals(found.codeValue());
    return ofState >= 0 && otherCode ? ofState + 4 : ofState;
  }

  private static Instant created(AppEncryptionDeclaration found) {
    return Objects.requireNonNullElse(found.createdDate(), Instant.EPOCH);
  }
}
