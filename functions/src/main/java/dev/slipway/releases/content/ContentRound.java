package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetLibraryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Problem;
import dev.slipway.releases.content.diff.AppleContent;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.ContentChange.AttachReviewFile;
import dev.slipway.releases.content.diff.ContentChange.LibraryChange;
import dev.slipway.releases.content.diff.ContentChange.MediaChange;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentDiff;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.content.diff.PictureChanges;
import dev.slipway.releases.content.diff.TextDiff;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.pictures.Picture;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One round of observing, comparing and writing.
final class ContentRound {
  private static final int REPLACEMENTS = 2;

  private final AppStoreConnectClient apple;
  private final AppId app;
  private final AppStoreVersionId version;
  private final DropContent drop;
  private final ContentRules rules;
  private final Journal journal;
  private final FileTransfer transfer;
  private final CurrentReferenceData reference;
  private final InstantSource clock;
  private final Consumer<List<Picture>> pictures;

  ContentRound(
      AppStoreConnectClient apple,
      AppId app,
      AppStoreVersionId version,
      DropContent drop,
      ContentRules rules,
      Journal journal,
      FileTransfer transfer,
      CurrentReferenceData reference,
      InstantSource clock,
      Consumer<List<Picture>> pictures) {
    this.apple = apple;
    this.app = app;
    this.version = version;
    this.drop = drop;
    this.rules = rules;
    this.journal = journal;
    this.transfer = transfer;
    this.reference = reference;
    this.clock = clock;
    this.pictures = pictures;
  }

  ContentOutcome run(boolean mayLookOnly) throws InterruptedException {
    journal.requireTime();
    var known = locales();
    boolean lookOnly =
        mayLookOnly
            && journal.ledger().state() == ContentLedger.State.PROCESSING
            && known.keySet().containsAll(mediaLocales());
    var owners = new MediaOwners(journal.ledger(), rules.media());
    var reader = new AppleContentReader(apple, owners);
    var seen =
        lookOnly
            ? reader.media(known, drop)
            : reader.read(
                app,
                version,
                drop,
                rules,
                isInformationUnfinished(),
                journal.ledger().knowsInformation(clock.instant()),
                clock.instant());
    var comparison = new Comparison(drop, clock.instant());
    var localizations = lookOnly ? known : seen.localizations();
    var libraryReader = new LibraryReader(apple, app, owners, drop, localizations);
    var inLibrary =
        lookOnly ? libraryReader.decided() : libraryReader.owned(seen, reader::placements);
    var named = comparison.own(seen, inLibrary, journal.ledger(), transfer.checksums(), journal);
    var library = libraryReader.read(inLibrary, named, false);
    var own = named.withStuck(comparison.stuck(library, journal.ledger()));
    var present = seen.withLibrary(library);
    if (!lookOnly) {
      journal.record(ledger -> ledger.withFound(Comparison.resources(present)));
    }
    var changes =
        lookOnly
            ? ContentDiff.media(drop, present, rules, own)
            : ContentDiff.of(drop, present, rules, own);
    if (journal.ledger().state() == ContentLedger.State.NOT_BEGUN) {
      // Later, Apple has what this release brought, and nothing would look new.
      pictures.accept(PictureChanges.of(drop.allMedia(), present, changes));
    }
    var problem =
        ContentProblems.replacedTooOften(changes, REPLACEMENTS)
            .or(() -> ContentProblems.turned(drop, present, own))
            .or(() -> lookOnly ? Optional.empty() : whatsNewMissing(present))
            .or(() -> PricingProblems.priceGone(rules.price(), present.pricing()));
    if (problem.isPresent()) {
      return new ContentOutcome.NeedsAttention(problem.get());
    }
    var info = present.appInfo();
    var locked =
        LockedChanges.of(changes, rules.versionState(), info == null ? null : info.state());
    if (locked.isPresent()) {
      return locked.get();
    }
    if (!changes.isEmpty()) {
      journal.record(ledger -> ledger.in(ContentLedger.State.WRITING));
      carryOut(changes, present, known);
    }
    return settled(changes, comparison.isPending(present, journal.ledger()));
  }

  /// Returns whether an earlier round, which read the app's information because it added a locale,
  /// did not get to that locale's information.
  private boolean isInformationUnfinished() {
    var resources = journal.ledger().resources();
    return resources.containsKey(ContentLedger.APP_INFO)
        && TextDiff.locales(drop).stream()
            .anyMatch(locale -> !resources.containsKey(ContentLedger.INFORMATION_LOCALE + locale));
  }

  private Optional<Problem> whatsNewMissing(AppleContent present) {
    return ContentProblems.whatsNewMissing(
        ContentDiff.localesWithoutWhatsNew(drop, present, rules));
  }

  private void carryOut(
      List<ContentChange> changes, AppleContent present, Map<String, LocalizationId> known)
      throws InterruptedException {
    var texts = new TextWork(apple, app, version, present, rules, transfer, journal);
    var before = changes.stream().takeWhile(change -> !isLast(change)).toList();
    for (ContentChange change : before) {
      if (!(change instanceof MediaChange)) {
        texts.carryOut(change);
      }
    }
    var locales = new HashMap<>(known);
    locales.putAll(texts.locales());
    // What the library shows needs its assets first; what it shows beside sets goes when the sets
    // are filled.
    var assets = media(changes).filter(change -> !(change instanceof PlaceMedia)).toList();
    var placed = media(changes).filter(PlaceMedia.class::isInstance).toList();
    for (List<MediaChange> media : List.of(assets, placed)) {
      BoundedWork.each(
          media, journal, change -> carryOut(change, present.library().library(), locales));
    }
    for (ContentChange change : changes) {
      if (isLast(change)) {
        texts.carryOut(change);
      }
    }
  }

  private static boolean isLast(ContentChange change) {
    return change instanceof ContentChange.WriteReviewDetail || change instanceof AttachReviewFile;
  }

  private static Stream<MediaChange> media(List<ContentChange> changes) {
    return changes.stream().filter(MediaChange.class::isInstance).map(MediaChange.class::cast);
  }

  /// @param library null when no media are in the library
  private void carryOut(
      MediaChange change, @Nullable AssetLibraryId library, Map<String, LocalizationId> locales) {
    switch (change) {
      case ArrangeMedia arrange -> {
        var calls = new AssetCalls(apple, arrange.place().family(), rules.previewFrameTimeCode());
        new SetMedia(calls, transfer, journal).carryOut(arrange, locales);
      }
      case LibraryChange ofLibrary ->
          new LibraryMedia(apple, library, reference, transfer, journal, clock)
              .carryOut(ofLibrary, locales);
    }
  }

  /// @param pending whether Apple was processing media before anything was written
  private ContentOutcome settled(List<ContentChange> changes, boolean pending) {
    boolean sent =
        changes.stream().anyMatch(change -> change instanceof MediaChange media && media.sends());
    var ledger = journal.ledger();
    if (sent || (pending && ledger.processingSince() == null)) {
      var now = clock.instant();
      journal.record(before -> before.processing(now));
      return new ContentOutcome.Processing();
    }
    if (pending) {
      journal.record(before -> before.in(ContentLedger.State.PROCESSING).looked());
      return new ContentOutcome.Processing();
    }
    journal.record(before -> before.in(ContentLedger.State.DONE));
    return new ContentOutcome.Done();
  }

  private Set<String> mediaLocales() {
    var locales = new TreeSet<String>();
    MediaPlace.group(drop.allMedia()).keySet().forEach(place -> locales.add(place.locale()));
    return locales;
  }

  private Map<String, LocalizationId> locales() {
    var locales = new LinkedHashMap<String, LocalizationId>();
    journal
        .ledger()
        .resources()
        .forEach(
            (name, id) -> {
              if (name.startsWith(ContentLedger.VERSION_LOCALE)) {
                locales.put(
                    name.substring(ContentLedger.VERSION_LOCALE.length()), new LocalizationId(id));
              }
            });
    return locales;
  }
}
