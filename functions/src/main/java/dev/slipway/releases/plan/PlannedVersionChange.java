package dev.slipway.releases.plan;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change of the App Store version that a dry run imagines.
record PlannedVersionChange(Version version, AppStoreVersionChanges changes) {

  /// Returns the present values of what changes, in words.
  String before() {
    return String.join(", ", words("another one", true));
  }

  /// Returns the new values of what changes, in words.
  ///
  /// @param build the number of the build that the version gets
  String after(String build) {
    return String.join(", ", words(build, false));
  }

  private List<String> words(String build, boolean before) {
    var words = new ArrayList<String>();
    note("version", version.versionString(), changes.versionString(), before, words);
    note("release type", version.releaseType(), changes.releaseType(), before, words);
    note(
        "release date",
        version.earliestReleaseDate(),
        changes.earliestReleaseDate(),
        before,
        words);
    note("copyright", version.copyright(), changes.copyright(), before, words);
    if (!(changes.build() instanceof Change.Leave<?>)) {
      words.add("build " + (before && version.buildId() == null ? "none" : build));
    }
    return words;
  }

  private static <T> void note(
      String name, @Nullable T was, Change<T> change, boolean before, List<String> words) {
    switch (change) {
      case Change.Leave<T>() -> {}
      case Change.Set<T>(T value) -> words.add(name + " " + (before ? orNone(was) : value));
      case Change.Clear<T>() -> words.add(name + " " + (before ? orNone(was) : "none"));
    }
  }

  private static Object orNone(@Nullable Object value) {
    return value == null ? "none" : value;
  }

  /// Returns the version with the changes.
  Version applied() {
    return new Version(
        version.id(),
        version.state(),
        applied(version.versionString(), changes.versionString()),
        changes.releaseType() instanceof Change.Set(var type) ? type : version.releaseType(),
        orNull(version.earliestReleaseDate(), changes.earliestReleaseDate()),
        orNull(version.copyright(), changes.copyright()),
        orNull(version.buildId(), changes.build()),
        version.phasedReleaseId(),
        version.phasedReleaseState());
  }

  private static String applied(String before, Change<String> change) {
    return change instanceof Change.Set<String>(String value) ? value : before;
  }

  private static <T> @Nullable T orNull(@Nullable T before, Change<T> change) {
    return switch (change) {
      case Change.Leave<T>() -> before;
      case Change.Set<T>(T value) -> value;
      case Change.Clear<T>() -> null;
    };
  }
}
