package dev.slipway.appstoreconnect.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.upload.PartUpload.PartCheckpoint;
import dev.slipway.appstoreconnect.upload.PartUpload.PartGate;
import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport.PartAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlConnectionTransportTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final UrlConnectionTransport transport = new UrlConnectionTransport();
  private final TestFile file = new TestFile();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/ok", this::store);
    server.createContext(
        "/redirect",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Location", "/ok");
          answer(exchange, 307);
        });
    server.createContext(
        "/login",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=x");
          answer(exchange, 401);
        });
    server.createContext(
        "/busy",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Retry-After", "9");
          answer(exchange, 503);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    transport.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void sendsExactBytesWithTheGivenHeadersAndNoToken() throws Exception {
    var operation =
        new UploadOperation(
            1,
            "PUT",
            url("/ok"),
            7,
            200_001,
            List.of(
                new UploadOperation.RequestHeader("Content-Type", "image/png"),
                new UploadOperation.RequestHeader("Content-Length", "200001")),
            null,
            null);

    var answer = transport.put(operation, file.open(7, 200_001), LONG, false);

    assertThat(answer).isEqualTo(new PartAnswer(200, "\"" + file.md5(7, 200_001) + "\"", null));
    var sent = headers.getFirst();
    assertThat(sent.get("Content-length")).containsExactly("200001");
    assertThat(sent.get("Content-type")).containsExactly("image/png");
    assertThat(sent).doesNotContainKeys("Authorization", "Transfer-encoding", "Expect");
  }

  @Test
  void asksFirstWhenToldSo() throws Exception {
    assertThat(put("/ok", 100, LONG, true).status()).isEqualTo(200);

    assertThat(headers.getFirst().get("Expect")).containsExactly("100-continue");
  }

  @Test
  void followsNoRedirectionAndAnswersNoLogin() throws Exception {
    assertThat(put("/redirect", 100, LONG, false).status()).isEqualTo(307);
    assertThat(put("/login", 100, LONG, false).status()).isEqualTo(401);
    assertThat(headers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void bringsNoByteToWhereAStoreRedirects(int status) throws Exception {
    var arrived = new AtomicInteger();
    var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          arrived.incrementAndGet();
          answer(exchange, 200);
        });
    other.start();
    try {
      server.createContext(
          "/elsewhere",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange
                .getResponseHeaders()
                .set("Location", "http://localhost:" + other.getAddress().getPort() + "/ok");
            answer(exchange, status);
          });

      assertThat(put("/elsewhere", 100, LONG, false).status()).isEqualTo(status);
      assertThat(put("/elsewhere", 100, LONG, true).status()).isEqualTo(status);
      assertThat(arrived).hasValue(0);
      assertThat(headers).isEmpty();
    } finally {
      other.stop(0);
    }
  }

  @Test
  void tellsHowLongToWait() throws Exception {
    assertThat(put("/busy", 100, LONG, false))
        .isEqualTo(new PartAnswer(503, null, Duration.ofSeconds(9)));
  }

  @Test
  void learnsOfARefusalBeforeTheBytesWhenItAsksFirst() throws Exception {
    try (var rude =
        new RawServer(
            socket -> {
              readHead(socket);
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                          .getBytes(US_ASCII));
            })) {
      var operation = TestFile.operation(1, rude.uri(), 0, 32 << 20);

      assertThat(transport.put(operation, file.open(0, 32 << 20), LONG, true).status())
          .isEqualTo(403);
      assertThat(file.bytesRead()).isZero();
    }
  }

  @Test
  void cutsOffAStoreThatStopsReading() throws Exception {
    var done = new CountDownLatch(1);
    try (var stalled =
        new RawServer(
            socket -> {
              readHead(socket);
              await(done);
            })) {
      var operation = TestFile.operation(1, stalled.uri(), 0, 64 << 20);

      assertThatThrownBy(
              () -> transport.put(operation, file.open(0, 64 << 20), Duration.ofMillis(400), false))
          .isInstanceOf(PartConnectionException.class)
          .hasMessageContaining("longer than")
          .hasMessageNotContaining("127.0.0.1");
      done.countDown();
    }
  }

  @Test
  void cutsOffAStoreThatDoesNotAnswer() throws Exception {
    var done = new CountDownLatch(1);
    try (var silent =
        new RawServer(
            socket -> {
              readHead(socket);
              socket.getInputStream().readNBytes(10);
              await(done);
            })) {
      assertThatThrownBy(
              () ->
                  transport.put(
                      TestFile.operation(1, silent.uri(), 0, 10),
                      file.open(0, 10),
                      Duration.ofMillis(300),
                      false))
          .isInstanceOf(PartConnectionException.class);
      done.countDown();
    }
  }

  @Test
  void saysWhenOurOwnFileEndsEarlyOrFails() {
    var operation = TestFile.operation(1, url("/ok"), 0, 1000);

    assertThatThrownBy(
            () -> transport.put(operation, new ByteArrayInputStream(new byte[999]), LONG, false))
        .isInstanceOf(SourceReadException.class)
        .hasMessageContaining("1 bytes early");
    var failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SourceChangedException("another version");
          }

          @Override
          public int read(byte[] into, int from, int count) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> transport.put(operation, failing, LONG, false))
        .isInstanceOf(SourceChangedException.class);
  }

  @Test
  void hidesTheAddressWhenThereIsNoConnection() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    var operation =
        TestFile.operation(1, URI.create("http://127.0.0.1:" + closed + "/p?sig=s3cr3t"), 0, 10);

    assertThatThrownBy(() -> transport.put(operation, file.open(0, 10), LONG, false))
        .isInstanceOf(PartConnectionException.class)
        .hasMessageNotContaining("s3cr3t")
        .hasNoCause();
  }

  @Test
  void uploadsAFileLargerThanItsShareOfTheHeap() throws Exception {
    long size = 512L << 20;
    var runtime = Runtime.getRuntime();
    var plan =
        UploadPlan.of(
            TestFile.operations(url("/ok"), size, 32 << 20), size, PartHosts.appleAndLoopback());
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();

    var result =
        new PartUpload(
                transport,
                UploadOptions.defaults(),
                InstantSource.system(),
                Sleeper.real(),
                new Random(1))
            .run(plan, Set.of(), file, PartCheckpoint.none(), PartGate.open());
    System.gc();
    long after = runtime.totalMemory() - runtime.freeMemory();

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    assertThat(file.bytesRead()).isEqualTo(size);
    assertThat(after - before).isLessThan(32L << 20);
  }

  private PartAnswer put(String path, int length, Duration deadline, boolean askFirst)
      throws IOException {
    return transport.put(
        TestFile.operation(1, url(path), 0, length), file.open(0, length), deadline, askFirst);
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void store(HttpExchange exchange) throws IOException {
    headers.add(Map.copyOf(exchange.getRequestHeaders()));
    try {
      var digest = MessageDigest.getInstance("MD5");
      var buffer = new byte[64 << 10];
      try (InputStream body = exchange.getRequestBody()) {
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      }
      exchange
          .getResponseHeaders()
          .set("ETag", "\"" + HexFormat.of().formatHex(digest.digest()) + "\"");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    answer(exchange, 200);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static void readHead(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Speaks HTTP only as far as a test wants.
  private final class RawServer implements AutoCloseable {
    interface Conversation {
      void with(Socket socket) throws IOException;
    }

    private final ServerSocket listening =
        new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    RawServer(Conversation conversation) throws IOException {
      threads.submit(
          () -> {
            try (Socket socket = listening.accept()) {
              conversation.with(socket);
            }
            return null;
          });
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/p");
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }
}
