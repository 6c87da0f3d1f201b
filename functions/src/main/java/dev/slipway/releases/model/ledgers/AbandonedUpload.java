package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reservation at Apple that a superseded release left behind and that its successor removes.
///
/// @param uploadId null when the reservation's answer was lost: then it is looked for
/// @param since nothing reserved before this moment is touched
public record AbandonedUpload(
    @Nullable BuildUploadId uploadId, String shortVersion, String bundleVersion, Instant since) {}
