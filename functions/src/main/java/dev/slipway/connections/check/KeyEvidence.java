package dev.slipway.connections.check;

import dev.slipway.connections.verdict.KeyKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a key without asking Apple.
///
/// @param fileNameAgrees whether it came in a file called `AuthKey_<Key ID>.p8`, so that a mistyped
///   Key ID is unlikely
/// @param workedAt when Apple last took this very key with these ids; null when never
record KeyEvidence(KeyKind kind, boolean fileNameAgrees, @Nullable Instant workedAt) {}
