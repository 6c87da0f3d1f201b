package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.AppWithVersions;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionSummary;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.ReviewVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Follows submitted releases of one key: one call per 100 apps for the open submissions, and one
/// per 100 apps for the versions of releases that are no longer in them or past review (design.md,
/// Polling).
public final class Follow {
  private static final int APPS_PER_CALL = 100;
  private static final int VANISHED_LOOKS = 3;

  private final AppStoreConnectClient apple;

  public Follow(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Returns the releases as Apple sees them now. All must belong to one connection.
  public List<ReleaseRecord> observe(List<ReleaseRecord> releases, Instant now) {
    var submissions = openSubmissions(releases);
    var settled = new HashMap<ReleaseId, ReleaseRecord>();
    var unsettled = new ArrayList<ReleaseRecord>();
    for (ReleaseRecord release : releases) {
      var submission = submissionOf(release, submissions);
      var verdict = submission.map(ReviewSubmission::state).flatMap(ReviewVerdict::of);
      // Only the version says whether the build or the texts were rejected.
      boolean told = verdict.filter(v -> v.state() != ReleaseState.REJECTED).isPresent();
      if (told) {
        settled.put(
            release.id(),
            applied(withSubmission(release, submission.get().state()), verdict.get(), now));
      } else {
        unsettled.add(
            submission
                .map(open -> withSubmission(release, open.state()))
                .orElseGet(() -> withoutSubmission(release)));
      }
    }
    var versions = versionStates(unsettled);
    for (ReleaseRecord release : unsettled) {
      settled.put(release.id(), byVersion(release, versions, now));
    }
    return releases.stream()
        .map(release -> settled.getOrDefault(release.id(), release))
        .map(release -> release.withOrders(release.orders().noticeHandled()))
        .toList();
  }

  /// Reads the open submissions; releases past review cannot be in one, so they are left out.
  private Map<ReviewSubmissionId, ReviewSubmission> openSubmissions(List<ReleaseRecord> releases) {
    var inReview =
        releases.stream()
            .filter(
                release ->
                    release.state() == ReleaseState.WAITING_FOR_REVIEW
                        || release.state() == ReleaseState.IN_REVIEW
                        || !release.state().isSubmitted())
            .toList();
    var open = new HashMap<ReviewSubmissionId, ReviewSubmission>();
    try {
      for (List<AppId> chunk : chunks(inReview)) {
        apple.reviewSubmissions().open(chunk).forEach(s -> open.put(s.id(), s));
      }
    } catch (Forbidden e) {
      // Below App Manager a key may not read submissions; the versions say nearly as much.
      if (e.reason() != ForbiddenReason.ROLE) {
        throw e;
      }
    }
    return open;
  }

  private static Optional<ReviewSubmission> submissionOf(
      ReleaseRecord release, Map<ReviewSubmissionId, ReviewSubmission> open) {
    return Optional.ofNullable(release.review().submissionId())
        .flatMap(id -> Optional.ofNullable(open.get(id)));
  }

  private Map<AppStoreVersionId, AppVersionState> versionStates(List<ReleaseRecord> releases) {
    var states = new HashMap<AppStoreVersionId, AppVersionState>();
    for (List<AppId> chunk : chunks(releases)) {
      for (AppWithVersions app : apple.apps().withVersions(chunk)) {
        for (AppStoreVersionSummary version : app.versions()) {
          states.put(version.id(), version.appVersionState());
        }
      }
    }
    // Apple includes the newest ten versions of an app; a version that is not among them is read
    // alone.
    for (ReleaseRecord release : releases) {
      var version = release.version().version();
      if (version != null && !states.containsKey(version.id())) {
        stateOf(version.id()).ifPresent(state -> states.put(version.id(), state));
      }
    }
    return states;
  }

  private Optional<AppVersionState> stateOf(AppStoreVersionId version) {
    try {
      return Optional.of(apple.appStoreVersions().get(version).appVersionState());
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  private ReleaseRecord byVersion(
      ReleaseRecord release, Map<AppStoreVersionId, AppVersionState> states, Instant now) {
    var version = release.version().version();
    if (version == null) {
      return later(release, now);
    }
    if (!states.containsKey(version.id())) {
      return vanished(release, now);
    }
    var state = states.get(version.id());
    var seen = release.withVersion(release.version().with(version.withState(state)));
    return verdict(seen, state)
        .map(verdict -> applied(seen, verdict, now))
        .orElseGet(() -> later(seen, now));
  }

  private static Optional<ReviewVerdict> verdict(ReleaseRecord release, AppVersionState version) {
    var present = release.version().version();
    var byVersion = ReviewVerdict.of(version, present == null ? null : present.releaseType());
    // An invalid build also leaves its submission with unresolved issues (review-live.md, A23).
    return release.review().state() == ReviewSubmissionState.UNRESOLVED_ISSUES
        ? Optional.of(ReviewVerdict.ofUnresolved(version))
        : byVersion;
  }

  /// Records a version that Apple did not show: it was deleted, or is invisible for a moment. The
  /// release needs attention when it stays away.
  private static ReleaseRecord vanished(ReleaseRecord release, Instant now) {
    if (release.state() == ReleaseState.REJECTED) {
      return Rejections.left(release);
    }
    var problem =
        Problem.of(
            ProblemType.APPLE_REFUSED,
            "App Store Connect no longer shows this version to the key. If the version was deleted,"
                + " or the key lost access to the app, upload the build again.");
    var failed = FollowTrouble.recorded(release, problem, NextStep.nextFollow(now), now);
    return failed.status().failures() > VANISHED_LOOKS
        ? release.moved(
            Status.ended(ReleaseState.NEEDS_ATTENTION, problem), now, problem.type().title())
        : failed;
  }

  private ReleaseRecord applied(ReleaseRecord release, ReviewVerdict verdict, Instant now) {
    var state = verdict.state();
    if (state == ReleaseState.REJECTED) {
      return release.moved(
          Rejections.followed(release, verdict.problem(), now), now, verdict.message());
    }
    if (release.state() == ReleaseState.REJECTED && !isBack(release, verdict)) {
      return Rejections.left(release);
    }
    var status =
        state.isOpen()
            ? Status.due(state, NextStep.nextFollow(now))
            : Status.ended(state, verdict.problem());
    return release.moved(status, now, verdict.message());
  }

  /// Returns whether a rejected release is with App Review again, or past it, without a new drop. A
  /// version with another build is somebody else's work.
  private boolean isBack(ReleaseRecord release, ReviewVerdict verdict) {
    var version = release.version().version();
    return version != null
        && (verdict.state().isSubmitted() || verdict.state() == ReleaseState.READY_FOR_DISTRIBUTION)
        && apple
            .appStoreVersions()
            .attachedBuild(version.id())
            .filter(build -> build.id().equals(release.build().buildId()))
            .isPresent();
  }

  private static ReleaseRecord later(ReleaseRecord release, Instant now) {
    return release.withStatus(
        release.state() == ReleaseState.REJECTED
            ? Rejections.followed(release, release.status().problem(), now)
            : Status.due(release.state(), NextStep.nextFollow(now)));
  }

  /// Records that a rejected submission is over, so that only the version's state counts.
  private static ReleaseRecord withoutSubmission(ReleaseRecord release) {
    return release.state() == ReleaseState.REJECTED
        ? withSubmission(release, ReviewSubmissionState.COMPLETE)
        : release;
  }

  private static ReleaseRecord withSubmission(ReleaseRecord release, ReviewSubmissionState state) {
    var id = release.review().submissionId();
    return id == null ? release : release.withReview(release.review().with(id, state));
  }

  private static List<List<AppId>> chunks(List<ReleaseRecord> releases) {
    Set<AppId> apps = new LinkedHashSet<>();
    releases.forEach(release -> apps.add(RequiredFacts.app(release)));
    var all = List.copyOf(apps);
    var chunks = new ArrayList<List<AppId>>();
    for (int from = 0; from < all.size(); from += APPS_PER_CALL) {
      chunks.add(all.subList(from, Math.min(from + APPS_PER_CALL, all.size())));
    }
    return chunks;
  }
}
