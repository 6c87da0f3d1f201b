package dev.slipway.connections.check;

import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.connections.verdict.KeyRejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Slipway knows about a key without asking Apple.
///
/// @param fileNameAgrees whether its file was named `AuthKey_<Key ID>.p8`, which makes a mistyped
///   Key ID unlikely
/// @param fileOfOtherService whether its file had a name of keys for another Apple service, such as
///   `SubscriptionKey_…`
/// @param issuerProved whether Apple accepted another key of this connection with the same Issuer
///   ID
/// @param workedAt when Apple last accepted exactly this key with these ids; null when never
/// @param rejection since when Apple has rejected it, or since when it waits for its first check;
///   null when Apple is not known to reject it
record KeyEvidence(
    KeyKind kind,
    boolean fileNameAgrees,
    boolean fileOfOtherService,
    boolean issuerProved,
    @Nullable Instant workedAt,
    @Nullable KeyRejection rejection) {}
