package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class VersionChoiceTest {
  private static final BuildId OURS = new BuildId("B1");
  private static final AppStoreVersion LIVE =
      version("1.0", AppVersionState.READY_FOR_DISTRIBUTION, null);

  @Test
  void withoutAnUnreleasedVersionOneIsCreated() {
    assertThat(VersionChoice.of(List.of(LIVE), "1.1", OURS, true))
        .isEqualTo(new VersionChoice.Create());
    assertThat(VersionChoice.of(List.of(), "1.0", OURS, true))
        .isEqualTo(new VersionChoice.Create());
  }

  @Test
  void aReleasedVersionStringIsUsedUp() {
    assertThat(VersionChoice.of(List.of(LIVE), "1.0.0", OURS, true))
        .isEqualTo(new VersionChoice.Used(LIVE));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "PREPARE_FOR_SUBMISSION",
        "DEVELOPER_REJECTED",
        "REJECTED",
        "METADATA_REJECTED",
        "INVALID_BINARY"
      })
  void anEditableVersionIsAdoptedWhateverItsString(AppVersionState state) {
    var draft = version("0.9", state, null);

    assertThat(VersionChoice.of(List.of(draft, LIVE), "1.1", OURS, true))
        .isEqualTo(new VersionChoice.Adopt(draft));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "WAITING_FOR_REVIEW",
        "IN_REVIEW",
        "PENDING_DEVELOPER_RELEASE",
        "PENDING_APPLE_RELEASE",
        "ACCEPTED",
        "WAITING_FOR_EXPORT_COMPLIANCE",
        "UNKNOWN"
      })
  void aVersionOnItsWayIsLockedUnlessItCarriesOurBuild(AppVersionState state) {
    var foreign = version("1.1", state, new BuildId("B9"));
    var own = version("1.1", state, OURS);

    assertThat(VersionChoice.of(List.of(foreign, LIVE), "1.1", OURS, true))
        .isEqualTo(new VersionChoice.Locked(foreign));
    assertThat(VersionChoice.of(List.of(own, LIVE), "1.1", OURS, true))
        .isEqualTo(new VersionChoice.Adopt(own));
  }

  @Test
  void aVersionInADraftSubmissionIsTakenOutThere() {
    var held = version("1.1", AppVersionState.READY_FOR_REVIEW, new BuildId("B9"));
    var own = version("1.1", AppVersionState.READY_FOR_REVIEW, OURS);

    assertThat(VersionChoice.of(List.of(held, LIVE), "1.1", OURS, true))
        .isEqualTo(new VersionChoice.Held(held));
    assertThat(VersionChoice.of(List.of(own, LIVE), "1.1", OURS, true))
        .isEqualTo(new VersionChoice.Adopt(own));
  }

  /// An earlier drop of the same file put it there: the newer one's texts are still to come.
  @Test
  void ourVersionInADraftSubmissionIsTakenOutThereWhileItLacksContent() {
    var own = version("1.1", AppVersionState.READY_FOR_REVIEW, OURS);

    assertThat(VersionChoice.of(List.of(own, LIVE), "1.1", OURS, false))
        .isEqualTo(new VersionChoice.Held(own));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "READY_FOR_DISTRIBUTION",
        "PROCESSING_FOR_DISTRIBUTION",
        "REPLACED_WITH_NEW_VERSION"
      })
  void anUnreleasedVersionIsNoPreviousOne(AppVersionState state) {
    assertThat(VersionChoice.previous(List.of(version("1.1", state, null)))).isEmpty();
  }

  @Test
  void theLiveVersionIsThePreviousOneElseTheHighestReplaced() {
    var old = version("1.9", AppVersionState.REPLACED_WITH_NEW_VERSION, null);
    var newer = version("1.10", AppVersionState.REPLACED_WITH_NEW_VERSION, null);

    assertThat(VersionChoice.previous(List.of(old, newer, LIVE))).contains(LIVE);
    assertThat(VersionChoice.previous(List.of(newer, old))).contains(newer);
  }

  private static AppStoreVersion version(String string, AppVersionState state, BuildId build) {
    return new AppStoreVersion(
        new AppStoreVersionId("V-" + string + state),
        Platform.IOS,
        string,
        state,
        null,
        null,
        null,
        null,
        build == null
            ? null
            : new Build(
                build,
                "2",
                BuildProcessingState.VALID,
                BuildAudienceType.APP_STORE_ELIGIBLE,
                false,
                false,
                null,
                null,
                null),
        null,
        List.of(),
        true);
  }
}
