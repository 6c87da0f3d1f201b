package dev.slipway.releases.plan;

import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.releases.content.diff.ContentChange.ChangeLibraryAsset;
import dev.slipway.releases.content.diff.ContentChange.LibraryChange;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentChange.UploadToLibrary;
import dev.slipway.releases.content.diff.LibrarySlots;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the changes in the asset library into the actions of a plan.
final class PlannedLibrary {
  private static final String PLACEMENTS = "/v1/appAssetLibraryPlacements";
  private static final String ORDER = "/v1/appAssetLibraryPlacementOrderingRequests";
  private static final String LIBRARY = "asset library";

  private PlannedLibrary() {}

  static List<PlannedAction> of(LibraryChange change) {
    return switch (change) {
      case UploadToLibrary upload -> upload(upload);
      case ChangeLibraryAsset asset -> change(asset);
      case PlaceMedia place -> place(place);
    };
  }

  private static List<PlannedAction> upload(UploadToLibrary change) {
    var actions = new ArrayList<PlannedAction>();
    change.removed().forEach(asset -> actions.add(deleted(asset)));
    var file = change.first().file();
    String path = path(LibrarySlots.assetKind(change.first().kind()));
    String patch = PlannedContent.patch(path);
    actions.add(
        new PlannedAction(
            Kind.UPLOAD,
            name(change.first()),
            LIBRARY,
            null,
            file.fileName(),
            file.key(),
            file.sizeBytes(),
            change.resumed() == null ? List.of("POST " + path, patch) : List.of(patch)));
    return actions;
  }

  private static List<PlannedAction> change(ChangeLibraryAsset change) {
    var actions = new ArrayList<PlannedAction>();
    change.removed().forEach(asset -> actions.add(deleted(asset)));
    var asset = change.asset();
    var patch = List.of(PlannedContent.patch(path(asset.id().kind())));
    String name = name(change.media());
    if (change.unarchive()) {
      actions.add(
          PlannedContent.value(
              new PlannedContent.Named(
                  name + " " + asset.fileName(),
                  new NewValue<>(
                      LibraryAssetState.ARCHIVED,
                      LibraryAssetState.APPROVED,
                      change.media().file().key())),
              LIBRARY,
              patch));
    }
    var frame = change.frame();
    if (frame != null) {
      actions.add(
          PlannedContent.value(
              new PlannedContent.Named("Poster frame of " + asset.fileName(), frame),
              LIBRARY,
              patch));
    }
    return actions;
  }

  private static List<PlannedAction> place(PlaceMedia change) {
    String where = change.place().toString();
    String what = name(change.place());
    var actions = new ArrayList<PlannedAction>();
    change.removedFirst().forEach(placement -> actions.add(deleted(placement, what, where)));
    change.slots().stream()
        .filter(slot -> slot.placement() == null)
        .forEach(slot -> actions.add(placed(slot.media(), what, where)));
    change.removedLast().forEach(placement -> actions.add(deleted(placement, what, where)));
    if (change.reorder()) {
      actions.add(
          new PlannedAction(
              Kind.CHANGE,
              "Order of the " + plural(change.place().kind()),
              where,
              null,
              String.join(
                  ", ",
                  change.slots().stream().map(slot -> slot.media().file().fileName()).toList()),
              null,
              0,
              List.of("POST " + ORDER)));
    }
    return actions;
  }

  private static PlannedAction placed(MediaFile media, String what, String where) {
    return new PlannedAction(
        Kind.CREATE,
        what + " from the asset library",
        where,
        null,
        media.file().fileName(),
        media.file().key(),
        0,
        List.of("POST " + PLACEMENTS));
  }

  private static PlannedAction deleted(Placement placement, String what, String where) {
    @Nullable LibraryAsset asset = placement.asset();
    return PlannedContent.deleted(
        what + " from the asset library",
        where,
        asset == null ? null : asset.fileName(),
        PlannedContent.delete(PLACEMENTS));
  }

  private static PlannedAction deleted(LibraryAsset asset) {
    return PlannedContent.deleted(
        switch (asset.id().kind()) {
          case IMAGE -> "Image";
          case VIDEO -> "Video";
        },
        LIBRARY,
        asset.fileName(),
        PlannedContent.delete(path(asset.id().kind())));
  }

  private static String path(AssetKind kind) {
    return "/v1/" + kind.type();
  }

  private static String name(MediaFile media) {
    return MediaPlace.of(media).map(PlannedLibrary::name).orElse("File");
  }

  private static String name(MediaPlace place) {
    var creative = place.creative();
    if (creative.isPresent()) {
      return switch (creative.get()) {
        case PRODUCT_PAGE_HEADER -> "Product page header";
        case APP_STORE_SEARCH_RESULTS -> "File for search results";
      };
    }
    return switch (place.kind()) {
      case SCREENSHOT -> "Screenshot";
      case PREVIEW -> "Preview";
    };
  }

  private static String plural(MediaKind kind) {
    return switch (kind) {
      case SCREENSHOT -> "screenshots";
      case PREVIEW -> "previews";
    };
  }
}
