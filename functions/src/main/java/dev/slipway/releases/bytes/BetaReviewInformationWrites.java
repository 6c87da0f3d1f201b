package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Acted.Stop;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.Attempted;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.AnswerAgeRating;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.refusals.CarriedContent;
import dev.slipway.releases.testflight.BetaReviewInformation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes what Beta App Review asks for, as far as it differs. For one run.
final class BetaReviewInformationWrites {
  private final AppStoreConnectClient apple;
  private final ContentGate gate;
  private final Supplier<ReleaseRecord> latest;
  private final boolean roleFound;

  BetaReviewInformationWrites(
      AppStoreConnectClient apple,
      ContentGate gate,
      Supplier<ReleaseRecord> latest,
      boolean roleFound) {
    this.apple = apple;
    this.gate = gate;
    this.latest = latest;
    this.roleFound = roleFound;
  }

  Acted apply(LoadedDrop loaded, Instant now) {
    var changes =
        BetaReviewInformation.compare(apple, RequiredFacts.app(latest.get()), loaded.content());
    var id = changes.detailId();
    var detail = changes.detail();
    var rating = changes.ageRating();
    if (id != null && detail != null) {
      var ended = write(detail, () -> apple.betaAppReviewDetails().update(id, detail.attributes()));
      if (ended != null) {
        return ended;
      }
    }
    if (rating != null) {
      var ended =
          write(rating, () -> apple.ageRatingDeclarations().update(rating.id(), answers(rating)));
      if (ended != null) {
        return ended;
      }
    }
    var release = latest.get();
    return StepResult.progressed(
        release.withTestFlight(release.testFlight().withReviewInformationAt(now)));
  }

  /// Makes one call, if the lane is still held.
  ///
  /// @return how the step ends; null when it continues
  private @Nullable Acted write(ContentChange change, Runnable call) {
    var answer = gate.beforeWrite();
    if (answer != ContentGate.Answer.GO_ON) {
      return answer == ContentGate.Answer.LANE_LOST ? Stop.LANE_LOST : Stop.ORDERED;
    }
    try {
      call.run();
      return null;
    } catch (AppStoreConnectException e) {
      return new StepResult(
          latest.get(),
          AppleErrorPolicy.of(
              e,
              new Attempted(
                  WriteKind.APPLY_BETA_REVIEW_INFORMATION.words(),
                  CarriedContent.of(change),
                  roleFound)));
    }
  }

  private static Map<String, Object> answers(AnswerAgeRating rating) {
    var answers = new LinkedHashMap<String, Object>();
    rating.answers().forEach((question, answer) -> answers.put(question, answer.after()));
    return answers;
  }
}
