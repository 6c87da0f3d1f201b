package dev.slipway.simulator.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.JustCanceled;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `reviewSubmissionItems`: what a submission contains. Calls add app versions, and purchases by
/// `PurchaseItems`; anything else comes from `ForeignItems`.
public final class ReviewSubmissionItems {
  /// Apple reviews an asset of the library also without its version (asset-library.md, 3; public
  /// clients do it), which the simulator does not.
  private static final Set<String> ASSETS = Set.of("appAssetLibraryImage", "appAssetLibraryVideo");

  /// Hidden fact of an item: the state of its version before it was added.
  static final String STATE_BEFORE = "stateBefore";

  private final AppReview appReview;

  public ReviewSubmissionItems(AppReview appReview) {
    this.appReview = appReview;
  }

  public void register(Writes writes) {
    writes.on("POST /v1/reviewSubmissionItems", this::create);
    writes.on("PATCH /v1/reviewSubmissionItems/{id}", this::update);
    writes.on("DELETE /v1/reviewSubmissionItems/{id}", ReviewSubmissionItems::delete);
  }

  private Resource create(WriteCall call) {
    World world = call.world();
    Resource submission = call.related("reviewSubmission", "reviewSubmissions");
    if (call.data().path("relationships").size() != 2) {
      throw new ApiException(
          ApiError.entity(
              "/data/relationships",
              "Exactly one relationship beside 'reviewSubmission' is needed."));
    }
    for (ForeignItem kind : ForeignItem.values()) {
      if (kind.isPurchase() && call.givesRelationship(kind.relationship())) {
        return PurchaseItems.create(call, submission, kind);
      }
    }
    call.data()
        .path("relationships")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (ASSETS.contains(name)) {
                call.related(name, name + "s");
                throw new ApiException(
                    ApiError.notBuilt("POST /v1/reviewSubmissionItems with " + name));
              }
              if (!Set.of("reviewSubmission", "appStoreVersion").contains(name)) {
                throw new ApiException(
                    RelationshipErrors.invalid(
                        name,
                        "There is no such resource: only a person adds these, on the web site"));
              }
            });
    Resource version = call.related("appStoreVersion", "appStoreVersions");
    refuseForeign(submission, version);
    requireDraft(submission);
    refuseTaken(world, submission, version);
    refuseSecond(world, submission);
    if (!VersionStates.isEditable(version) || JustCanceled.isUnsettled(world, version)) {
      throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
    }
    ObjectNode associated = SubmissionChecks.of(world, appReview.quirks(), version);
    if (!associated.isEmpty()) {
      throw new ApiException(SubmissionChecks.refusal(world, version, version.id(), associated));
    }
    Resource item =
        world
            .create(
                "reviewSubmissionItems",
                AppleNumbers.itemId(submission, AppleNumbers.APP_STORE_VERSION, version),
                call.key().issuerId())
            .relate("reviewSubmission", submission.id())
            .relate("appStoreVersion", version.id());
    item.set("state", "READY_FOR_REVIEW");
    item.hidden().put(STATE_BEFORE, VersionStates.of(version));
    submission.relate("appStoreVersionForReview", version.id());
    ReviewSubmissions.touch(call, submission);
    appReview.added(item);
    return item;
  }

  /// Requires a submission that was not sent yet.
  static void requireDraft(Resource submission) {
    if (!submission.text("state").equals("READY_FOR_REVIEW")) {
      throw new ApiException(
          ApiError.state(
              ".ENTITY_STATE_INVALID", "reviewSubmission state does not allow adding more items."));
    }
  }

  /// Reports that the submission has the version already.
  static ApiError alreadyAdded(String relationship, Resource version) {
    return new ApiError(
        409,
        "ENTITY_ERROR.RELATIONSHIP.INVALID.NOT_ALLOWED",
        "The provided entity includes a relationship with an invalid value",
        relationship + " with id " + version.id() + " was already added to this reviewSubmission.",
        "/data/relationships/" + relationship,
        null,
        null,
        null);
  }

  private static void refuseForeign(Resource submission, Resource version) {
    boolean otherPlatform =
        submission.has("platform") && !submission.text("platform").equals(version.text("platform"));
    if (!Objects.equals(submission.relation("app"), version.relation("app")) || otherPlatform) {
      throw new ApiException(
          RelationshipErrors.invalid(
              "appStoreVersion",
              "The version belongs to another app or platform than the submission."));
    }
  }

  /// A version is in one open submission at most. Apple names the version by its internal number if
  /// another one has it (review-live.md, A2), and answers differently if this one has it (B).
  private static void refuseTaken(World world, Resource submission, Resource version) {
    for (Resource item : world.all("reviewSubmissionItems")) {
      Resource other = world.get("reviewSubmissions", item.relation("reviewSubmission"));
      if (!version.id().equals(item.relation("appStoreVersion"))
          || item.text("state").equals("REMOVED")
          || other.text("state").equals("COMPLETE")) {
        continue;
      }
      if (other == submission) {
        throw new ApiException(alreadyAdded("appStoreVersion", version));
      }
      String number = AppleNumbers.of(version);
      ObjectNode associated = JsonNodeFactory.instance.objectNode();
      associated
          .putArray("/appStoreVersions/" + number)
          .add(
              ApiError.state(
                      ".ITEM_PART_OF_ANOTHER_SUBMISSION",
                      "Item is already present in another reviewSubmission",
                      "appStoreVersions with id "
                          + number
                          + " was already added to another reviewSubmission with id "
                          + other.id())
                  .toJson());
      throw new ApiException(SubmissionChecks.refusal(world, version, number, associated));
    }
  }

  /// A submission has one version at most. Apple's answer has the sentence as title, and no detail
  /// (codemagic-ci-cd/cli-tools#316).
  private static void refuseSecond(World world, Resource submission) {
    boolean hasVersion =
        world.all("reviewSubmissionItems").stream()
            .filter(item -> submission.id().equals(item.relation("reviewSubmission")))
            .filter(item -> !item.text("state").equals("REMOVED"))
            .anyMatch(item -> item.relation("appStoreVersion") != null);
    if (hasVersion) {
      throw new ApiException(
          RelationshipErrors.invalid("appStoreVersion", "")
              .coded("ENTITY_ERROR.RELATIONSHIP.INVALID.NOT_ALLOWED")
              .titled("Only one appStoreVersion can be present in reviewSubmissions."));
    }
  }

  private Resource update(WriteCall call) {
    World world = call.world();
    Resource item = call.target();
    Resource submission = world.get("reviewSubmissions", item.relation("reviewSubmission"));
    boolean resolve = call.attribute("resolved").asBoolean();
    boolean remove = call.attribute("removed").asBoolean();
    if (resolve == remove) {
      throw new ApiException(
          AttributeErrors.invalid(
              resolve ? "removed" : "resolved",
              "Exactly one of 'resolved' and 'removed' must be true"));
    }
    String state = submission.text("state");
    if (resolve) {
      if (!item.text("state").equals("REJECTED") || !state.equals("UNRESOLVED_ISSUES")) {
        throw new ApiException(ApiError.notInValidState("reviewSubmissionItems", item.id()));
      }
      item.set("state", "READY_FOR_REVIEW");
    } else {
      if (!Set.of("WAITING_FOR_REVIEW", "IN_REVIEW", "UNRESOLVED_ISSUES").contains(state)
          || item.text("state").equals("REMOVED")) {
        throw new ApiException(ApiError.notInValidState("reviewSubmissionItems", item.id()));
      }
      appReview.removeItem(submission, item);
    }
    ReviewSubmissions.touch(call, submission);
    return item;
  }

  private static @Nullable Resource delete(WriteCall call) {
    World world = call.world();
    Resource submission =
        world.get("reviewSubmissions", call.target().relation("reviewSubmission"));
    if (!submission.text("state").equals("READY_FOR_REVIEW")) {
      throw new ApiException(ApiError.state(".ENTITY_STATE_INVALID", "Item was already submitted"));
    }
    // A version that was rejected before is DEVELOPER_REJECTED afterwards (review-live.md, A16).
    boolean rejected = call.target().hidden().path(STATE_BEFORE).asText().endsWith("REJECTED");
    ItemContents.set(
        world, call.target(), rejected ? "DEVELOPER_REJECTED" : "PREPARE_FOR_SUBMISSION");
    if (ItemContents.version(world, call.target()) != null) {
      submission.relate("appStoreVersionForReview", null);
    }
    world.remove(call.target());
    return null;
  }
}
