package dev.slipway.appstoreconnect.upload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Validated upload operations: they cover the file exactly once and point to allowed hosts.
/// Immutable.
public final class UploadPlan {
  private static final Set<String> NOT_OURS_TO_SEND = Set.of("authorization", "cookie", "host");

  /// The limit of S3; the release's record keeps each part.
  private static final int MAX_PARTS = 10_000;

  private final List<UploadOperation> operations;
  private final long sizeBytes;

  private UploadPlan(List<UploadOperation> operations, long sizeBytes) {
    this.operations = operations;
    this.sizeBytes = sizeBytes;
  }

  /// Validates operations.
  ///
  /// @param sizeBytes size of the file, at least 1
  /// @throws UnusableOperationsException if they leave a gap, overlap, point elsewhere, are more
  ///   than 10,000, or require another method than PUT
  public static UploadPlan of(List<UploadOperation> operations, long sizeBytes, PartHosts hosts) {
    require(operations.size() <= MAX_PARTS, "there are more than " + MAX_PARTS);
    var sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparingLong(UploadOperation::offset));
    var numbers = new HashSet<Integer>();
    long next = 0;
    for (UploadOperation operation : sorted) {
      String part = "part " + operation.partNumber();
      require(numbers.add(operation.partNumber()), part + " is listed twice");
      require(operation.length() > 0, part + " is empty");
      require(operation.offset() == next, part + " leaves a gap or overlaps another");
      require(operation.length() <= sizeBytes - next, part + " extends beyond the file");
      require(operation.method().equals("PUT"), part + " requires another method than PUT");
      require(hosts.allows(operation.url()), part + " points to a host that is not Apple's");
      for (var header : operation.requestHeaders()) {
        require(
            !NOT_OURS_TO_SEND.contains(header.name().toLowerCase(Locale.ROOT)),
            part + " requires a header that must not be sent");
      }
      next += operation.length();
    }
    require(next == sizeBytes, "they cover " + next + " of " + sizeBytes + " bytes");
    return new UploadPlan(List.copyOf(sorted), sizeBytes);
  }

  /// Returns all operations, by offset.
  public List<UploadOperation> operations() {
    return operations;
  }

  /// Returns the size of the file.
  public long sizeBytes() {
    return sizeBytes;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new UnusableOperationsException(complaint);
    }
  }

  @Override
  public String toString() {
    return "UploadPlan[%d parts, %d bytes]".formatted(operations.size(), sizeBytes);
  }
}
