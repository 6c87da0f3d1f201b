package dev.slipway.releases.model;

import dev.slipway.releases.model.ledgers.AbandonedUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes to Apple that nobody waits for any more and that may still take effect: a worker was
/// stopped, or its request was given up, between the recorded intent and Apple's answer. What they
/// double or overwrite is looked for once they can no longer come, before the version goes to
/// review and is locked. Immutable.
///
/// @param intentAt which intent was counted last, by its time: one is counted once
/// @param until from then on Apple refuses them: their tokens have expired
/// @param uploads numbers under which a reservation may turn up that belongs to nobody
public record LateWrites(Instant intentAt, Instant until, List<AbandonedUpload> uploads) {
  /// A token lives ten minutes, and Apple judges it when the request comes (Apple: Generating
  /// Tokens for API Requests); another minute for clocks that differ.
  private static final Duration LONGEST_WAY = Duration.ofMinutes(11);

  public LateWrites {
    uploads = List.copyOf(uploads);
  }

  /// The release with its own open intent counted in, if there is one that matters.
  ///
  /// @param now when it was found
  public static ReleaseRecord ofOwn(ReleaseRecord release, Instant now) {
    var counted = release.lateWrites();
    var intent = release.intent();
    if (intent == null
        || intent.answered()
        || !intent.kind().map(WriteKind::doubles).orElse(false)
        || (counted != null && counted.intentAt().equals(intent.at()))) {
      return release;
    }
    return release.withLateWrites(merged(release, release, intent.at(), now));
  }

  /// The release with a write counted in that was given up without an answer. Its intent is not
  /// counted by that: it stands for further writes, in one of which the worker may yet be stopped.
  public static ReleaseRecord ofGivenUp(ReleaseRecord release, Instant now) {
    var own = release.lateWrites();
    var counted = own == null ? Instant.EPOCH : own.intentAt;
    return release.withLateWrites(merged(release, release, counted, now));
  }

  /// The release with what its predecessor may still have on its way.
  public static ReleaseRecord ofPredecessor(
      ReleaseRecord release, ReleaseRecord predecessor, Instant now) {
    var intent = predecessor.intent();
    boolean open =
        intent != null && !intent.answered() && intent.kind().map(WriteKind::undoes).orElse(true);
    return open || predecessor.lateWrites() != null
        ? release.withLateWrites(
            merged(release, predecessor, intent == null ? now : intent.at(), now))
        : release;
  }

  private static LateWrites merged(
      ReleaseRecord release, ReleaseRecord from, Instant counted, Instant now) {
    var uploads = new ArrayList<AbandonedUpload>();
    var own = release.lateWrites();
    if (own != null) {
      uploads.addAll(own.uploads);
    }
    var theirs = from.lateWrites();
    if (theirs != null) {
      theirs.uploads.forEach(upload -> add(uploads, upload));
    }
    var intent = from.intent();
    var desired = from.desired();
    if (intent != null && desired != null && intent.isOf(WriteKind.RESERVE_BUILD_UPLOAD)) {
      add(
          uploads,
          new AbandonedUpload(null, desired.shortVersion(), desired.bundleVersion(), intent.at()));
    }
    return new LateWrites(counted, now.plus(LONGEST_WAY), uploads);
  }

  /// One for the same numbers, from the earliest moment on: each is looked for at Apple.
  private static void add(List<AbandonedUpload> uploads, AbandonedUpload upload) {
    for (int i = 0; i < uploads.size(); i++) {
      var other = uploads.get(i);
      if (other.shortVersion().equals(upload.shortVersion())
          && other.bundleVersion().equals(upload.bundleVersion())) {
        if (upload.since().isBefore(other.since())) {
          uploads.set(i, upload);
        }
        return;
      }
    }
    uploads.add(upload);
  }
}
