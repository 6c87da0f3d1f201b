package dev.slipway.releases.preflight.texts;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.HashMap;
import java.util.List;

/// Finds answers of the drop's age rating that contradict those that Apple has. What contradicts
/// itself within the file is found when the file is read.
public final class AgeRatingChecks {
  private AgeRatingChecks() {}

  public static void run(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    AgeRating rating = subject.content().ageRating();
    if (rating == null || apple.appInfos().isEmpty()) {
      return;
    }
    var answers = new HashMap<String, Object>();
    apple
        .appInfo()
        .map(info -> info.ageRating())
        .ifPresent(declaration -> answers.putAll(declaration.answers()));
    List<String> before = AgeRating.contradictions(answers, true);
    answers.putAll(rating.answers());
    AgeRating.contradictions(answers, true).stream()
        .filter(found -> !before.contains(found))
        .forEach(
            found -> findings.add(ReadingCheck.AGE_RATING_CONTRADICTORY, rating.source(), found));
  }
}
