package dev.slipway.bench.ways;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.bench.store.LoopbackStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/// Copies from one socket to the other, with just enough HTTP for the store.
record RawPump(int threads) implements Contender {
  /// A connection to the store.
  private record Wire(Socket socket, InputStream in, OutputStream out) implements AutoCloseable {
    static Wire to(URI store) throws IOException {
      var factory =
          store.getScheme().equals("https")
              ? javax.net.ssl.SSLSocketFactory.getDefault()
              : javax.net.SocketFactory.getDefault();
      var socket = factory.createSocket(store.getHost(), store.getPort());
      socket.setTcpNoDelay(true);
      return new Wire(
          socket,
          new BufferedInputStream(socket.getInputStream(), 8 << 10),
          socket.getOutputStream());
    }

    void say(String head) throws IOException {
      out.write(head.getBytes(US_ASCII));
    }

    void expectOk() throws IOException {
      String head = LoopbackStore.readHead(in);
      if (!head.startsWith("HTTP/1.1 200 ")) {
        throw new IOException("the store answered " + head.lines().findFirst().orElse("nothing"));
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Override
  public void carryOut(Job job) throws IOException, InterruptedException {
    PartThreads.run(
        job,
        threads,
        parts -> {
          var buffer = new byte[UrlParts.BUFFER_BYTES];
          try (var source = Wire.to(job.store());
              var target = Wire.to(job.store())) {
            for (var part = parts.poll(); part != null; part = parts.poll()) {
              pump(job, part, source, target, buffer);
            }
          }
        });
  }

  private static void pump(Job job, Job.Part part, Wire source, Wire target, byte[] buffer)
      throws IOException {
    source.say("GET " + Job.sourcePath(part.offset(), part.length()) + " HTTP/1.1\r\n\r\n");
    source.expectOk();
    target.say(
        "PUT %s HTTP/1.1\r\nContent-Length: %d\r\n\r\n"
            .formatted(job.partPath(part), part.length()));
    int left = part.length();
    while (left > 0) {
      int count = source.in().read(buffer, 0, Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("the source ended " + left + " bytes early");
      }
      target.out().write(buffer, 0, count);
      left -= count;
    }
    target.expectOk();
  }
}
