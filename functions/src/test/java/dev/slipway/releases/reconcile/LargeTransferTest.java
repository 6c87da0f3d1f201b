package dev.slipway.releases.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.drops.ipa.VirtualIpa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A file beyond 4 GiB through a JVM with a 64 MB heap. Its figures are left in
/// `target/large-transfer.txt`, which `make sizes` prints.
@Tag("proof")
class LargeTransferTest {
  private static final long BULK_BYTES = 4_500_000_000L;
  private static final Path FIGURES = Path.of("target/large-transfer.txt");

  private final VirtualIpa ipa = new VirtualIpa(BULK_BYTES);
  private final LongAdder rightBytes = new LongAdder();

  @Test
  void fourAndAHalfGigabytesPassThroughSixtyFourMegabytesOfHeap() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.createContext("/", this::take);
      server.start();
      long begin = System.nanoTime();
      var said = transfer("http://127.0.0.1:" + server.getAddress().getPort());
      Files.writeString(
          FIGURES,
          "sizes: ipa_bytes=%d heap_mb=64 ranged_reads=%s info_plist_read=%s every_byte_once=%s ms=%d%n"
              .formatted(
                  ipa.sizeBytes(),
                  said.get("reads"),
                  said.get("info-plist-read"),
                  said.get("every-byte-once"),
                  (System.nanoTime() - begin) / 1_000_000));

      assertThat(said)
          .containsEntry("bundle", "com.example.big")
          .containsEntry("finished", "true")
          .containsEntry("every-byte-once", "true");
      assertThat(Long.parseLong(said.get("app"))).isLessThan(1 << 20);
      assertThat(Integer.parseInt(said.get("info-plist-read"))).isLessThanOrEqualTo(3);
      assertThat(Integer.parseInt(said.get("reads"))).isLessThanOrEqualTo(10);
      assertThat(Long.parseLong(said.get("bytes"))).isLessThanOrEqualTo(4 << 20);
      assertThat(rightBytes.sum()).isEqualTo(ipa.sizeBytes());
    } finally {
      server.stop(0);
    }
  }

  /// The figures that the other JVM prints, by name.
  private static Map<String, String> transfer(String store) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Dhttp.maxConnections=16",
                "-cp",
                System.getProperty("java.class.path"),
                LargeTransfer.class.getName(),
                String.valueOf(BULK_BYTES),
                store)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String line = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor()).as(line).isZero();
      var figures = new HashMap<String, String>();
      for (String pair : line.split(" ")) {
        figures.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
      return figures;
    } finally {
      process.destroyForcibly();
    }
  }

  /// Counts the bytes of a part when they are those of its place.
  private void take(HttpExchange exchange) throws IOException {
    long offset = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
    var got = new byte[64 << 10];
    var wanted = new byte[got.length];
    long position = offset;
    boolean right = true;
    try (var body = exchange.getRequestBody()) {
      for (int count = body.read(got); count > 0; count = body.read(got)) {
        ipa.copy(position, wanted, 0, count);
        right &= java.util.Arrays.equals(got, 0, count, wanted, 0, count);
        position += count;
      }
    }
    if (right) {
      rightBytes.add(position - offset);
    }
    exchange.sendResponseHeaders(right ? 200 : 400, -1);
    exchange.close();
  }
}
