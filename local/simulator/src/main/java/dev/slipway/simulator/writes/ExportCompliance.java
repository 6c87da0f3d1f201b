package dev.slipway.simulator.writes;

import dev.slipway.simulator.state.Resource;

/// What export compliance asks of a build that uses encryption of its own.
public final class ExportCompliance {
  private ExportCompliance() {}

  /// Whether Apple approved the encryption declaration; until then its builds can neither be tested
  /// nor submitted.
  public static boolean isApproved(Resource declaration) {
    return declaration.text("appEncryptionDeclarationState").equals("APPROVED");
  }
}
