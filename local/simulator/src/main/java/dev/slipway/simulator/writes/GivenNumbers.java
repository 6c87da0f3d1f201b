package dev.slipway.simulator.writes;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;

/// The numbers that a client gives for a build upload or a version.
public final class GivenNumbers {
  private GivenNumbers() {}

  /// Returns the text that Apple shows for a number that a client gave. (Builds and their trains
  /// are named by what is in the .ipa, always without leading zeros.)
  public static String shown(World world, String number) {
    return world.guesses().turned(Guess.LEADING_ZEROS)
        ? VersionNumbers.withoutLeadingZeros(number)
        : number;
  }
}
