package dev.slipway.runner;

/// The ports of 127.0.0.1 that a run uses; 0 means any free port.
///
/// @param web web pages and API
/// @param aws S3 and Secrets Manager
/// @param apple App Store Connect
/// @param appleUpload App Store Connect's upload host, which takes the parts of a build
public record Ports(int web, int aws, int apple, int appleUpload) {

  /// Returns free ports.
  public static Ports free() {
    return new Ports(0, 0, 0, 0);
  }
}
