package dev.slipway.runner;

/// The ports of 127.0.0.1 that a run takes; 0 for any free one.
///
/// @param web web pages and API
/// @param aws S3 and Secrets Manager
/// @param apple App Store Connect
/// @param appleUpload where parts of a build are sent
public record Ports(int web, int aws, int apple, int appleUpload) {

  /// Any free ones.
  public static Ports free() {
    return new Ports(0, 0, 0, 0);
  }
}
