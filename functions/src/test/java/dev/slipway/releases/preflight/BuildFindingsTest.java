package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.problems.Finding;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.steps.BuildChoice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which build at Apple a drop means, and the words about one that cannot be released.
class BuildFindingsTest {
  @Test
  void theNewestIsTheOneThatWasUploadedLast() {
    var subject = BuildTrips.subject(Desired.LATEST);
    subject.builds.addAll(
        List.of(at("9", "2026-11-01T00:00:00Z"), at("8", "2026-11-02T00:00:00Z")));

    assertThat(chosen(subject)).isEqualTo("8");
    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void theNewestThatCanBeReleasedIsTakenAndTheOthersAreNamed() {
    var subject = BuildTrips.subject(Desired.LATEST);
    subject.builds.addAll(
        List.of(
            AppleObjects.build("7"),
            BuildTrips.internal("8"),
            BuildTrips.processing("11"),
            BuildTrips.of("10", BuildProcessingState.INVALID),
            AppleObjects.build("9", BuildProcessingState.VALID, true),
            AppleObjects.build("6")));

    assertThat(chosen(subject)).isEqualTo("7");
    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.check()).isEqualTo("build-newer-passed-over");
              assertThat(found.file()).isEqualTo("$.build");
              assertThat(found.found())
                  .isEqualTo(
                      "build 7, passing over build 11 (PROCESSING), build 10 (INVALID), build 9"
                          + " (expired), build 8 (INTERNAL_ONLY)");
            });
  }

  @Test
  void withoutAnyTheNewestSaysWhy() {
    var subject = BuildTrips.subject(Desired.LATEST);
    subject.builds.addAll(
        List.of(BuildTrips.of("7", BuildProcessingState.FAILED), BuildTrips.processing("8")));

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.check()).isEqualTo("build-in-processing");
              assertThat(found.found()).isEqualTo("build 8 (PROCESSING)");
              assertThat(found.severity()).isEqualTo(Finding.Severity.ERROR);
            });
  }

  @Test
  void whatIsMissingIsNamedWithWhatIsThere() {
    var subject = BuildTrips.subject("417");
    subject.builds.addAll(List.of(AppleObjects.build("415"), AppleObjects.build("416")));

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.check()).isEqualTo("build-not-at-apple");
              assertThat(found.found())
                  .isEqualTo("build 417 of version 2.0, of which Apple has 416, 415");
            });
    assertThat(BuildTrips.subject(Desired.LATEST).examined())
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.found())
                    .isEqualTo("the newest one of version 2.0, of which Apple has none"));
  }

  @Test
  void theOtherPlatformIsNamed() {
    var subject = BuildTrips.subject("8");
    subject.buildPlatforms = Set.of(Platform.TV_OS, Platform.VISION_OS);

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.check()).isEqualTo("build-platform-unsaid");
              assertThat(found.found()).isEqualTo("TV_OS, VISION_OS");
              assertThat(found.file()).isEqualTo("$.platform");
            });
  }

  /// The encryption question has no Info.plist to answer it, and Apple's answer is final.
  @Test
  void theAnswerOnEncryptionIsApplesOrThatOfReleaseJson() {
    var subject = BuildTrips.subject("8");
    subject.builds.add(declared("8", null));
    assertThat(checks(subject)).containsExactly("encryption-unanswered");

    subject.manifest.usesNonExemptEncryption = false;
    assertThat(checks(subject)).isEmpty();

    subject.builds.clear();
    subject.builds.add(declared("8", true));
    assertThat(checks(subject)).containsExactly("encryption-contradicts-apple");

    subject.manifest.usesNonExemptEncryption = null;
    subject.declarations = List.of();
    assertThat(checks(subject)).containsExactly("encryption-declaration-missing");
  }

  @Test
  void theVersionIsCheckedAsThatOfAnIpa() {
    var subject = BuildTrips.subject("8");
    subject.builds.add(AppleObjects.build("8"));
    subject.versions.add(AppleObjects.live("2.0", "de-DE", "en-US"));
    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.check()).isEqualTo("version-released-before");
              assertThat(found.file()).isEqualTo("$.version");
            });

    subject.versions.removeLast();
    subject.versions.add(
        AppleObjects.version("2.0", AppVersionState.IN_REVIEW, "8", true, "de-DE", "en-US"));
    assertThat(checks(subject)).as("this release's own version and build").isEmpty();
  }

  /// A newer one came while the release waited for its turn.
  @Test
  void whatWasChosenStaysTheOne() {
    var builds = List.of(at("9", "2026-11-02T00:00:00Z"), at("8", "2026-11-01T00:00:00Z"));
    var desired = Objects.requireNonNull(BuildTrips.subject(Desired.LATEST).named).ofBuild("8");

    var choice = BuildChoice.of(desired, new BuildId("B-8"), builds, Set.of());

    assertThat(choice.build()).isEqualTo(builds.getLast());
    assertThat(choice.passedOver()).isEmpty();
    assertThat(BuildChoice.of(desired, new BuildId("gone"), builds, Set.of()).build()).isNull();
  }

  private static List<String> checks(Subject subject) {
    return subject.examined().stream().map(Finding::check).toList();
  }

  private static @Nullable String chosen(Subject subject) {
    return subject.toPreflightSubject().buildAtApple().map(Build::version).orElse(null);
  }

  private static Build at(String number, String uploadedDate) {
    return new Build(
        new BuildId("B-" + number),
        number,
        BuildProcessingState.VALID,
        BuildAudienceType.APP_STORE_ELIGIBLE,
        false,
        false,
        null,
        Instant.parse(uploadedDate),
        null);
  }

  private static Build declared(String number, @Nullable Boolean usesNonExemptEncryption) {
    return new Build(
        new BuildId("B-" + number),
        number,
        BuildProcessingState.VALID,
        BuildAudienceType.APP_STORE_ELIGIBLE,
        false,
        usesNonExemptEncryption,
        null,
        null,
        null);
  }
}
