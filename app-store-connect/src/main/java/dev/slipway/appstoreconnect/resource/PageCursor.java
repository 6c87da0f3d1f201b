package dev.slipway.appstoreconnect.resource;

/// Where a next page begins: Apple's `links.next`, opaque. The client follows it on its own host
/// only.
public record PageCursor(String link) {}
