package dev.slipway.drops.manifest;

/// One fault of a `release.json`.
///
/// @param path where, for example `$.whatsNew.en-US`; `$` for the document
/// @param message for a person: what is expected there
public record ManifestFault(String path, String message) {}
