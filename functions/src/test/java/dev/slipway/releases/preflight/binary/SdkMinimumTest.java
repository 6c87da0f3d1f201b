package dev.slipway.releases.preflight.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.ipa.AppPlatform;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkMinimumTest {
  @ParameterizedTest
  @CsvSource({
    "2025-04-23T00:00:00Z, iphoneos17.5, false",
    "2025-04-24T00:00:00Z, iphoneos17.5, true",
    "2026-04-27T00:00:00Z, iphoneos18.5, false",
    "2026-04-28T00:00:00Z, iphoneos18.5, true",
    "2026-04-28T00:00:00Z, iphoneos26.0, false",
    "2026-04-28T00:00:00Z, iphoneosX, false"
  })
  void sdkIsMeasuredByTheRuleOfTheDay(Instant now, String sdk, boolean tooOld) {
    assertThat(SdkMinimum.tooOld(AppPlatform.IOS, sdk, now)).isEqualTo(tooOld);
  }
}
