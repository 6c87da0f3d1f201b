package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reservation at Apple that a superseded release left open and that its successor removes.
///
/// @param uploadId null when the answer to the reservation was lost; Slipway then looks for it
/// @param since no reservation from before this moment is removed
public record AbandonedUpload(
    @Nullable BuildUploadId uploadId, String shortVersion, String bundleVersion, Instant since) {}
