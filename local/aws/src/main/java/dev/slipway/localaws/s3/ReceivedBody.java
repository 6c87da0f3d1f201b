package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.ObjectStore;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.localaws.signature.AwsChunkedInputStream;
import dev.slipway.localaws.signature.ChecksumAlgorithm;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request's body, written to a file and verified against its checksums. Closing deletes the file
/// unless it was moved away.
///
/// @param file the file
/// @param md5 MD5 in hexadecimal: the ETag
/// @param checksums the verified checksums by algorithm, in Base64
record ReceivedBody(Path file, String md5, Map<String, String> checksums) implements AutoCloseable {
  private static final long LARGEST_SIZE_BYTES = 5L * 1024 * 1024 * 1024;
  private static final int BUFFER_SIZE_BYTES = 256 * 1024;

  /// Receives the verified body of PutObject or UploadPart.
  ///
  /// @throws S3Failure BadDigest, XAmzContentSHA256Mismatch, EntityTooLarge, IncompleteBody and
  ///   similar
  static ReceivedBody receive(Request request, ObjectStore store) throws IOException {
    Path file = store.incomingFile();
    try {
      return receive(request, file);
    } catch (RuntimeException | IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static ReceivedBody receive(Request request, Path file) throws IOException {
    Optional<AwsChunkedInputStream> decoder =
        request.body() instanceof AwsChunkedInputStream chunks
            ? Optional.of(chunks)
            : Optional.empty();
    boolean chunked = decoder.isPresent();
    Optional<Long> announcedSizeBytes =
        size(request, chunked ? "x-amz-decoded-content-length" : "Content-Length");
    long expectedSizeBytes =
        announcedSizeBytes.orElseThrow(
            () ->
                new S3Failure(
                    411,
                    "MissingContentLength",
                    "You must provide the Content-Length HTTP header."));
    if (expectedSizeBytes > LARGEST_SIZE_BYTES) {
      throw new S3Failure(
          400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
    }
    Expectations expectations = Expectations.of(request);
    MessageDigest md5 = digest("MD5");
    InputStream body = request.body();
    long sizeBytes = 0;
    byte[] buffer = new byte[Math.clamp(expectedSizeBytes, 1, BUFFER_SIZE_BYTES)];
    try (OutputStream out = Files.newOutputStream(file)) {
      // Fills the buffer first: the server returns 8 KiB at a time, which is slow to write one by
      // one.
      for (int count = fill(body, buffer); count > 0; count = fill(body, buffer)) {
        sizeBytes += count;
        if (sizeBytes > expectedSizeBytes) {
          throw incomplete();
        }
        out.write(buffer, 0, count);
        md5.update(buffer, 0, count);
        expectations.update(buffer, count);
      }
    }
    if (sizeBytes < expectedSizeBytes) {
      if (!chunked) {
        throw new EOFException("the client disconnected in the middle of the body");
      }
      throw incomplete();
    }
    byte[] md5Bytes = md5.digest();
    checkContentMd5(request, md5Bytes);
    return new ReceivedBody(
        file,
        HexFormat.of().formatHex(md5Bytes),
        expectations.verify(decoder.map(AwsChunkedInputStream::trailers).orElse(Map.of())));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  static void checkContentMd5(Request request, byte[] md5) {
    Optional<String> announced = request.header("Content-MD5");
    if (announced.isEmpty()) {
      return;
    }
    byte[] expected;
    try {
      expected = Base64.getDecoder().decode(announced.get());
    } catch (IllegalArgumentException e) {
      expected = new byte[0];
    }
    if (expected.length != md5.length) {
      throw new S3Failure(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
    }
    if (!MessageDigest.isEqual(expected, md5)) {
      throw new S3Failure(
          400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
    }
  }

  private static int fill(InputStream body, byte[] buffer) throws IOException {
    return body.readNBytes(buffer, 0, buffer.length);
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Long> size(Request request, String headerName) {
    try {
      return request.header(headerName).map(Long::parseLong).filter(size -> size >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static S3Failure incomplete() {
    return new S3Failure(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }

  /// The checksums that headers announce or trailers will contain.
  private static final class Expectations {
    private final Map<ChecksumAlgorithm, ChecksumAlgorithm.Running> running =
        new EnumMap<>(ChecksumAlgorithm.class);
    private final Map<ChecksumAlgorithm, String> announced = new EnumMap<>(ChecksumAlgorithm.class);
    private final List<ChecksumAlgorithm> trailing = new ArrayList<>();

    static Expectations of(Request request) {
      Expectations expectations = new Expectations();
      for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
        request
            .header(algorithm.headerName())
            .ifPresent(value -> expectations.announced.put(algorithm, value));
      }
      for (String name : request.header("x-amz-trailer").orElse("").split(",", -1)) {
        ChecksumAlgorithm.ofHeader(name).ifPresent(expectations.trailing::add);
      }
      expectations.announced.keySet().forEach(expectations::start);
      expectations.trailing.forEach(expectations::start);
      if (expectations.running.size() > 1) {
        throw S3Failure.invalidRequest(
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
      }
      return expectations;
    }

    private void start(ChecksumAlgorithm algorithm) {
      running.putIfAbsent(algorithm, algorithm.start());
    }

    void update(byte[] buffer, int count) {
      for (ChecksumAlgorithm.Running checksum : running.values()) {
        checksum.update(buffer, 0, count);
      }
    }

    Map<String, String> verify(Map<String, String> trailers) {
      for (ChecksumAlgorithm algorithm : trailing) {
        String value = trailers.get(algorithm.headerName());
        if (value == null) {
          throw new S3Failure(
              400,
              "MalformedTrailerError",
              "The request contained trailing data that was not well-formed or did not conform to"
                  + " our published schema.");
        }
        announced.put(algorithm, value);
      }
      Map<String, String> verified = new TreeMap<>();
      announced.forEach(
          (algorithm, expected) -> {
            if (!algorithm.isValid(expected)) {
              throw S3Failure.invalidRequest(
                  "Value for " + algorithm.headerName() + " header is invalid.");
            }
            String computed = running.getOrDefault(algorithm, algorithm.start()).base64();
            if (!computed.equals(expected)) {
              throw new S3Failure(
                  400,
                  "BadDigest",
                  "The "
                      + algorithm.name()
                      + " you specified did not match the calculated checksum.");
            }
            verified.put(algorithm.name(), expected);
          });
      return verified;
    }
  }
}
