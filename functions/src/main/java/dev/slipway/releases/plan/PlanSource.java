package dev.slipway.releases.plan;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ledgers.PlannedAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a plan needs to know of the drop and of the changes that its content makes at Apple.
///
/// @param encryptionInBuild whether the Info.plist answers the encryption question, so that Apple
///   takes the answer from there
/// @param betaReviewActions what a run would do with the information for Beta App Review
/// @param contentActions what a run would do with the content
/// @param locked what the state of the version does not allow to change; null for nothing
/// @param contentReads how many calls a run makes to read, including the looks at Apple's
///   processing
public record PlanSource(
    boolean encryptionInBuild,
    List<PlannedAction> betaReviewActions,
    List<PlannedAction> contentActions,
    @Nullable Problem locked,
    int contentReads) {
  public PlanSource {
    betaReviewActions = List.copyOf(betaReviewActions);
    contentActions = List.copyOf(contentActions);
  }
}
