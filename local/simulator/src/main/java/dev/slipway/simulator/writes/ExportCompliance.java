package dev.slipway.simulator.writes;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.Set;

/// What export compliance requires of a build that uses non-exempt encryption.
public final class ExportCompliance {
  private static final Set<String> REFUSED = Set.of("REJECTED", "INVALID", "EXPIRED");

  private ExportCompliance() {}

  /// Returns whether builds with this encryption declaration can be tested and submitted.
  public static boolean suffices(World world, Resource declaration) {
    String state = declaration.text("appEncryptionDeclarationState");
    return world.guesses().turned(Guess.DECLARATION_MUST_BE_APPROVED)
        ? state.equals("APPROVED")
        : !REFUSED.contains(state);
  }
}
