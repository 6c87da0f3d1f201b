package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.model.desired.Desired;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The version of the app that a release uses. Apple allows one unreleased version per platform, so
/// an existing one is adopted wherever it can be edited.
public sealed interface VersionChoice {

  /// Use this one.
  record Adopt(AppStoreVersion version) implements VersionChoice {}

  /// No usable version exists: create one.
  record Create() implements VersionChoice {}

  /// The version is in a draft submission that was not sent: take it out there, then use it.
  record Held(AppStoreVersion version) implements VersionChoice {}

  /// Another version is with App Review or waits to be released.
  record Locked(AppStoreVersion version) implements VersionChoice {}

  /// A version with this string was released before.
  record Used(AppStoreVersion version) implements VersionChoice {}

  /// Chooses among all versions of the platform.
  ///
  /// @param build the build of this release; a version with this build is used, whatever its state.
  ///   Null for a release without one, which uses a version only as long as it can be edited
  /// @param complete whether this release brought all its texts and media to the version. If not, a
  ///   version that an earlier drop of the same file left in a draft submission is taken out there
  ///   first: Apple allows no edits in it (reference 7.2)
  static VersionChoice of(
      List<AppStoreVersion> versions,
      String versionString,
      @Nullable BuildId build,
      boolean complete) {
    var unreleased = versions.stream().filter(v -> v.appVersionState().isUnreleased()).findFirst();
    if (unreleased.isPresent()) {
      var version = unreleased.get();
      boolean ours =
          build != null
              && VersionNumbers.same(version.versionString(), versionString)
              && version.build() != null
              && version.build().id().equals(build);
      boolean inDraft = version.appVersionState() == AppVersionState.READY_FOR_REVIEW;
      if (inDraft && !(ours && complete)) {
        return new Held(version);
      }
      return ours || version.appVersionState().isEditable()
          ? new Adopt(version)
          : new Locked(version);
    }
    return versions.stream()
        .filter(v -> VersionNumbers.same(v.versionString(), versionString))
        .findFirst()
        .<VersionChoice>map(Used::new)
        .orElseGet(Create::new);
  }

  /// Returns how a plan imagines the end of a version that locks the app now: true if it is
  /// withdrawn, and the release takes it over; false if it is released first.
  static boolean isTakenOver(AppStoreVersion version, Desired desired) {
    return desired.terms().onConflict() == Desired.OnConflict.REPLACE
        || VersionNumbers.same(version.versionString(), desired.shortVersion());
  }

  /// Returns the version that is on the App Store now. While a new version is on its way there,
  /// that is still the one before it.
  static Optional<AppStoreVersion> live(List<AppStoreVersion> versions) {
    return versions.stream()
        .filter(v -> v.appVersionState() == AppVersionState.READY_FOR_DISTRIBUTION)
        .max(Comparator.comparing(AppStoreVersion::versionString, VersionNumbers::compare));
  }

  /// Returns the version that an update follows: the one on the App Store, or else the highest
  /// replaced one.
  static Optional<AppStoreVersion> previous(List<AppStoreVersion> versions) {
    var live =
        versions.stream()
            .filter(
                v ->
                    v.appVersionState() == AppVersionState.READY_FOR_DISTRIBUTION
                        || v.appVersionState() == AppVersionState.PROCESSING_FOR_DISTRIBUTION)
            .findFirst();
    return live.or(
        () ->
            versions.stream()
                .filter(v -> v.appVersionState() == AppVersionState.REPLACED_WITH_NEW_VERSION)
                .max(
                    Comparator.comparing(AppStoreVersion::versionString, VersionNumbers::compare)));
  }
}
