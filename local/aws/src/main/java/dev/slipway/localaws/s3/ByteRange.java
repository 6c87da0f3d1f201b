package dev.slipway.localaws.s3;

import dev.slipway.localaws.objects.S3Failure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bytes that a Range header requests (RFC 9110, section 14).
///
/// @param offset offset of the first byte
/// @param sizeBytes number of bytes, at least 1
record ByteRange(long offset, long sizeBytes) {
  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /// Parses a header. Empty if S3 would ignore it and send the whole object.
  ///
  /// @throws S3Failure InvalidRange if it begins after the end
  static Optional<ByteRange> of(String header, long objectSizeBytes) {
    Matcher matcher = ONE_RANGE.matcher(header.strip());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    try {
      if (matcher.group(1).isEmpty()) {
        long suffixSizeBytes = Math.min(Long.parseLong(matcher.group(2)), objectSizeBytes);
        if (suffixSizeBytes == 0) {
          throw invalid(objectSizeBytes);
        }
        return Optional.of(new ByteRange(objectSizeBytes - suffixSizeBytes, suffixSizeBytes));
      }
      long first = Long.parseLong(matcher.group(1));
      long last =
          matcher.group(2).isEmpty() ? objectSizeBytes - 1 : Long.parseLong(matcher.group(2));
      if (!matcher.group(2).isEmpty() && last < first) {
        return Optional.empty();
      }
      if (first >= objectSizeBytes) {
        throw invalid(objectSizeBytes);
      }
      return Optional.of(new ByteRange(first, Math.min(last, objectSizeBytes - 1) - first + 1));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Returns the Content-Range header of the answer.
  String contentRange(long objectSizeBytes) {
    return "bytes " + offset + "-" + (offset + sizeBytes - 1) + "/" + objectSizeBytes;
  }

  private static S3Failure invalid(long objectSizeBytes) {
    return new S3Failure(
        416,
        "InvalidRange",
        "The requested range is not satisfiable",
        Map.of("Content-Range", "bytes */" + objectSizeBytes));
  }
}
