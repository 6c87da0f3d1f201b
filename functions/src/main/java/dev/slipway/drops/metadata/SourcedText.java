package dev.slipway.drops.metadata;

import dev.slipway.drops.texts.PlainText;

/// A value and its source.
///
/// @param value a [PlainText], never empty: an empty file means that Slipway does not change the
///   value
/// @param source the file's path in the folder, or a path into `release.json` such as
///   `$.whatsNew.en-US`
public record SourcedText(String value, String source) {}
