package dev.slipway.connections.links;

import dev.slipway.connections.ConnectionId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a tenant decides about a connect link when it makes one.
///
/// @param label for people
/// @param returnUrl where the holder's browser goes at the end; its origin is allowed
/// @param bundleId an app that the key must see; null for none
/// @param connectionId an existing connection of the tenant whose key is to be replaced, or which
///   is to be connected again; null for a team that the tenant does not know
/// @param validFor at most [ConnectLink#LONGEST_VALIDITY]
public record LinkTerms(
    String label,
    String returnUrl,
    @Nullable String bundleId,
    @Nullable ConnectionId connectionId,
    Duration validFor) {}
