package dev.slipway.releases.reconcile;

import static dev.slipway.problems.ProblemType.DROP_CHANGED;
import static dev.slipway.problems.ProblemType.DROP_FILE_MISSING;
import static dev.slipway.problems.ProblemType.DROP_UNREADABLE;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.ManifestFault;
import dev.slipway.drops.ManifestReading;
import dev.slipway.drops.ReleaseManifest;
import dev.slipway.ipa.AppBundle;
import dev.slipway.ipa.ByteRanges;
import dev.slipway.ipa.IpaFault;
import dev.slipway.ipa.IpaReader;
import dev.slipway.ipa.IpaUnreadableException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.DropObjects;
import dev.slipway.releases.DropObjects.DropChangedException;
import dev.slipway.releases.DropObjects.DropObject;
import dev.slipway.releases.model.Desired;
import dev.slipway.releases.model.Desired.OnConflict;
import dev.slipway.releases.model.Desired.Terms;
import dev.slipway.releases.model.Drop;
import dev.slipway.releases.model.PinnedObject;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.VersionNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a drop asks for: `release.json` and the Info.plist of the `.ipa`, each in the version
/// that was pinned. Whatever is wrong with a drop becomes a problem that says what to do; the drop
/// is left as it was.
final class DropReading {
  /// A sync sends files in any order: what is named may come this much later.
  private static final Duration FILE_PATIENCE = Duration.ofMinutes(15);

  private static final Duration FILE_LOOK = Duration.ofMinutes(2);
  private static final int FILE_LIMIT = 5000;

  private final DropObjects drops;

  DropReading(DropObjects drops) {
    this.drops = drops;
  }

  /// Ends the reading with an outcome other than progress.
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Outcome outcome;

    Unusable(Problem problem) {
      this(new Outcome.NeedsAttention(problem));
    }

    Unusable(Outcome outcome) {
      super("the drop cannot be used as it is");
      this.outcome = outcome;
    }
  }

  StepResult read(ReleaseRecord release, Instant now) {
    try {
      var drop = release.drop();
      var manifest =
          switch (drop.kind()) {
            case BARE_IPA -> ReleaseManifest.empty();
            case FOLDER -> manifest(drop, now);
          };
      var ipa =
          switch (drop.kind()) {
            case BARE_IPA -> drop.trigger();
            case FOLDER -> ipaOf(drop, manifest, now);
          };
      return StepResult.progressed(release.withDesired(desired(ipa, manifest, bundle(ipa))));
    } catch (Unusable e) {
      return new StepResult(release, e.outcome);
    } catch (DropChangedException e) {
      return StepResult.attention(
          release,
          Problem.of(
              DROP_CHANGED,
              "A file of the drop was replaced or removed before it could be read. What was dropped"
                  + " last is a release of its own; this one ends here."));
    } catch (IOException e) {
      return unreadableNow(release);
    } catch (UncheckedIOException e) {
      return unreadableNow(release);
    }
  }

  private static StepResult unreadableNow(ReleaseRecord release) {
    return new StepResult(
        release,
        new Outcome.Failed(
            Problem.of(DROP_UNREADABLE, "The drop bucket cannot be read at present."), null));
  }

  private ReleaseManifest manifest(Drop drop, Instant now) throws IOException, Unusable {
    var trigger = drop.trigger();
    if (trigger.sizeBytes() > ReleaseManifest.MAX_SIZE_BYTES) {
      throw new Unusable(
          Problem.at(
              trigger.key(),
              RELEASE_JSON_INVALID,
              "release.json is larger than 1 MiB. Put texts into the folder metadata instead."));
    }
    byte[] bytes;
    try (var in = drops.open(trigger.toDropObject(), 0, trigger.sizeBytes())) {
      bytes = in.readAllBytes();
    }
    return switch (ReleaseManifest.parse(bytes)) {
      case ManifestReading.Sound(ReleaseManifest manifest) -> checked(manifest, now);
      case ManifestReading.Faulty(List<ManifestFault> faults) ->
          throw new Unusable(invalid(faults));
    };
  }

  private static ReleaseManifest checked(ReleaseManifest manifest, Instant now) throws Unusable {
    if (manifest.dryRun()) {
      throw new Unusable(
          Problem.at(
              "$.dryRun",
              RELEASE_JSON_INVALID,
              "A dry run is not available in this version. Nothing was sent to Apple; take dryRun"
                  + " out to release."));
    }
    boolean past =
        manifest.earliestReleaseDate().map(date -> !date.toInstant().isAfter(now)).orElse(false);
    if (past) {
      throw new Unusable(
          invalid(List.of(new ManifestFault("$.earliestReleaseDate", "must lie in the future"))));
    }
    return manifest;
  }

  private static Problem invalid(List<ManifestFault> faults) {
    var single =
        faults.stream()
            .map(fault -> Problem.at(fault.path(), RELEASE_JSON_INVALID, fault.message()))
            .toList();
    return Problem.of(
            RELEASE_JSON_INVALID,
            "release.json has "
                + (single.size() == 1 ? "a fault" : single.size() + " faults")
                + ": mend it and put it into the folder again.")
        .withFaults(single);
  }

  private PinnedObject ipaOf(Drop drop, ReleaseManifest manifest, Instant now) throws Unusable {
    String key = drop.trigger().key();
    String folder = key.substring(0, key.lastIndexOf('/') + 1);
    var named = manifest.ipa().map(name -> folder + name);
    var found = named.isPresent() ? drops.newest(named.get()) : onlyIpa(folder);
    if (found.isPresent()) {
      return PinnedObject.of(found.get());
    }
    String wanted = named.orElse(folder + "<name>.ipa");
    var problem =
        Problem.at(
            wanted,
            DROP_FILE_MISSING,
            "There is no "
                + wanted
                + " in the drop bucket. Put the .ipa into the folder, then put release.json"
                + " again.");
    if (now.isBefore(drop.receivedAt().plus(FILE_PATIENCE))) {
      throw new Unusable(
          new Outcome.Waiting(
              ReleaseState.RECEIVED,
              now.plus(FILE_LOOK),
              "Waits for the .ipa to arrive.",
              problem));
    }
    throw new Unusable(problem);
  }

  private Optional<DropObject> onlyIpa(String folder) throws Unusable {
    var found =
        drops.list(folder, FILE_LIMIT).stream()
            .filter(
                object ->
                    object.key().endsWith(".ipa") && object.key().indexOf('/', folder.length()) < 0)
            .toList();
    if (found.size() > 1) {
      throw new Unusable(
          Problem.at(
              "$.ipa",
              RELEASE_JSON_INVALID,
              "The folder holds several .ipa files: name the one to release as \"ipa\" in"
                  + " release.json, or remove the others."));
    }
    return found.stream().findFirst();
  }

  private AppBundle bundle(PinnedObject ipa) throws IOException, Unusable {
    try {
      return IpaReader.read(new PinnedRanges(drops, ipa.toDropObject()));
    } catch (IpaUnreadableException e) {
      throw new Unusable(
          Problem.at(ipa.key(), problemType(e.fault()), String.valueOf(e.getMessage())));
    }
  }

  /// The pinned `.ipa` in ranges.
  private record PinnedRanges(DropObjects drops, DropObject object) implements ByteRanges {
    @Override
    public long sizeBytes() {
      return object.sizeBytes();
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
      try (var in = drops.open(object, offset, length)) {
        return in.readNBytes(length);
      }
    }
  }

  private static Desired desired(PinnedObject ipa, ReleaseManifest manifest, AppBundle bundle)
      throws Unusable {
    var faults = new ArrayList<ManifestFault>();
    manifest
        .version()
        .filter(version -> VersionNumbers.compare(version, bundle.shortVersion()) != 0)
        .ifPresent(
            version ->
                faults.add(
                    new ManifestFault(
                        "$.version",
                        "is "
                            + version
                            + ", but the app's CFBundleShortVersionString is "
                            + bundle.shortVersion())));
    var said = manifest.usesNonExemptEncryption();
    var built = bundle.usesNonExemptEncryption();
    if (said.isPresent() && built.isPresent() && !said.equals(built)) {
      faults.add(
          new ManifestFault(
              "$.usesNonExemptEncryption",
              "contradicts the Info.plist (ITSAppUsesNonExemptEncryption is " + built.get() + ")"));
    }
    if (!faults.isEmpty()) {
      throw new Unusable(invalid(faults));
    }
    return new Desired(
        ipa,
        bundle.bundleId(),
        bundle.shortVersion(),
        bundle.bundleVersion(),
        switch (bundle.platform()) {
          case IOS -> Platform.IOS;
          case MAC_OS -> Platform.MAC_OS;
          case TV_OS -> Platform.TV_OS;
          case VISION_OS -> Platform.VISION_OS;
        },
        built.or(() -> said).orElse(null),
        terms(manifest));
  }

  private static Terms terms(ReleaseManifest manifest) {
    return new Terms(
        manifest
            .releaseType()
            .map(
                type ->
                    switch (type) {
                      case MANUAL -> ReleaseType.MANUAL;
                      case AFTER_APPROVAL -> ReleaseType.AFTER_APPROVAL;
                      case SCHEDULED -> ReleaseType.SCHEDULED;
                    })
            .orElse(null),
        manifest.earliestReleaseDate().map(OffsetDateTime::toInstant).orElse(null),
        manifest.phasedRelease().orElse(null),
        manifest.whatsNew(),
        manifest.copyright().orElse(null),
        manifest.submit(),
        switch (manifest.onConflict()) {
          case QUEUE -> OnConflict.QUEUE;
          case REPLACE -> OnConflict.REPLACE;
        });
  }

  private static ProblemType problemType(IpaFault fault) {
    return switch (fault) {
      case NOT_A_ZIP,
          TRUNCATED,
          DAMAGED,
          SPLIT_ARCHIVE,
          DIRECTORY_TOO_LARGE,
          UNSUPPORTED_COMPRESSION ->
          ProblemType.IPA_UNREADABLE;
      case DUPLICATE_NAME, UNSAFE_NAME, ENCRYPTED_ENTRY, HEADERS_DISAGREE, INFO_PLIST_TOO_LARGE ->
          ProblemType.IPA_UNSAFE;
      case NO_APP, SEVERAL_APPS -> ProblemType.IPA_WITHOUT_APP;
      case INFO_PLIST_MISSING,
          INFO_PLIST_DAMAGED,
          INFO_PLIST_UNREADABLE,
          INFO_PLIST_KEY_MISSING,
          INFO_PLIST_KEY_MALFORMED ->
          ProblemType.IPA_INFO_PLIST;
      case SIMULATOR_BUILD, UNSUPPORTED_PLATFORM -> ProblemType.IPA_WRONG_PLATFORM;
    };
  }
}
