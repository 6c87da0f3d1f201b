package dev.slipway.appstoreconnect.upload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Upload operations found fit to be carried out: they cover the file exactly, once, and lead to
/// allowed hosts. Immutable.
public final class UploadPlan {
  private static final Set<String> NOT_OURS_TO_SEND = Set.of("authorization", "cookie", "host");

  /// As many as S3 takes; each stands in the release's record.
  private static final int MAX_PARTS = 10_000;

  private final List<UploadOperation> operations;
  private final long sizeBytes;

  private UploadPlan(List<UploadOperation> operations, long sizeBytes) {
    this.operations = operations;
    this.sizeBytes = sizeBytes;
  }

  /// Checks operations.
  ///
  /// @param sizeBytes size of the file, at least 1
  /// @throws UnusableOperationsException when they leave a gap, overlap, lead elsewhere, are more
  ///   than 10,000, or ask for anything but a PUT
  public static UploadPlan of(List<UploadOperation> operations, long sizeBytes, PartHosts hosts) {
    require(operations.size() <= MAX_PARTS, "they are more than " + MAX_PARTS);
    var sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparingLong(UploadOperation::offset));
    var numbers = new HashSet<Integer>();
    long next = 0;
    for (UploadOperation operation : sorted) {
      String part = "part " + operation.partNumber();
      require(numbers.add(operation.partNumber()), part + " comes twice");
      require(operation.length() > 0, part + " is empty");
      require(operation.offset() == next, part + " leaves a gap or overlaps another");
      require(operation.length() <= sizeBytes - next, part + " reaches beyond the file");
      require(operation.method().equals("PUT"), part + " is not to be sent by PUT");
      require(hosts.allows(operation.url()), part + " would go to a host that is not Apple's");
      for (var header : operation.requestHeaders()) {
        require(
            !NOT_OURS_TO_SEND.contains(header.name().toLowerCase(Locale.ROOT)),
            part + " asks for a header that must not be sent there");
      }
      next += operation.length();
    }
    require(next == sizeBytes, "they cover " + next + " of " + sizeBytes + " bytes");
    return new UploadPlan(List.copyOf(sorted), sizeBytes);
  }

  /// All operations, by offset.
  public List<UploadOperation> operations() {
    return operations;
  }

  /// Size of the file.
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
