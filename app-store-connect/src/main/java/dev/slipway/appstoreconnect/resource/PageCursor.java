package dev.slipway.appstoreconnect.resource;

/// Where a next page begins: Apple's `links.next`, opaque. The client follows it only on its own
/// host.
public record PageCursor(String link) {}
