package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.BUILD_NUMBER_USED;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builduploads.AssetDeliveryState;
import dev.slipway.appstoreconnect.builduploads.BuildUpload;
import dev.slipway.appstoreconnect.builduploads.BuildUploadState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.steps.ProcessingPatience;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps that bring a build to Apple: reserve, commit, observe. `releases.bytes` sends the
/// bytes.
public final class BuildSteps {
  /// The largest difference between Apple's clock and Slipway's that is allowed for when the owner
  /// of a reservation is decided by its date.
  static final Duration CLOCK_ALLOWANCE = Duration.ofMinutes(12);

  private final AppStoreConnectClient apple;

  public BuildSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Looks for an upload of this release (the answer to its reservation was lost), or one that an
  /// earlier release made of the same file.
  public StepResult findBuildUpload(ReleaseRecord release, Instant now) {
    var desired = RequiredFacts.desired(release);
    var since = RequiredFacts.intentAt(release).map(at -> at.minus(CLOCK_ALLOWANCE)).orElse(null);
    boolean sameFileBefore = release.build().mayExist();
    var ours =
        find(RequiredFacts.app(release), desired).stream()
            .filter(upload -> sameFileBefore || createdSince(upload, since))
            .filter(upload -> upload.state() != BuildUploadState.FAILED)
            .filter(
                upload ->
                    upload.state() != BuildUploadState.AWAITING_UPLOAD
                        || createdSince(upload, since))
            .max(
                Comparator.comparing(
                    upload -> Objects.requireNonNullElse(upload.createdDate(), Instant.EPOCH)));
    if (ours.isEmpty()) {
      return StepResult.progressed(release.withBuild(BuildLedger.unknown(false).looked(now)));
    }
    var upload = ours.get();
    var reserved = release.build().reserved(upload.id());
    if (upload.state() == BuildUploadState.AWAITING_UPLOAD) {
      return StepResult.progressed(release.withBuild(reserved));
    }
    var adopted =
        release
            .withBuild(reserved.committed(Objects.requireNonNullElse(upload.uploadedDate(), now)))
            .moved(
                Status.due(ReleaseState.PROCESSING, now),
                now,
                "Apple already has build " + desired.bundleVersion() + "; Slipway uses it.");
    return observed(adopted, upload, now);
  }

  public StepResult reserveBuildUpload(ReleaseRecord release, Instant now) {
    var desired = RequiredFacts.desired(release);
    try {
      var upload =
          apple
              .buildUploads()
              .reserve(
                  RequiredFacts.app(release),
                  desired.shortVersion(),
                  desired.bundleVersion(),
                  desired.platform());
      return StepResult.progressed(
          release
              .withBuild(release.build().reserved(upload.id()))
              .moved(
                  Status.due(ReleaseState.UPLOADING, now),
                  now,
                  "Uploading version "
                      + desired.shortVersion()
                      + " ("
                      + desired.bundleVersion()
                      + ") to App Store Connect."));
    } catch (Conflict e) {
      boolean ofVersion =
          KnownRefusal.rows(e).stream().anyMatch(row -> row.type() == ProblemType.VERSION_USED);
      if (e.hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE") && !ofVersion) {
        return StepResult.attention(release, numberUsed(desired, e));
      }
      return FailedUpload.ofReservation(release, e, now).orElseThrow(() -> e);
    }
  }

  /// Reads the state of the upload, or of a build that Apple had, which may have no upload.
  public StepResult observeBuildUpload(ReleaseRecord release, Instant now) {
    var build = release.build();
    var desired = RequiredFacts.desired(release);
    if (desired.namesBuildAtApple() && build.buildId() != null) {
      return StepResult.progressed(
          release
              .withOrders(release.orders().noticeHandled())
              .withBuild(seen(build.looked(now), apple.builds().get(build.buildId()))));
    }
    var upload = apple.buildUploads().get(RequiredFacts.uploadId(release));
    if (build.committedAt() == null) {
      var file = upload.assetFile();
      boolean waits =
          upload.state() == BuildUploadState.AWAITING_UPLOAD
              && (file == null || file.deliveryState() == AssetDeliveryState.AWAITING_UPLOAD);
      return waits
          ? StepResult.progressed(release)
          : observed(BuildFileSteps.committed(release, file, now), upload, now);
    }
    return observed(release, upload, now);
  }

  private StepResult observed(ReleaseRecord before, BuildUpload upload, Instant now) {
    var release = before.withOrders(before.orders().noticeHandled());
    var looked = release.build().looked(now);
    return switch (upload.state()) {
      // Cleared, so that another drop of the same file does not inherit the failure.
      case FAILED -> FailedUpload.of(release.withBuild(BuildLedger.EMPTY), upload.errors(), now);
      case AWAITING_UPLOAD, PROCESSING, UNKNOWN ->
          StepResult.progressed(delayed(release.withBuild(looked), now));
      case COMPLETE -> {
        var build = upload.build() == null ? unlinked(release, upload) : upload.build();
        yield StepResult.progressed(
            release.withBuild(build == null ? looked : seen(looked, build)));
      }
    };
  }

  private static BuildLedger seen(BuildLedger ledger, Build build) {
    return ledger.observed(build.id(), build.processingState(), build.usesNonExemptEncryption());
  }

  /// Returns the release with a line about Apple's delay once that is unusual.
  private static ReleaseRecord delayed(ReleaseRecord release, Instant now) {
    var committedAt = release.build().committedAt();
    return committedAt != null && ProcessingPatience.isUnusual(committedAt, now)
        ? release.moved(release.status(), now, ProcessingPatience.UNUSUAL)
        : release;
  }

  /// Returns the build of a COMPLETE upload that does not link it; null while Apple shows none.
  private @Nullable Build unlinked(ReleaseRecord release, BuildUpload upload) {
    var desired = RequiredFacts.desired(release);
    var known = release.build().buildId();
    return apple
        .builds()
        .find(
            known == null ? new BuildId(upload.id().value()) : known,
            RequiredFacts.app(release),
            desired.shortVersion(),
            desired.bundleVersion(),
            desired.platform())
        .orElse(null);
  }

  private List<BuildUpload> find(AppId app, Desired desired) {
    return apple
        .buildUploads()
        .find(app, desired.shortVersion(), desired.bundleVersion(), desired.platform());
  }

  /// @param since null: nothing was created since
  static boolean createdSince(BuildUpload upload, @Nullable Instant since) {
    var created = upload.createdDate();
    return since != null && created != null && !created.isBefore(since);
  }

  private static Problem numberUsed(Desired desired, Conflict e) {
    String previous =
        e.errors().stream()
            .flatMap(
                error -> Optional.ofNullable(error.meta().get("previousBundleVersion")).stream())
            .findFirst()
            .map(number -> " The latest build number at Apple is " + number + ".")
            .orElse("");
    return AppleErrorPolicy.problem(
            BUILD_NUMBER_USED,
            "Build number "
                + desired.bundleVersion()
                + " of version "
                + desired.shortVersion()
                + " is already used, or lower than one at Apple."
                + previous
                + " Raise the build number (CFBundleVersion), build again and upload.",
            e)
        .withField(desired.ipa().fileName() + ": CFBundleVersion");
  }
}
