package dev.slipway.runner.front;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.wire.Answer;
import dev.slipway.wire.WireServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// An HTTPS proxy on loopback that answers as Apple's API host and Apple's upload host, with what
/// the simulator answers. For clients whose address of Apple is fixed: they take a proxy and a
/// certificate authority from their environment. Leads to these two hosts alone. Safe for use by
/// many threads.
///
/// The simulator's own addresses in an answer become Apple's, so that links and upload operations
/// lead through the proxy again.
public final class AppleFront implements AutoCloseable {
  /// The host of Apple's API.
  public static final String API_HOST = "api.appstoreconnect.apple.com";

  /// A host to which Apple lets parts of builds be sent. (build-uploads.md, 6)
  public static final String UPLOAD_HOST = "northamerica-1.object-storage.apple.com";

  private static final int LONGEST_HEAD = 16 * 1024;

  /// Of one connection, or set by the client that forwards.
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final Map<String, URI> targets;
  private final FrontCertificates certificates;
  private final WireServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private AppleFront(int port, URI api, URI uploads) throws IOException {
    this.targets = Map.of(API_HOST, api, UPLOAD_HOST, uploads);
    this.certificates = FrontCertificates.make(List.of(API_HOST, UPLOAD_HOST), Instant.now());
    this.server = new WireServer("apple-front", port);
    server.start(this::forward, this::admit);
  }

  /// Opens the proxy's port.
  ///
  /// @param port port on 127.0.0.1; 0 = any free one
  /// @param api address of the simulator's API
  /// @param uploads address of the simulator's upload host
  /// @throws IOException if the port is in use
  public static AppleFront start(int port, URI api, URI uploads) throws IOException {
    return new AppleFront(port, api, uploads);
  }

  /// Returns the address for `HTTPS_PROXY`.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /// Returns the certificate of the authority that a client must trust, as PEM.
  public String authorityPem() {
    return certificates.authorityPem();
  }

  /// Takes `CONNECT` for the two hosts, and becomes them.
  private @Nullable Socket admit(Socket socket) throws IOException {
    String[] request = head(socket.getInputStream()).split(" ", -1);
    if (request.length < 2 || !request[0].equals("CONNECT")) {
      refuse(socket, "405 Method Not Allowed", "This is a proxy for HTTPS. Set HTTPS_PROXY to it.");
      return null;
    }
    String target = request[1].toLowerCase(Locale.ROOT);
    String host = target.endsWith(":443") ? target.substring(0, target.length() - 4) : target;
    if (!targets.containsKey(host)) {
      refuse(
          socket,
          "403 Forbidden",
          "The simulator's proxy does not lead to "
              + request[1]
              + ". It leads to "
              + API_HOST
              + " and "
              + UPLOAD_HOST
              + " alone, on port 443.");
      return null;
    }
    write(socket, "HTTP/1.1 200 Connection established\r\n\r\n");
    var secure =
        (SSLSocket) certificates.context().getSocketFactory().createSocket(socket, null, true);
    secure.startHandshake();
    return secure;
  }

  /// Reads up to the empty line, byte by byte: what follows belongs to TLS.
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST_HEAD && !head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void refuse(Socket socket, String status, String reason) throws IOException {
    write(
        socket,
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain\r\nContent-Length: "
            + (reason.length() + 1)
            + "\r\nConnection: close\r\n\r\n"
            + reason
            + "\n");
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// Sends a request to the simulator, and its answer back.
  private void forward(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    URI target =
        host == null ? null : targets.get(host.toLowerCase(Locale.ROOT).replaceFirst(":443$", ""));
    if (target == null) {
      Answer.of(421, "text/plain", "The proxy does not answer as " + host + ".\n").send(exchange);
      exchange.close();
      return;
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(request(exchange, target), BodyHandlers.ofByteArray());
      back(answer).send(exchange);
    } catch (IOException e) {
      // As the simulator does when a fault cuts a connection: no answer.
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private static HttpRequest request(HttpExchange exchange, URI target) {
    String query = exchange.getRequestURI().getRawQuery();
    URI uri =
        URI.create(
            target + exchange.getRequestURI().getRawPath() + (query == null ? "" : "?" + query));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(exchange.getRequestMethod(), body(exchange));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static BodyPublisher body(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
      return BodyPublishers.ofInputStream(exchange::getRequestBody);
    }
    return length == null || length.equals("0")
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(exchange::getRequestBody), Long.parseLong(length));
  }

  private Answer back(HttpResponse<byte[]> answer) {
    boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
    Map<String, String> headers = new TreeMap<>();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
              }
            });
    return Answer.of(answer.statusCode(), json ? asApple(answer.body()) : answer.body())
        .with(headers);
  }

  private byte[] asApple(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    for (Map.Entry<String, URI> target : targets.entrySet()) {
      text = text.replace(target.getValue() + "/", "https://" + target.getKey() + "/");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    client.shutdownNow();
  }
}
