package dev.slipway.releases.bytes;

import static dev.slipway.problems.ProblemType.DROP_FILE_MISSING;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.GitLfs;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ignored.IgnoredFiles;
import dev.slipway.drops.ipa.IpaReader;
import dev.slipway.drops.ipa.IpaReading;
import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.drops.manifest.ManifestReading;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.ContentOptions;
import dev.slipway.drops.metadata.ContentReader;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.pictures.PictureStore;
import dev.slipway.releases.preflight.checks.Findings;
import dev.slipway.releases.preflight.live.LivePageCheck;
import dev.slipway.releases.preflight.live.OtherFiles;
import dev.slipway.releases.store.FileStore;
import dev.slipway.releases.store.StoredMediaMemory;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Reads a drop in the versions that were pinned when its release started. Every fault in it
/// becomes a finding; the drop itself is never changed. Thread-safe.
public final class DropLoading {
  /// A sync sends files in any order: a named file may arrive this much later.
  private static final Duration FILE_PATIENCE = Duration.ofMinutes(15);

  private static final Duration FILE_LOOK = Duration.ofMinutes(2);

  /// A drop with more files is faulty.
  private static final int FILE_LIMIT = 5000;

  /// How long the last folder serves again: its files are pinned, so they cannot change meanwhile.
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final DropObjects drops;
  private final StateStore state;
  private final FileStore files;
  private final PictureStore pictures;
  private final boolean readsIcons;

  /// The `.ipa` is read in up to ten ranges; one reading serves all steps of an invocation.
  private final AtomicReference<@Nullable ReadIpa> lastIpa = new AtomicReference<>();

  /// Each file of a folder is a request; one reading serves the steps that follow each other.
  private final AtomicReference<@Nullable ReadFolder> lastFolder = new AtomicReference<>();

  private record ReadIpa(ObjectVersion ipa, IpaReading reading) {}

  private record ReadFolder(ReleaseId release, Drop drop, LoadedDrop loaded, Instant until) {
    boolean isOf(ReleaseRecord wanted, Instant now) {
      return release.equals(wanted.id()) && drop.equals(wanted.drop()) && now.isBefore(until);
    }
  }

  /// Creates a reader of all that a release needs.
  public DropLoading(DropObjects drops, StateStore state) {
    this(drops, state, false);
  }

  /// @param readsIcons whether to read the app's icon too, which only pages need
  public DropLoading(DropObjects drops, StateStore state, boolean readsIcons) {
    this.readsIcons = readsIcons;
    this.drops = drops;
    this.state = state;
    this.files = new FileStore(state);
    this.pictures = new PictureStore(state);
  }

  /// Returns where people find the pictures of a drop.
  PictureStore pictures() {
    return pictures;
  }

  /// Reads the whole drop.
  ///
  /// @throws IOException when the bucket cannot be read now, or a pinned version no longer exists
  DropLoad load(ReleaseRecord release, Instant now) throws IOException {
    return switch (release.drop().kind()) {
      case BARE_IPA -> bare(release);
      case FOLDER -> keptFolder(release, now);
    };
  }

  private DropLoad keptFolder(ReleaseRecord release, Instant now) throws IOException {
    var kept = lastFolder.getAndSet(null);
    if (kept != null && kept.isOf(release, now)) {
      lastFolder.set(kept);
      return kept.loaded;
    }
    var load = folder(release, now);
    if (load instanceof LoadedDrop loaded) {
      lastFolder.set(new ReadFolder(release.id(), release.drop(), loaded, now.plus(KEPT)));
    }
    return load;
  }

  private LoadedDrop bare(ReleaseRecord release) throws IOException {
    var ipa = release.drop().trigger();
    var findings = new ArrayList<Finding>();
    IpaReading reading = null;
    if (DropKey.parse(ipa.key()) instanceof DropKey.OtherFile(var _, String name, var build)) {
      findings.add(build.check().finding(name, null, ""));
    } else {
      reading = reading(ipa, findings);
    }
    var folder = new DropFolder(drops, prefix(release.drop()), List.of());
    return new LoadedDrop(
        ReleaseManifest.empty(),
        true,
        ipa,
        reading == null ? null : reading.app(),
        reading == null ? null : reading.written(),
        reading == null ? null : reading.icon(),
        folder,
        StoredMediaMemory.open(state, release.connectionId(), folder.prefix()),
        DropContent.empty(),
        findings);
  }

  private DropLoad folder(ReleaseRecord release, Instant now) throws IOException {
    var read = manifest(release.drop().trigger());
    var findings = new ArrayList<Finding>(read.findings());
    var manifest = read.manifest();
    boolean faultless = findings.isEmpty();
    boolean sound = faultless || (read.saysWhatItIs() && !manifest.isBesideVersions());
    // The files as they were when the release started: pinned at the first reading that finds the
    // .ipa, which is the only file that is waited for.
    var pinned = files.read(release.id()).orElse(null);
    var approval = release.approval();
    if (pinned == null && approval != null && approval.carriesOut() != null) {
      var planned = files.read(approval.carriesOut());
      if (planned.isEmpty()) {
        return new DropLoad.Unusable(new Outcome.NeedsAttention(planIsGone(release)));
      }
      pinned = files.pin(release.id(), planned.get());
    }
    var again = release.drop().again();
    if (pinned == null && again != null) {
      // A release that ended before it read its folder pinned nothing: then the folder is read now.
      pinned = files.read(again).map(before -> files.pin(release.id(), before)).orElse(null);
    }
    if (pinned == null) {
      var found = DropFolder.listed(drops, prefix(release.drop()), FILE_LIMIT + 1);
      var obstacle = obstacle(release.drop(), manifest, faultless, found, now);
      if (obstacle != null) {
        return new DropLoad.Unusable(obstacle);
      }
      pinned = files.pin(release.id(), found);
    }
    var folder = new DropFolder(drops, prefix(release.drop()), pinned);
    if (manifest.isBesideVersions()) {
      return withoutVersion(release, folder, manifest, sound, findings);
    }
    var ipa = IpaInFolder.find(folder, read, findings);
    var reading = ipa.isPresent() ? reading(ipa.get(), findings) : null;
    var app = reading == null ? null : reading.app();
    var memory = StoredMediaMemory.open(state, release.connectionId(), folder.prefix());
    var without = manifest.withoutIpa();
    var platform =
        without != null ? without.platformOrPreset() : app == null ? null : app.platform();
    var content = ContentReader.read(folder, memory, ContentOptions.of(manifest), platform);
    memory.flush();
    findings.addAll(IgnoredFiles.find(pinned, manifest, ipa.isPresent() || without != null));
    return new LoadedDrop(
        manifest,
        sound,
        ipa.orElse(null),
        app,
        reading == null ? written(manifest) : reading.written(),
        reading == null ? null : reading.icon(),
        folder,
        memory,
        content,
        findings);
  }

  private static @Nullable WrittenIdentity written(ReleaseManifest manifest) {
    var without = manifest.withoutIpa();
    return without == null
        ? null
        : new WrittenIdentity(without.bundleId(), manifest.version(), null);
  }

  private static Problem planIsGone(ReleaseRecord release) {
    return Problem.at(
        release.drop().trigger().key(),
        DROP_FILE_MISSING,
        "Slipway no longer has the list of files that the plan was made of. Request a new plan and"
            + " carry that one out.");
  }

  /// Reads a folder without a version of its own: its texts alone, because nothing else of it is
  /// ever sent.
  private LoadedDrop withoutVersion(
      ReleaseRecord release,
      DropFolder folder,
      ReleaseManifest manifest,
      boolean sound,
      List<Finding> findings)
      throws IOException {
    var memory = StoredMediaMemory.open(state, release.connectionId(), folder.prefix());
    var content = ContentReader.read(folder, memory, ContentOptions.of(manifest), null);
    memory.flush();
    findings.addAll(OtherFiles.unread(folder.files(), manifest));
    findings.addAll(IgnoredFiles.find(folder.files(), manifest, true));
    return new LoadedDrop(
        manifest, sound, null, null, null, null, folder, memory, content, findings);
  }

  private ManifestReading manifest(ObjectVersion trigger) throws IOException {
    long length = Math.min(trigger.sizeBytes(), ReleaseManifest.MAX_SIZE_BYTES + 1L);
    byte[] bytes;
    try (var in = drops.open(trigger, 0, length)) {
      bytes = in.readAllBytes();
    }
    return ReleaseManifest.parse(bytes);
  }

  /// Returns what prevents the files from being pinned; null when nothing does.
  private static @Nullable Outcome obstacle(
      Drop drop,
      ReleaseManifest manifest,
      boolean faultless,
      List<ObjectVersion> found,
      Instant now) {
    if (found.size() > FILE_LIMIT) {
      return new Outcome.NeedsAttention(
          Problem.at(
              prefix(drop),
              RELEASE_JSON_INVALID,
              "The folder contains more than "
                  + FILE_LIMIT
                  + " files. Keep only the files of this release in it and upload the folder"
                  + " again."));
    }
    boolean live = manifest.changesLiveVersion();
    boolean there =
        found.stream()
            .anyMatch(file -> live ? isPromotionalText(file) : IpaInFolder.isIpa(file, manifest));
    boolean late = !now.isBefore(drop.receivedAt().plus(FILE_PATIENCE));
    boolean complete = manifest.withoutIpa() != null && !live;
    // Another build beside it is no answer yet: a sync sends files in any order, and CI of a
    // project with an Android app often keeps both.
    return there || complete || !faultless || late ? null : waiting(drop, manifest, now);
  }

  private static boolean isPromotionalText(ObjectVersion file) {
    return file.key().endsWith("/" + TextField.PROMOTIONAL_TEXT.fileName());
  }

  private static Outcome waiting(Drop drop, ReleaseManifest manifest, Instant now) {
    if (manifest.changesLiveVersion()) {
      var missing =
          LivePageCheck.LIVE_TEXT_MISSING.finding(true, prefix(drop) + "metadata/", null, "");
      return new Outcome.Waiting(
          ReleaseState.RECEIVED,
          now.plus(FILE_LOOK),
          "Waiting for the promotional text to arrive.",
          Findings.problem(missing));
    }
    String wanted = IpaInFolder.wanted(prefix(drop), manifest);
    return new Outcome.Waiting(
        ReleaseState.RECEIVED,
        now.plus(FILE_LOOK),
        "Waiting for the .ipa to arrive.",
        Problem.at(
            wanted,
            DROP_FILE_MISSING,
            IpaInFolder.isMissing(wanted) + " " + ReadingCheck.IPA_MISSING.rule().remedy()));
  }

  /// Returns what the `.ipa` has; null when it cannot be read.
  private @Nullable IpaReading reading(ObjectVersion ipa, List<Finding> findings)
      throws IOException {
    var before = lastIpa.get();
    var ranges = new PinnedRanges(drops, ipa);
    if (isPointer(ranges)) {
      findings.add(ReadingCheck.GIT_LFS_POINTER.finding(ipa.fileName(), null, ""));
      return null;
    }
    try {
      var reading = before != null && before.ipa.equals(ipa) ? before.reading : readIpa(ranges);
      lastIpa.set(new ReadIpa(ipa, reading));
      reading.faults().forEach(fault -> findings.add(fault.finding(ipa.fileName())));
      return reading;
    } catch (IpaUnreadableException e) {
      findings.add(e.finding(ipa.fileName()));
      return null;
    }
  }

  private IpaReading readIpa(ByteRanges ranges) throws IOException, IpaUnreadableException {
    return readsIcons ? IpaReader.readWithIcon(ranges) : IpaReader.read(ranges);
  }

  /// Returns whether Git LFS did not fetch the file; no `.ipa` is as small as a pointer.
  private static boolean isPointer(ByteRanges ipa) throws IOException {
    return ipa.sizeBytes() > 0
        && ipa.sizeBytes() <= GitLfs.MAX_POINTER_BYTES
        && GitLfs.isPointer(ipa.read(0, (int) ipa.sizeBytes()), ipa.sizeBytes());
  }

  /// Reads the pinned `.ipa` in ranges.
  private record PinnedRanges(DropObjects drops, ObjectVersion object) implements ByteRanges {
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

  private static String prefix(Drop drop) {
    String key = drop.trigger().key();
    return key.substring(0, key.lastIndexOf('/') + 1);
  }
}
