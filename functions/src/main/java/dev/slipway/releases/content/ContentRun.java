package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.refusals.TextRefusal;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Brings a drop's texts, media and review information to Apple: observes, compares, and writes
/// only the differences, so that it can be interrupted anywhere and started again. Thread-safe.
///
/// Texts are written one after the other; several sets of media at once, each strictly in order.
/// The ledger records every ID, and every asset when it was reserved and when it was committed. A
/// write whose outcome is unknown is looked for before anything is repeated.
///
/// Once everything is at Apple, the ledger is PROCESSING until Apple has processed the media. Until
/// then, each run looks at the media with one call for each locale and kind, and replaces only
/// assets that failed or are stuck.
public final class ContentRun {
  private static final int ROUNDS = 3;

  private final DropObjects files;
  private final MediaMemory memory;
  private final PartUpload upload;
  private final PartHosts hosts;
  private final CurrentReferenceData reference;
  private final InstantSource clock;
  private final Consumer<List<Picture>> pictures;

  /// @param files the drop's folder
  /// @param memory the known facts about its files
  /// @param pictures receives what the run does with each screenshot and preview, before the first
  ///   write
  public ContentRun(
      DropObjects files,
      MediaMemory memory,
      PartUpload upload,
      PartHosts hosts,
      InstantSource clock,
      Consumer<List<Picture>> pictures) {
    this(files, memory, upload, hosts, new CurrentReferenceData(clock), clock, pictures);
  }

  /// @param files the drop's folder
  /// @param memory the known facts about its files
  /// @param reference Apple's reference data, which other runs may have read
  /// @param pictures receives what a run does with each picture
  public ContentRun(
      DropObjects files,
      MediaMemory memory,
      PartUpload upload,
      PartHosts hosts,
      CurrentReferenceData reference,
      InstantSource clock,
      Consumer<List<Picture>> pictures) {
    this.reference = reference;
    this.files = files;
    this.memory = memory;
    this.upload = upload;
    this.hosts = hosts;
    this.clock = clock;
    this.pictures = pictures;
  }

  /// Writes what differs, or checks how far Apple is with the media.
  ///
  /// @param ledger the present ledger; its changes go to the gate
  /// @throws AppStoreConnectException when Apple refuses a read, or does not answer
  /// @throws InterruptedException when the calling thread is interrupted
  public ContentOutcome run(
      AppStoreConnectClient apple,
      AppId app,
      AppStoreVersionId version,
      DropContent drop,
      ContentRules rules,
      ContentLedger ledger,
      ContentGate gate)
      throws InterruptedException {
    var journal = new Journal(gate, ledger);
    var transfer = new FileTransfer(files, new FileChecksums(files, memory), upload, hosts);
    var round =
        new ContentRound(
            apple, app, version, drop, rules, journal, transfer, reference, clock, pictures);
    for (int tries = 1; ; tries++) {
      switch (once(round, journal, tries == 1)) {
        case ContentOutcome outcome -> {
          return outcome;
        }
        case LookAgain again -> {
          if (tries == ROUNDS) {
            return gaveUp(again);
          }
        }
      }
    }
  }

  private static RoundEnd once(ContentRound round, Journal journal, boolean mayLookOnly)
      throws InterruptedException {
    try {
      return round.run(mayLookOnly);
    } catch (RoundEndedException e) {
      return e.end();
    } finally {
      journal.flush();
    }
  }

  /// Ends the work after three looks that did not show what was written.
  private static ContentOutcome gaveUp(LookAgain again) {
    var answer = again.answer();
    if (answer != null && !isThereAlready(answer)) {
      return new ContentOutcome.Refused(answer, again.carried());
    }
    if (!again.ignored().isEmpty()) {
      return new ContentOutcome.Failed(
          Problem.of(
              ProblemType.APPLE_REFUSED,
              "Apple answered that it changed "
                  + String.join(", ", again.ignored())
                  + ", but did not. Slipway retries automatically. If the error persists, check in"
                  + " App Store Connect whether the version can be edited."));
    }
    return new ContentOutcome.Failed(
        Problem.of(
            ProblemType.APPLE_UNAVAILABLE,
            "Apple does not show recent changes yet. Slipway retries automatically."));
  }

  private static boolean isThereAlready(AppStoreConnectException e) {
    return PricingProblems.isAvailabilityThere(e)
        || (e instanceof Conflict
            && (e.hasCode("STATE_ERROR.ALREADY_EXISTS")
                // A name that another account has has a more specific code.
                || e.errors().stream()
                    .anyMatch(error -> error.code().equals(TextRefusal.LOCALE_EXISTS))));
  }
}
