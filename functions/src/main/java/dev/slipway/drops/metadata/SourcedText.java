package dev.slipway.drops.metadata;

/// A value and where it was said.
///
/// @param value stripped, never empty: an empty file means "leave it as it is"
/// @param source the file's path in the folder, or a path into `release.json` such as
///   `$.whatsNew.en-US`
public record SourcedText(String value, String source) {}
