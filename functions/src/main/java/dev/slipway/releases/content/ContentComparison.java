package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appinfos.AppInfo;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Problem;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.MediaChange;
import dev.slipway.releases.content.diff.ContentDiff;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.content.diff.PictureChanges;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.pictures.Picture;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Compares a drop's texts, media and review information with what Apple has, for a plan. Sends no
/// bytes. Thread-safe.
public final class ContentComparison {
  private final DropObjects files;
  private final MediaMemory memory;
  private final InstantSource clock;

  /// @param files the drop's folder
  /// @param memory the known facts about its files
  public ContentComparison(DropObjects files, MediaMemory memory, InstantSource clock) {
    this.files = files;
    this.memory = memory;
    this.clock = clock;
  }

  /// Returns whether the app's information is as the drop wants it, so that a run shortly after
  /// need not read it again.
  ///
  /// @param infos all records of the app's information
  public static boolean isInformationAsWanted(
      List<AppInfo> infos, DropContent drop, ContentRules rules) {
    return AppleContentReader.isInformationAsWanted(infos, drop, rules);
  }

  /// Compares for a release that brought nothing to Apple yet.
  public Differences differences(
      AppStoreConnectClient apple,
      AppId app,
      @Nullable AppStoreVersionId version,
      boolean copied,
      DropContent drop,
      ContentRules rules)
      throws InterruptedException {
    return differences(apple, app, version, copied, drop, rules, ContentLedger.EMPTY);
  }

  /// Compares without writing: returns what a run would change.
  ///
  /// @param version the version to compare with; null when the app has no version
  /// @param copied whether the release creates a new version, to which Apple copies from this one
  /// @param ledger what the release brought to Apple already
  public Differences differences(
      AppStoreConnectClient apple,
      AppId app,
      @Nullable AppStoreVersionId version,
      boolean copied,
      DropContent drop,
      ContentRules rules,
      ContentLedger ledger)
      throws InterruptedException {
    try {
      return compared(apple, app, version, copied, drop, rules, ledger);
    } catch (RoundEndedException e) {
      // What a person must fix ends a run, too: a library that the key does not see any more.
      if (e.end() instanceof ContentOutcome.NeedsAttention(Problem problem)) {
        return new Differences(List.of(), problem, 0, List.of());
      }
      throw e;
    }
  }

  private Differences compared(
      AppStoreConnectClient apple,
      AppId app,
      @Nullable AppStoreVersionId version,
      boolean copied,
      DropContent drop,
      ContentRules rules,
      ContentLedger ledger)
      throws InterruptedException {
    var owners = new MediaOwners(ledger, rules.media());
    var reader = new AppleContentReader(apple, owners);
    var seen = reader.read(app, version, drop, rules, false, false, clock.instant());
    var journal = new Journal(new Unhindered(), ledger);
    var libraryReader = new LibraryReader(apple, app, owners, drop, seen.localizations());
    var inLibrary = libraryReader.owned(seen, reader::placements);
    var own =
        new Comparison(drop, clock.instant())
            .own(seen, inLibrary, ledger, new FileChecksums(files, memory), journal);
    var library = libraryReader.read(inLibrary, own, true);
    var present = seen.withLibrary(library);
    if (copied) {
      present = present.copiedToNewVersion();
    }
    var changes = ContentDiff.of(drop, present, rules, own);
    boolean uploads =
        changes.stream().anyMatch(change -> change instanceof MediaChange media && media.sends());
    boolean added = changes.stream().anyMatch(ContentChange.CreateVersionLocale.class::isInstance);
    // What goes to the library is placed after one look, and seen there in the next.
    int looks = changes.stream().anyMatch(ContentChange.UploadToLibrary.class::isInstance) ? 2 : 1;
    int reads =
        reader.calls()
            + libraryReader.calls()
            + (added ? 1 : 0)
            + libraryReader.callsForLooks(library, changes)
            + (uploads ? looks * reader.callsForLook(drop) : 0);
    var locked =
        LockedChanges.of(changes, rules.versionState(), null)
            .filter(ContentOutcome.NeedsAttention.class::isInstance)
            .map(outcome -> ((ContentOutcome.NeedsAttention) outcome).problem())
            .orElse(null);
    return new Differences(
        changes, locked, reads, PictureChanges.of(drop.allMedia(), present, changes));
  }

  /// What a run would change.
  ///
  /// @param changes in the order in which a run makes them
  /// @param locked what keeps a run from these changes, such as the state of the version; null for
  ///   nothing
  /// @param readCalls how many calls a run makes to read, with one look at the media afterwards
  /// @param pictures what the changes do with each screenshot and preview
  public record Differences(
      List<ContentChange> changes,
      @Nullable Problem locked,
      int readCalls,
      List<Picture> pictures) {
    public Differences {
      changes = List.copyOf(changes);
      pictures = List.copyOf(pictures);
    }
  }

  /// The gate of a plan: allows everything, and records nothing.
  private static final class Unhindered implements ContentGate {
    @Override
    public boolean hasTime() {
      return true;
    }

    @Override
    public Answer beforeWrite() {
      throw new IllegalStateException("a plan writes nothing");
    }

    @Override
    public Answer progress(UnaryOperator<ContentLedger> change) {
      return Answer.GO_ON;
    }
  }
}
