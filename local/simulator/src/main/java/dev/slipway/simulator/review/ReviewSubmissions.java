package dev.slipway.simulator.review;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `reviewSubmissions`: several may be open for an app and platform, but few in review at once
/// (`SubmitRules`).
public final class ReviewSubmissions {
  private final AppReview appReview;
  private final Cancellations cancellations;

  public ReviewSubmissions(AppReview appReview, Cancellations cancellations) {
    this.appReview = appReview;
    this.cancellations = cancellations;
  }

  public void register(Writes writes) {
    writes.on("POST /v1/reviewSubmissions", ReviewSubmissions::create);
    writes.on("PATCH /v1/reviewSubmissions/{id}", this::update);
  }

  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    String platform = call.text("platform");
    Resource other = withAppReview(call.world(), app.id(), platform);
    if (other != null && call.world().guesses().turned(Guess.SECOND_OPEN_SUBMISSION)) {
      // In the words that Codemagic's cli-tools parse.
      throw new ApiException(
          ApiError.state(
              ".ENTITY_STATE_INVALID",
              "There is another reviewSubmissions with id " + other.id() + " still in progress"));
    }
    return touch(call, draft(call.world(), app, platform.isEmpty() ? null : platform));
  }

  /// Adds a draft. Drafts can lie beside each other, and one may have no platform before it is
  /// submitted (review-live.md, A10 and D).
  static Resource draft(World world, Resource app, @Nullable String platform) {
    Resource submission = world.create("reviewSubmissions", app.issuerId()).relate("app", app.id());
    return submission.set("platform", platform).set("state", "READY_FOR_REVIEW");
  }

  private static @Nullable Resource withAppReview(World world, String appId, String platform) {
    for (Resource submission : world.all("reviewSubmissions")) {
      if (Objects.equals(submission.relation("app"), appId)
          && submission.text("platform").equals(platform)
          && !Set.of("READY_FOR_REVIEW", "COMPLETE").contains(submission.text("state"))) {
        return submission;
      }
    }
    return null;
  }

  /// Records who changed a submission last.
  static Resource touch(WriteCall call, Resource submission) {
    String actorId = call.key().keyId();
    if (call.world().find("actors", actorId) == null) {
      call.world()
          .create("actors", actorId, call.key().issuerId())
          .set("actorType", "API_KEY")
          .set("apiKeyId", actorId);
    }
    submission.relate("lastUpdatedByActor", actorId);
    return submission;
  }

  private Resource update(WriteCall call) {
    Resource submission = call.target();
    boolean submit = call.attribute("submitted").asBoolean();
    boolean cancel = call.attribute("canceled").asBoolean();
    if (submit && cancel) {
      throw new ApiException(
          AttributeErrors.invalid(
              "canceled", "A submission can not be submitted and canceled at once"));
    }
    if (!call.text("platform").isEmpty()
        && submission.has("platform")
        && !call.text("platform").equals(submission.text("platform"))) {
      throw new ApiException(
          AttributeErrors.invalid("platform", "The platform can not be changed"));
    }
    if (submit) {
      var items = new SubmitRules(call.world(), appReview.quirks(), submission).check();
      submission.set("submittedDate", Dates.format(call.now()));
      touch(call, submission);
      submission.relate("submittedByActor", call.key().keyId());
      appReview.submit(submission, items);
    } else if (cancel) {
      cancellations.begin(submission);
    }
    return touch(call, submission);
  }
}
