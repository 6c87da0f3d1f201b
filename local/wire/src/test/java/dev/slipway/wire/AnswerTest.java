package dev.slipway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static String send(String method, Answer answer) throws IOException {
    try (WireServer server = new WireServer("answer", 0)) {
      server.start(answer::send);
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        socket
            .getOutputStream()
            .write((method + " / HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void sendsStatusHeadersAndBody() throws IOException {
    Answer answer = Answer.of(201, "text/plain", "für dich").with(Map.of("ETag", "\"1\""));
    assertThat(send("GET", answer))
        .startsWith("HTTP/1.1 201 Created\r\n")
        .containsIgnoringCase("\r\nContent-Type: text/plain\r\n")
        .containsIgnoringCase("\r\nETag: \"1\"\r\n")
        .containsIgnoringCase("\r\nContent-Length: 9\r\n")
        .endsWith("\r\n\r\nfür dich");
  }

  @Test
  void replacesOrRepeatsHeadersWhateverTheirCase() {
    Answer answer = Answer.of(200).with("a", "1").with("A", "2").withAlso("a", "3");
    assertThat(answer.headers()).isEqualTo(Map.of("a", List.of("2", "3")));
  }

  @Test
  void sendsRepeatedHeadersInLinesOfTheirOwn() throws IOException {
    assertThat(send("GET", Answer.of(200).withAlso("Set-cookie", "a").withAlso("Set-cookie", "b")))
        .contains("\r\nSet-cookie: a\r\nSet-cookie: b\r\n");
  }

  @Test
  void answersHeadWithTheLengthAlone() throws IOException {
    assertThat(send("HEAD", Answer.of(200, "text/plain", "abc")))
        .containsIgnoringCase("\r\nContent-Length: 3\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void saysNoLengthWhereNothingChanged() throws IOException {
    assertThat(send("GET", Answer.of(304)))
        .startsWith("HTTP/1.1 304 Not Modified\r\n")
        .doesNotContainIgnoringCase("Content-Length");
  }

  @Test
  void sendsWhatCameBeforeTheBodyFailed() throws IOException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("scripted");
          }
        };
    InputStream body = new SequenceInputStream(new ByteArrayInputStream(new byte[] {'a'}), failing);
    assertThat(send("GET", Answer.of(200, 2, () -> body))).endsWith("\r\n\r\na");
  }
}
