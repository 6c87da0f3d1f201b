package dev.slipway.runner;

import java.util.ArrayList;
import java.util.List;

/// Events that name a tenant's things where they do not belong. Immutable.
///
/// @param theirs whose things are named
/// @param own a connection of somebody else
record IsolationEvents(SlipwayLocal local, Belongings theirs, String own) {
  List<String> all() {
    var events = new ArrayList<String>();
    for (String segment : theirs.kinds()) {
      for (String bucket : List.of("evil-bucket", local.stateBucket())) {
        // Of the state bucket, wake objects alone mean something; these ids are of the other kind.
        for (String key :
            List.of(
                "connections/" + segment + ".json",
                "releases/" + segment + ".json",
                "tenants/bob/connections/" + segment,
                "open/20261123T0900Z/" + segment,
                "checks/20261123T0900Z/" + segment,
                "apps/" + own + "/" + segment,
                segment + "/App.ipa",
                segment + "/f/release.json",
                "wake/" + segment,
                "wake/releases/" + segment)) {
          events.add(bridged(bucket, key));
        }
      }
      for (String key :
          List.of("wake/release/", "wake/intake/", "wake/check/", segment + "/f/", "")) {
        events.add(bridged("evil-bucket", key + segment));
        events.add(notified("evil-bucket", key + segment));
      }
      for (String tenant :
          List.of(
              "\"bob\"",
              "[\"alice\"]",
              "{\"alice\":1}",
              "1",
              "true",
              "null",
              "\"\"",
              "\"null\"",
              "\"undefined\"",
              "\"true\"",
              "\"[alice]\"",
              "\"map[alice:1]\"")) {
        events.add(http("GET /releases/{releaseId}", segment, tenant));
        events.add(http("DELETE /connections/{connectionId}", segment, tenant));
        events.add(http("POST /connections/{connectionId}/check", segment, tenant));
      }
    }
    events.add("{\"source\":\"slipway.schedule\",\"detail-type\":\"" + theirs.connection() + "\"}");
    events.add("{\"source\":\"slipway.schedule\",\"detail-type\":\"check-" + own + "\"}");
    return List.copyOf(events);
  }

  private static String bridged(String bucket, String key) {
    return """
    {"source":"aws.s3","detail-type":"Object Created","time":"2026-11-23T09:00:00Z",\
    "detail":{"bucket":{"name":"%s"},"object":{"key":"%s","version-id":"v1","etag":"e",\
    "size":9}}}\
    """
        .formatted(bucket, key);
  }

  private static String notified(String bucket, String key) {
    return """
    {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put",\
    "eventTime":"2026-11-23T09:00:00Z","s3":{"bucket":{"name":"%s"},"object":{"key":"%s",\
    "versionId":"v1","eTag":"e","size":9}}}]}\
    """
        .formatted(bucket, key);
  }

  /// As the HTTP API writes it; headers that say who asks are anybody's to send.
  private static String http(String routeKey, String segment, String tenant) {
    String method = routeKey.substring(0, routeKey.indexOf(' '));
    String parameter = routeKey.substring(routeKey.indexOf('{') + 1, routeKey.indexOf('}'));
    String path = routeKey.substring(method.length() + 1).replace("{" + parameter + "}", segment);
    return """
    {"version":"2.0","routeKey":"%s","rawPath":"%s","pathParameters":{"%s":"%s"},\
    "rawQueryString":"tenant=alice","headers":{"x-tenant":\
    "alice","sub":"alice"},"queryStringParameters":{"tenant":"alice"},"isBase64Encoded":false,\
    "requestContext":{"http":{"method":"%s","path":"%s"},"stage":"$default","authorizer":{\
    "jwt":{"claims":{"sub":%s,"tenant":"alice"},"scopes":null}}}}\
    """
        .formatted(routeKey, path, parameter, segment, method, path, tenant);
  }
}
