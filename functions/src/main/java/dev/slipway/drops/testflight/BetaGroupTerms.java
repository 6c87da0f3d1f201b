package dev.slipway.drops.testflight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a `release.json` wants of a beta group.
///
/// @param internal whether the group is for users of the team when Slipway creates it; otherwise it
///   is for external testers
/// @param publicLink null to leave the public link as it is
/// @param testers who joins the group; Slipway removes no tester
public record BetaGroupTerms(
    String name, boolean internal, @Nullable PublicLink publicLink, List<Tester> testers) {

  /// A link with which anyone can join an external group.
  ///
  /// @param testerLimit how many testers can join by the link; null for no limit but Apple's
  public record PublicLink(@Nullable Integer testerLimit) {}

  /// A tester, who gets an invitation by e-mail from Apple.
  public record Tester(String email, @Nullable String firstName, @Nullable String lastName) {}

  public BetaGroupTerms {
    testers = List.copyOf(testers);
  }

  /// Returns the terms of a group of which only the name is given.
  static BetaGroupTerms named(String name) {
    return new BetaGroupTerms(name, false, null, List.of());
  }
}
