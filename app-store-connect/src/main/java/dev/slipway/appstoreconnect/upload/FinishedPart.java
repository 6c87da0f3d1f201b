package dev.slipway.appstoreconnect.upload;

/// A part that the store has.
///
/// @param entityTag what the store answered, empty when nothing
public record FinishedPart(int partNumber, long offset, long length, String entityTag) {}
