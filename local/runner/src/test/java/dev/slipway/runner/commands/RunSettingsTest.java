package dev.slipway.runner.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.Ports;
import dev.slipway.runner.StartFault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSettingsTest {
  @Test
  void nothingSetMeansTheAddressesOfTheReadme() throws Exception {
    assertThat(RunSettings.from(Map.of("SLIPWAY_APPLE_URL", "")))
        .isEqualTo(
            new RunSettings(new Ports(3000, 4566, 3001, 3002), Path.of(".slipway"), 60, null));
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                RunSettings.from(
                    Map.of(
                        "SLIPWAY_PORT", "web",
                        "SLIPWAY_AWS_PORT", "70000",
                        "SLIPWAY_SPEED", "0",
                        "SLIPWAY_APPLE_URL", "http://example.com")))
        .isInstanceOf(StartFault.class)
        .hasMessage(
            "SLIPWAY_PORT must be a number from 0 to 65535;"
                + " SLIPWAY_AWS_PORT must be a number from 0 to 65535;"
                + " SLIPWAY_SPEED must be a number from 1 to 3600;"
                + " APPLE must be a URL such as https://api.appstoreconnect.apple.com");
  }
}
