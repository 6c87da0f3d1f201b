package dev.slipway.simulator.settings;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One PUT of a part to the upload host.
///
/// @param fileId id of the buildUploadFile (or other asset) that the part belongs to
/// @param partNumber 1-based
/// @param sizeBytes number of bytes received
/// @param status status of the answer; 0 when the connection was cut
/// @param at when it ended, on the simulator's clock
/// @param target path and query, as sent
/// @param requestHeaders every header of the request
public record PartPut(
    String fileId,
    int partNumber,
    long sizeBytes,
    int status,
    Instant at,
    String target,
    Map<String, List<String>> requestHeaders) {}
