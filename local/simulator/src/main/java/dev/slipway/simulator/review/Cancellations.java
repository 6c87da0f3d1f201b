package dev.slipway.simulator.review;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.purchases.Purchases;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.JustCanceled;
import dev.slipway.simulator.writes.VersionStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Withdraws submissions: CANCELING for a while, then COMPLETE. The world is locked and settled.
public final class Cancellations {
  private static final String END = "endCancellation";

  private final World world;
  private final SimulatorOptions options;

  public Cancellations(World world, SimulatorOptions options) {
    this.world = world;
    this.options = options;
    world.onDue(END, (due, at) -> end(due));
  }

  /// Begins to withdraw a submission.
  ///
  /// @throws ApiException if its state does not allow that
  void begin(Resource submission) {
    if (!isCancelable(submission)) {
      throw new ApiException(
          ApiError.state(
              ".ENTITY_STATE_INVALID",
              "Resource state is invalid.",
              "Resource is not in cancellable state"));
    }
    submission.set("state", "CANCELING");
    world.plan(
        new Due(world.now().plus(options.timing().cancellation()), END, submission.id(), ""));
  }

  /// A draft that was never sent cannot be canceled, with items or without (review-live.md, A3).
  private boolean isCancelable(Resource submission) {
    return switch (submission.text("state")) {
      case "WAITING_FOR_REVIEW" -> true;
      case "IN_REVIEW" -> !world.guesses().turned(Guess.CANCEL_IN_REVIEW);
      case "UNRESOLVED_ISSUES" -> !world.guesses().turned(Guess.CANCEL_REJECTED);
      default -> false;
    };
  }

  private void end(Due due) {
    Resource submission = world.find("reviewSubmissions", due.id());
    if (submission == null || !submission.text("state").equals("CANCELING")) {
      return;
    }
    List<ItemContents.Foreign> purchases = new ArrayList<>();
    for (Resource item : ItemContents.items(world, submission)) {
      Resource version = ItemContents.version(world, item);
      if (version == null || !keepsRejection(version)) {
        ItemContents.set(world, item, "DEVELOPER_REJECTED");
      }
      if (version != null) {
        JustCanceled.begin(version, due.at());
      }
      item.set("state", "REMOVED");
      ItemContents.Foreign foreign = ItemContents.foreign(world, item);
      if (foreign != null && foreign.kind().isPurchase()) {
        Purchases.canceled(foreign.content(), due.at());
        purchases.add(foreign);
      }
    }
    submission.set("state", "COMPLETE");
    replace(submission, purchases);
  }

  private boolean keepsRejection(Resource version) {
    return Set.of("REJECTED", "METADATA_REJECTED").contains(VersionStates.of(version))
        && world.guesses().turned(Guess.CANCELED_REJECTION);
  }

  /// Makes a draft with the purchases of a canceled submission (review-live.md, C), or leaves them
  /// DEVELOPER_REJECTED.
  private void replace(Resource submission, List<ItemContents.Foreign> purchases) {
    if (!purchases.isEmpty() && !world.guesses().turned(Guess.CANCELED_PURCHASES)) {
      Resource app = world.get("apps", submission.relation("app"));
      Resource draft = ReviewSubmissions.draft(world, app, submission.text("platform"));
      purchases.forEach(one -> ForeignItems.put(world, draft, one.kind(), one.content()));
    }
  }
}
