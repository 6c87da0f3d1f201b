package dev.slipway.appstoreconnect.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.appstoreconnect.ScriptedApple;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.purchases.ProductOverview;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.simulator.apps.NewApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppsClientTest {
  private final SimulatedApple apple = new SimulatedApple();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void findsExactlyTheBundleIdAskedFor() {
    apple.simulator().createApp(NewApp.of("com.example.demo.watch", "Watch"));
    var apps = apple.client().apps();

    assertThat(apps.findByBundleId("com.example.demo"))
        .hasValueSatisfying(
            app -> {
              assertThat(app.id()).isEqualTo(apple.app());
              assertThat(app.name()).isEqualTo("Demo");
              assertThat(app.primaryLocale()).isEqualTo("en-US");
            });
    assertThat(apps.findByBundleId("com.example.dem")).isEmpty();
  }

  /// The versions of which the app has builds save the list of builds.
  @Test
  void findsAnAppWithItsProductsAndVersionsInOneCall() {
    for (int i = 0; i < 21; i++) {
      apple.simulator().createApp(NewApp.of("com.example.longer" + i, "Longer " + i));
    }
    apple.simulator().createApp(NewApp.of("com.example.long", "Long").liveVersion("1.0", "1"));
    var apps = apple.client().apps();
    int before = apple.reports().size();

    var found =
        apps.findByBundleId(
                "com.example.long",
                Set.of(AppPart.PRODUCTS, AppPart.PRE_RELEASE_VERSIONS, AppPart.PLATFORMS))
            .orElseThrow();

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(found.app().name()).isEqualTo("Long");
    assertThat(found.testInformation()).isNull();
    assertThat(found.platforms()).containsExactly(Platform.IOS);
    assertThat(found.products()).isNotNull().matches(ProductOverview::isWithoutProducts);
    var versions = found.preReleaseVersions();
    assertThat(versions).isNotNull();
    assertThat(versions.complete()).isTrue();
    assertThat(versions.haveNone("1.1", Platform.IOS)).isTrue();
    assertThat(versions.haveNone("1.0.0", Platform.IOS)).as("another spelling").isFalse();
    assertThat(versions.haveNone("1.0", Platform.TV_OS)).isTrue();
    assertThat(apps.findByBundleId("com.example.lon", Set.of())).isEmpty();
  }

  @Test
  void findsABundleIdThatDiffersInCaseAlone() {
    apple.simulator().createApp(NewApp.of("com.Case.App", "Case"));
    var apps = apple.client().apps();

    assertThat(apps.findByBundleId("com.case.app")).isEmpty();
    assertThat(apps.findInOtherCase("com.case.app"))
        .hasValueSatisfying(app -> assertThat(app.bundleId()).isEqualTo("com.Case.App"));
    assertThat(apps.findInOtherCase("com.Case.App")).as("the same").isEmpty();
    assertThat(apps.findInOtherCase("com.case.ap")).isEmpty();
  }

  @Test
  void listsAllAppsPageByPage() {
    for (int i = 0; i < 4; i++) {
      apple.simulator().createApp(NewApp.of("com.example.more" + i, "More " + i));
    }
    var apps = apple.client().apps();

    var seen = new ArrayList<String>();
    var page = apps.list(2);
    assertThat(page.total()).isEqualTo(5);
    while (true) {
      page.items().forEach(app -> seen.add(app.bundleId()));
      if (page.next() == null) {
        break;
      }
      page = apps.list(2, page.next());
    }

    assertThat(seen)
        .containsExactly(
            "com.example.demo",
            "com.example.more0",
            "com.example.more1",
            "com.example.more2",
            "com.example.more3");
    assertThat(apple.reports()).hasSize(3);
  }

  @Test
  void readsTheVersionsOfManyAppsInOneCall() {
    var unreleased = apple.simulator().createApp(NewApp.of("com.example.fresh", "Fresh"));
    var client = apple.client();
    client.appStoreVersions().create(NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0"));
    int before = apple.reports().size();

    var apps = client.apps().withVersions(List.of(apple.app(), new AppId(unreleased.id())));

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(apps).hasSize(2);
    var demo =
        apps.stream().filter(app -> app.app().id().equals(apple.app())).findFirst().orElseThrow();
    assertThat(demo.complete()).isTrue();
    assertThat(demo.versions())
        .extracting(version -> version.versionString() + " " + version.appVersionState())
        .containsExactlyInAnyOrder(
            "1.0.0 " + AppVersionState.READY_FOR_DISTRIBUTION,
            "1.1.0 " + AppVersionState.PREPARE_FOR_SUBMISSION);
  }

  @Test
  void declaresWhetherTheAppShowsContentOfOthers() {
    var app =
        new AppId(
            apple.simulator().createApp(NewApp.of("com.example.fresh", "Fresh").incomplete()).id());
    var apps = apple.client().apps();

    assertThat(apps.findByBundleId("com.example.fresh").orElseThrow().contentRightsDeclaration())
        .isNull();
    for (var declared :
        List.of(
            ContentRights.USES_THIRD_PARTY_CONTENT,
            ContentRights.DOES_NOT_USE_THIRD_PARTY_CONTENT)) {
      assertThat(apps.declareContentRights(app, declared).contentRightsDeclaration())
          .isEqualTo(declared);
      assertThat(apps.findByBundleId("com.example.fresh").orElseThrow().contentRightsDeclaration())
          .isEqualTo(declared);
    }
    assertThatThrownBy(() -> apps.declareContentRights(app, ContentRights.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsADeclarationThatIsNewToItFromNone() {
    try (var script = new ScriptedApple()) {
      script
          .server()
          .then(
              200,
              """
              {"data":[
                {"type":"apps","id":"1","attributes":{"bundleId":"a","contentRightsDeclaration":null}},
                {"type":"apps","id":"2","attributes":{"bundleId":"b","contentRightsDeclaration":"NEW"}}]}
              """);

      assertThat(script.client().apps().list(2).items())
          .extracting(App::contentRightsDeclaration)
          .containsExactly(null, ContentRights.UNKNOWN);
    }
  }
}
