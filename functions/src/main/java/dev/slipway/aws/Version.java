package dev.slipway.aws;

/// The version of Slipway that runs: what `git describe` said when `make build` made the zip.
public final class Version {
  /// The name of the header in which every answer of our API names the version.
  public static final String HEADER = "slipway-version";

  private static final String UNKNOWN = "development";

  private Version() {}

  /// Returns the version, from the manifest of our jar; `development` for classes that no build has
  /// packed.
  public static String running() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? UNKNOWN : version;
  }
}
