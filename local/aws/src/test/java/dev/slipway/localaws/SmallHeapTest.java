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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      for (String method : List.of("PUT", "GET")) {
        Map<String, String> headers =
            RawHttp.signed(aws, method, "/b-1/big", Map.of(), new byte[0]);
        headers.remove("Host");
        headers.forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println();
      }
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
      Map<String, String> putHeaders = headers(output);
      Map<String, String> getHeaders = headers(output);
      URI object = URI.create(output.readLine() + "/b-1/big");
      HttpURLConnection put = open(object, putHeaders);
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
      try (InputStream body = open(object, getHeaders).getInputStream()) {
        assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE_BYTES);
      }
    } finally {
      server.getOutputStream().close();
      assertThat(server.waitFor()).isZero();
    }
  }

  private static Map<String, String> headers(BufferedReader output) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = output.readLine(); !line.isEmpty(); line = output.readLine()) {
      int equals = line.indexOf('=');
      headers.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return headers;
  }

  private static HttpURLConnection open(URI uri, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    headers.forEach(connection::setRequestProperty);
    return connection;
  }
}
