package dev.slipway.releases.steps;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.EncryptionLedger;
import dev.slipway.releases.model.ledgers.EncryptionLedger.Declaration;
import dev.slipway.releases.reconcile.Records;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptionPlanTest {
  private static final BuildId BUILD = new BuildId("B1");
  private static final Step LOOK = new Step.ObserveEncryptionDeclarations(BUILD);

  @Test
  void aBuildWithExemptEncryptionNeedsNothing() {
    var build = BuildLedger.EMPTY.observed(BUILD, BuildProcessingState.VALID, false);

    assertThat(next(Records.examined(Terms.OPEN).withBuild(build), NOW))
        .isEqualTo(new Step.ObserveVersions());
  }

  @Test
  void theDeclarationsAreReadOnceTheBuildIsValid() {
    assertThat(next(release(null), NOW)).isEqualTo(LOOK);
  }

  @ParameterizedTest
  @CsvSource({
    ", APPROVED, attach",
    ", IN_REVIEW, attach",
    "REJECTED, CREATED, attach",
    "CREATED, APPROVED, attach",
    "CREATED, IN_REVIEW, keep",
    "APPROVED, , keep",
    "APPROVED, APPROVED, keep",
    "IN_REVIEW, , keep"
  })
  void whatAPersonHasAttachedIsKeptUnlessApprovedIsBetter(
      @Nullable AppEncryptionDeclarationState attached,
      @Nullable AppEncryptionDeclarationState best,
      String expected) {
    var ledger =
        new EncryptionLedger(declaration("A", attached), declaration("D", best), 1, NOW, null);

    assertThat(next(release(ledger), NOW))
        .isEqualTo(
            expected.equals("attach")
                ? new Step.AttachEncryptionDeclaration(BUILD, new AppEncryptionDeclarationId("D"))
                : new Step.ObserveVersions());
  }

  @ParameterizedTest
  @EnumSource(
      value = AppEncryptionDeclarationState.class,
      names = {"REJECTED", "INVALID", "EXPIRED"})
  void withoutAnyThatFitsAPersonMustAct(AppEncryptionDeclarationState refused) {
    var ledger = new EncryptionLedger(declaration("A", refused), null, 0, NOW, null);

    var step = (Step.Attention) next(release(ledger), NOW);

    assertThat(step.problem().type()).isEqualTo(ProblemType.EXPORT_COMPLIANCE_UNANSWERED);
    assertThat(step.problem().detail()).contains("App Encryption Documentation");
  }

  /// The version is prepared all the same, and the order to submit looks again.
  @Test
  void aVersionThatIsNotSubmittedNeedsNone() {
    var terms =
        new Terms(
            null,
            null,
            null,
            java.util.Map.of(),
            null,
            false,
            Terms.OPEN.onConflict(),
            Terms.OPEN.onForeignItems(),
            null);
    var ledger = new EncryptionLedger(null, null, 0, NOW, null);
    var prepared =
        Records.examined(terms)
            .withBuild(
                BuildLedger.EMPTY
                    .observed(BUILD, BuildProcessingState.VALID, true)
                    .withDeclaration(ledger));
    assertThat(next(prepared, NOW)).isEqualTo(new Step.ObserveVersions());

    Instant later = NOW.plusSeconds(60);
    var ordered = prepared.withOrders(prepared.orders().with().submitAt(later).build());
    assertThat(next(ordered, later)).isEqualTo(LOOK);
    var looked =
        ordered.withBuild(
            ordered.build().withDeclaration(new EncryptionLedger(null, null, 0, later, null)));
    assertThat(next(looked, later)).isInstanceOf(Step.Attention.class);
  }

  @Test
  void whatAppleRefusedBeforeItsDecisionIsLookedAtOnceAnHour() {
    var waiting =
        new EncryptionLedger(
                declaration("A", AppEncryptionDeclarationState.IN_REVIEW), null, 1, NOW, null)
            .refused(NOW);

    assertThat(next(release(waiting), NOW))
        .isInstanceOfSatisfying(
            Step.Wait.class,
            wait -> assertThat(wait.until()).isEqualTo(NOW.plus(Duration.ofHours(1))));
    assertThat(next(release(waiting), NOW.plus(Duration.ofHours(1)))).isEqualTo(LOOK);
    var approved =
        new EncryptionLedger(
            declaration("A", AppEncryptionDeclarationState.APPROVED), null, 1, NOW, NOW);
    assertThat(next(release(approved), NOW)).isEqualTo(new Step.ObserveVersions());
  }

  private static Step next(ReleaseRecord release, Instant now) {
    return NextStep.of(release, now);
  }

  private static ReleaseRecord release(@Nullable EncryptionLedger ledger) {
    return Records.examined(Terms.OPEN)
        .withBuild(
            BuildLedger.EMPTY
                .observed(BUILD, BuildProcessingState.VALID, true)
                .withDeclaration(ledger));
  }

  private static @Nullable Declaration declaration(
      String id, @Nullable AppEncryptionDeclarationState state) {
    return state == null
        ? null
        : new Declaration(new AppEncryptionDeclarationId(id), state, "Messages", NOW);
  }
}
