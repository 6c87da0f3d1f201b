package dev.slipway.releases.steps;

import static dev.slipway.problems.ProblemType.BUILD_PROCESSING_FAILED;
import static dev.slipway.problems.ProblemType.GAVE_UP;

import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import dev.slipway.releases.steps.Step.Attention;
import dev.slipway.releases.steps.Step.CommitBuildUploadFile;
import dev.slipway.releases.steps.Step.DiscardBuildUpload;
import dev.slipway.releases.steps.Step.FindBuildUpload;
import dev.slipway.releases.steps.Step.ObserveBuildUpload;
import dev.slipway.releases.steps.Step.ReserveBuildUpload;
import dev.slipway.releases.steps.Step.ReserveBuildUploadFile;
import dev.slipway.releases.steps.Step.TransferParts;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plans the steps from nothing to a build that Apple has processed.
public final class BuildPlan {
  /// The shortest remaining life of a part's address with which the transfer continues.
  private static final Duration ADDRESS_MARGIN = Duration.ofMinutes(5);

  /// Apple may report the commit before its answer is recorded.
  private static final Duration NOTICE_ALLOWANCE = Duration.ofMinutes(1);

  private BuildPlan() {}

  static Step next(BuildLedger build, Orders orders, Instant now) {
    if (build.uploadId() == null) {
      return build.mayExist() ? new FindBuildUpload() : new ReserveBuildUpload();
    }
    var committedAt = build.committedAt();
    if (committedAt == null) {
      return uploading(build, now);
    }
    var state = build.processingState();
    if (state == BuildProcessingState.FAILED || state == BuildProcessingState.INVALID) {
      return new Attention(
          Problem.of(
              BUILD_PROCESSING_FAILED,
              "Apple accepted the upload, but could not process the build (state "
                  + state
                  + "). Apple mails the reason to the team. Fix the app, raise the build number"
                  + " (CFBundleVersion) and upload the new build."));
    }
    if (isGivenUp(build, committedAt)) {
      return new Attention(
          Problem.of(
              GAVE_UP,
              "Apple has been processing this build for more than 24 hours. Check it in App Store"
                  + " Connect under TestFlight. If it does not finish, contact Apple Developer"
                  + " Support or upload again with a higher build number (CFBundleVersion)."));
    }
    var next = nextLook(build, committedAt, orders.notice());
    return now.isBefore(next) && !orders.hasUnreadNotice()
        ? new Wait(
            ReleaseState.PROCESSING,
            next,
            ProcessingPatience.isUnusual(committedAt, now)
                ? ProcessingPatience.UNUSUAL
                : "Apple is processing the build.")
        : new ObserveBuildUpload();
  }

  /// Returns whether Apple still processed the build when a day was over. Time alone does not say
  /// that: the release may have waited for its connection meanwhile, and Apple be done long ago.
  private static boolean isGivenUp(BuildLedger build, Instant committedAt) {
    var last = build.lookedAt();
    return last != null && last.isAfter(committedAt.plus(ProcessingPatience.LIMIT));
  }

  private static Instant nextLook(
      BuildLedger build, Instant committedAt, Orders.@Nullable Notice notice) {
    var last = build.lookedAt() == null ? committedAt : build.lookedAt();
    boolean webhookArrives =
        notice != null && !notice.at().isBefore(committedAt.minus(NOTICE_ALLOWANCE));
    return webhookArrives
        ? ProcessingPatience.nextWithWebhook(build.looks(), last, build.buildId() != null)
        : ProcessingPatience.next(build.looks(), last);
  }

  private static Step uploading(BuildLedger build, Instant now) {
    if (build.fileId() == null) {
      return new ReserveBuildUploadFile();
    }
    if (build.parts().isEmpty()) {
      // Without addresses nothing can be sent, and Apple does not issue new ones.
      return new DiscardBuildUpload();
    }
    if (build.allPartsFinished()) {
      return new CommitBuildUploadFile();
    }
    return expiring(build.parts(), now) ? new DiscardBuildUpload() : new TransferParts();
  }

  /// Returns whether an address that is still needed expires too soon to be used.
  public static boolean expiring(List<UploadPart> parts, Instant now) {
    return parts.stream()
        .filter(part -> !part.finished())
        .map(part -> part.operation().expiration())
        .filter(Objects::nonNull)
        .anyMatch(expiration -> expiration.isBefore(now.plus(ADDRESS_MARGIN)));
  }
}
