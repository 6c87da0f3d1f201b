package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bodies pass through: a process with 32 MiB of heap serves an object of 256 MiB.
@Tag("proof")
class SmallHeapTest {
  private static final long SIZE_BYTES = 256L * 1024 * 1024;

  /// Serves until its standard input ends.
  public static void main(String[] arguments) throws IOException {
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.at(Path.of(arguments[0])))) {
      aws.createBucket("b-1", true);
      System.out.println(aws.endpoint());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void servesAnObjectLargerThanItsHeap(@TempDir Path directory) throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapTest.class.getName(),
                directory.resolve("state").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      URI object = URI.create(output.readLine() + "/b-1/big");
      HttpURLConnection put = open(object);
      put.setRequestMethod("PUT");
      put.setDoOutput(true);
      put.setFixedLengthStreamingMode(SIZE_BYTES);
      byte[] block = new byte[1024 * 1024];
      try (OutputStream body = put.getOutputStream()) {
        for (long sent = 0; sent < SIZE_BYTES; sent += block.length) {
          body.write(block);
        }
      }
      assertThat(put.getResponseCode()).isEqualTo(200);
      try (InputStream body = open(object).getInputStream()) {
        assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE_BYTES);
      }
    } finally {
      server.getOutputStream().close();
      assertThat(server.waitFor()).isZero();
    }
  }

  private static HttpURLConnection open(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestProperty("Authorization", RawHttp.SIGNED);
    return connection;
  }
}
