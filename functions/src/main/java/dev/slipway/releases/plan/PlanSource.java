package dev.slipway.releases.plan;

import dev.slipway.releases.model.ledgers.PlannedAction;
import java.util.List;

/// What a plan needs to know of the drop and of what its content changes at Apple.
///
/// @param encryptionInBuild whether the Info.plist answers the question of encryption, so that
///   Apple takes the answer from there
/// @param contentActions what carrying out the content would do
/// @param contentReads how many reading calls that takes, with the looks at Apple's processing
public record PlanSource(
    boolean encryptionInBuild, List<PlannedAction> contentActions, int contentReads) {
  public PlanSource {
    contentActions = List.copyOf(contentActions);
  }
}
