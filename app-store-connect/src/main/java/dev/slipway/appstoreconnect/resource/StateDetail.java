package dev.slipway.appstoreconnect.resource;

/// One error, warning or remark that Apple attaches to an asset or an upload. For a build the code
/// is the ITMS number as text, for example `90189`. Both may be empty.
public record StateDetail(String code, String description) {}
