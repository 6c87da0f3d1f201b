package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.drops.testflight.BetaGroupTerms.Tester;
import dev.slipway.problems.Problem;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.StepName;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.TestFlightLedger.PreviousBuild;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The next step of a release. [NextStep] decides on one at a time, from the record as it is then.
public sealed interface Step {

  /// Returns the step's name in records, logs and metrics. The texts are persisted and never
  /// change.
  default StepName name() {
    return new StepName(
        switch (this) {
          case Write write -> write.kind().text();
          case ApplyContent _ -> WriteKind.APPLY_CONTENT.text();
          case ApplyBetaReviewInformation _ -> WriteKind.APPLY_BETA_REVIEW_INFORMATION.text();
          case ReadDrop _ -> "ReadDrop";
          case Preflight _ -> "Preflight";
          case MakePlan _ -> "MakePlan";
          case ComparePlan _ -> "ComparePlan";
          case TransferParts _ -> "TransferParts";
          case FindApp _ -> "FindApp";
          case TakeOver _ -> "TakeOver";
          case FindBuildUpload _ -> "FindBuildUpload";
          case FindBuildUploadFile _ -> "FindBuildUploadFile";
          case ObserveBuildUpload _ -> "ObserveBuildUpload";
          case ObserveEncryptionDeclarations _ -> "ObserveEncryptionDeclarations";
          case ObserveVersions _ -> "ObserveVersions";
          case ObserveTestFlight _ -> "ObserveTestFlight";
          case ObserveSubmission _ -> "ObserveSubmission";
          case ObserveReview _ -> "ObserveReview";
          case Wait _ -> "Wait";
          case Attention _ -> "Attention";
          case End _ -> "End";
        });
  }

  /// Returns the intent that is recorded before the step; null for a step that writes nothing to
  /// Apple, or whose writes may be repeated.
  default @Nullable WriteKind intent() {
    return switch (this) {
      case Write write -> write.kind();
      case ApplyContent _ -> WriteKind.APPLY_CONTENT;
      case ApplyBetaReviewInformation _ -> WriteKind.APPLY_BETA_REVIEW_INFORMATION;
      case ReadDrop _,
          Preflight _,
          MakePlan _,
          ComparePlan _,
          TransferParts _,
          Look _,
          RecordWrite _,
          Rest _ ->
          null;
    };
  }

  /// Returns whether the step needs an upload slot: it moves bytes, or reserves at Apple what they
  /// are sent to, with addresses that expire.
  default boolean needsSlot() {
    return switch (this) {
      case Moving _, ReserveBuildUpload _, ReserveBuildUploadFile _ -> true;
      case Intake _, ComparePlan _, Write _, Look _, RecordWrite _, Rest _ -> false;
    };
  }

  /// Reads the drop or moves its bytes.
  sealed interface Bytes extends Step {}

  /// Reads the drop, and writes nothing at Apple: drop-intake does this.
  sealed interface Intake extends Bytes {}

  /// Moves bytes of the drop to Apple: only release-upload may do this.
  sealed interface Moving extends Bytes {}

  /// Needs the account at Apple, and no bytes of the drop.
  sealed interface AtApple extends Step {}

  /// Looks at Apple; may be repeated.
  sealed interface Look extends AtApple {}

  /// Changes something at Apple; its intent is recorded before the call.
  sealed interface Write extends AtApple {

    default WriteKind kind() {
      return switch (this) {
        case RemoveAbandonedUpload _ -> WriteKind.REMOVE_ABANDONED_UPLOAD;
        case LookOnceMore _ -> WriteKind.LOOK_ONCE_MORE;
        case ReserveBuildUpload _ -> WriteKind.RESERVE_BUILD_UPLOAD;
        case ReserveBuildUploadFile _ -> WriteKind.RESERVE_BUILD_UPLOAD_FILE;
        case CommitBuildUploadFile _ -> WriteKind.COMMIT_BUILD_UPLOAD_FILE;
        case DiscardBuildUpload _ -> WriteKind.DISCARD_BUILD_UPLOAD;
        case DeclareEncryption _ -> WriteKind.DECLARE_ENCRYPTION;
        case AttachEncryptionDeclaration _ -> WriteKind.ATTACH_ENCRYPTION_DECLARATION;
        case CreateVersion _ -> WriteKind.CREATE_VERSION;
        case UpdateVersion _ -> WriteKind.UPDATE_VERSION;
        case RemoveSubmissionItem _ -> WriteKind.REMOVE_SUBMISSION_ITEM;
        case AddPhasedRelease _ -> WriteKind.ADD_PHASED_RELEASE;
        case RemovePhasedRelease _ -> WriteKind.REMOVE_PHASED_RELEASE;
        case ChangePhasedRelease _ -> WriteKind.CHANGE_PHASED_RELEASE;
        case AddTestFlightLocale _ -> WriteKind.ADD_TESTFLIGHT_LOCALE;
        case SetTestInformation _ -> WriteKind.SET_TEST_INFORMATION;
        case SetWhatToTest _ -> WriteKind.SET_WHAT_TO_TEST;
        case SetAutoNotify _ -> WriteKind.SET_AUTO_NOTIFY;
        case ExpireBuild _ -> WriteKind.EXPIRE_BUILD;
        case CreateBetaGroup _ -> WriteKind.CREATE_BETA_GROUP;
        case AddBetaTester _ -> WriteKind.ADD_BETA_TESTER;
        case SetPublicLink _ -> WriteKind.SET_PUBLIC_LINK;
        case AddToBetaGroup _ -> WriteKind.ADD_TO_BETA_GROUP;
        case SubmitForBetaReview _ -> WriteKind.SUBMIT_FOR_BETA_REVIEW;
        case CreateSubmission _ -> WriteKind.CREATE_SUBMISSION;
        case AddSubmissionItem _ -> WriteKind.ADD_SUBMISSION_ITEM;
        case AddPurchaseItem _ -> WriteKind.ADD_PURCHASE_ITEM;
        case ResolveSubmissionItem _ -> WriteKind.RESOLVE_SUBMISSION_ITEM;
        case Submit _ -> WriteKind.SUBMIT;
        case RequestRelease _ -> WriteKind.REQUEST_RELEASE;
        case CancelSubmission _ -> WriteKind.CANCEL_SUBMISSION;
      };
    }
  }

  /// Changes something in TestFlight.
  sealed interface TestFlightWrite extends Write {}

  /// Writes our records and lanes, and nothing at Apple; may be repeated.
  sealed interface RecordWrite extends Step {}

  /// Nothing to do now.
  sealed interface Rest extends Step {}

  /// Pins every file of the drop, and reads the Info.plist and `release.json`.
  record ReadDrop() implements Intake {}

  /// Checks everything that could stop the release, before a byte is sent.
  record Preflight() implements Intake {}

  /// Uploads texts, media and review information, or checks Apple's progress in processing them.
  record ApplyContent() implements Moving {}

  /// Sets what Beta App Review asks for from the drop: contact, demo account and age rating.
  record ApplyBetaReviewInformation() implements Moving {}

  /// Reports what the release would do, and changes nothing.
  record MakePlan() implements Intake {}

  /// Makes the plan of a release under way again, and compares it with the one that a person agreed
  /// to: before its first write, and before the submission. Reads the drop and Apple, in the lane.
  record ComparePlan() implements Bytes {}

  /// Finds the app record by its exact bundle ID.
  record FindApp() implements Look {}

  /// Ends the predecessor as superseded, and adopts what it has at Apple or notes it for removal.
  record TakeOver(ReleaseId predecessor) implements RecordWrite {}

  record RemoveAbandonedUpload(AbandonedUpload abandoned) implements Write {}

  /// Removes what an interrupted worker reserved late, and checks everything once more, after the
  /// time in which its calls can arrive.
  record LookOnceMore(LateWrites late) implements Write {}

  /// Looks for this release's build upload by its numbers.
  record FindBuildUpload() implements Look {}

  record ReserveBuildUpload() implements Write {}

  /// Looks for a file that is already reserved in this build upload.
  record FindBuildUploadFile() implements Look {}

  record ReserveBuildUploadFile() implements Write {}

  /// Sends the parts that are not finished.
  record TransferParts() implements Moving {}

  record CommitBuildUploadFile() implements Write {}

  /// Deletes the reservation, because the part addresses expired before all parts were sent.
  record DiscardBuildUpload() implements Write {}

  /// Asks how far Apple's processing of the build is, also of one that Apple had before.
  record ObserveBuildUpload() implements Look {}

  record DeclareEncryption(BuildId build, boolean usesNonExemptEncryption) implements Write {}

  /// Reads the encryption declaration of a build, and those of the app that fit it.
  record ObserveEncryptionDeclarations(BuildId build) implements Look {}

  record AttachEncryptionDeclaration(BuildId build, AppEncryptionDeclarationId declaration)
      implements Write {}

  /// Reads the app's versions, and adopts an editable one.
  record ObserveVersions() implements Look {}

  /// Creates the App Store version.
  ///
  /// @param build null for a version that gets its build later
  record CreateVersion(
      @Nullable BuildId build,
      @Nullable ReleaseType releaseType,
      @Nullable Instant earliestReleaseDate,
      @Nullable String copyright)
      implements Write {}

  record UpdateVersion(AppStoreVersionId version, AppStoreVersionChanges changes)
      implements Write {}

  /// Takes the app's unreleased version out of a draft submission, so that it can be changed.
  record RemoveSubmissionItem(ReviewSubmissionItemId item) implements Write {}

  record AddPhasedRelease(AppStoreVersionId version) implements Write {}

  record RemovePhasedRelease(PhasedReleaseId phasedRelease) implements Write {}

  /// Pauses, resumes or completes a phased release that has begun.
  record ChangePhasedRelease(PhasedOrder order) implements Write {}

  /// Reads texts, groups and beta review of a build.
  record ObserveTestFlight(BuildId build) implements Look {}

  /// Adds a locale to the app in TestFlight, which the text of a build in that locale needs
  /// (apple-2026.md, 4).
  record AddTestFlightLocale(String locale) implements TestFlightWrite {}

  /// Sets what testers read about the app, in one locale.
  ///
  /// @param id Apple's ID; null when the app does not have the locale in TestFlight yet
  /// @param description null to leave it unchanged, as the address
  record SetTestInformation(
      String locale,
      @Nullable String id,
      @Nullable String description,
      @Nullable String feedbackEmail)
      implements TestFlightWrite {}

  /// Sets what to test, in one locale.
  ///
  /// @param text Apple's ID of the locale's text; null when the text does not exist yet
  record SetWhatToTest(BuildId build, @Nullable String text, String locale, String whatsNew)
      implements TestFlightWrite {}

  /// Sets whether Apple notifies testers when they get the build.
  ///
  /// @param detailId Apple's ID of the build's details
  record SetAutoNotify(String detailId, boolean enabled) implements TestFlightWrite {}

  /// Ends the testing of an earlier build.
  record ExpireBuild(PreviousBuild previous) implements TestFlightWrite {}

  record CreateBetaGroup(String groupName, boolean internal) implements TestFlightWrite {}

  record AddBetaTester(String groupId, String groupName, Tester tester)
      implements TestFlightWrite {}

  /// Gives a group a public link, or the link another limit.
  ///
  /// @param testerLimit null for no limit
  record SetPublicLink(String groupId, String groupName, @Nullable Integer testerLimit)
      implements TestFlightWrite {}

  record AddToBetaGroup(BuildId build, String groupId, String groupName)
      implements TestFlightWrite {}

  record SubmitForBetaReview(BuildId build) implements TestFlightWrite {}

  /// Looks for an open submission of this app.
  record ObserveSubmission() implements Look {}

  record CreateSubmission() implements Write {}

  record AddSubmissionItem(ReviewSubmissionId submission, AppStoreVersionId version)
      implements Write {}

  /// Adds the version of a product beside the version of the app.
  record AddPurchaseItem(ReviewSubmissionId submission, PurchaseItem purchase) implements Write {}

  /// Marks an item as fixed after a rejection.
  record ResolveSubmissionItem(ReviewSubmissionItemId item) implements Write {}

  /// The point of no return for newer drops.
  record Submit(ReviewSubmissionId submission) implements Write {}

  /// Asks how far App Review is.
  record ObserveReview() implements Look {}

  record RequestRelease(AppStoreVersionId version) implements Write {}

  /// Withdraws from App Review.
  record CancelSubmission(ReviewSubmissionId submission) implements Write {}

  /// Waits until that moment.
  record Wait(ReleaseState state, Instant until, String reason) implements Rest {}

  /// A person must act.
  record Attention(Problem problem) implements Rest {}

  /// The release is over.
  record End(ReleaseState state, String message) implements Rest {}
}
