package dev.slipway.wire;

import java.util.Map;

/// The reason phrases of status lines, in the words of the JDK's server
/// (`sun.net.httpserver.Code`).
final class ReasonPhrases {
  private static final Map<Integer, String> BY_STATUS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(206, "Partial Content"),
          Map.entry(304, "Not Modified"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(411, "Length Required"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"));

  private ReasonPhrases() {}

  /// Returns the phrase of a status; empty for a rare one.
  static String of(int status) {
    return BY_STATUS.getOrDefault(status, "");
  }
}
