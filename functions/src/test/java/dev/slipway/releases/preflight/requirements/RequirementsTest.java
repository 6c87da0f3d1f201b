package dev.slipway.releases.preflight.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.releases.preflight.requirements.Requirement.Start;
import dev.slipway.releases.preflight.requirements.Requirement.Status;
import dev.slipway.releases.preflight.requirements.Requirement.Subject;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
  private static final Requirements TABLE = Requirements.ofApple();

  @ParameterizedTest
  @CsvSource({
    "2026-04-28, 2026-01-27T23:59:59Z, LATER",
    "2026-04-28, 2026-01-28T00:00:00Z, NEAR",
    "2026-04-28, 2026-04-27T23:59:59Z, NEAR",
    "2026-04-28, 2026-04-28T00:00:00Z, IN_FORCE",
    "2026-04-28, 2036-04-28T00:00:00Z, IN_FORCE",
    "2027-04, 2026-12-31T23:59:59Z, LATER",
    "2027-04, 2027-01-01T00:00:00Z, NEAR",
    "2027-04, 2027-04-30T00:00:00Z, NEAR",
    "2027-04, 2028-01-01T00:00:00Z, NEAR"
  })
  void monthIsNeverInForceAndADayFromItsBeginning(String from, Instant now, Status status) {
    assertThat(row(from).at(now)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "IOS, iphoneos17.5, 2025-04-23T00:00:00Z, , 2025-04-24",
    "IOS, iphoneos17.5, 2025-04-24T00:00:00Z, 2025-04-24, ",
    "IOS, iphoneos18.5, 2026-01-27T00:00:00Z, , ",
    "IOS, iphoneos18.5, 2026-01-28T00:00:00Z, , 2026-04-28",
    "IOS, iphoneos18.5, 2026-04-27T00:00:00Z, , 2026-04-28",
    "IOS, iphoneos18.5, 2026-04-28T00:00:00Z, 2026-04-28, ",
    "IOS, iphoneos16.0, 2026-11-30T00:00:00Z, 2026-04-28, ",
    "IOS, iphoneos26.0, 2026-04-28T00:00:00Z, , ",
    "IOS, iphoneos26.1, 2026-12-31T00:00:00Z, , ",
    "IOS, iphoneos26.1, 2027-01-01T00:00:00Z, , April 2027",
    "IOS, iphoneos26.1, 2027-06-01T00:00:00Z, , April 2027",
    "IOS, iphoneos27.0, 2027-06-01T00:00:00Z, , ",
    "TV_OS, appletvos18.2, 2026-04-28T00:00:00Z, 2026-04-28, ",
    "VISION_OS, xros2.5, 2025-04-24T00:00:00Z, , ",
    "VISION_OS, xros1.2, 2025-04-24T00:00:00Z, 2025-04-24, ",
    "VISION_OS, xros2.5, 2026-04-28T00:00:00Z, 2026-04-28, ",
    "MAC_OS, macosx10.0, 2027-06-01T00:00:00Z, , ",
    "IOS, iphoneosX, 2027-06-01T00:00:00Z, , "
  })
  void sdkIsMeasuredByTheRowOfTheDay(
      AppPlatform platform,
      String sdk,
      Instant now,
      @Nullable String inForce,
      @Nullable String near) {
    assertThat(from(platform, sdk, Status.IN_FORCE, now)).isEqualTo(inForce);
    assertThat(from(platform, sdk, Status.NEAR, now)).isEqualTo(near);
  }

  private static @Nullable String from(
      AppPlatform platform, String sdk, Status status, Instant now) {
    return TABLE
        .tooOld(platform, sdk, status, now)
        .map(Requirement::from)
        .map(Start::toString)
        .orElse(null);
  }

  @Test
  void everyRowHasItsSourceAndSpeaksOfWhatSlipwayKnows() {
    assertThat(TABLE.rows())
        .allSatisfy(
            row -> {
              assertThat(row.source()).isNotBlank();
              assertThat(row.read()).isAfterOrEqualTo("2026-11-29");
              assertThat(row.words()).doesNotEndWith(".");
            });
    assertThat(TABLE.about(Subject.SCREENSHOTS))
        .allMatch(row -> DisplayTypes.isKnown(MediaKind.SCREENSHOT, row.value()));
    assertThat(TABLE.about(Subject.AGE_RATING))
        .extracting(Requirement::value)
        .containsExactlyInAnyOrder("socialMedia", "socialMediaAgeRestricted");
  }

  @Test
  void sentenceSaysWhatAppleNamed() {
    assertThat(row("2026-04-28").sentence()).isEqualTo("Apple requires a thing, from 2026-04-28.");
    assertThat(row("2027-04").sentence())
        .isEqualTo("Apple requires a thing, from April 2027; it has named no day.");
    assertThat(TABLE.sdks()).contains("Xcode 26", "from 2026-04-28").doesNotContain("iOS 27");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SDK\tIOS=18\t2025-04-24\t2026-11-29\twords",
        "SKD\tIOS=18\t2025-04-24\t2026-11-29\twords\tsource"
      })
  void malformedRowIsAMistakeOfTheTable(String line) {
    assertThatThrownBy(() -> Requirements.parse(Stream.of("# comment", "", line)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Requirement row(String from) {
    return Requirements.parse(
            Stream.of("AGE_RATING\tthing\t" + from + "\t2026-11-29\ta thing\ta source"))
        .rows()
        .getFirst();
  }
}
