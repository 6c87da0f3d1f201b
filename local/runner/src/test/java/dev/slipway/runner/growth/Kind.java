package dev.slipway.runner.growth;

import dev.slipway.localaws.http.RecordedRequest;
import java.util.regex.Pattern;

/// A kind of request to AWS.
///
/// @param service `s3`, `secretsmanager` or `events`
/// @param operation AWS's name such as `PutObject`
/// @param place bucket and prefix of the keys; empty for other services
record Kind(String service, String operation, String place) {
  private static final Pattern OF_TENANT = Pattern.compile("^tenants/[^/]+/");

  /// How AWS charges a request to S3 (Amazon S3 pricing, "Requests and data retrievals").
  enum Price {
    /// PUT, COPY, POST, LIST
    WRITE,
    /// GET and all others
    READ,
    /// DELETE and CANCEL
    FREE,
    /// Not a request to S3
    OTHER
  }

  static Kind of(RecordedRequest request, String dropBucket) {
    if (!request.service().equals("s3")) {
      return new Kind(request.service(), request.operation(), "");
    }
    if (request.bucket().equals(dropBucket)) {
      return new Kind("s3", request.operation(), "drops");
    }
    String key =
        request.key().isEmpty() ? request.query().getOrDefault("prefix", "") : request.key();
    return new Kind("s3", request.operation(), place(key));
  }

  /// Returns the first segments of a key in the state bucket, without names.
  static String place(String key) {
    String general = OF_TENANT.matcher(key).replaceFirst("tenants:");
    int from = general.startsWith("wake/") || general.startsWith("sweeps/") ? 7 : 0;
    int slash = general.indexOf('/', Math.min(from, general.length()));
    return (slash < 0 ? general : general.substring(0, slash)).replace("tenants:", "tenants/*/");
  }

  boolean isList() {
    return operation.startsWith("List");
  }

  /// Returns whether the request changes an object.
  boolean changes() {
    return service.equals("s3")
        && !isList()
        && !operation.startsWith("Get")
        && !operation.startsWith("Head");
  }

  Price price() {
    if (!service.equals("s3")) {
      return Price.OTHER;
    }
    if (operation.startsWith("Delete") || operation.startsWith("Abort")) {
      return Price.FREE;
    }
    return operation.startsWith("Get") || operation.startsWith("Head") ? Price.READ : Price.WRITE;
  }
}
