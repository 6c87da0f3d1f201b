package dev.slipway.releases.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.drops.testflight.BetaGroupTerms.Tester;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.Attempted;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.TestFlightLedger.PreviousBuild;
import dev.slipway.releases.refusals.CarriedStep;
import dev.slipway.releases.steps.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever Apple answers to a write that carries something of the drop, the problem names its
/// place in the drop and its language.
class RefusedStepsTest {
  private static final BuildId BUILD = new BuildId("B");

  /// Writes that carry nothing of the drop, or whose calls are named one by one.
  private static final Set<WriteKind> CARRY_NOTHING =
      EnumSet.of(
          WriteKind.REMOVE_ABANDONED_UPLOAD,
          WriteKind.LOOK_ONCE_MORE,
          WriteKind.DISCARD_BUILD_UPLOAD,
          // The declaration is from App Store Connect.
          WriteKind.ATTACH_ENCRYPTION_DECLARATION,
          WriteKind.REMOVE_SUBMISSION_ITEM,
          WriteKind.CHANGE_PHASED_RELEASE,
          // RefusedChangesTest
          WriteKind.APPLY_CONTENT,
          WriteKind.APPLY_BETA_REVIEW_INFORMATION,
          WriteKind.SUBMIT_FOR_BETA_REVIEW,
          WriteKind.CREATE_SUBMISSION,
          WriteKind.ADD_SUBMISSION_ITEM,
          WriteKind.RESOLVE_SUBMISSION_ITEM,
          WriteKind.SUBMIT,
          WriteKind.REQUEST_RELEASE,
          WriteKind.CANCEL_SUBMISSION);

  private record Row(Step.Write step, String pointer, String place, @Nullable String locale) {
    @Override
    public String toString() {
      return step.kind() + " " + place;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            new Step.ReserveBuildUpload(),
            "/data/attributes/cfBundleVersion",
            "App.ipa: CFBundleVersion",
            null),
        new Row(new Step.ReserveBuildUploadFile(), "/data/attributes/fileSize", "App.ipa", null),
        new Row(new Step.CommitBuildUploadFile(), "/data/attributes/uploaded", "App.ipa", null),
        new Row(
            new Step.DeclareEncryption(BUILD, false),
            "/data/attributes/usesNonExemptEncryption",
            "$.usesNonExemptEncryption",
            null),
        new Row(
            new Step.CreateVersion(BUILD, ReleaseType.MANUAL, null, "2026 Acme"),
            "/data/attributes/copyright",
            "metadata/copyright.txt",
            null),
        new Row(
            new Step.CreateVersion(BUILD, ReleaseType.MANUAL, null, null),
            "/data/attributes/versionString",
            "App.ipa: CFBundleShortVersionString",
            null),
        new Row(
            new Step.UpdateVersion(
                new AppStoreVersionId("V"),
                AppStoreVersionChanges.none().withReleaseType(Change.set(ReleaseType.MANUAL))),
            "/data/attributes/releaseType",
            "$.releaseType",
            null),
        new Row(new Step.AddPhasedRelease(new AppStoreVersionId("V")), "", "$.phasedRelease", null),
        new Row(
            new Step.RemovePhasedRelease(new PhasedReleaseId("P")), "", "$.phasedRelease", null),
        new Row(
            new Step.SetWhatToTest(BUILD, null, "de-DE", "Alles."),
            "/data/attributes/whatsNew",
            "$.testFlight.whatToTest.de-DE",
            "de-DE"),
        new Row(
            new Step.AddTestFlightLocale("de-DE"), "", "$.testFlight.whatToTest.de-DE", "de-DE"),
        new Row(
            new Step.AddPurchaseItem(
                new ReviewSubmissionId("S"),
                new PurchaseItem(VersionKind.SUBSCRIPTION, "1", "monthly", null, null)),
            "",
            "$.purchases",
            null),
        new Row(
            new Step.SetTestInformation("de-DE", "T", "Alles <3", null),
            "/data/attributes/description",
            "$.testFlight.description.de-DE",
            "de-DE"),
        new Row(
            new Step.SetTestInformation("de-DE", null, null, "a@example.com"),
            "/data/attributes/feedbackEmail",
            "$.testFlight.feedbackEmail",
            "de-DE"),
        new Row(new Step.SetAutoNotify("D", true), "", "$.testFlight.notify", null),
        new Row(
            new Step.ExpireBuild(new PreviousBuild("B0", "1")),
            "",
            "$.testFlight.expirePrevious",
            null),
        new Row(new Step.CreateBetaGroup("Friends", false), "", "$.testFlight.groups", null),
        new Row(
            new Step.AddBetaTester("G", "Friends", new Tester("a@example.com", null, null)),
            "",
            "$.testFlight.groups",
            null),
        new Row(new Step.SetPublicLink("G", "Friends", 100), "", "$.testFlight.groups", null),
        new Row(new Step.AddToBetaGroup(BUILD, "G", "Friends"), "", "$.testFlight.groups", null));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRefusalWithPointerNamesThePlace(Row row) {
    assertNamed(
        problem(
            row.step, new Conflict(call(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", row.pointer)), true),
        row);
  }

  /// Where the call carries several values, all of them are named.
  @ParameterizedTest
  @MethodSource("rows")
  void aRefusalWithoutPointerNamesThePlace(Row row) {
    var problem = problem(row.step, new Conflict(call(409, "STATE_ERROR.SOMETHING_NEW", "")), true);

    assertThat(problem.field()).isNotNull();
    assertThat(problem.detail()).contains(row.place);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aForbiddenFieldNamesPlaceAndCall(Row row) {
    var problem = problem(row.step, new Forbidden(call(403, "FORBIDDEN_ERROR", row.pointer)), true);

    assertThat(problem.field()).isEqualTo(row.place);
    assertThat(problem.type()).isEqualTo(ProblemType.APPLE_REFUSED);
    assertThat(problem.detail()).contains("PATCH /v1/x", "while " + row.step.kind().words());
    if (!row.pointer.isEmpty() && !row.place.equals("App.ipa")) {
      assertThat(problem.detail())
          .contains("(" + row.pointer.substring(row.pointer.lastIndexOf('/') + 1) + ")");
    }
  }

  /// Before a check has found the role, a missing right is the likely cause.
  @Test
  void withoutFoundRoleTheRoleIsTooLow() {
    var step = new Step.CreateSubmission();
    var forbidden = new Forbidden(call(403, "FORBIDDEN_ERROR", ""));

    assertThat(problem(step, forbidden, false).type()).isEqualTo(ProblemType.ROLE_TOO_LOW);
    assertThat(problem(step, forbidden, true).detail())
        .contains("PATCH /v1/x", "while creating the submission", "Check the connection again");
    assertThat(problem(new Step.Submit(new ReviewSubmissionId("R")), forbidden, true).type())
        .isEqualTo(ProblemType.APPLE_REFUSED);
  }

  @Test
  void everyWriteIsDecided() {
    var carrying = rows().map(row -> row.step.kind()).collect(Collectors.toSet());

    assertThat(carrying).doesNotContainAnyElementsOf(CARRY_NOTHING);
    assertThat(Stream.concat(carrying.stream(), CARRY_NOTHING.stream()))
        .containsExactlyInAnyOrder(WriteKind.values());
  }

  private static void assertNamed(Problem problem, Row row) {
    assertThat(problem.field()).isEqualTo(row.place);
    assertThat(problem.detail()).contains(row.place);
    if (row.locale != null) {
      assertThat(problem.detail()).contains(row.locale);
    }
  }

  private static Problem problem(Step step, AppStoreConnectException e, boolean roleFound) {
    var carried = CarriedStep.of(step, Records.examined(Terms.OPEN));
    return switch (AppleErrorPolicy.of(e, new Attempted(Attempt.of(step), carried, roleFound))) {
      case Outcome.NeedsAttention(Problem problem) -> problem;
      case Outcome.Failed failed -> failed.cause();
      case Outcome other -> throw new AssertionError(other);
    };
  }

  private static FailedCall call(int status, String code, String pointer) {
    var error =
        new ApiError(
            "",
            code,
            "",
            status == 403 ? "The API key in use does not allow this request" : "No.",
            pointer.isEmpty() ? null : pointer,
            null,
            Map.of(),
            Map.of());
    return new FailedCall("PATCH", "/v1/x", status, List.of(error), false, null, "");
  }
}
