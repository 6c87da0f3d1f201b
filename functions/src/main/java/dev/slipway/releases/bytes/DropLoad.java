package dev.slipway.releases.bytes;

import dev.slipway.releases.actions.Outcome;

/// The result of loading a drop.
sealed interface DropLoad permits LoadedDrop, DropLoad.Unusable {

  /// The drop cannot be used yet, or not at all; the outcome says which.
  record Unusable(Outcome outcome) implements DropLoad {}
}
