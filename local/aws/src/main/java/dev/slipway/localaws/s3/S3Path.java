package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.S3Failure;
import java.nio.charset.StandardCharsets;

/// Bucket and key of a path-style request, decoded; either may be empty.
record S3Path(String bucket, String key) {
  private static final int LONGEST_KEY_BYTES = 1024;

  /// @throws S3Failure KeyTooLongError or InvalidURI
  static S3Path of(String rawPath) {
    String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
    int slash = path.indexOf('/');
    try {
      return slash < 0
          ? new S3Path(Request.percentDecode(path), "")
          : new S3Path(
              Request.percentDecode(path.substring(0, slash)),
              Request.percentDecode(path.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new S3Failure(400, "InvalidURI", "Couldn't parse the specified URI.");
    }
  }

  S3Path {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
      throw new S3Failure(400, "KeyTooLongError", "Your key is too long");
    }
  }

  /// Returns the decoded path.
  String decoded() {
    return "/" + bucket + (key.isEmpty() ? "" : "/" + key);
  }
}
