package dev.slipway.releases.plan;

import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.content.diff.Asset;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.content.diff.MediaSlot;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import java.util.ArrayList;
import java.util.List;

/// Turns the change of one set into the actions of a plan.
final class PlannedMedia {
  private PlannedMedia() {}

  static List<PlannedAction> of(ArrangeMedia change) {
    var calls = MediaCallNames.of(change.place());
    String where = change.place().toString();
    var actions = new ArrayList<PlannedAction>();
    if (change.setId() == null) {
      actions.add(
          new PlannedAction(
              Kind.CREATE,
              calls.set(),
              where,
              null,
              null,
              null,
              0,
              List.of("POST " + calls.sets())));
    }
    change.removedFirst().forEach(asset -> actions.add(deleted(asset, calls, where)));
    for (MediaSlot slot : change.slots()) {
      switch (slot) {
        case MediaSlot.Uploaded _ ->
            actions.add(
                uploaded(
                    slot,
                    calls,
                    where,
                    List.of("POST " + calls.assets(), PlannedContent.patch(calls.assets()))));
        case MediaSlot.Resumed _ ->
            actions.add(
                uploaded(slot, calls, where, List.of(PlannedContent.patch(calls.assets()))));
        case MediaSlot.Kept kept -> {
          String frame = kept.frame();
          if (frame != null) {
            actions.add(
                PlannedContent.value(
                    new PlannedContent.Named(
                        "Poster frame of " + kept.asset().fileName(),
                        new NewValue<>(kept.asset().frame(), frame, "$.previewFrameTimeCode")),
                    where,
                    List.of(PlannedContent.patch(calls.assets()))));
          }
        }
      }
    }
    change.removedLast().forEach(asset -> actions.add(deleted(asset, calls, where)));
    for (AssetSet twin : change.twins()) {
      twin.assets().forEach(asset -> actions.add(deleted(asset, calls, where)));
      actions.add(
          new PlannedAction(
              Kind.DELETE,
              calls.set(),
              where,
              null,
              null,
              null,
              0,
              List.of("DELETE " + calls.sets() + "/{id}")));
    }
    if (change.reorder()) {
      actions.add(
          new PlannedAction(
              Kind.CHANGE,
              "Order of the " + calls.plural(),
              where,
              null,
              String.join(
                  ", ", change.slots().stream().map(slot -> slot.file().fileName()).toList()),
              null,
              0,
              List.of("PATCH " + calls.order())));
    }
    return actions;
  }

  private static PlannedAction uploaded(
      MediaSlot slot, MediaCallNames calls, String where, List<String> writes) {
    return new PlannedAction(
        Kind.UPLOAD,
        calls.asset(),
        where,
        null,
        slot.file().fileName(),
        slot.file().key(),
        slot.file().sizeBytes(),
        writes,
        PlanHash.tag(slot.file().etag()));
  }

  private static PlannedAction deleted(Asset asset, MediaCallNames calls, String where) {
    return PlannedContent.deleted(
            calls.asset(), where, asset.fileName(), PlannedContent.delete(calls.assets()))
        .withDigest(asset.checksum());
  }

  /// The names of a kind of media, for people and at Apple.
  private record MediaCallNames(
      String asset, String plural, String set, String assets, String sets, String order) {
    static MediaCallNames of(MediaPlace place) {
      return switch (place.kind()) {
        case SCREENSHOT -> of("Screenshot", "screenshots", "Set of screenshots", place.family());
        case PREVIEW -> of("Preview", "previews", "Set of previews", place.family());
      };
    }

    private static MediaCallNames of(String asset, String plural, String set, MediaFamily family) {
      String sets = "/v1/" + family.sets().type();
      return new MediaCallNames(
          asset,
          plural,
          set,
          "/v1/" + family.type(),
          sets,
          sets + "/{id}/relationships/" + family.type());
    }
  }
}
