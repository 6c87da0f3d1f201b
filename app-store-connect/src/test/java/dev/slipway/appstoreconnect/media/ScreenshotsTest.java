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
import dev.slipway.appstoreconnect.media.MediaAsset.ImageAsset;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.simulator.settings.Guess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScreenshotsTest {
  private static final String DISPLAY_TYPE = "APP_IPHONE_61";

  private final SimulatedApple apple = new SimulatedApple();
  private final AppStoreConnectClient client = apple.client();
  private final MediaSetsClient sets = client.mediaSets();
  private final MediaAssetsClient screenshots = client.mediaAssets();
  private final AppStoreVersionId version =
      client
          .appStoreVersions()
          .create(NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0"))
          .id();
  private final LocalizationId localization =
      client.appStoreVersionLocalizations().listFor(version).getFirst().id();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void bringsAScreenshotToAppleAndFollowsItUntilItIsComplete() {
    byte[] png = MediaFiles.png(1179, 2556, 1);
    var set = sets.create(MediaFamily.SCREENSHOTS, localization, DISPLAY_TYPE);
    assertThat(set.assets()).isEmpty();

    var reserved = screenshots.reserve(set.id(), "01.png", png.length);
    assertThat(reserved.state()).isEqualTo(AssetState.AWAITING_UPLOAD);
    assertThat(reserved.fileName()).isEqualTo("01.png");
    assertThat(reserved.sizeBytes()).isEqualTo(png.length);
    assertThat(reserved.uploadOperations()).isNotEmpty();
    assertThat(screenshots.get(reserved.id())).isEqualTo(reserved);
    send(reserved, png);
    var committed = screenshots.commit(reserved.id(), MediaFiles.md5(png));

    assertThat(committed.image()).isNull();
    assertThat(committed.uploadOperations()).isEmpty();
    assertThat(committed.state()).isEqualTo(AssetState.UPLOAD_COMPLETE);
    apple.simulator().clock().advance(Duration.ofMinutes(1));
    int before = apple.reports().size();
    var complete =
        only(sets.listFor(MediaFamily.SCREENSHOTS, localization), DISPLAY_TYPE).assets().getFirst();
    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(complete.id()).isEqualTo(reserved.id());
    assertThat(complete.state()).isEqualTo(AssetState.COMPLETE);
    assertThat(complete.state().isFinal()).isTrue();
    assertThat(complete.sourceFileChecksum()).isEqualTo(MediaFiles.md5(png));
    assertThat(complete.image()).isEqualTo(new ImageAsset(1179, 2556));
    assertThat(complete.errors()).isEmpty();
  }

  @Test
  void saysWhyAppleDoesNotTakeAPicture() {
    byte[] png = MediaFiles.png(100, 100, 1);
    var set = sets.create(MediaFamily.SCREENSHOTS, localization, DISPLAY_TYPE);
    var reserved = screenshots.reserve(set.id(), "small.png", png.length);
    send(reserved, png);
    screenshots.commit(reserved.id(), MediaFiles.md5(png));

    apple.simulator().clock().advance(Duration.ofMinutes(1));

    var failed = screenshots.get(reserved.id());
    assertThat(failed.state()).isEqualTo(AssetState.FAILED);
    assertThat(failed.errors())
        .extracting(StateDetail::code)
        .containsExactly("IMAGE_INCORRECT_DIMENSIONS");
    screenshots.delete(reserved.id());
    assertThat(catchThrowableOfType(NotFound.class, () -> screenshots.get(reserved.id())))
        .isNotNull();
  }

  @Test
  void putsScreenshotsIntoOrderWithoutSendingThemAgain() {
    var set = sets.create(MediaFamily.SCREENSHOTS, localization, DISPLAY_TYPE);
    var first = screenshots.reserve(set.id(), "01.png", 10).id();
    var second = screenshots.reserve(set.id(), "02.png", 10).id();
    var third = screenshots.reserve(set.id(), "03.png", 10).id();
    assertThat(order()).containsExactly(first, second, third);

    sets.reorder(set.id(), List.of(third, first, second));

    assertThat(order()).containsExactly(third, first, second);
  }

  @Test
  void hasOneSetForADisplayTypeAndRoomForTenInIt() {
    apple.simulator().guesses().turn(Guess.SECOND_SET_OF_A_TYPE);
    var set = sets.create(MediaFamily.SCREENSHOTS, localization, DISPLAY_TYPE);
    assertThat(
            catchThrowableOfType(
                Conflict.class,
                () -> sets.create(MediaFamily.SCREENSHOTS, localization, DISPLAY_TYPE)))
        .isNotNull();
    for (int i = 0; i < 10; i++) {
      screenshots.reserve(set.id(), i + ".png", 10);
    }
    assertThat(
            catchThrowableOfType(Conflict.class, () -> screenshots.reserve(set.id(), "11.png", 10)))
        .isNotNull();

    sets.delete(set.id());

    assertThat(sets.listFor(MediaFamily.SCREENSHOTS, localization))
        .extracting(MediaSet::displayType)
        .doesNotContain(DISPLAY_TYPE);
  }

  @Test
  void listsTheSetsOfAllLocalesInOneCall() {
    var set = sets.create(MediaFamily.SCREENSHOTS, localization, DISPLAY_TYPE);
    var previews = client.mediaSets().create(MediaFamily.PREVIEWS, localization, "IPHONE_61");
    int before = apple.reports().size();

    var locales = client.appStoreVersionLocalizations().listWithSets(version);

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(locales).hasSize(2);
    var here =
        locales.stream()
            .filter(locale -> locale.localization().id().equals(localization))
            .findFirst()
            .orElseThrow();
    assertThat(here.sets(MediaFamily.SCREENSHOTS))
        .anySatisfy(
            found -> {
              assertThat(found.id()).isEqualTo(set.id());
              assertThat(found.displayType()).isEqualTo(DISPLAY_TYPE);
            });
    assertThat(here.sets(MediaFamily.PREVIEWS))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo(previews.id());
              assertThat(found.displayType()).isEqualTo("IPHONE_61");
            });
    assertThat(here.localization().description()).isNotNull();
  }

  @Test
  void numbersPartsByTheirPlaceAndKeepsStatesThatAreNewToIt() {
    try (var script = new ScriptedApple()) {
      script
          .server()
          .then(
              200,
              """
              {"data":{"type":"appScreenshots","id":"P1","attributes":{
                "fileName":"01.png","fileSize":30,"sourceFileChecksum":null,
                "assetDeliveryState":{"errors":null,"warnings":null,"state":"SOMETHING_NEW"},
                "uploadOperations":[
                  {"method":"PUT","url":"https://a.apple.com/1","offset":0,"length":20,
                   "requestHeaders":[{"name":"Content-Type","value":"image/png"}]},
                  {"method":"PUT","url":"https://a.apple.com/2","offset":20,"length":10,
                   "requestHeaders":null}]}}}
              """)
          .then(200, "{\"data\":{\"type\":\"appScreenshots\",\"id\":\"P1\"}}");

      var read = script.client().mediaAssets().get(new MediaAssetId(MediaFamily.SCREENSHOTS, "P1"));

      assertThat(read.state()).isEqualTo(AssetState.UNKNOWN);
      assertThat(read.uploadOperations())
          .extracting(UploadOperation::partNumber)
          .containsExactly(1, 2);
      assertThat(UploadPlan.of(read.uploadOperations(), 30, PartHosts.apple()).operations())
          .hasSize(2);
      var bare = script.client().mediaAssets().get(new MediaAssetId(MediaFamily.SCREENSHOTS, "P1"));
      assertThat(bare.state()).isEqualTo(AssetState.UNKNOWN);
      assertThat(bare.uploadOperations()).isEmpty();
    }
  }

  private void send(MediaAsset reserved, byte[] bytes) {
    var plan =
        UploadPlan.of(reserved.uploadOperations(), bytes.length, PartHosts.appleAndLoopback());
    assertThat(apple.send(plan, Set.of(), bytes)).isInstanceOf(UploadResult.Finished.class);
  }

  private List<MediaAssetId> order() {
    return only(sets.listFor(MediaFamily.SCREENSHOTS, localization), DISPLAY_TYPE).assets().stream()
        .map(MediaAsset::id)
        .toList();
  }

  private static MediaSet only(List<MediaSet> sets, String displayType) {
    return sets.stream()
        .filter(set -> set.displayType().equals(displayType))
        .findFirst()
        .orElseThrow();
  }
}
