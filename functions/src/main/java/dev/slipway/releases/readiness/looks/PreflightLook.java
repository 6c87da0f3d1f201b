package dev.slipway.releases.readiness.looks;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.UPDATE_WITHOUT_WHATS_NEW;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WHATS_NEW_REPEATED;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.Preflight;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.List;
import java.util.stream.Stream;

/// Looks at texts, categories, content rights, age rating, review contact and the key's role by the
/// table of preflight.
final class PreflightLook implements ReadinessLook {

  @Override
  public List<Finding> look(AppAtApple app) {
    var subject = PreflightSubject.withoutDrop(app.facts(), app.verdict(), app.now());
    return Stream.concat(
            // VersionLook says what a version in preparation lacks of "What's New". Without one,
            // the next release brings the text.
            Preflight.examineWithoutDrop(subject, app.facts()).stream()
                .filter(found -> !found.isOf(UPDATE_WITHOUT_WHATS_NEW))
                .filter(found -> !found.isOf(WHATS_NEW_REPEATED)),
            contradictions(app).stream())
        .toList();
  }

  private static List<Finding> contradictions(AppAtApple app) {
    var findings = new FindingList(true, false, null);
    app.facts()
        .appInfo()
        .map(info -> info.ageRating())
        .ifPresent(
            rating ->
                // What is only unanswered is reported as that.
                AgeRating.contradictions(rating.answers(), false)
                    .forEach(
                        found ->
                            findings.add(
                                ReadingCheck.AGE_RATING_CONTRADICTORY,
                                "app_rating_config.json",
                                found)));
    return findings.toList();
  }
}
