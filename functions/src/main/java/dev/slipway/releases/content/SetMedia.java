package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.content.diff.Asset;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.MediaSlot;
import dev.slipway.releases.content.diff.OwnWork;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.refusals.CarriedContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Media in sets of screenshots and previews. A set becomes equal to the drop's strictly in order:
/// Apple shows media in the order in which they were reserved, so a new set needs no call for its
/// order. What the set had before goes after its successors; in a full set, one before each upload,
/// so that no interruption leaves the version without pictures.
final class SetMedia implements MediaStore<ArrangeMedia> {
  private final AssetCalls calls;
  private final FileTransfer transfer;
  private final Journal journal;

  SetMedia(AssetCalls calls, FileTransfer transfer, Journal journal) {
    this.calls = calls;
    this.transfer = transfer;
    this.journal = journal;
  }

  @Override
  public void carryOut(ArrangeMedia change, Map<String, LocalizationId> locales) {
    var localization = MediaStore.localization(change.place(), locales);
    RefusedCalls.carrying(CarriedContent.of(change), () -> arrange(change, localization));
  }

  private void arrange(ArrangeMedia change, LocalizationId localization) {
    String set = change.setId();
    if (set == null) {
      set = journal.create(() -> createSet(change, localization));
      journal.learned(MediaOwners.setName(change.place()), set);
    }
    change.removedFirst().forEach(this::remove);
    var outdated = new ArrayDeque<>(change.removedLast());
    int room = change.place().limit() - outdated.size() - present(change);
    var ids = new ArrayList<String>();
    for (MediaSlot slot : change.slots()) {
      if (slot instanceof MediaSlot.Uploaded) {
        for (; room <= 0 && !outdated.isEmpty(); room++) {
          remove(outdated.removeLast());
        }
        room--;
      }
      String here = set;
      ids.add(
          RefusedCalls.carrying(
              CarriedContent.of(change.place().locale(), slot), () -> fill(slot, here)));
    }
    outdated.forEach(this::remove);
    for (AssetSet twin : change.twins()) {
      // Whether Apple deletes a set that still has files is not known.
      twin.assets().forEach(this::remove);
      journal.delete(() -> calls.deleteSet(twin.id()));
    }
    if (change.reorder()) {
      reorder(set, ids);
    }
  }

  private static int present(ArrangeMedia change) {
    return (int)
        change.slots().stream().filter(slot -> !(slot instanceof MediaSlot.Uploaded)).count();
  }

  /// Creates a set. Apple refuses a type that it does not have for good. It refuses the types of
  /// another platform in other words, and once refused all types of iOS so for two weeks: that
  /// refusal becomes final when Slipway has retried for a day.
  private String createSet(ArrangeMedia change, LocalizationId localization) {
    var place = change.place();
    try {
      return calls.createSet(localization, place.displayType());
    } catch (Conflict e) {
      if (isDisplayTypeUnknown(e)) {
        throw new RoundEndedException(
            new ContentOutcome.NeedsAttention(
                ContentProblems.displayTypeUnknown(place, files(change, e), e)));
      }
      if (!isDisplayTypeRefused(e)) {
        throw e;
      }
      var problem = ContentProblems.displayTypeRefused(place, e);
      String files = files(change, e);
      throw new RoundEndedException(
          new ContentOutcome.Failed(files == null ? problem : problem.withField(files)));
    }
  }

  private static @Nullable String files(ArrangeMedia change, Conflict refusal) {
    return CarriedContent.of(change).place(refusal);
  }

  /// Returns whether Apple has no such display type. Its document lacks some that it takes, so only
  /// the call shows it.
  private static boolean isDisplayTypeUnknown(Conflict refusal) {
    return refusal.allErrors().anyMatch(error -> error.hasCode("ENTITY_ERROR.ATTRIBUTE.TYPE"));
  }

  private static boolean isDisplayTypeRefused(Conflict refusal) {
    return refusal
        .allErrors()
        .anyMatch(
            error -> (error.title() + " " + error.detail()).contains("Display Type Not Allowed"));
  }

  private void remove(Asset asset) {
    journal.delete(() -> calls.delete(asset.id()));
  }

  private String fill(MediaSlot slot, String set) {
    return switch (slot) {
      case MediaSlot.Kept kept -> {
        String frame = kept.frame();
        if (frame != null) {
          journal.write(() -> calls.setFrame(kept.asset().id(), frame));
        }
        yield kept.asset().id();
      }
      case MediaSlot.Resumed resumed ->
          bring(slot, resumed.asset(), transfer.checksum(slot.file()), resumed.replacements());
      case MediaSlot.Uploaded uploaded -> {
        // Before the reservation, so that an unreadable file does not leave one behind.
        String checksum = transfer.checksum(slot.file());
        var asset = journal.create(() -> calls.reserve(set, slot.file()));
        var reserved = asset(slot, asset.id(), false, uploaded.replacements());
        journal.record(ledger -> ledger.withAsset(OwnWork.name(slot.media()), reserved));
        yield bring(slot, asset, checksum, uploaded.replacements());
      }
    };
  }

  private String bring(MediaSlot slot, Asset asset, String checksum, int replacements) {
    journal.requireTime();
    if (!transfer.send(slot.file(), asset.operations(), journal)) {
      remove(asset);
      throw new RoundEndedException(new LookAgain(null));
    }
    journal.complete(() -> calls.commit(asset.id(), checksum));
    var committed = asset(slot, asset.id(), true, replacements);
    journal.note(ledger -> ledger.withAsset(OwnWork.name(slot.media()), committed));
    return asset.id();
  }

  private static ContentLedger.Asset asset(
      MediaSlot slot, String id, boolean committed, int replacements) {
    return new ContentLedger.Asset(slot.file().versionId(), id, committed, replacements);
  }

  private void reorder(String set, List<String> ids) {
    journal.complete(() -> calls.reorder(set, ids));
  }
}
