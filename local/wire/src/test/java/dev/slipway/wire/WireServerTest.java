package dev.slipway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireServerTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:37.999Z");

  private WireServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WireServer("echo", 0, InstantSource.fixed(NOW));
    server.start(WireServerTest::echo);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Answers with method, target and body; `/short` announces more than it sends, `/length` says
  /// how long a GET would be, `/unread` reads no body.
  private static void echo(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    if (target.equals("/length")) {
      exchange.getResponseHeaders().set("Content-Length", "1234");
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String body =
        target.equals("/unread")
            ? ""
            : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    byte[] answer =
        (exchange.getRequestMethod() + " " + target + " " + body)
            .getBytes(StandardCharsets.US_ASCII);
    if (target.equals("/dated")) {
      exchange.getResponseHeaders().set("Date", "of the handler's own");
    }
    exchange.sendResponseHeaders(200, answer.length + (target.equals("/short") ? 1 : 0));
    exchange.getResponseBody().write(answer);
  }

  /// All that comes back until the server closes the connection.
  private String send(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void answersOneRequestAfterAnotherOnOneConnection() throws IOException {
    assertThat(
            send(
                "POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                    + "GET /b HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\n\r\nPOST /a abcHTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nGET /b ");
  }

  @Test
  void takesThePlaceOfWhatWasNotRead() throws IOException {
    assertThat(
            send(
                "POST /unread HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                    + "GET /b HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .endsWith("\r\n\r\nGET /b ");
  }

  @Test
  void closesAfterAnAnswerToHttp10() throws IOException {
    assertThat(send("GET /a HTTP/1.0\r\n\r\n")).endsWith("\r\n\r\nGET /a ");
  }

  @Test
  void keepsHttp10OpenWhenAsked() throws IOException {
    assertThat(
            send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + "GET /b HTTP/1.0\r\n\r\n"))
        .contains("\r\n\r\nGET /a HTTP/1.1 200")
        .endsWith("\r\n\r\nGET /b ");
  }

  @Test
  void readsBodiesInChunks() throws IOException {
    assertThat(
            send(
                "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                    + "3\r\nabc\r\n2;name=value\r\nde\r\n0\r\nTrailer: x\r\n\r\n"))
        .endsWith("\r\n\r\nPOST /a abcde");
  }

  @Test
  void closesOnAChunkWithoutSize() throws IOException {
    assertThat(send("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nthree\r\nabc\r\n"))
        .isEmpty();
  }

  @Test
  void saysContinueBeforeItReads() throws IOException {
    assertThat(
            send(
                "POST /a HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
                    + "Connection: close\r\n\r\nabc"))
        .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nPOST /a abc");
  }

  @Test
  void closesWhenTheBodyWasNeverAskedFor() throws IOException {
    assertThat(send("POST /unread HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nPOST /unread ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET  /a HTTP/1.1\r\n\r\n",
        "GET /a\r\n\r\n",
        "GET /a HTTP/2\r\n\r\n",
        "GET /% HTTP/1.1\r\n\r\n",
        "GET mailto:a HTTP/1.1\r\n\r\n",
        "GET /a HTTP/1.1\r\nno header\r\n\r\n",
        "GET /a HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET /a HTTP/1.1\r\nContent-Length: three\r\n\r\n"
      })
  void refusesWhatIsNotHttp(String request) throws IOException {
    assertThat(send(request)).startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void refusesWithTheBodyOfItsOwner() throws IOException {
    server.refuseWith("application/problem+json", "{}");
    assertThat(send("GET /% HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n")
        .endsWith("\r\n\r\n{}");
  }

  /// What was not read yet would reset the connection, and the answer would be lost.
  @Test
  void answersWhatIsRefusedLongBeforeItsEnd() throws IOException {
    String headers = "X-Long: %s\r\n".formatted("x".repeat(2000)).repeat(300);
    assertThat(send("GET /a HTTP/1.1\r\n" + headers + "\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void takesBracketsInTheTarget() throws IOException {
    assertThat(send("GET /a?filter[b]=c|d HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .endsWith("\r\n\r\nGET /a?filter%5Bb%5D=c%7Cd ");
  }

  @Test
  void answersHeadWithTheLengthThatTheHandlerGives() throws IOException {
    assertThat(send("HEAD /length HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .containsIgnoringCase("\r\nContent-Length: 1234\r\n")
        .endsWith("\r\n\r\n");
    assertThat(send("HEAD /a HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .containsIgnoringCase("\r\nContent-Length: 8\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void cutsTheConnectionWhenTheAnswerIsShort() throws IOException {
    assertThat(send("GET /short HTTP/1.1\r\n\r\n")).endsWith("\r\n\r\nGET /short ");
  }

  @Test
  void datesAnswersByItsOwnClockUnlessTheHandlerDoes() throws IOException {
    assertThat(send("GET /a HTTP/1.0\r\n\r\n"))
        .contains("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
    assertThat(send("GET /dated HTTP/1.0\r\n\r\n")).contains("\r\nDate: of the handler's own\r\n");
  }

  @Test
  void hasNoDateWithoutAClock() throws IOException {
    server.close();
    server = new WireServer("echo", 0);
    server.start(WireServerTest::echo);
    assertThat(send("GET /a HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200").doesNotContain("Date:");
  }

  @Test
  void interruptsHandlersWhenItCloses() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    server.close();
    server = new WireServer("waiting", 0);
    server.start(
        exchange -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write("GET /a HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      server.close();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
  }
}
