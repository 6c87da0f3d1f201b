package dev.slipway.localaws.objects;

import java.util.concurrent.CompletableFuture;

/// The request behind a change, for its event.
///
/// @param reason operation name such as `PutObject`
/// @param requestId id of the request
/// @param answered completes when the request has been answered
public record Cause(String reason, String requestId, CompletableFuture<Void> answered) {}
