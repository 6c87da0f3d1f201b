package dev.slipway.appstoreconnect.upload;

/// A part that the store has.
///
/// @param md5 of the bytes sent, lower-case hex
/// @param entityTag what the store answered, empty when nothing
public record FinishedPart(
    int partNumber, long offset, long length, String md5, String entityTag) {}
