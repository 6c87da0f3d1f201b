package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builduploads.BuildUploadState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.AvailabilityTerms.Territories;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import dev.slipway.releases.preflight.facts.AppleFacts;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no single check shows: how they go together.
class PreflightEdgesTest {

  @Test
  void whatOnlyReviewWantsIsWarningWhenNotSubmitted() {
    var subject = new Subject();
    subject.contentRights = null;
    assertThat(subject.examined()).extracting(Finding::severity).containsOnly(Severity.ERROR);

    subject.manifest.submit = false;

    assertThat(subject.examined())
        .singleElement()
        .extracting(Finding::check, Finding::severity)
        .containsExactly("content-rights-missing", Severity.WARNING);
  }

  /// The version that waits for a person is of the release before, for which this one waits.
  @Test
  void anApprovedVersionOfTheReleaseBeforeIsWaitedFor() {
    var subject = new Subject();
    var approved = AppleObjects.version("1.9.9", AppVersionState.PENDING_DEVELOPER_RELEASE);
    subject.versions.add(approved);
    assertThat(subject.examined())
        .extracting(Finding::check, Finding::severity)
        .containsExactly(tuple("version-awaits-release", Severity.ERROR));

    subject.awaited = approved.id();

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::severity)
        .containsExactly(tuple("version-with-review", Severity.WARNING));
  }

  @Test
  void releaseThatEndsWithTestFlightNeedsNoVersion() {
    var subject = new Subject().first();
    subject.texts.clear();
    subject.copyright = null;
    subject.contentRights = null;
    subject.manifest.testFlightOnly = true;
    subject.versions.add(AppleObjects.version("1.0", AppVersionState.IN_REVIEW));
    subject.uploads.add(AppleObjects.upload("2.0", "20", BuildUploadState.COMPLETE));

    assertThat(subject.examined()).extracting(Finding::check).containsExactly("build-number-taken");
  }

  @Test
  void appThatHasAppleTvNeedsItsTextOnEveryPlatform() {
    var subject = new Subject();
    subject.platforms = Set.of(Platform.IOS, Platform.VISION_OS);
    assertThat(subject.examined()).isEmpty();

    subject.platforms = Set.of(Platform.IOS, Platform.TV_OS);
    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsExactly("privacy-policy-text-missing");
  }

  @Test
  void releaseThatEndsWithTestFlightNamesWhatItLeavesUnchanged() {
    var subject = new Subject();
    subject.manifest.testFlightOnly = true;
    subject.manifest.price = new PriceTerms.Free();
    subject.manifest.availability = new AvailabilityTerms(new Territories.All(), null);
    subject.manifest.purchases = new PurchaseTerms(Which.READY, List.of());

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::severity, Finding::file)
        .containsExactly(
            tuple("not-with-testflight-alone", Severity.WARNING, "$.price"),
            tuple("not-with-testflight-alone", Severity.WARNING, "$.availability"),
            tuple("not-with-testflight-alone", Severity.WARNING, "$.purchases"));
    subject.manifest.price = null;
    subject.manifest.availability = null;
    subject.manifest.purchases = new PurchaseTerms(Which.NONE, List.of());
    assertThat(subject.examined()).isEmpty();
  }

  /// A file may have 64 KiB. The stack of a thread ends earlier than a regular expression that
  /// recurses for each repetition of a group, and its error would end the whole invocation.
  @Test
  void longValuesExhaustNoStack() {
    var subject = new Subject().review(ReviewField.EMAIL, "ada@acme" + ".dev".repeat(16_000));
    subject.binary().frameworkInfo =
        NestedBundleTrips.framework("1.0", "1" + ".1".repeat(32_000), "17" + ".1".repeat(32_000));

    assertThat(subject.examined()).allMatch(finding -> finding.severity() == Severity.WARNING);
    subject.review(ReviewField.EMAIL, "ada@acme" + ".dev".repeat(16_000) + "@");
    assertThat(subject.examined()).extracting(Finding::check).contains("email-malformed");
  }

  @Test
  void everythingIsToldTogetherThoughTheAppCannotBeRead() {
    var subject = new Subject().english(TextField.NAME, "x");
    subject.binary = null;
    subject.readingFindings =
        List.of(
            ReadingCheck.RELEASE_JSON_FAULT.finding("$.x", null, "It is unknown."),
            new IpaUnreadableException(Reason.TRUNCATED).finding("App.ipa"));
    subject.found(ReadingCheck.FILE_NOT_UTF8);

    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsExactly(
            "release-json-fault", "ipa-archive-broken", "file-not-utf8", "name-too-short");
  }

  @Test
  void aFaultyFieldOfReleaseJsonIsReportedOnceButItsValueIsStillChecked() {
    var subject = new Subject();
    subject.binary().encryption = null;
    subject.manifest.earliestReleaseDate = OffsetDateTime.parse("2020-01-01T12:30:00Z");
    subject.readingFindings =
        List.of(
            fault("$.earliestReleaseDate", "A date is only allowed with SCHEDULED."),
            fault("$.usesNonExemptEncryption", "The value must be true or false."));

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file)
        .containsExactly(
            tuple("release-json-fault", "$.earliestReleaseDate"),
            tuple("release-json-fault", "$.usesNonExemptEncryption"),
            tuple("release-date-past", "$.earliestReleaseDate"));
  }

  @Test
  void nothingFollowsFromTheFieldsOfAReleaseJsonThatIsNotJson() {
    var subject = new Subject();
    subject.binary().encryption = null;
    subject.readingFindings = List.of(fault("$", "The file must be one JSON object."));

    assertThat(subject.examined()).extracting(Finding::file).containsExactly("$");
  }

  private static Finding fault(String place, String wrong) {
    return ReadingCheck.RELEASE_JSON_FAULT.because(place, null, wrong);
  }

  @Test
  void faultsOfTheInfoPlistHideNeitherOthersOfTheAppNorThoseOfTheFolder() {
    var subject = new Subject().english(TextField.NAME, "x");
    subject.withApple = false;
    subject.manifest.version = "3.0";
    var binary = subject.binary();
    binary.shortVersion = null;
    binary.bundleVersion = null;
    binary.bundleId = null;
    binary.platform = null;
    binary.encryption = null;
    binary.deviceFamilies.clear();
    binary.minimumOsVersion = null;
    binary.sdkName = null;
    binary.faultyKeys =
        Set.of("ITSAppUsesNonExemptEncryption", "UIDeviceFamily", "MinimumOSVersion", "DTSDKName");
    binary.executable = Binary.code(Binary.slice(Cpu.X86_64, BuildPlatform.IOS_SIMULATOR, "17.0"));
    binary.signed = false;

    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsExactly("executable-for-simulator", "signature-missing", "name-too-short");
  }

  @Test
  void aPlatformThatTheAppRecordLacksIsTheFirstLineAndNothingElseIsDemanded() {
    var subject = new Subject().english(TextField.NAME, "x");
    subject.texts.get("en-US").remove(TextField.DESCRIPTION);
    subject.copyright = null;
    subject.contentRights = null;
    subject.displayTypes = null;
    subject.binary().on(AppPlatform.TV_OS, BuildPlatform.TV_OS, "appletvos26.0");
    subject.versions.clear();
    subject.platforms = Set.of(Platform.VISION_OS, Platform.IOS);

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple(
                "platform-not-of-app",
                "App.ipa: DTPlatformName",
                "the build is for tvOS, the app has iOS, visionOS"),
            tuple("name-too-short", "metadata/en-US/name.txt", "x"));

    subject.manifest.testFlightOnly = true;
    assertThat(subject.examined().getFirst().check()).isEqualTo("platform-not-of-app");
  }

  @Test
  void appForAppleWatchAloneNeedsWatchScreenshotsAndNoScreenOfAPhone() {
    var subject = new Subject().first();
    subject.binary().watchOnly = true;
    subject.binary().launchScreen = false;
    subject.binary().watchApps = List.of("Hunt");
    subject.displayTypes = null;

    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsExactly("watch-screenshots-missing");

    subject.media.add(Media.screenshot("w.png").type("APP_WATCH_SERIES_4").build());

    assertThat(subject.examined()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"20, 21", "1.20, 1.21", "2.9.9, 2.9.10"})
  void offersNextFreeNumber(String highest, String next) {
    var subject = new Subject();
    subject.binary().bundleVersion = "1";
    subject.builds.add(AppleObjects.build(highest));

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.remedy()).endsWith("The next free number is " + next + "."));
  }

  @Test
  void sameFileAgainAdoptsItsBuild() {
    var subject = new Subject();
    subject.buildMayBeOurs = true;
    subject.binary().encryption = null;
    subject.uploads.add(AppleObjects.upload("2.0", "20", BuildUploadState.COMPLETE));
    subject.builds.add(AppleObjects.build("20"));

    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void numberOfAnotherVersionIsFree() {
    var subject = new Subject();
    subject.uploads.add(AppleObjects.upload("1.9", "20", BuildUploadState.COMPLETE));

    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void reviewDetailIsWantedWhereTheDropSaysNotAll() {
    var subject = new Subject();
    assertThat(AppleFacts.wantsReviewDetail(subject.toPreflightSubject().content())).isFalse();

    subject.review.remove(ReviewField.EMAIL);

    assertThat(AppleFacts.wantsReviewDetail(subject.toPreflightSubject().content())).isTrue();
  }

  @Test
  void copyrightOfTheYearsToComeIsDoubted() {
    var subject = new Subject();
    subject.copyright = new SourcedText("2028 Acme", "metadata/copyright.txt");

    assertThat(subject.examined()).extracting(Finding::check).containsExactly("copyright-year");
  }
}
