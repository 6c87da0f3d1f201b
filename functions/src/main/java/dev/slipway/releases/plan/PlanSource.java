package dev.slipway.releases.plan;

import dev.slipway.drops.ObjectVersion;
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
/// @param files the pinned files of the drop, by their paths, and what started it
public record PlanSource(
    boolean encryptionInBuild,
    List<PlannedAction> betaReviewActions,
    List<PlannedAction> contentActions,
    @Nullable Problem locked,
    int contentReads,
    List<ObjectVersion> files) {
  public PlanSource {
    betaReviewActions = List.copyOf(betaReviewActions);
    contentActions = List.copyOf(contentActions);
    files = List.copyOf(files);
  }

  /// Creates the source of a drop whose files are not known.
  public PlanSource(
      boolean encryptionInBuild,
      List<PlannedAction> betaReviewActions,
      List<PlannedAction> contentActions,
      @Nullable Problem locked,
      int contentReads) {
    this(encryptionInBuild, betaReviewActions, contentActions, locked, contentReads, List.of());
  }

  /// Returns the same for a drop with these files.
  public PlanSource withFiles(List<ObjectVersion> pinned) {
    return new PlanSource(
        encryptionInBuild, betaReviewActions, contentActions, locked, contentReads, pinned);
  }
}
