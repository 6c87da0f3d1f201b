package dev.slipway.releases.plan;

import dev.slipway.releases.model.ledgers.EncryptionLedger;
import dev.slipway.releases.model.ledgers.EncryptionLedger.Declaration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The encryption declaration that a dry run imagines on a build.
///
/// @param ledger with a declaration to attach
record PlannedDeclaration(EncryptionLedger ledger) {

  /// Returns the declaration that the build has, in words; null without one.
  @Nullable String before() {
    return ledger.attached() == null ? null : words(ledger.attached());
  }

  /// Returns the declaration that the build gets, in words, and why it is this one.
  String after() {
    return words(best())
        + (ledger.fitting() > 1 ? ", the best of " + ledger.fitting() + " that fit the build" : "");
  }

  EncryptionLedger applied() {
    return ledger.withAttached(best());
  }

  private Declaration best() {
    var best = ledger.best();
    if (best == null) {
      throw new IllegalStateException("planned without a declaration to attach");
    }
    return best;
  }

  private static String words(Declaration declaration) {
    var created = declaration.createdDate();
    String description = declaration.appDescription();
    return declaration.state()
        + (created == null ? "" : ", created on " + created.atOffset(ZoneOffset.UTC).toLocalDate())
        + (description == null || description.isBlank() ? "" : ": \"" + description + "\"");
  }
}
