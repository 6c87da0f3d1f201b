package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The changes of a version that Apple answered with 200 and did not make (media-live.md, 3.3). The
/// answer has the old value then; any other value counts as made, because Apple may write it in
/// another form.
final class IgnoredChanges {
  private IgnoredChanges() {}

  /// Returns Apple's names of the attributes.
  static List<String> of(Version before, AppStoreVersionChanges changes, AppStoreVersion answered) {
    var ignored = new ArrayList<String>();
    if (isIgnored(changes.versionString(), before.versionString(), answered.versionString())) {
      ignored.add("versionString");
    }
    if (isIgnored(changes.copyright(), before.copyright(), answered.copyright())) {
      ignored.add("copyright");
    }
    if (isIgnored(changes.releaseType(), before.releaseType(), answered.releaseType())) {
      ignored.add("releaseType");
    }
    if (isIgnored(
        changes.earliestReleaseDate(),
        before.earliestReleaseDate(),
        answered.earliestReleaseDate())) {
      ignored.add("earliestReleaseDate");
    }
    return List.copyOf(ignored);
  }

  private static <T> boolean isIgnored(Change<T> change, @Nullable T before, @Nullable T answered) {
    return !(change instanceof Change.Leave<T>) && Objects.equals(before, answered);
  }
}
