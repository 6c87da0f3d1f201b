package dev.slipway.releases.bytes;

import static dev.slipway.problems.ProblemType.DROP_FILE_MISSING;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.IpaReader;
import dev.slipway.drops.ipa.IpaReading;
import dev.slipway.drops.manifest.ManifestReading;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.ContentOptions;
import dev.slipway.drops.metadata.ContentReader;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.FileStore;
import dev.slipway.releases.store.StoredMediaMemory;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final DropObjects drops;
  private final StateStore state;
  private final FileStore files;

  /// The `.ipa` is read in up to ten ranges; one reading serves all steps of an invocation.
  private final AtomicReference<@Nullable ReadIpa> lastIpa = new AtomicReference<>();

  private record ReadIpa(ObjectVersion ipa, IpaReading reading) {}

  public DropLoading(DropObjects drops, StateStore state) {
    this.drops = drops;
    this.state = state;
    this.files = new FileStore(state);
  }

  /// Reads the whole drop.
  ///
  /// @throws IOException when the bucket cannot be read now, or a pinned version no longer exists
  DropLoad load(ReleaseRecord release, Instant now) throws IOException {
    return switch (release.drop().kind()) {
      case BARE_IPA -> bare(release);
      case FOLDER -> folder(release, now);
    };
  }

  private LoadedDrop bare(ReleaseRecord release) throws IOException {
    var ipa = release.drop().trigger();
    var findings = new ArrayList<Finding>();
    var reading = reading(ipa, findings);
    var folder = new DropFolder(drops, prefix(release.drop()), List.of());
    return new LoadedDrop(
        ReleaseManifest.empty(),
        true,
        ipa,
        reading == null ? null : reading.app(),
        reading == null ? null : reading.written(),
        folder,
        StoredMediaMemory.open(state, release.connectionId(), folder.prefix()),
        DropContent.empty(),
        findings);
  }

  private DropLoad folder(ReleaseRecord release, Instant now) throws IOException {
    var findings = new ArrayList<Finding>();
    var read = manifest(release.drop().trigger(), findings);
    var manifest = read.orElseGet(ReleaseManifest::empty);
    // The files as they were when the release started: pinned at the first reading that finds the
    // .ipa, which is the only file that is waited for.
    var pinned = files.read(release.id()).orElse(null);
    if (pinned == null) {
      var found = DropFolder.listed(drops, prefix(release.drop()), FILE_LIMIT + 1);
      var obstacle = obstacle(release.drop(), manifest, read.isPresent(), found, findings, now);
      if (obstacle != null) {
        return new DropLoad.Unusable(obstacle);
      }
      pinned = files.pin(release.id(), found);
    }
    var folder = new DropFolder(drops, prefix(release.drop()), pinned);
    var ipa = ipaOf(folder, manifest, findings);
    var reading = ipa.isPresent() ? reading(ipa.get(), findings) : null;
    var app = reading == null ? null : reading.app();
    var memory = StoredMediaMemory.open(state, release.connectionId(), folder.prefix());
    var platform = app == null ? null : app.platform();
    var content = ContentReader.read(folder, memory, ContentOptions.of(manifest), platform);
    memory.flush();
    return new LoadedDrop(
        manifest,
        read.isPresent(),
        ipa.orElse(null),
        app,
        reading == null ? null : reading.written(),
        folder,
        memory,
        content,
        findings);
  }

  private Optional<ReleaseManifest> manifest(ObjectVersion trigger, List<Finding> findings)
      throws IOException {
    long length = Math.min(trigger.sizeBytes(), ReleaseManifest.MAX_SIZE_BYTES + 1L);
    byte[] bytes;
    try (var in = drops.open(trigger, 0, length)) {
      bytes = in.readAllBytes();
    }
    return switch (ReleaseManifest.parse(bytes)) {
      case ManifestReading.Sound(ReleaseManifest manifest) -> Optional.of(manifest);
      case ManifestReading.Faulty(List<Finding> found) -> {
        findings.addAll(found);
        yield Optional.empty();
      }
    };
  }

  /// Returns what prevents the files from being pinned; null when nothing does. A file that did not
  /// arrive in time becomes a finding.
  private static @Nullable Outcome obstacle(
      Drop drop,
      ReleaseManifest manifest,
      boolean sound,
      List<ObjectVersion> found,
      List<Finding> findings,
      Instant now) {
    if (found.size() > FILE_LIMIT) {
      return new Outcome.NeedsAttention(
          Problem.at(
              prefix(drop),
              RELEASE_JSON_INVALID,
              "The folder contains more than "
                  + FILE_LIMIT
                  + " files. Keep only the files of this release in it and upload release.json"
                  + " again."));
    }
    boolean there = found.stream().anyMatch(file -> isIpa(file, manifest));
    return there || !sound ? null : missing(drop, manifest, findings, now);
  }

  /// Returns whether this is the `.ipa` that `release.json` names, with composed or decomposed
  /// letters, as macOS writes them; if it names none, any `.ipa` at the top of the folder.
  private static boolean isIpa(ObjectVersion file, ReleaseManifest manifest) {
    String path = file.key();
    return manifest.ipa() == null
        ? path.endsWith(".ipa") && path.indexOf('/') < 0
        : PlainText.isSameName(manifest.ipa(), path);
  }

  private static @Nullable Outcome missing(
      Drop drop, ReleaseManifest manifest, List<Finding> findings, Instant now) {
    String wanted = prefix(drop) + (manifest.ipa() == null ? "<name>.ipa" : manifest.ipa());
    String remedy =
        wanted
            + " is missing in the drop bucket. Upload the .ipa into the folder, then upload"
            + " release.json again.";
    if (now.isBefore(drop.receivedAt().plus(FILE_PATIENCE))) {
      return new Outcome.Waiting(
          ReleaseState.RECEIVED,
          now.plus(FILE_LOOK),
          "Waiting for the .ipa to arrive.",
          Problem.at(wanted, DROP_FILE_MISSING, remedy));
    }
    findings.add(
        new Finding(
            "ipa-missing", Finding.Severity.ERROR, DROP_FILE_MISSING, wanted, null, null, remedy));
    return null;
  }

  private static Optional<ObjectVersion> ipaOf(
      DropFolder folder, ReleaseManifest manifest, List<Finding> findings) {
    var found = folder.files().stream().filter(file -> isIpa(file, manifest)).toList();
    var exact = found.stream().filter(file -> file.key().equals(manifest.ipa())).findFirst();
    if (exact.isPresent()) {
      found = List.of(exact.get());
    }
    if (found.size() > 1) {
      findings.add(
          ReadingCheck.RELEASE_JSON_FAULT.finding(
              "$.ipa",
              null,
              "The folder contains several .ipa files. Name the one to release as \"ipa\" in"
                  + " release.json, or remove the others."));
      return Optional.empty();
    }
    return found.stream().findFirst().map(file -> file.withKey(folder.prefix() + file.key()));
  }

  /// Returns what the `.ipa` has; null when it cannot be read.
  private @Nullable IpaReading reading(ObjectVersion ipa, List<Finding> findings)
      throws IOException {
    var before = lastIpa.get();
    try {
      var reading =
          before != null && before.ipa.equals(ipa)
              ? before.reading
              : IpaReader.read(new PinnedRanges(drops, ipa));
      lastIpa.set(new ReadIpa(ipa, reading));
      reading.faults().forEach(fault -> findings.add(fault.finding(ipa.fileName())));
      return reading;
    } catch (IpaUnreadableException e) {
      findings.add(e.finding(ipa.fileName()));
      return null;
    }
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
