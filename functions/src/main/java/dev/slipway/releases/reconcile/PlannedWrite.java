package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.releases.model.PlannedAction;
import dev.slipway.releases.model.PlannedAction.Kind;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a write of the loop is, told to people and counted, before it is made.
final class PlannedWrite {
  private PlannedWrite() {}

  /// Empty for a write whose call is told with another one's.
  static Optional<PlannedAction> of(ReleaseRecord release, Step.Write write) {
    var desired = Known.desired(release);
    String numbers = desired.shortVersion() + " (" + desired.bundleVersion() + ")";
    return Optional.ofNullable(
        switch (write) {
          case Step.ReserveBuildUpload() ->
              action(Kind.CREATE, "Build upload", null, numbers, "POST /v1/buildUploads");
          case Step.ReserveBuildUploadFile() ->
              new PlannedAction(
                  Kind.UPLOAD,
                  "Build",
                  null,
                  null,
                  numbers,
                  desired.ipa().fileName(),
                  desired.ipa().sizeBytes(),
                  List.of("POST /v1/buildUploadFiles", "PATCH /v1/buildUploadFiles/{id}"));
          case Step.CommitBuildUploadFile() -> null;
          case Step.DeclareEncryption declare ->
              action(
                  Kind.CHANGE,
                  "Uses encryption that is not exempt",
                  null,
                  declare.usesNonExemptEncryption() ? "yes" : "no",
                  "PATCH /v1/builds/{id}");
          case Step.CreateVersion create ->
              action(
                  Kind.CREATE,
                  "App Store version",
                  null,
                  desired.shortVersion()
                      + (create.releaseType() == null ? "" : ", " + create.releaseType())
                      + (create.earliestReleaseDate() == null
                          ? ""
                          : " at " + create.earliestReleaseDate())
                      + (create.copyright() == null ? "" : ", © " + create.copyright()),
                  "POST /v1/appStoreVersions");
          case Step.UpdateVersion update -> updated(release, update.changes());
          case Step.AddPhasedRelease _ ->
              action(
                  Kind.CREATE,
                  "Phased release",
                  null,
                  "over 7 days",
                  "POST /v1/appStoreVersionPhasedReleases");
          case Step.RemovePhasedRelease _ ->
              action(
                  Kind.DELETE,
                  "Phased release",
                  "over 7 days",
                  null,
                  "DELETE /v1/appStoreVersionPhasedReleases/{id}");
          case Step.RemoveSubmissionItem _ ->
              action(
                  Kind.DELETE,
                  "Item of a draft submission",
                  "the app's unreleased version",
                  null,
                  "DELETE /v1/reviewSubmissionItems/{id}");
          case Step.SetWhatToTest text ->
              new PlannedAction(
                  text.text() == null ? Kind.CREATE : Kind.CHANGE,
                  "What to test",
                  text.locale(),
                  textBefore(release, text),
                  text.whatsNew(),
                  "$.testFlight.whatToTest." + text.locale(),
                  0,
                  List.of(
                      text.text() == null
                          ? "POST /v1/betaBuildLocalizations"
                          : "PATCH /v1/betaBuildLocalizations/{id}"));
          case Step.AddToBetaGroup group ->
              action(
                  Kind.CHANGE,
                  "TestFlight group",
                  null,
                  group.groupName() + " gets the build",
                  "POST /v1/betaGroups/{id}/relationships/builds");
          case Step.SubmitForBetaReview _ ->
              action(
                  Kind.SUBMIT,
                  "Beta App Review",
                  null,
                  numbers,
                  "POST /v1/betaAppReviewSubmissions");
          case Step.CreateSubmission() ->
              action(
                  Kind.CREATE,
                  "Review submission",
                  null,
                  desired.platform().name(),
                  "POST /v1/reviewSubmissions");
          case Step.AddSubmissionItem _ ->
              action(
                  Kind.CREATE,
                  "Item of the review submission",
                  null,
                  "version " + desired.shortVersion(),
                  "POST /v1/reviewSubmissionItems");
          case Step.ResolveSubmissionItem _ ->
              action(
                  Kind.CHANGE,
                  "Rejected item",
                  "REJECTED",
                  "marked as mended",
                  "PATCH /v1/reviewSubmissionItems/{id}");
          case Step.Submit _ ->
              action(
                  Kind.SUBMIT,
                  "App Review",
                  null,
                  "version " + desired.shortVersion(),
                  "PATCH /v1/reviewSubmissions/{id}");
          case Step.RemoveAbandonedUpload _,
              Step.LookOnceMore _,
              Step.DiscardBuildUpload _,
              Step.RequestRelease _,
              Step.ChangePhasedRelease _,
              Step.CancelSubmission _ ->
              throw new IllegalStateException("no part of a plan: " + write.name());
        });
  }

  private static PlannedAction updated(ReleaseRecord release, AppStoreVersionChanges changes) {
    var version = Known.version(release);
    var before = new ArrayList<String>();
    var after = new ArrayList<String>();
    note("version", version.versionString(), changes.versionString(), before, after);
    note("release type", version.releaseType(), changes.releaseType(), before, after);
    note(
        "release date",
        version.earliestReleaseDate(),
        changes.earliestReleaseDate(),
        before,
        after);
    note("copyright", version.copyright(), changes.copyright(), before, after);
    if (!(changes.build() instanceof Change.Leave<?>)) {
      before.add("build " + (version.buildId() == null ? "none" : "another one"));
      after.add("build " + Known.desired(release).bundleVersion());
    }
    return action(
        Kind.CHANGE,
        "App Store version",
        String.join(", ", before),
        String.join(", ", after),
        "PATCH /v1/appStoreVersions/{id}");
  }

  private static <T> void note(
      String name, @Nullable T before, Change<T> change, List<String> was, List<String> becomes) {
    switch (change) {
      case Change.Leave<T>() -> {}
      case Change.Set<T>(T value) -> {
        was.add(name + " " + (before == null ? "none" : before));
        becomes.add(name + " " + value);
      }
      case Change.Clear<T>() -> {
        was.add(name + " " + (before == null ? "none" : before));
        becomes.add(name + " none");
      }
    }
  }

  private static @Nullable String textBefore(ReleaseRecord release, Step.SetWhatToTest text) {
    var before = release.testFlight().texts().get(text.locale());
    return before == null ? null : before.whatsNew();
  }

  private static PlannedAction action(
      Kind kind, String what, @Nullable String before, @Nullable String after, String call) {
    return new PlannedAction(kind, what, null, before, after, null, 0, List.of(call));
  }
}
