package dev.slipway.localaws.objects;

import java.util.Map;

/// An error that S3 answers (Amazon S3 API Reference, "Error responses").
@SuppressWarnings("serial") // never serialized
public final class S3Failure extends RuntimeException {
  private final int status;
  private final String code;
  private final Map<String, String> headers;

  /// @param status HTTP status
  /// @param code S3's error code
  /// @param message message for the caller
  public S3Failure(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /// Creates an error with headers for the answer.
  public S3Failure(int status, String code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  /// Returns the HTTP status.
  public int status() {
    return status;
  }

  /// Returns S3's error code.
  public String code() {
    return code;
  }

  /// Returns the headers of the answer.
  public Map<String, String> headers() {
    return headers;
  }

  /// Returns the message, which is never null here.
  public String text() {
    return String.valueOf(getMessage());
  }

  /// Returns a 404 NoSuchKey.
  public static S3Failure noSuchKey() {
    return new S3Failure(404, "NoSuchKey", "The specified key does not exist.");
  }

  /// Returns a 404 NoSuchVersion.
  public static S3Failure noSuchVersion() {
    return new S3Failure(404, "NoSuchVersion", "The specified version does not exist.");
  }

  /// Returns a 404 NoSuchUpload.
  public static S3Failure noSuchUpload() {
    return new S3Failure(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  /// Returns a 412 PreconditionFailed.
  public static S3Failure preconditionFailed() {
    return new S3Failure(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  /// Returns a 400 InvalidArgument.
  public static S3Failure invalidArgument(String message) {
    return new S3Failure(400, "InvalidArgument", message);
  }

  /// Returns a 400 InvalidRequest.
  public static S3Failure invalidRequest(String message) {
    return new S3Failure(400, "InvalidRequest", message);
  }

  /// Returns a 501 NotImplemented that says what the stand-in does not support.
  public static S3Failure notImplemented(String what) {
    return new S3Failure(501, "NotImplemented", "The stand-in does not support this: " + what);
  }
}
