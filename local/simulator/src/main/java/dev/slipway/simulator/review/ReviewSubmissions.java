package dev.slipway.simulator.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `reviewSubmissions`: one open submission per app and platform.
public final class ReviewSubmissions {
  private static final Set<String> CANCELABLE =
      Set.of("READY_FOR_REVIEW", "WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES");

  private final AppReview appReview;

  public ReviewSubmissions(AppReview appReview) {
    this.appReview = appReview;
  }

  public void register(Writes writes) {
    writes.on("POST /v1/reviewSubmissions", ReviewSubmissions::create);
    writes.on("PATCH /v1/reviewSubmissions/{id}", this::update);
  }

  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    String platform =
        call.text("platform").isEmpty()
            ? app.hidden().path("platform").asText()
            : call.text("platform");
    Resource open = open(call.world(), app.id(), platform);
    if (open != null) {
      throw new ApiException(
          ApiError.state(
              ".ENTITY_STATE_INVALID",
              "There is another reviewSubmissions with id " + open.id() + " still in progress."));
    }
    Resource submission = call.create("reviewSubmissions").relate("app", app.id());
    submission.set("platform", platform).set("state", "READY_FOR_REVIEW");
    touch(call, submission);
    return submission;
  }

  static @Nullable Resource open(World world, String appId, String platform) {
    for (Resource submission : world.all("reviewSubmissions")) {
      if (Objects.equals(submission.relation("app"), appId)
          && submission.text("platform").equals(platform)
          && !submission.text("state").equals("COMPLETE")) {
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
          ApiError.attributeInvalid(
              "canceled", "A submission can not be submitted and canceled at once"));
    }
    if (!call.text("platform").isEmpty()
        && !call.text("platform").equals(submission.text("platform"))) {
      throw new ApiException(
          ApiError.attributeInvalid("platform", "The platform can not be changed"));
    }
    if (submit) {
      submit(call, submission);
    } else if (cancel) {
      if (!CANCELABLE.contains(submission.text("state"))) {
        throw new ApiException(ApiError.notInValidState("reviewSubmissions", submission.id()));
      }
      appReview.cancel(submission);
    }
    return touch(call, submission);
  }

  private void submit(WriteCall call, Resource submission) {
    World world = call.world();
    String state = submission.text("state");
    List<Resource> items =
        world.related(submission, "items").stream()
            .filter(item -> !item.text("state").equals("REMOVED"))
            .toList();
    boolean ready =
        Set.of("READY_FOR_REVIEW", "UNRESOLVED_ISSUES").contains(state)
            && !items.isEmpty()
            && items.stream().noneMatch(item -> item.text("state").equals("REJECTED"));
    if (!ready) {
      throw new ApiException(ApiError.notInValidState("reviewSubmissions", submission.id()));
    }
    if (items.stream().anyMatch(item -> item.hidden().has("settlesAt"))) {
      throw new ApiException(
          ApiError.state("", "Version is not ready to be submitted yet, please try again later."));
    }
    ObjectNode associated = JsonNodeFactory.instance.objectNode();
    for (Resource item : items) {
      Resource version = ItemContents.version(world, item);
      if (version != null) {
        associated.setAll(SubmissionChecks.of(world, version));
      }
    }
    if (!associated.isEmpty()) {
      ObjectNode meta = JsonNodeFactory.instance.objectNode();
      meta.set("associatedErrors", associated);
      throw new ApiException(ApiError.state("", "Submit for review errors found.").withMeta(meta));
    }
    submission.set("submittedDate", Dates.format(call.now()));
    touch(call, submission);
    submission.relate("submittedByActor", call.key().keyId());
    appReview.submit(submission, items);
  }
}
