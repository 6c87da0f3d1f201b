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
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.ReviewVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows submitted releases of one key: one call per 100 apps for the open submissions, and one
/// per 100 apps for the versions of releases that are no longer in them or past review (design.md,
/// Following and polling).
public final class Follow {
  private static final int APPS_PER_CALL = 100;

  /// How long a version may be invisible before its release needs attention.
  private static final Duration MISSING = Duration.ofMinutes(20);

  /// The next look at a release that is not with App Review yet, as far as its record says.
  private static final Duration UNCERTAIN_LOOK = Duration.ofMinutes(5);

  private final AppStoreConnectClient apple;

  public Follow(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Apple's answers.
  ///
  /// @param submissions the open ones
  /// @param versions those that were asked for and found
  public record Seen(
      Map<ReviewSubmissionId, ReviewSubmissionState> submissions,
      Map<AppStoreVersionId, AppVersionState> versions) {
    public Seen {
      submissions = Map.copyOf(submissions);
      versions = Map.copyOf(versions);
    }

    /// Returns whether Apple shows the release otherwise than its key says.
    public boolean isNewsOf(FollowedRelease known) {
      var version = known.versionId();
      return known.differs(submissionOf(known), version == null ? null : versions.get(version));
    }

    private @Nullable ReviewSubmissionState submissionOf(FollowedRelease known) {
      var id = known.submissionId();
      return id == null || known.isPastReview() ? null : submissions.get(id);
    }
  }

  /// Asks Apple about releases, which must belong to one connection.
  public Seen look(List<FollowedRelease> releases) {
    var submissions = openSubmissions(releases);
    var first = new Seen(submissions, Map.of());
    var unsettled =
        releases.stream()
            .filter(release -> release.needsVersion(first.submissionOf(release)))
            .toList();
    return new Seen(submissions, versionStates(unsettled));
  }

  /// Returns the releases as Apple sees them now. All must belong to one connection.
  public List<ReleaseRecord> observe(List<ReleaseRecord> releases, Instant now) {
    var seen = look(releases.stream().map(FollowedRelease::of).toList());
    return releases.stream().map(release -> applied(release, seen, now)).toList();
  }

  /// Returns the release as Apple sees it. When it moves, its products are read too.
  ///
  /// @param seen the answer to a look at [FollowedRelease#of] this release
  public ReleaseRecord applied(ReleaseRecord release, Seen seen, Instant now) {
    if (RequiredFacts.desired(release).submitsPurchasesAlone()) {
      var followed =
          new FollowedPurchases(apple)
              .applied(release, seen.submissionOf(FollowedRelease.of(release)), now);
      return followed.withOrders(followed.orders().noticeHandled());
    }
    var observed = observed(release, seen, now);
    var current =
        observed.state() == release.state() || observed.review().products().isEmpty()
            ? observed
            : observed(FollowedProducts.read(apple, release), seen, now);
    return current.withOrders(current.orders().noticeHandled());
  }

  private ReleaseRecord observed(ReleaseRecord release, Seen seen, Instant now) {
    var known = FollowedRelease.of(release);
    var submission = seen.submissionOf(known);
    return submission == null
        ? byVersion(withoutSubmission(release), seen.versions, now)
        : bySubmission(withSubmission(release, submission), known, submission, seen, now);
  }

  private ReleaseRecord bySubmission(
      ReleaseRecord release,
      FollowedRelease known,
      ReviewSubmissionState submission,
      Seen seen,
      Instant now) {
    if (known.needsVersion(submission)) {
      return byVersion(release, seen.versions, now);
    }
    return ReviewVerdict.of(submission)
        .filter(verdict -> verdict.state() != ReleaseState.REJECTED)
        .map(verdict -> applied(release, verdict, now))
        .orElseGet(() -> later(release, now));
  }

  /// Reads the open submissions; releases past review cannot be in one, so they are left out.
  private Map<ReviewSubmissionId, ReviewSubmissionState> openSubmissions(
      List<FollowedRelease> releases) {
    var inReview = releases.stream().filter(release -> !release.isPastReview()).toList();
    var open = new HashMap<ReviewSubmissionId, ReviewSubmissionState>();
    try {
      for (List<AppId> chunk : chunks(inReview)) {
        apple.reviewSubmissions().open(chunk).forEach(s -> open.put(s.id(), s.state()));
      }
    } catch (Forbidden e) {
      // Below App Manager a key may not read submissions; the versions say nearly as much.
      if (e.reason() != ForbiddenReason.ROLE) {
        throw e;
      }
    }
    return open;
  }

  private Map<AppStoreVersionId, AppVersionState> versionStates(List<FollowedRelease> releases) {
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
    for (FollowedRelease release : releases) {
      var version = release.versionId();
      if (version != null && !states.containsKey(version)) {
        stateOf(version).ifPresent(state -> states.put(version, state));
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
    var seen =
        release
            .withReview(release.review().missing(null))
            .withVersion(release.version().with(version.withState(state)));
    return verdict(seen, state)
        .map(verdict -> applied(seen, verdict, now))
        .orElseGet(() -> later(seen, now));
  }

  private static Optional<ReviewVerdict> verdict(ReleaseRecord release, AppVersionState version) {
    var present = release.version().version();
    var releaseType = present == null ? null : present.releaseType();
    // An invalid build also leaves its submission with unresolved issues (review-live.md, A23).
    return release.review().state() == ReviewSubmissionState.UNRESOLVED_ISSUES
        ? Optional.of(
            ReviewVerdict.ofUnresolved(version, releaseType, FollowedProducts.rejected(release)))
        : ReviewVerdict.of(version, releaseType);
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
    var since = release.review().missingSince();
    if (since == null) {
      return FollowTrouble.recorded(
          release.withReview(release.review().missing(now)), problem, now);
    }
    return now.isBefore(since.plus(MISSING))
        ? FollowTrouble.recorded(release, problem, now)
        : release.moved(
            Status.ended(ReleaseState.NEEDS_ATTENTION, problem), now, problem.type().title());
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
            ? Status.due(state, nextDue(release, now))
            : Status.ended(state, verdict.problem());
    return release.moved(status, now, verdict.message());
  }

  /// Returns the time of the daily look; a coming one stays, so that its marker does.
  private static Instant nextDue(ReleaseRecord release, Instant now) {
    var due = release.status().nextCheckAt();
    return due != null && due.isAfter(now) ? due : NextStep.nextFollow(now);
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
            : Status.due(
                release.state(),
                release.state().isSubmitted()
                    ? NextStep.nextFollow(now)
                    : now.plus(UNCERTAIN_LOOK)));
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

  private static List<List<AppId>> chunks(List<FollowedRelease> releases) {
    Set<AppId> apps = new LinkedHashSet<>();
    releases.forEach(release -> apps.add(release.appId()));
    var all = List.copyOf(apps);
    var chunks = new ArrayList<List<AppId>>();
    for (int from = 0; from < all.size(); from += APPS_PER_CALL) {
      chunks.add(all.subList(from, Math.min(from + APPS_PER_CALL, all.size())));
    }
    return chunks;
  }
}
