package dev.slipway.localaws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Requests byte by byte, for what no HTTP client would send.
final class RawHttp {
  private RawHttp() {}

  /// The whole answer as text; a signed request with Host and Content-Length unless `headers` say
  /// otherwise. An empty header is left out.
  static String send(
      LocalAws aws, String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    return send(aws.endpoint(), method, target, signed(aws, method, target, headers, body), body);
  }

  /// The headers of a signed request; those given are neither replaced nor signed again.
  static Map<String, String> signed(
      LocalAws aws, String method, String target, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", aws.endpoint().getAuthority());
    all.putAll(headers);
    if (!headers.containsKey("Authorization")) {
      all.putAll(
          new HandSignature(aws.environment(), Instant.now(), method, target, all, body).headers());
    }
    return all;
  }

  /// The whole answer as text; Content-Length unless `headers` say otherwise.
  static String send(
      URI endpoint, String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Length", Integer.toString(body.length));
    all.put("Connection", "close");
    all.putAll(headers);
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            head.append(name).append(": ").append(value).append("\r\n");
          }
        });
    head.append("\r\n");
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.write(head.toString().getBytes(StandardCharsets.UTF_8));
      request.write(body);
      socket.getOutputStream().write(request.toByteArray());
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String get(LocalAws aws, String target, Map<String, String> headers) throws IOException {
    return send(aws, "GET", target, headers, new byte[0]);
  }

  static String put(LocalAws aws, String target, Map<String, String> headers, String body)
      throws IOException {
    return send(aws, "PUT", target, headers, body.getBytes(StandardCharsets.ISO_8859_1));
  }
}
