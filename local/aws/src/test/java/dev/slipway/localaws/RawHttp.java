package dev.slipway.localaws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Requests byte by byte, for what no HTTP client would send.
final class RawHttp {
  static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/s3/aws4_request, SignedHeaders=host,"
          + " Signature=00";

  private RawHttp() {}

  /// The whole answer as text; a signed request with Host and Content-Length unless `headers` say
  /// otherwise.
  static String send(
      URI endpoint, String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Host", endpoint.getAuthority());
    all.put("Authorization", SIGNED);
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

  static String get(URI endpoint, String target, Map<String, String> headers) throws IOException {
    return send(endpoint, "GET", target, headers, new byte[0]);
  }

  static String put(URI endpoint, String target, Map<String, String> headers, String body)
      throws IOException {
    return send(endpoint, "PUT", target, headers, body.getBytes(StandardCharsets.ISO_8859_1));
  }
}
