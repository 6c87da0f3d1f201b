package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.library.ReferenceData;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Keeps Apple's reference data about the asset library, which are the same for all apps, for a
/// day. Apple wants them read again when an id is unknown (asset-library.md, 5). Thread-safe.
public final class CurrentReferenceData {
  private static final Duration LIFE = Duration.ofDays(1);

  private final InstantSource clock;
  private @Nullable ReferenceData data;
  private Instant readAt = Instant.MIN;

  public CurrentReferenceData(InstantSource clock) {
    this.clock = clock;
  }

  /// Returns data that explain a specification, if Apple's newest do.
  synchronized ReferenceData explaining(AppStoreConnectClient apple, String specId) {
    var known = data;
    if (known != null && known.knows(specId) && clock.instant().isBefore(readAt.plus(LIFE))) {
      return known;
    }
    var read = apple.assetLibraries().referenceData();
    data = read;
    readAt = clock.instant();
    return read;
  }
}
