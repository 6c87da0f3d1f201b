package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import org.jspecify.annotations.Nullable;

/// Apple's state differs from what was observed, or is unknown: it must be read before anything
/// more is written.
///
/// @param answer Apple's answer; null when another cause made the look necessary
record LookAgain(@Nullable AppStoreConnectException answer) implements RoundEnd {}
