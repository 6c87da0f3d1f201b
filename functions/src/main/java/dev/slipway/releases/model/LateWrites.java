package dev.slipway.releases.model;

import dev.slipway.releases.model.ledgers.AbandonedUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes to Apple that no worker waits for and that may still take effect: a worker was stopped,
/// or its request was abandoned, between the recorded intent and Apple's answer. Once they can no
/// longer arrive, and before review locks the version, Slipway looks for what they duplicated or
/// overwrote. Immutable.
///
/// @param intentAt the time of the intent that was counted last, so that no intent is counted twice
/// @param until the moment from which Apple rejects these writes, because their tokens have expired
/// @param uploads the numbers of reservations that may appear at Apple without an owner
public record LateWrites(Instant intentAt, Instant until, List<AbandonedUpload> uploads) {
  /// A token lives for ten minutes, and Apple checks it when the request arrives (Apple: Generating
  /// Tokens for API Requests). One more minute allows for clocks that differ.
  private static final Duration LONGEST_WAY = Duration.ofMinutes(11);

  public LateWrites {
    uploads = List.copyOf(uploads);
  }

  /// Returns the release with its own open intent counted, if that write can do damage.
  ///
  /// @param now when the intent was found
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

  /// Returns the release with a write counted that was abandoned without an answer. This does not
  /// count its intent, which covers further writes: the worker may be stopped in one of those.
  public static ReleaseRecord ofGivenUp(ReleaseRecord release, Instant now) {
    var own = release.lateWrites();
    var counted = own == null ? Instant.EPOCH : own.intentAt;
    return release.withLateWrites(merged(release, release, counted, now));
  }

  /// Returns the release with the late writes of its predecessor counted.
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

  /// Adds an upload. Uploads with the same numbers become one, with the earliest time.
  private static void add(List<AbandonedUpload> uploads, AbandonedUpload upload) {
    for (int i = 0; i < uploads.size(); i++) {
      var other = uploads.get(i);
      if (VersionNumbers.same(other.shortVersion(), upload.shortVersion())
          && VersionNumbers.same(other.bundleVersion(), upload.bundleVersion())) {
        if (upload.since().isBefore(other.since())) {
          uploads.set(i, upload);
        }
        return;
      }
    }
    uploads.add(upload);
  }
}
