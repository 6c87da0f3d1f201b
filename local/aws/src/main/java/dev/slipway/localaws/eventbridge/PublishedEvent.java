package dev.slipway.localaws.eventbridge;

import java.time.Instant;

/// One accepted event.
///
/// @param id id given by the bus, different each time
/// @param bus name or ARN as the publisher sent it; `default` if it sent none
/// @param time the publisher's time, otherwise the time of arrival
/// @param detail detail as JSON
/// @param sessionToken session token of the publisher's credentials, which identifies the
///   publisher; empty if absent
public record PublishedEvent(
    String id,
    String bus,
    String source,
    String detailType,
    Instant time,
    String detail,
    String sessionToken) {}
