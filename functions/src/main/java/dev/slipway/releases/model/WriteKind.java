package dev.slipway.releases.model;

import static dev.slipway.releases.model.WriteKind.Deadline.COMMIT;
import static dev.slipway.releases.model.WriteKind.Deadline.ONE_CALL;
import static dev.slipway.releases.model.WriteKind.IfLate.DOUBLES;
import static dev.slipway.releases.model.WriteKind.IfLate.HARMLESS;
import static dev.slipway.releases.model.WriteKind.IfLate.UNDOES;
import static dev.slipway.releases.model.WriteKind.Lease.NEEDED;
import static dev.slipway.releases.model.WriteKind.Lease.NOT_NEEDED;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_BUILD;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_BUILD_UPLOAD;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_BUILD_UPLOAD_FILE;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_ENCRYPTION_DECLARATIONS;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_REVIEW;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_SUBMISSION;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_TEST_FLIGHT;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.AT_VERSIONS;
import static dev.slipway.releases.model.WriteKind.LookAfterUnknown.NOWHERE;
import static java.util.function.Function.identity;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every kind of write to Apple, with everything that depends on the kind alone. Immutable.
///
/// The text of a constant is persisted (in intents and as the step that failed last) and appears in
/// logs and metrics. It never changes, because the previous version of Slipway must be able to read
/// it.
public enum WriteKind {
  REMOVE_ABANDONED_UPLOAD(
      "RemoveAbandonedUpload", NOWHERE, HARMLESS, NEEDED, ONE_CALL, "removing an abandoned upload"),
  LOOK_ONCE_MORE(
      "LookOnceMore", NOWHERE, HARMLESS, NEEDED, ONE_CALL, "checking the effect of earlier calls"),
  RESERVE_BUILD_UPLOAD(
      "ReserveBuildUpload", AT_BUILD_UPLOAD, DOUBLES, NEEDED, ONE_CALL, "reserving the upload"),
  RESERVE_BUILD_UPLOAD_FILE(
      "ReserveBuildUploadFile",
      AT_BUILD_UPLOAD_FILE,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "reserving the upload's file"),
  COMMIT_BUILD_UPLOAD_FILE(
      "CommitBuildUploadFile", AT_BUILD, HARMLESS, NEEDED, COMMIT, "completing the upload"),
  DISCARD_BUILD_UPLOAD(
      "DiscardBuildUpload", NOWHERE, HARMLESS, NEEDED, ONE_CALL, "discarding an upload"),
  DECLARE_ENCRYPTION(
      "DeclareEncryption",
      AT_BUILD,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "answering the encryption question"),
  ATTACH_ENCRYPTION_DECLARATION(
      "AttachEncryptionDeclaration",
      AT_ENCRYPTION_DECLARATIONS,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "attaching the encryption declaration"),
  CREATE_VERSION("CreateVersion", AT_VERSIONS, UNDOES, NEEDED, ONE_CALL, "creating the version"),
  UPDATE_VERSION("UpdateVersion", AT_VERSIONS, UNDOES, NEEDED, ONE_CALL, "changing the version"),
  REMOVE_SUBMISSION_ITEM(
      "RemoveSubmissionItem",
      AT_VERSIONS,
      UNDOES,
      NEEDED,
      ONE_CALL,
      "removing the version from a draft submission"),
  ADD_PHASED_RELEASE(
      "AddPhasedRelease", AT_VERSIONS, UNDOES, NEEDED, ONE_CALL, "adding the phased release"),
  REMOVE_PHASED_RELEASE(
      "RemovePhasedRelease", AT_VERSIONS, UNDOES, NEEDED, ONE_CALL, "removing the phased release"),
  /// Concerns a version that is already on the App Store, so it touches no other release's work.
  CHANGE_PHASED_RELEASE(
      "ChangePhasedRelease",
      NOWHERE,
      HARMLESS,
      NOT_NEEDED,
      ONE_CALL,
      "changing the phased release"),
  /// All writes of the content share one intent. Slipway compares the content with Apple's before
  /// it writes, so there is no need to ask about an unknown outcome first.
  APPLY_CONTENT("ApplyContent", NOWHERE, DOUBLES, NEEDED, ONE_CALL, "uploading texts and media"),
  ADD_TESTFLIGHT_LOCALE(
      "AddTestFlightLocale",
      AT_TEST_FLIGHT,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "adding a language to TestFlight"),
  SET_TEST_INFORMATION(
      "SetTestInformation",
      AT_TEST_FLIGHT,
      UNDOES,
      NEEDED,
      ONE_CALL,
      "setting what testers read about the app"),
  /// Slipway compares the information with Apple's before it writes, so there is no need to ask
  /// about an unknown outcome first.
  APPLY_BETA_REVIEW_INFORMATION(
      "ApplyBetaReviewInformation",
      NOWHERE,
      UNDOES,
      NEEDED,
      ONE_CALL,
      "setting the information for Beta App Review"),
  SET_WHAT_TO_TEST(
      "SetWhatToTest", AT_TEST_FLIGHT, HARMLESS, NEEDED, ONE_CALL, "setting what to test"),
  SET_AUTO_NOTIFY(
      "SetAutoNotify",
      AT_TEST_FLIGHT,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "setting whether testers are notified"),
  /// One that takes effect late may create a second group of the name, which has neither build nor
  /// testers: nobody is notified, and Slipway uses the first.
  CREATE_BETA_GROUP(
      "CreateBetaGroup", AT_TEST_FLIGHT, HARMLESS, NEEDED, ONE_CALL, "creating a TestFlight group"),
  ADD_BETA_TESTER(
      "AddBetaTester",
      AT_TEST_FLIGHT,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "adding a tester to a TestFlight group"),
  SET_PUBLIC_LINK(
      "SetPublicLink",
      AT_TEST_FLIGHT,
      UNDOES,
      NEEDED,
      ONE_CALL,
      "setting the public link of a TestFlight group"),
  ADD_TO_BETA_GROUP(
      "AddToBetaGroup",
      AT_TEST_FLIGHT,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "adding the build to a TestFlight group"),
  EXPIRE_BUILD(
      "ExpireBuild", AT_TEST_FLIGHT, HARMLESS, NEEDED, ONE_CALL, "expiring an earlier build"),
  SUBMIT_FOR_BETA_REVIEW(
      "SubmitForBetaReview",
      AT_TEST_FLIGHT,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "submitting for Beta App Review"),
  CREATE_SUBMISSION(
      "CreateSubmission", AT_SUBMISSION, HARMLESS, NEEDED, ONE_CALL, "creating the submission"),
  ADD_SUBMISSION_ITEM(
      "AddSubmissionItem",
      AT_SUBMISSION,
      UNDOES,
      NEEDED,
      ONE_CALL,
      "adding the version to the submission"),
  ADD_PURCHASE_ITEM(
      "AddPurchaseItem",
      AT_SUBMISSION,
      UNDOES,
      NEEDED,
      ONE_CALL,
      "adding a purchase to the submission"),
  RESOLVE_SUBMISSION_ITEM(
      "ResolveSubmissionItem",
      AT_SUBMISSION,
      HARMLESS,
      NEEDED,
      ONE_CALL,
      "marking the rejected item as resolved"),
  SUBMIT("Submit", AT_SUBMISSION, HARMLESS, NEEDED, ONE_CALL, "submitting for review"),
  REQUEST_RELEASE("RequestRelease", AT_REVIEW, HARMLESS, NEEDED, ONE_CALL, "releasing the version"),
  CANCEL_SUBMISSION(
      "CancelSubmission", AT_SUBMISSION, HARMLESS, NEEDED, ONE_CALL, "withdrawing the submission");

  /// What Slipway asks Apple about first when the outcome of the write is unknown.
  public enum LookAfterUnknown {
    /// Nothing: repeating the write does no harm.
    NOWHERE,
    AT_BUILD_UPLOAD,
    AT_BUILD_UPLOAD_FILE,
    AT_BUILD,
    AT_ENCRYPTION_DECLARATIONS,
    AT_TEST_FLIGHT,
    AT_VERSIONS,
    AT_SUBMISSION,
    AT_REVIEW
  }

  /// What the write does when it takes effect after Slipway asked Apple about it.
  public enum IfLate {
    /// Creates a duplicate, and may undo the work of a release with other content.
    DOUBLES,
    /// May undo the work of a release with other content.
    UNDOES,
    /// Apple rejects it, or it changes nothing.
    HARMLESS
  }

  /// Whether the write requires the lane's lease.
  public enum Lease {
    NEEDED,
    NOT_NEEDED
  }

  /// How long the write may take; the fence reserves this much of the lease for it.
  public enum Deadline {
    ONE_CALL(Duration.ofSeconds(30)),
    /// Apple validates the upload before it answers: 42 s were seen (Transporter's log of
    /// 2026-02-07).
    COMMIT(Duration.ofMinutes(2));

    private final Duration duration;

    Deadline(Duration duration) {
      this.duration = duration;
    }
  }

  private static final Map<String, WriteKind> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WriteKind::text, identity()));

  private final String text;
  private final LookAfterUnknown lookAfterUnknown;
  private final IfLate ifLate;
  private final Lease lease;
  private final Deadline deadline;
  private final String words;

  WriteKind(
      String text,
      LookAfterUnknown lookAfterUnknown,
      IfLate ifLate,
      Lease lease,
      Deadline deadline,
      String words) {
    this.text = text;
    this.lookAfterUnknown = lookAfterUnknown;
    this.ifLate = ifLate;
    this.lease = lease;
    this.deadline = deadline;
    this.words = words;
  }

  /// Returns the kind with this persisted text; empty when only a newer version of Slipway knows
  /// it.
  public static Optional<WriteKind> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  /// Returns the name in records, logs and metrics.
  public String text() {
    return text;
  }

  public LookAfterUnknown lookAfterUnknown() {
    return lookAfterUnknown;
  }

  /// Returns whether the write creates a duplicate when it takes effect late.
  public boolean doubles() {
    return ifLate == IfLate.DOUBLES;
  }

  /// Returns whether the write may undo the work of a successor when it takes effect late.
  public boolean undoes() {
    return ifLate != IfLate.HARMLESS;
  }

  public boolean needsLease() {
    return lease == Lease.NEEDED;
  }

  /// Returns how long the write may take.
  public Duration deadline() {
    return deadline.duration;
  }

  /// Returns the shortest deadline: a call that ends within it ends within every write's deadline.
  public static Duration shortestDeadline() {
    return Arrays.stream(values()).map(WriteKind::deadline).min(Duration::compareTo).orElseThrow();
  }

  /// Returns what the write does, in words that complete the sentence "while …".
  public String words() {
    return words;
  }
}
