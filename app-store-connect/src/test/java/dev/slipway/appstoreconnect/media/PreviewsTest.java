package dev.slipway.appstoreconnect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.MediaFiles;
import dev.slipway.appstoreconnect.ScriptedApple;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewsTest {
  private static final String PREVIEW_TYPE = "IPHONE_67";
  private static final byte[] VIDEO = MediaFiles.mp4(886, 1920, 20);

  private final SimulatedApple apple =
      new SimulatedApple(
          options -> options.mediaProcessing(Duration.ofSeconds(5), Duration.ofMinutes(5)));
  private final AppStoreConnectClient client = apple.client();
  private final MediaSetsClient sets = client.mediaSets();
  private final MediaAssetsClient previews = client.mediaAssets();
  private final LocalizationId localization =
      client
          .appStoreVersionLocalizations()
          .listFor(
              client
                  .appStoreVersions()
                  .create(NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0"))
                  .id())
          .getFirst()
          .id();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void bringsAPreviewToAppleAndFollowsItUntilItIsComplete() {
    var reserved = reserveAndSend();
    var committed = previews.commit(reserved.id(), MediaFiles.md5(VIDEO));
    assertThat(committed.uploadOperations()).isEmpty();

    apple.simulator().clock().advance(Duration.ofMinutes(1));
    var processing =
        sets.listFor(MediaFamily.PREVIEWS, localization).getFirst().assets().getFirst();
    assertThat(processing.state()).isEqualTo(AssetState.PROCESSING);
    assertThat(processing.state().isFinal()).isFalse();

    apple.simulator().clock().advance(Duration.ofMinutes(10));
    int before = apple.reports().size();
    var listed = sets.listFor(MediaFamily.PREVIEWS, localization);
    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(listed.getFirst().displayType()).isEqualTo(PREVIEW_TYPE);
    var complete = listed.getFirst().assets().getFirst();
    assertThat(complete.id()).isEqualTo(reserved.id());
    assertThat(complete.errors()).isEmpty();
    assertThat(complete.state()).isEqualTo(AssetState.COMPLETE);
    assertThat(complete.sourceFileChecksum()).isEqualTo(MediaFiles.md5(VIDEO));
    assertThat(complete.mimeType()).isEqualTo("video/mp4");
    assertThat(complete.previewFrameTimeCode()).isNotNull();

    assertThat(
            previews.setPreviewFrameTimeCode(reserved.id(), "00:00:12:00").previewFrameTimeCode())
        .isEqualTo("00:00:12:00");
  }

  @Test
  void takesTheFrameWithTheCommit() {
    var reserved = reserveAndSend();

    previews.commit(reserved.id(), MediaFiles.md5(VIDEO), "00:00:07:00");

    assertThat(previews.get(reserved.id()).previewFrameTimeCode()).isEqualTo("00:00:07:00");
  }

  @Test
  void saysWhyAppleDoesNotTakeAVideo() {
    var set = sets.create(MediaFamily.PREVIEWS, localization, PREVIEW_TYPE);
    byte[] tooShort = MediaFiles.mp4(886, 1920, 5);
    var reserved = previews.reserve(set.id(), "a.mp4", tooShort.length, "video/mp4");
    send(reserved, tooShort);
    previews.commit(reserved.id(), MediaFiles.md5(tooShort));

    apple.simulator().clock().advance(Duration.ofMinutes(10));

    var failed = previews.get(reserved.id());
    assertThat(failed.state()).isEqualTo(AssetState.FAILED);
    assertThat(failed.errors()).isNotEmpty();
  }

  @Test
  void ordersThreePreviewsAndHasNoRoomForAFourth() {
    var set = sets.create(MediaFamily.PREVIEWS, localization, PREVIEW_TYPE);
    var first = previews.reserve(set.id(), "1.mp4", 10, "video/mp4").id();
    var second = previews.reserve(set.id(), "2.mp4", 10, "video/mp4").id();
    var third = previews.reserve(set.id(), "3.mov", 10, "video/quicktime").id();
    assertThat(
            catchThrowableOfType(
                Conflict.class, () -> previews.reserve(set.id(), "4.mp4", 10, "video/mp4")))
        .isNotNull();

    sets.reorder(set.id(), List.of(second, third, first));
    assertThat(order()).containsExactly(second, third, first);

    previews.delete(third);
    assertThat(order()).containsExactly(second, first);
    sets.delete(set.id());
    assertThat(sets.listFor(MediaFamily.PREVIEWS, localization)).isEmpty();
    assertThat(catchThrowableOfType(NotFound.class, () -> previews.get(first))).isNotNull();
  }

  @Test
  void readsTheDeprecatedStateWhereThereIsNoOther() {
    try (var script = new ScriptedApple()) {
      script
          .server()
          .then(
              200,
              """
              {"data":{"type":"appPreviews","id":"P1","attributes":{"videoDeliveryState":null,
                "assetDeliveryState":{"errors":[{"code":"MOV","description":"No"}],"state":"FAILED"}}}}
              """);

      var read = script.client().mediaAssets().get(new MediaAssetId(MediaFamily.PREVIEWS, "P1"));

      assertThat(read.state()).isEqualTo(AssetState.FAILED);
      assertThat(read.errors()).hasSize(1);
    }
  }

  private MediaAsset reserveAndSend() {
    var set = sets.create(MediaFamily.PREVIEWS, localization, PREVIEW_TYPE);
    var reserved = previews.reserve(set.id(), "a.mp4", VIDEO.length, "video/mp4");
    assertThat(reserved.state()).isEqualTo(AssetState.AWAITING_UPLOAD);
    send(reserved, VIDEO);
    return reserved;
  }

  private void send(MediaAsset reserved, byte[] bytes) {
    var plan =
        UploadPlan.of(reserved.uploadOperations(), bytes.length, PartHosts.appleAndLoopback());
    assertThat(apple.send(plan, Set.of(), bytes)).isInstanceOf(UploadResult.Finished.class);
  }

  private List<MediaAssetId> order() {
    return sets.listFor(MediaFamily.PREVIEWS, localization).getFirst().assets().stream()
        .map(MediaAsset::id)
        .toList();
  }
}
