package dev.slipway.appstoreconnect.builduploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unreachable;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.upload.CompositeChecksum;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.simulator.settings.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildUploadsTest {
  private static final long PART_BYTES = 20_000;
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private final SimulatedApple apple =
      new SimulatedApple(options -> options.withPartSizeBytes(PART_BYTES));
  private final BuildUploadsClient uploads = apple.client().buildUploads();
  private final BuildUploadFilesClient files = apple.client().buildUploadFiles();
  private final byte[] ipa = SimulatedApple.ipa("2.4.0", "181", 300_000, Optional.empty());

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void bringsABuildToAppleAndFollowsItUntilItIsValid() {
    var upload = reserve();
    assertThat(upload.state()).isEqualTo(BuildUploadState.AWAITING_UPLOAD);
    var file = files.reserve(upload.id(), "Demo.ipa", ipa.length);
    assertThat(file.uploadOperations()).hasSizeGreaterThan(8);

    var result = apple.send(plan(file), Set.of(), ipa);
    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    var committed = files.commit(file.id(), DEADLINE);

    assertThat(committed.deliveryState()).isNotEqualTo(AssetDeliveryState.AWAITING_UPLOAD);
    assertThat(committed.uploadOperations()).isEmpty();
    assertThat(uploads.get(upload.id()).state()).isEqualTo(BuildUploadState.PROCESSING);

    var build = apple.settle(apple.client(), upload.id());
    assertThat(build.processingState()).isEqualTo(BuildProcessingState.VALID);
    assertThat(build.version()).isEqualTo("181");
    assertThat(build.usesNonExemptEncryption()).isNull();
    assertThat(build.expired()).isFalse();

    var builds = apple.client().builds();
    assertThat(builds.declareNonExemptEncryption(build.id(), false).usesNonExemptEncryption())
        .isEqualTo(false);
    assertThat(builds.get(build.id()).usesNonExemptEncryption()).isEqualTo(false);
    assertThat(builds.find(apple.app(), "2.4.0", "181", Platform.IOS))
        .extracting(found -> found.id())
        .containsExactly(build.id());
    assertThat(builds.find(apple.app(), "2.4.0", "18", Platform.IOS)).isEmpty();
    assertThat(builds.find(apple.app(), "2.4.0", "181", Platform.MAC_OS)).isEmpty();
    assertThat(apple.simulator().contractViolations()).isEmpty();
  }

  @Test
  void tellsWhatIsWrongWithABinaryAsErrorsOfTheUpload() {
    apple.simulator().faults().add(Fault.processingFailure("90189", "Redundant Binary Upload."));
    var upload = reserve();
    var file = files.reserve(upload.id(), "Demo.ipa", ipa.length);
    apple.send(plan(file), Set.of(), ipa);
    files.commit(file.id(), DEADLINE);
    apple.simulator().clock().advance(Duration.ofMinutes(10));

    var failed = uploads.get(upload.id());

    assertThat(failed.state()).isEqualTo(BuildUploadState.FAILED);
    assertThat(failed.errors().getFirst().code()).isEqualTo("90189");
    assertThat(failed.build()).isNull();
  }

  @Test
  void namesThePreviousNumberWhenABuildNumberIsTaken() {
    apple.build(apple.client(), "2.4.0", "181");

    var refusal = catchThrowableOfType(Conflict.class, this::reserve);

    assertThat(refusal.hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE")).isTrue();
    var error = refusal.errors().getFirst();
    assertThat(error.sourcePointer()).isEqualTo("/data/attributes/cfBundleVersion");
    assertThat(error.meta()).containsEntry("previousBundleVersion", "181");
    assertThat(refusal.outcomeUnknown()).isFalse();
  }

  @Test
  void findsAReservationWhoseAnswerWasLost() {
    apple
        .simulator()
        .faults()
        .add(Fault.cutBeforeAnswer().on("POST", "/v1/buildUploads").afterEffect());

    assertThat(catchThrowableOfType(Unreachable.class, this::reserve).outcomeUnknown()).isTrue();

    var found = uploads.find(apple.app(), "2.4.0", "181", Platform.IOS);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().state()).isEqualTo(BuildUploadState.AWAITING_UPLOAD);
    assertThat(uploads.find(apple.app(), "2.4.0", "18", Platform.IOS)).isEmpty();
    assertThat(apple.simulator().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void findsAFileWhoseReservationWasAnsweredWith503() {
    var upload = reserve();
    apple
        .simulator()
        .faults()
        .add(Fault.status(503).on("POST", "/v1/buildUploadFiles").afterEffect());

    var failure =
        catchThrowableOfType(
            AppleFault.class, () -> files.reserve(upload.id(), "Demo.ipa", ipa.length));
    assertThat(failure.outcomeUnknown()).isTrue();

    var found = files.listFor(upload.id());
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().fileSizeBytes()).isEqualTo(ipa.length);
    assertThat(apple.send(plan(found.getFirst()), Set.of(), ipa))
        .isInstanceOf(UploadResult.Finished.class);
  }

  @Test
  void goesOnAfterPartsThatAppleAlreadyHas() {
    var upload = reserve();
    var file = files.reserve(upload.id(), "Demo.ipa", ipa.length);
    apple.simulator().faults().add(Fault.status(301).onParts().nth(4));
    assertThat(apple.send(plan(file), Set.of(), ipa)).isInstanceOf(UploadResult.Refused.class);

    var again = files.get(file.id());
    var there =
        again.uploadOperations().stream()
            .filter(operation -> operation.entityTag() != null)
            .map(operation -> operation.partNumber())
            .collect(Collectors.toSet());
    assertThat(there).isNotEmpty();
    int before = apple.simulator().partPuts().size();
    assertThat(apple.send(plan(again), there, ipa)).isInstanceOf(UploadResult.Finished.class);

    assertThat(apple.simulator().partPuts().size() - before)
        .isEqualTo(again.uploadOperations().size() - there.size());
    assertThat(files.commit(file.id(), DEADLINE).errors()).isEmpty();
  }

  /// The record is lost, all parts are there: the entity tags say so, and give Apple's checksum.
  @Test
  void needsNoPartAgainWhenAppleShowsATagForEach() {
    var upload = reserve();
    var file = files.reserve(upload.id(), "Demo.ipa", ipa.length);
    apple.send(plan(file), Set.of(), ipa);

    var found = files.listFor(upload.id()).getFirst();

    assertThat(found.compositeHash()).isNull();
    assertThat(found.uploadOperations())
        .isSortedAccordingTo(Comparator.comparingLong(UploadOperation::offset))
        .allSatisfy(operation -> assertThat(operation.entityTag()).isNotNull());
    var checksum = CompositeChecksum.of(found.uploadOperations());
    assertThat(files.commit(file.id(), DEADLINE).compositeHash())
        .isEqualTo(String.valueOf(checksum));
    assertThat(uploads.get(upload.id()).assetFile())
        .satisfies(
            shown ->
                assertThat(shown == null ? null : shown.compositeHash())
                    .isEqualTo(String.valueOf(checksum)));
  }

  @Test
  void outlastsPassingTroubleOfTheStore() {
    var upload = reserve();
    var file = files.reserve(upload.id(), "Demo.ipa", ipa.length);
    apple
        .simulator()
        .faults()
        .add(
            Fault.status(503).onParts().nth(2),
            Fault.cutBeforeAnswer().onParts().nth(5),
            Fault.status(429).onParts().nth(9));

    assertThat(apple.send(plan(file), Set.of(), ipa)).isInstanceOf(UploadResult.Finished.class);
    files.commit(file.id(), DEADLINE);

    assertThat(apple.settle(apple.client(), upload.id()).processingState())
        .isEqualTo(BuildProcessingState.VALID);
  }

  @Test
  void noticesThatPartAddressesHaveExpired() {
    var upload = reserve();
    var file = files.reserve(upload.id(), "Demo.ipa", ipa.length);
    apple.simulator().faults().add(Fault.partUrlExpired());

    assertThat(apple.send(plan(file), Set.of(), ipa)).isInstanceOf(UploadResult.Expired.class);

    apple.simulator().clock().advance(Duration.ofDays(8));
    assertThat(apple.send(plan(file), Set.of(), ipa)).isInstanceOf(UploadResult.Expired.class);
  }

  @Test
  void givesAnUploadUp() {
    var upload = reserve();

    uploads.delete(upload.id());

    assertThat(catchThrowableOfType(NotFound.class, () -> uploads.get(upload.id())).status())
        .isEqualTo(404);
  }

  private BuildUpload reserve() {
    return uploads.reserve(apple.app(), "2.4.0", "181", Platform.IOS);
  }

  private UploadPlan plan(BuildUploadFile file) {
    return UploadPlan.of(file.uploadOperations(), ipa.length, PartHosts.appleAndLoopback());
  }
}
