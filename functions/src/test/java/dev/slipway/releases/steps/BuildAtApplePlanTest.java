package dev.slipway.releases.steps;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.json.Json;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.lane.Lane;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.InsteadOfIpa;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.reconcile.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The steps of a drop without an `.ipa`: nothing is ever uploaded, also by the version before,
/// which knows nothing of such drops and reads their records.
class BuildAtApplePlanTest {
  private static final BuildId BUILD = new BuildId("B417");

  @Test
  void theBuildIsThereWhenPreflightHasPassed() {
    assertThat(NextStep.of(chosen(null), NOW)).isEqualTo(new Step.DeclareEncryption(BUILD, false));
    assertThat(NextStep.of(chosen(false), NOW)).isEqualTo(new Step.ObserveVersions());
    assertThat(NextStep.of(chosen(false).withVersion(new VersionLedger(true, null, null)), NOW))
        .isEqualTo(new Step.CreateVersion(BUILD, null, null, null));
  }

  @Test
  void aLostAnswerOnEncryptionIsLookedForAtTheBuild() {
    var open = chosen(null).withIntent(new Intent(WriteKind.DECLARE_ENCRYPTION, NOW));

    assertThat(NextStep.of(open, NOW)).isEqualTo(new Step.ObserveBuildUpload());
  }

  /// Apple may process a build again after the answer on encryption.
  @ParameterizedTest
  @EnumSource(BuildProcessingState.class)
  void itIsNeverUploadedWhateverItsState(BuildProcessingState state) {
    var release =
        chosen(null).withBuild(chosen(null).build().looked(NOW).observed(BUILD, state, false));

    for (ReleaseRecord read : List.of(release, asReadByTheVersionBefore(release))) {
      for (Duration later : List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(2))) {
        assertThat(NextStep.of(read, NOW.plus(later)))
            .isNotInstanceOfAny(
                Step.FindBuildUpload.class,
                Step.ReserveBuildUpload.class,
                Step.ReserveBuildUploadFile.class,
                Step.TransferParts.class,
                Step.DiscardBuildUpload.class);
      }
    }
  }

  @Test
  void aReleaseWithoutABuildGoesToTheVersionAtOnce() {
    var release = alone();

    assertThat(NextStep.of(release, NOW)).isEqualTo(new Step.ObserveVersions());
    assertThat(NextStep.of(release.withVersion(new VersionLedger(true, null, null)), NOW))
        .isEqualTo(new Step.CreateVersion(null, null, null, null));
    assertThat(release.identity().bundleVersion()).isNull();
  }

  /// Before preflight has passed, the version before reads `release.json` itself, in which it does
  /// not know `bundleId`. After that it asks for an answer on encryption, which the record of a
  /// release without a build never has.
  @Test
  void theVersionBeforeStopsAReleaseWithoutABuild() {
    var before = asReadByTheVersionBefore(alone());

    assertThat(NextStep.of(before, NOW))
        .isInstanceOfSatisfying(
            Step.Attention.class,
            attention ->
                assertThat(attention.problem().type())
                    .isEqualTo(ProblemType.EXPORT_COMPLIANCE_UNANSWERED));
    assertThat(NextStep.of(before.withPreflight(PreflightLedger.EMPTY), NOW))
        .isEqualTo(new Step.Preflight());
  }

  @Test
  void theRecordSurvivesItsJsonAndHasWhatTheVersionBeforeNeeds() {
    for (ReleaseRecord release : List.of(chosen(false), alone())) {
      var json = release.toJson();

      assertThat(ReleaseRecord.fromJson(Json.parse(Json.write(json)))).isEqualTo(release);
      assertThat((Map<?, ?>) json.get("desired"))
          .extracting("ipa", "bundleVersion")
          .doesNotContainNull();
    }
  }

  /// Its build is no `.ipa` of ours, so that no drop of a file takes it over; the release that
  /// submitted it is the one that follows it when it is back in review.
  @Test
  void theLaneKnowsWhoSubmittedIt() {
    var release = chosen(false);
    var desired = Objects.requireNonNull(release.desired());
    var file = new Desired(desired.ipa(), "a.b", "1.1", "417", Platform.IOS, false, Terms.OPEN);

    var lane = Lane.FREE.withOwner(desired, release.id());

    assertThat(lane.ownerOf(desired)).contains(release.id());
    assertThat(lane.built(desired)).isFalse();
    assertThat(lane.built(file)).isFalse();
    var uploaded =
        Lane.FREE
            .withOwnBuild(new Lane.OwnBuild("1.1", "417", file.ipa().etag(), 80, release.id()))
            .withOwner(desired, release.id());
    assertThat(uploaded.built(file)).as("a later drop of the same file adopts it").isTrue();
    assertThat(desired.isOfSameIpa(file)).isFalse();
  }

  private static ReleaseRecord chosen(@Nullable Boolean usesNonExemptEncryption) {
    return release("417", false, InsteadOfIpa.BUILD_AT_APPLE)
        .withBuild(BuildLedger.atApple(BUILD, usesNonExemptEncryption, NOW));
  }

  private static ReleaseRecord alone() {
    return release(Desired.NO_BUILD, null, InsteadOfIpa.NO_BUILD);
  }

  private static ReleaseRecord release(
      String number, @Nullable Boolean usesNonExemptEncryption, InsteadOfIpa insteadOfIpa) {
    var releaseJson = new ObjectVersion("c/1.1/release.json", "v1", "\"e1\"", 80);
    return Records.received(Drop.Kind.FOLDER, releaseJson)
        .withDesired(
            new Desired(
                releaseJson,
                "com.example",
                "1.1",
                number,
                Platform.IOS,
                usesNonExemptEncryption,
                null,
                Terms.OPEN,
                insteadOfIpa))
        .withApp(new ReleaseRecord.App(new AppId("1"), "Example"))
        .withPreflight(new PreflightLedger(NOW, List.of()));
  }

  /// It does not know the component, and drops it.
  private static ReleaseRecord asReadByTheVersionBefore(ReleaseRecord release) {
    var desired = Objects.requireNonNull(release.desired());
    return release.withDesired(
        new Desired(
            desired.ipa(),
            desired.bundleId(),
            desired.shortVersion(),
            desired.bundleVersion(),
            desired.platform(),
            desired.usesNonExemptEncryption(),
            desired.exportComplianceCode(),
            desired.terms()));
  }
}
