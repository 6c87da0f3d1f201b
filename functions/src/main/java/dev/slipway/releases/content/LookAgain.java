package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import org.jspecify.annotations.Nullable;

/// What is at Apple is not what was observed, or not known: it must be looked at before anything
/// more is written.
///
/// @param answer what Apple answered; null when Apple was not what made it necessary
record LookAgain(@Nullable AppStoreConnectException answer) implements RoundEnd {}
