package dev.slipway.appstoreconnect.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.simulator.builds.NewBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlatformsOfVersionTest {
  private final SimulatedApple apple = new SimulatedApple();
  private final BuildsClient builds = apple.client().builds();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void namesThePlatformsThatHaveABuildOfTheVersion() {
    var build = NewBuild.of(apple.app().value(), "2.0", "7");
    apple.simulator().addBuild(build);
    apple.simulator().addBuild(build.forPlatform("TV_OS"));
    apple.simulator().addBuild(NewBuild.of(build.appId(), "2.1", "8").forPlatform("VISION_OS"));

    assertThat(builds.platformsOf(apple.app(), "2.0"))
        .containsExactlyInAnyOrder(Platform.IOS, Platform.TV_OS);
    assertThat(builds.platformsOf(apple.app(), "2.0.0")).as("one version to Apple").hasSize(2);
    assertThat(builds.platformsOf(apple.app(), "2.2")).isEmpty();
  }
}
