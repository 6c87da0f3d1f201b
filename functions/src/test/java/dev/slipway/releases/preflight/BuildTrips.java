package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_EXPIRED;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_FAILED;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_FOR_INTERNAL_TESTERS;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_IN_PROCESSING;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_NEWER_PASSED_OVER;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_NOT_AT_APPLE;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_OF_OTHER_PLATFORM;
import static dev.slipway.releases.preflight.builds.BuildCheck.BUILD_PLATFORM_UNSAID;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.manifest.ReleaseManifest.WithoutIpa;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.InsteadOfIpa;
import dev.slipway.releases.model.desired.Desired.OnConflict;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.preflight.builds.BuildCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pairs for [BuildCheck]: a drop that names a build of version 2.0 at Apple, which is there.
final class BuildTrips {
  private static final ObjectVersion RELEASE_JSON =
      new ObjectVersion("c/2.0/release.json", "v1", "\"e1\"", 80);

  private BuildTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        number(
            BUILD_NOT_AT_APPLE,
            s -> s.builds.add(build("7")),
            // The same number in another spelling.
            s -> s.builds.add(build("8.0"))),
        number(
            BUILD_OF_OTHER_PLATFORM,
            s -> s.buildPlatforms = Set.of(Platform.TV_OS),
            s -> {
              s.builds.add(build("8"));
              s.buildPlatforms = Set.of(Platform.IOS);
            }),
        number(
            BUILD_PLATFORM_UNSAID,
            s -> {
              s.builds.add(build("8"));
              s.buildPlatforms = Set.of(Platform.IOS, Platform.TV_OS);
            },
            s -> {
              s.builds.add(build("8"));
              s.buildPlatforms = Set.of(Platform.IOS, Platform.TV_OS);
              s.manifest.withoutIpa = new WithoutIpa("com.acme.app", AppPlatform.IOS, "8");
            }),
        number(BUILD_IN_PROCESSING, s -> s.builds.add(processing("8")), BuildTrips::othersAreNot),
        number(
            BUILD_FAILED,
            s -> s.builds.add(of("8", BuildProcessingState.INVALID)),
            BuildTrips::othersAreNot),
        number(
            BUILD_EXPIRED,
            s -> s.builds.add(AppleObjects.build("8", BuildProcessingState.VALID, true)),
            BuildTrips::othersAreNot),
        number(
            BUILD_FOR_INTERNAL_TESTERS,
            s -> s.builds.add(internal("8")),
            // TestFlight takes such a build.
            s -> {
              s.builds.add(internal("8"));
              s.manifest.testFlightOnly = true;
              s.named = named("8", testersAlone());
            }),
        latest(
            BUILD_NEWER_PASSED_OVER,
            s -> s.builds.addAll(List.of(build("7"), processing("9"))),
            s -> s.builds.addAll(List.of(build("9"), processing("7")))));
  }

  /// The one that is named can be released; what is wrong with others does not matter.
  private static void othersAreNot(Subject subject) {
    subject.builds.addAll(
        List.of(
            build("8"),
            of("9", BuildProcessingState.FAILED),
            processing("10"),
            AppleObjects.build("7", BuildProcessingState.VALID, true)));
  }

  private static Trip number(
      BuildCheck check, Consumer<Subject> breaking, Consumer<Subject> sparing) {
    return new Trip(check, () -> subject("8"), breaking, sparing);
  }

  private static Trip latest(
      BuildCheck check, Consumer<Subject> breaking, Consumer<Subject> sparing) {
    return new Trip(check, () -> subject(Desired.LATEST), breaking, sparing);
  }

  /// An update without an `.ipa`.
  static Subject subject(String build) {
    var subject = new Subject();
    subject.binary = null;
    subject.manifest.version = "2.0";
    subject.manifest.withoutIpa = new WithoutIpa("com.acme.app", null, build);
    subject.named = named(build, null);
    return subject;
  }

  private static Desired named(String build, @Nullable TestFlightTerms testFlight) {
    return new Desired(
        RELEASE_JSON,
        "com.acme.app",
        "2.0",
        build,
        Platform.IOS,
        null,
        null,
        new Terms(
            null,
            null,
            null,
            Map.of(),
            null,
            true,
            OnConflict.QUEUE,
            OnForeignItems.STOP,
            testFlight),
        InsteadOfIpa.BUILD_AT_APPLE);
  }

  private static TestFlightTerms testersAlone() {
    return new TestFlightTerms(Map.of(), List.of(), false, true);
  }

  private static Build build(String number) {
    return AppleObjects.build(number);
  }

  static Build processing(String number) {
    return of(number, BuildProcessingState.PROCESSING);
  }

  static Build of(String number, BuildProcessingState state) {
    return AppleObjects.build(number, state, false);
  }

  static Build internal(String number) {
    var build = build(number);
    return new Build(
        build.id(),
        number,
        build.processingState(),
        BuildAudienceType.INTERNAL_ONLY,
        false,
        false,
        null,
        null,
        null);
  }
}
