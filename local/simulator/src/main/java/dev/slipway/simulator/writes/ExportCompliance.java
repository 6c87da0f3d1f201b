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
    return world.guesses().turned(Guess.DECLARATION_MUST_BE_APPROVED)
        ? state(declaration).equals("APPROVED")
        : !isRefused(declaration);
  }

  /// Returns whether Apple has decided against the declaration, or it is no longer valid.
  public static boolean isRefused(Resource declaration) {
    return REFUSED.contains(state(declaration));
  }

  private static String state(Resource declaration) {
    return declaration.text("appEncryptionDeclarationState");
  }
}
