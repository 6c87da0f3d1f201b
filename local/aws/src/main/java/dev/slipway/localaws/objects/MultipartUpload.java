package dev.slipway.localaws.objects;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/// A multipart upload in progress. Many threads may read its parts.
public final class MultipartUpload {
  private final String uploadId;
  private final String key;
  private final Instant initiatedAt;
  private final ObjectAttributes attributes;
  private final String checksumAlgorithm;
  private final String checksumType;
  private final Path directory;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentNavigableMap<Integer, Part> parts = new ConcurrentSkipListMap<>();

  /// One uploaded part.
  ///
  /// @param partNumber 1 to 10,000
  /// @param fileName its file in the upload's directory
  /// @param sizeBytes its size
  /// @param etag MD5 in hexadecimal
  /// @param checksums algorithm and Base64 value
  /// @param lastModified when it arrived
  public record Part(
      int partNumber,
      String fileName,
      long sizeBytes,
      String etag,
      Map<String, String> checksums,
      Instant lastModified) {
    public Part {
      checksums = new TreeMap<>(checksums);
    }
  }

  MultipartUpload(
      String uploadId,
      String key,
      Instant initiatedAt,
      ObjectAttributes attributes,
      String checksumAlgorithm,
      String checksumType,
      Path directory) {
    this.uploadId = uploadId;
    this.key = key;
    this.initiatedAt = initiatedAt;
    this.attributes = attributes;
    this.checksumAlgorithm = checksumAlgorithm;
    this.checksumType = checksumType;
    this.directory = directory;
  }

  /// Returns the upload id.
  public String uploadId() {
    return uploadId;
  }

  /// Returns the object key.
  public String key() {
    return key;
  }

  /// Returns when the upload was created.
  public Instant initiatedAt() {
    return initiatedAt;
  }

  /// Returns the attributes of the future object.
  public ObjectAttributes attributes() {
    return attributes;
  }

  /// Returns `CRC32` and so on, or empty.
  public String checksumAlgorithm() {
    return checksumAlgorithm;
  }

  /// Returns `COMPOSITE` or `FULL_OBJECT`; empty without an algorithm.
  public String checksumType() {
    return checksumType;
  }

  /// Returns the parts so far by number.
  public ConcurrentNavigableMap<Integer, Part> parts() {
    return parts;
  }

  Path directory() {
    return directory;
  }

  ReentrantLock lock() {
    return lock;
  }
}
