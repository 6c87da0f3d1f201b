package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appinfos.AppInfoLocalization;
import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person changes on the web between the checks of a drop and its work at Apple.
class WebChangesTest {
  private static final String DROPPED = "https://example.com/privacy";
  private static final String TYPED = "https://example.com/typed-on-the-web";
  @TempDir Path directory;

  /// For half an hour the app's information counts as the checks saw it, so that a later change of
  /// a person stays: here in the draft that a version for another platform brought along. Then it
  /// is compared with the drop again.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(longs = {8, 50})
  void theAppsInformationIsComparedAgainAfterHalfAnHour(long processingMinutes) throws Exception {
    try (var stage = stage(processingMinutes)) {
      var app = new AppId(stage.app().id());
      begin(stage, app, Platform.VISION_OS);
      drop(stage);
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");

      type(stage, app);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(privacyPolicyUrl(stage, app)).isEqualTo(processingMinutes < 30 ? TYPED : DROPPED);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// A version that a person begins meanwhile may differ in everything, so all is compared.
  @Tag("answer")
  @Test
  void theAppsInformationOfAVersionThatAPersonBeganIsCompared() throws Exception {
    try (var stage = stage(8)) {
      var app = new AppId(stage.app().id());
      drop(stage);
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");

      stage.colleague().appStoreVersions().create(NewAppStoreVersion.of(app, Platform.IOS, "1.1"));
      type(stage, app);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(privacyPolicyUrl(stage, app)).isEqualTo(DROPPED);
    }
  }

  private Stage stage(long processingMinutes) throws Exception {
    return Stage.small(
        directory,
        options ->
            options.processing(Duration.ofMinutes(2), Duration.ofMinutes(processingMinutes)));
  }

  private static void drop(Stage stage) throws Exception {
    String folder = stage.connect() + "/1.1/";
    stage.put(folder + "App.ipa", Ipas.of(Folders.ipa("1.1", "2")));
    stage.put(folder + "metadata/en-US/privacy_url.txt", DROPPED);
    stage.put(folder + "release.json", "{\"whatsNew\": {\"en-US\": \"Better lists.\"}}");
    stage.local.settle();
  }

  private static void begin(Stage stage, AppId app, Platform platform) {
    stage.colleague().appStoreVersions().create(NewAppStoreVersion.of(app, platform, "1.1"));
  }

  /// Changes the address in the draft of the information.
  private static void type(Stage stage, AppId app) {
    stage
        .colleague()
        .appInfoLocalizations()
        .update(
            english(stage, app, AppInfoState.PREPARE_FOR_SUBMISSION).id(),
            Map.of("privacyPolicyUrl", TYPED));
  }

  private static @Nullable String privacyPolicyUrl(Stage stage, AppId app) {
    return english(stage, app, AppInfoState.READY_FOR_DISTRIBUTION).privacyPolicyUrl();
  }

  private static AppInfoLocalization english(Stage stage, AppId app, AppInfoState state) {
    return stage.colleague().appInfos().listFor(app).stream()
        .filter(info -> info.state() == state)
        .flatMap(info -> info.localizations().stream())
        .filter(localization -> localization.locale().equals("en-US"))
        .findFirst()
        .orElseThrow();
  }
}
