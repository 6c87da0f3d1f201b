package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Apple's state differs from what was observed, or is unknown: it must be read before anything
/// more is written.
///
/// @param answer Apple's answer; null when another cause made the look necessary
/// @param ignored the files and fields that Apple answered to have changed, and did not
record LookAgain(@Nullable AppStoreConnectException answer, List<String> ignored)
    implements RoundEnd {
  LookAgain {
    ignored = List.copyOf(ignored);
  }

  LookAgain(@Nullable AppStoreConnectException answer) {
    this(answer, List.of());
  }
}
