package dev.slipway.localaws.eventbridge;

import java.time.Instant;

/// One event that was taken.
///
/// @param id given by the bus, another one each time
/// @param bus name or ARN, as the publisher said; `default` when it said nothing
/// @param time the publisher's, else when it came
/// @param detail JSON
/// @param sessionToken of the publisher's credentials, by which publishers can be told apart; empty
///   without one
public record PublishedEvent(
    String id,
    String bus,
    String source,
    String detailType,
    Instant time,
    String detail,
    String sessionToken) {}
