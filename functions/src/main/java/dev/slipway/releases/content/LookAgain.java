package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.releases.refusals.Carried;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Apple's state differs from what was observed, or is unknown: it must be read before anything
/// more is written.
///
/// @param answer Apple's answer; null when another cause made the look necessary
/// @param carried what the answered call carried from the drop
/// @param ignored the files and fields that Apple answered to have changed, and did not
record LookAgain(@Nullable AppStoreConnectException answer, Carried carried, List<String> ignored)
    implements RoundEnd {
  LookAgain {
    ignored = List.copyOf(ignored);
  }

  LookAgain(@Nullable AppStoreConnectException answer) {
    this(answer, Carried.NOTHING, List.of());
  }

  /// Creates a look because of changes that Apple did not make.
  static LookAgain ignored(List<String> ignored) {
    return new LookAgain(null, Carried.NOTHING, ignored);
  }
}
