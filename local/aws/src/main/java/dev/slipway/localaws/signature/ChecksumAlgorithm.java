package dev.slipway.localaws.signature;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// The checksums that S3 supports (Amazon S3 User Guide, "Checking object integrity").
public enum ChecksumAlgorithm {
  CRC32(4, 0xEDB88320L),
  CRC32C(4, 0x82F63B78L),
  CRC64NVME(8, 0x9A6C9329AC4BC9B5L),
  SHA1(20, 0),
  SHA256(32, 0);

  private final int sizeBytes;
  private final long polynomial;

  ChecksumAlgorithm(int sizeBytes, long polynomial) {
    this.sizeBytes = sizeBytes;
    this.polynomial = polynomial;
  }

  /// A checksum that is being computed; for one thread.
  public interface Running {
    /// Adds bytes.
    void update(byte[] buffer, int offset, int length);

    /// Ends the computation and returns the value in Base64.
    String base64();
  }

  /// Returns the name of the header and trailer, for example `x-amz-checksum-crc32`.
  public String headerName() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /// Returns the algorithm with this name, which is case-insensitive.
  public static Optional<ChecksumAlgorithm> named(String name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /// Returns the algorithm of this header name, which is case-insensitive.
  public static Optional<ChecksumAlgorithm> ofHeader(String headerName) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.headerName().equalsIgnoreCase(headerName.strip()))
        .findFirst();
  }

  /// Returns whether the checksums of parts can be combined into that of the whole.
  public boolean isLinear() {
    return polynomial != 0;
  }

  /// Returns whether this is Base64 of the right length.
  public boolean isValid(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length == sizeBytes;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Begins a computation.
  public Running start() {
    return switch (this) {
      case CRC32 -> new RunningCrc(new CRC32(), sizeBytes);
      case CRC32C -> new RunningCrc(new CRC32C(), sizeBytes);
      case CRC64NVME -> new RunningCrc(new Crc64Nvme(), sizeBytes);
      case SHA1 -> new RunningDigest(digest("SHA-1"));
      case SHA256 -> new RunningDigest(digest("SHA-256"));
    };
  }

  /// Returns the checksum of two byte sequences one after the other (zlib's crc32_combine, for any
  /// reflected polynomial).
  ///
  /// @throws IllegalStateException for a digest, which cannot be combined
  public String combine(String firstBase64, String secondBase64, long secondSizeBytes) {
    if (!isLinear()) {
      throw new IllegalStateException(name() + " cannot be combined");
    }
    long first = toLong(firstBase64);
    long second = toLong(secondBase64);
    long[] odd = new long[sizeBytes * 8];
    odd[0] = polynomial;
    for (int i = 1; i < odd.length; i++) {
      odd[i] = 1L << (i - 1);
    }
    long[] operator = square(square(odd));
    for (long left = secondSizeBytes; left != 0; left >>>= 1) {
      operator = square(operator);
      if ((left & 1) != 0) {
        first = times(operator, first);
      }
    }
    return toBase64(first ^ second, sizeBytes);
  }

  private static long times(long[] matrix, long vector) {
    long sum = 0;
    for (int i = 0; vector != 0; i++, vector >>>= 1) {
      if ((vector & 1) != 0) {
        sum ^= matrix[i];
      }
    }
    return sum;
  }

  private static long[] square(long[] matrix) {
    long[] squared = new long[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      squared[i] = times(matrix, matrix[i]);
    }
    return squared;
  }

  private static long toLong(String base64) {
    long value = 0;
    for (byte next : Base64.getDecoder().decode(base64)) {
      value = (value << 8) | (next & 0xFF);
    }
    return value;
  }

  private static String toBase64(long value, int sizeBytes) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    return Base64.getEncoder()
        .encodeToString(Arrays.copyOfRange(bytes, Long.BYTES - sizeBytes, Long.BYTES));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record RunningCrc(Checksum checksum, int sizeBytes) implements Running {
    @Override
    public void update(byte[] buffer, int offset, int length) {
      checksum.update(buffer, offset, length);
    }

    @Override
    public String base64() {
      return toBase64(checksum.getValue(), sizeBytes);
    }
  }

  private record RunningDigest(MessageDigest digest) implements Running {
    @Override
    public void update(byte[] buffer, int offset, int length) {
      digest.update(buffer, offset, length);
    }

    @Override
    public String base64() {
      return Base64.getEncoder().encodeToString(digest.digest());
    }
  }
}
