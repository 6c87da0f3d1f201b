package dev.slipway.localaws.signature;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.S3Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Verifies the signature of a request of S3, and its body while that is read. Safe for use by many
/// threads.
public final class SignedBody {
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private final HeaderSignature headers;
  private final PresignedUrl presigned;

  /// Verifies both kinds of signatures.
  public SignedBody(HeaderSignature headers, PresignedUrl presigned) {
    this.headers = headers;
    this.presigned = presigned;
  }

  /// Returns the request with a body that is decoded, and that ends with a failure if it is not
  /// what was signed.
  ///
  /// @throws S3Failure if the query of a presigned URL is wrong
  /// @throws SignatureFault if the Authorization header is missing or wrong
  public Request verified(Request request) {
    if (PresignedUrl.isPresigned(request)) {
      presigned.verify(request, Request.percentDecode(request.rawPath()));
      return request.withBody(
          body(request, request.header("x-amz-content-sha256").orElse(UNSIGNED), null));
    }
    String payloadHash = request.header("x-amz-content-sha256").orElse("");
    if (payloadHash.isEmpty() && request.header("Authorization").isPresent()) {
      throw S3Failure.invalidRequest(
          "Missing required header for this request: x-amz-content-sha256");
    }
    return request.withBody(body(request, payloadHash, headers.verifyS3(request, payloadHash)));
  }

  private static InputStream body(
      Request request, String payloadHash, HeaderSignature.@Nullable Seed seed) {
    boolean chunked = request.header("Content-Encoding").orElse("").contains("aws-chunked");
    return switch (payloadHash) {
      case UNSIGNED -> chunked ? new AwsChunkedInputStream(request.body(), null) : request.body();
      case UNSIGNED_CHUNKS -> new AwsChunkedInputStream(request.body(), null);
      case SIGNED_CHUNKS, SIGNED_TRAILER -> {
        if (seed == null) {
          throw S3Failure.notImplemented("signed chunks for a presigned URL");
        }
        yield new AwsChunkedInputStream(
            request.body(), new ChunkSignatures(seed, payloadHash.equals(SIGNED_TRAILER)));
      }
      default -> {
        if (!SHA256_HEX.matcher(payloadHash).matches()) {
          throw S3Failure.invalidArgument(
              "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.");
        }
        yield new HashedInputStream(request.body(), payloadHash.toLowerCase(Locale.ROOT));
      }
    };
  }

  /// Compares the hash of all bytes at the end.
  private static final class HashedInputStream extends FilterInputStream {
    private final MessageDigest sha256 = SignatureVersion4.sha256();
    private final String expected;
    private boolean compared;

    private HashedInputStream(InputStream body, String expected) {
      super(body);
      this.expected = expected;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        sha256.update(buffer, offset, count);
      } else if (count < 0 && !compared) {
        compared = true;
        if (!HexFormat.of().formatHex(sha256.digest()).equals(expected)) {
          throw new S3Failure(
              400,
              "XAmzContentSHA256Mismatch",
              "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
      }
      return count;
    }
  }
}
