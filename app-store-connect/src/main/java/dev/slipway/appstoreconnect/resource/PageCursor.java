package dev.slipway.appstoreconnect.resource;

/// The start of a next page: Apple's `links.next`, which is opaque. The client follows it only on
/// its own host.
public record PageCursor(String link) {}
