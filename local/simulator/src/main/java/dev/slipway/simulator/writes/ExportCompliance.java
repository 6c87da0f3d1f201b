package dev.slipway.simulator.writes;

import dev.slipway.simulator.state.Resource;

/// What export compliance requires of a build that uses non-exempt encryption.
public final class ExportCompliance {
  private ExportCompliance() {}

  /// Returns whether Apple approved the encryption declaration. Until then its builds can neither
  /// be tested nor submitted.
  public static boolean isApproved(Resource declaration) {
    return declaration.text("appEncryptionDeclarationState").equals("APPROVED");
  }
}
