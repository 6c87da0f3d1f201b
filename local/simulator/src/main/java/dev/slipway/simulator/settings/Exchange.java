package dev.slipway.simulator.settings;

import java.util.List;
import java.util.Map;

/// One call to the API and its answer, without the Authorization header.
///
/// @param method HTTP method
/// @param path path without query, as sent
/// @param query query string as sent, empty when there was none
/// @param requestBody body as text, empty when there was none
/// @param status status of the answer; 0 when the connection was cut before an answer
/// @param responseBody body as text, empty when there was none
/// @param requestHeaders every header of the request but Authorization
public record Exchange(
    String method,
    String path,
    String query,
    String requestBody,
    int status,
    String responseBody,
    Map<String, List<String>> requestHeaders) {}
