package dev.slipway.localaws.signature;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Verifies the signatures of the chunks and trailers of one body, each of which signs the one
/// before it (Amazon S3 API Reference, "Signature calculations for the Authorization header:
/// transferring payload in multiple chunks"). For one thread.
final class ChunkSignatures {
  private static final String NOTHING = SignatureVersion4.sha256Hex("");

  private final HeaderSignature.Seed seed;
  private final boolean signsTrailers;
  private String previous;

  ChunkSignatures(HeaderSignature.Seed seed, boolean signsTrailers) {
    this.seed = seed;
    this.signsTrailers = signsTrailers;
    this.previous = seed.signature();
  }

  /// @throws SignatureFault if the signature of the chunk is another
  void verifyChunk(String claimed, byte[] sha256) {
    verify(
        claimed,
        "AWS4-HMAC-SHA256-PAYLOAD",
        seed.date(),
        seed.scope(),
        previous,
        NOTHING,
        HexFormat.of().formatHex(sha256));
  }

  /// @param trailers lower-case names and values, with the trailers' own signature
  /// @throws SignatureFault if the signature of the trailers is another
  void verifyTrailers(Map<String, String> trailers) {
    var signed = new TreeMap<>(trailers);
    String claimed = signed.remove("x-amz-trailer-signature");
    if (!signsTrailers && signed.isEmpty()) {
      return;
    }
    StringBuilder canonical = new StringBuilder();
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    verify(
        claimed == null ? "" : claimed,
        "AWS4-HMAC-SHA256-TRAILER",
        seed.date(),
        seed.scope(),
        previous,
        SignatureVersion4.sha256Hex(canonical.toString()));
  }

  private void verify(String claimed, String... lines) {
    String expected = SignatureVersion4.sign(seed.signingKey(), lines);
    if (!SignatureVersion4.isSame(expected, claimed)) {
      throw SignatureFault.otherSignature();
    }
    previous = expected;
  }
}
