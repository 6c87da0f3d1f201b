package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.NewLibraryAsset;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.LibraryId.PlacementId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.releases.content.diff.ContentChange.ChangeLibraryAsset;
import dev.slipway.releases.content.diff.ContentChange.LibraryChange;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentChange.PlacedFile;
import dev.slipway.releases.content.diff.ContentChange.UploadToLibrary;
import dev.slipway.releases.content.diff.LibrarySlots;
import dev.slipway.releases.content.diff.OwnWork;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.refusals.CarriedContent;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Media in the app's asset library: each content is uploaded once, and when Apple has processed
/// all of them, each localization shows them. Created in order, placements need no call for their
/// order (asset-library.md, 4).
final class LibraryMedia implements MediaStore<LibraryChange> {
  /// Apple has not finished with an asset that looks processed (asset-library.md, 10).
  private static final String TOO_EARLY = "STATE_ERROR.ASSET_IN_POST_PROCESSING";

  private final AppStoreConnectClient apple;
  private final @Nullable AssetLibraryId library;
  private final CurrentReferenceData reference;
  private final FileTransfer transfer;
  private final Journal journal;
  private final InstantSource clock;

  /// @param library null when the drop's media are in sets, and only placements beside them go
  LibraryMedia(
      AppStoreConnectClient apple,
      @Nullable AssetLibraryId library,
      CurrentReferenceData reference,
      FileTransfer transfer,
      Journal journal,
      InstantSource clock) {
    this.apple = apple;
    this.library = library;
    this.reference = reference;
    this.transfer = transfer;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public void carryOut(LibraryChange change, Map<String, LocalizationId> locales) {
    RefusedCalls.carrying(
        CarriedContent.of(change),
        () -> {
          switch (change) {
            case UploadToLibrary upload -> upload(upload);
            case ChangeLibraryAsset asset -> change(asset);
            case PlaceMedia place -> place(place, MediaStore.localization(place.place(), locales));
          }
        });
  }

  private void upload(UploadToLibrary change) {
    change.removed().forEach(this::remove);
    var file = change.first().file();
    var asset = change.resumed();
    if (asset == null) {
      var media = change.first();
      asset =
          journal.create(
              () ->
                  apple
                      .libraryAssets()
                      .reserve(
                          library(),
                          new NewLibraryAsset(
                              LibrarySlots.assetKind(media.kind()),
                              LibrarySlots.category(media),
                              file.fileName(),
                              file.sizeBytes(),
                              change.referenceName())));
    }
    var reserved = asset(change, asset, false);
    journal.record(ledger -> ledger.withAsset(OwnWork.name(change.first()), reserved));
    journal.requireTime();
    if (!transfer.send(file, asset.uploadOperations(), journal)) {
      remove(asset);
      throw new RoundEndedException(new LookAgain(null));
    }
    var id = asset.id();
    journal.complete(() -> apple.libraryAssets().commit(id));
    var committed = asset(change, asset, true);
    journal.note(ledger -> ledger.withAsset(OwnWork.name(change.first()), committed));
  }

  private AssetLibraryId library() {
    if (library == null) {
      throw new IllegalStateException("an upload to a library that was not found");
    }
    return library;
  }

  private static ContentLedger.Asset asset(
      UploadToLibrary change, LibraryAsset asset, boolean committed) {
    return new ContentLedger.Asset(
        change.first().file().versionId(), asset.id().value(), committed, change.replacements());
  }

  private void remove(LibraryAsset asset) {
    journal.delete(() -> apple.libraryAssets().delete(asset.id()));
  }

  private void change(ChangeLibraryAsset change) {
    change.removed().forEach(this::remove);
    var id = change.asset().id();
    if (change.unarchive()) {
      journal.complete(() -> apple.libraryAssets().unarchive(id));
    }
    var frame = change.frame();
    if (frame != null) {
      journal.write(() -> apple.libraryAssets().setPreviewFrameTimeCode(id, frame.after()));
    }
  }

  private void place(PlaceMedia change, LocalizationId localization) {
    change.slots().forEach(slot -> requireFit(change, slot));
    change.removedFirst().forEach(this::remove);
    var outdated = new ArrayDeque<>(change.removedLast());
    long kept = change.slots().stream().filter(slot -> slot.placement() != null).count();
    long room = change.place().limit() - outdated.size() - kept;
    var ids = new ArrayList<PlacementId>();
    for (PlacedFile slot : change.slots()) {
      var placement = slot.placement();
      if (placement != null) {
        ids.add(placement.id());
        continue;
      }
      for (; room <= 0 && !outdated.isEmpty(); room++) {
        remove(outdated.removeLast());
      }
      room--;
      ids.add(
          RefusedCalls.carrying(
              CarriedContent.of(change.place().locale(), slot.media()),
              () -> place(change, slot, localization)));
    }
    outdated.forEach(this::remove);
    if (change.reorder()) {
      String group = LibrarySlots.of(change.place()).placementGroup();
      journal.complete(() -> apple.placements().order(localization, group, ids));
    }
  }

  private static LibraryAsset asset(PlacedFile slot) {
    var asset = slot.asset();
    if (asset == null) {
      throw new IllegalStateException("placed before its upload: " + slot.media().file().key());
    }
    return asset;
  }

  /// Ends the round for a file that its place does not show: Apple would say so without naming the
  /// file, or take it and fail later.
  private void requireFit(PlaceMedia change, PlacedFile slot) {
    String specId = slot.placement() == null ? asset(slot).specId() : null;
    if (specId != null) {
      LibraryProblems.unfit(
              change.place(), slot.media(), specId, reference.explaining(apple, specId))
          .ifPresent(
              problem -> {
                throw new RoundEndedException(new ContentOutcome.NeedsAttention(problem));
              });
    }
  }

  private PlacementId place(PlaceMedia change, PlacedFile slot, LocalizationId localization) {
    return journal.create(() -> placed(change, slot, localization)).id();
  }

  private Placement placed(PlaceMedia change, PlacedFile slot, LocalizationId localization) {
    var asset = asset(slot).id();
    try {
      return apple.placements().create(localization, LibrarySlots.of(change.place()), asset);
    } catch (Conflict e) {
      if (!e.hasCode(TOO_EARLY)) {
        // Whether Apple shows one asset twice is not known (asset-library.md, 12).
        throw same(change, slot)
            .map(other -> LibraryProblems.shownTwice(change.place(), slot.media(), other, e))
            .<RuntimeException>map(
                problem -> new RoundEndedException(new ContentOutcome.NeedsAttention(problem)))
            .orElse(e);
      }
      var now = clock.instant();
      journal.record(
          ledger ->
              ledger.processingSince() == null
                  ? ledger.processing(now)
                  : ledger.in(ContentLedger.State.PROCESSING).looked());
      throw new RoundEndedException(new ContentOutcome.Processing());
    }
  }

  /// Returns another file of the place with the same content.
  private static Optional<MediaFile> same(PlaceMedia change, PlacedFile slot) {
    return change.slots().stream()
        .filter(other -> !other.equals(slot) && asset(other).id().equals(asset(slot).id()))
        .map(PlacedFile::media)
        .findFirst();
  }

  private void remove(Placement placement) {
    journal.delete(() -> apple.placements().delete(placement.id()));
  }
}
