package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import dev.slipway.releases.preflight.requirements.Requirements;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requirements by date, as preflight reports them on the day.
class DatedRequirementsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-06-09T23:59:59Z, ",
    "2026-06-10T00:00:00Z, WARNING",
    "2026-09-07T23:59:59Z, WARNING",
    "2026-09-08T00:00:00Z, ERROR",
    "2027-09-08T00:00:00Z, ERROR"
  })
  void unansweredQuestionIsAnErrorFromItsDay(Instant now, @Nullable Severity severity) {
    var subject = new Subject();
    subject.now = now;
    subject.ageRatingAtApple.remove("socialMedia");

    assertThat(
            subject.examined().stream()
                .filter(finding -> finding.check().startsWith("age-rating"))
                .filter(finding -> String.valueOf(finding.found()).contains("socialMedia"))
                .map(Finding::severity)
                .findFirst()
                .orElse(null))
        .isEqualTo(severity);
  }

  @Test
  void questionOfAMonthStaysAWarningInWordsOfItsDate() {
    var subject = new Subject();
    subject.ageRatingAtApple.remove("socialMediaAgeRestricted");

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.remedy()).contains("from September 2026; it has named no day");
            });
  }

  @Test
  void oldSdkIsNamedWithTheNewestRequirementThatIsInForce() {
    var subject = new Subject();
    subject.binary().sdkName = "iphoneos17.5";

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.remedy()).contains("iOS 26").doesNotContain("iOS 18");
            });
  }

  @Test
  void iPhoneDuoIsAskedForIn2027AndInAppleWords() {
    var subject = new Subject();
    subject.now = Instant.parse("2027-01-01T00:00:00Z");
    subject.binary().sdkName = "iphoneos27.1";

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.remedy())
                  .contains("from April 2027; it has named no day", "1398×2034", "2853×2007");
            });
  }

  /// An update takes over what Apple has, which was not read.
  @Test
  void whatAppleHasIsNotGuessed() {
    var subject = required();
    subject.displayTypes = null;
    assertThat(subject.examined()).isEmpty();

    subject.media.add(Media.screenshot("1.png").build());
    assertThat(subject.examined())
        .extracting(Finding::check, Finding::severity)
        .containsExactly(tuple("dated-screenshots-near", Severity.WARNING));

    subject.media.add(Media.screenshot("2.png").type("APP_IPHONE_DUO").build());
    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void appsForOtherDevicesNeedNone() {
    var pad = required();
    pad.binary().deviceFamilies = Set.of(2);
    pad.binary().padOrientations = Binary.ALL_ORIENTATIONS;
    pad.displayTypes = Set.of("APP_IPHONE_67", "APP_IPAD_PRO_3GEN_129");

    assertThat(checks(pad)).doesNotContain("dated-screenshots-missing", "dated-screenshots-near");
  }

  private static Subject required() {
    var subject = new Subject();
    subject.requirements =
        Requirements.parse(
            Stream.of("SCREENSHOTS\tAPP_IPHONE_DUO\t2026-11-01\t2026-11-01\tscreenshots\ta test"));
    return subject;
  }

  private static List<String> checks(Subject subject) {
    return subject.examined().stream().map(Finding::check).toList();
  }
}
