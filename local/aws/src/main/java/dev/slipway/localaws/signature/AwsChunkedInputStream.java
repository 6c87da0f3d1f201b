package dev.slipway.localaws.signature;

import dev.slipway.localaws.objects.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decodes the aws-chunked encoding of a body: `size[;chunk-signature=…]`, bytes, and so on until a
/// chunk of size 0, then trailers (Amazon S3 API Reference, "Signature calculations for the
/// Authorization header: transferring payload in multiple chunks"). Signatures are verified at the
/// end of each chunk, so only what was read to the end is known to be whole.
public final class AwsChunkedInputStream extends InputStream {
  private static final int LONGEST_LINE = 8 * 1024;

  private final InputStream encoded;
  private final @Nullable ChunkSignatures signatures;
  private final MessageDigest sha256 = SignatureVersion4.sha256();
  private String signature = "";
  private final Map<String, String> trailers = new TreeMap<>();
  private long leftInChunk;
  private boolean started;
  private boolean ended;

  /// @param encoded the body as sent; buffered, because it is read byte by byte between chunks
  /// @param signatures verifies chunks and trailers; null if they are not signed
  AwsChunkedInputStream(InputStream encoded, @Nullable ChunkSignatures signatures) {
    this.signatures = signatures;
    this.encoded = new java.io.BufferedInputStream(encoded, 64 * 1024);
  }

  /// Returns lower-cased trailer names and their values; complete once the stream has ended.
  public Map<String, String> trailers() {
    return Map.copyOf(trailers);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (leftInChunk == 0) {
      if (ended) {
        return -1;
      }
      nextChunk();
    }
    int count = encoded.read(buffer, offset, (int) Math.min(length, leftInChunk));
    if (count < 0) {
      throw incomplete();
    }
    if (signatures != null) {
      sha256.update(buffer, offset, count);
    }
    leftInChunk -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (started) {
      if (!line().isEmpty()) {
        throw malformed("a chunk is longer than it says");
      }
      verifyChunk();
    }
    started = true;
    String header = line();
    int semicolon = header.indexOf(';');
    int equals = header.indexOf("chunk-signature=");
    signature = equals < 0 ? "" : header.substring(equals + "chunk-signature=".length()).strip();
    String size = (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
    try {
      leftInChunk = Long.parseLong(size, 16);
    } catch (NumberFormatException e) {
      throw malformed("a chunk does not begin with its size");
    }
    if (leftInChunk < 0) {
      throw malformed("a chunk has a negative size");
    }
    if (leftInChunk == 0) {
      ended = true;
      verifyChunk();
      readTrailers();
      if (signatures != null) {
        signatures.verifyTrailers(trailers);
      }
    }
  }

  private void verifyChunk() {
    if (signatures != null) {
      signatures.verifyChunk(signature, sha256.digest());
    }
  }

  private void readTrailers() throws IOException {
    for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new S3Failure(
            400,
            "MalformedTrailerError",
            "The request contained trailing data that was not"
                + " well-formed or did not conform to our published schema.");
      }
      trailers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
  }

  private String line() throws IOException {
    return line(false);
  }

  /// Reads a line, or the end: some clients omit the last empty line.
  private String lineOrEnd() throws IOException {
    return line(true);
  }

  private String line(boolean mayEnd) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = encoded.read(); next != '\n'; next = encoded.read()) {
      if (next < 0) {
        if (mayEnd && text.isEmpty()) {
          return "";
        }
        throw incomplete();
      }
      if (text.length() == LONGEST_LINE) {
        throw malformed("a chunk header is too long");
      }
      text.append((char) next);
    }
    int length = text.length();
    boolean carriageReturn = length > 0 && text.charAt(length - 1) == '\r';
    String line = carriageReturn ? text.substring(0, length - 1) : text.toString();
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static S3Failure incomplete() {
    return new S3Failure(400, "IncompleteBody", "The request body terminated unexpectedly");
  }

  private static S3Failure malformed(String what) {
    return S3Failure.invalidRequest("The aws-chunked body is malformed: " + what);
  }
}
