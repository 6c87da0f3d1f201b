package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.BodyOpener;
import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.ObjectVersion;
import dev.slipway.localaws.objects.Precondition;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The operations GetObject and HeadObject.
final class ObjectReads {
  private ObjectReads() {}

  static Answer read(Request request, Bucket bucket, String key) throws IOException {
    return bucket.read(
        key,
        request.query("versionId").orElse(null),
        (version, bodies) -> answer(request, version, bodies));
  }

  private static Answer answer(Request request, ObjectVersion version, BodyOpener bodies)
      throws IOException {
    Optional<Answer> notModified = checkConditions(request, version);
    if (notModified.isPresent()) {
      return notModified.get();
    }
    long objectSizeBytes = version.sizeBytes();
    Optional<ByteRange> part = request.query("partNumber").map(number -> part(version, number));
    Optional<ByteRange> range =
        part.or(
            () -> request.header("Range").flatMap(header -> ByteRange.of(header, objectSizeBytes)));
    boolean checksums =
        range.isEmpty()
            && request.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
    Map<String, String> headers = new TreeMap<>(AttributeHeaders.of(version, checksums));
    if (part.isPresent() && version.segments().size() > 1) {
      headers.put("x-amz-mp-parts-count", Integer.toString(version.segments().size()));
    }
    overrideHeaders(request, headers);
    range.ifPresent(bytes -> headers.put("Content-Range", bytes.contentRange(objectSizeBytes)));
    long offset = range.map(ByteRange::offset).orElse(0L);
    long sizeBytes = range.map(ByteRange::sizeBytes).orElse(objectSizeBytes);
    int status = range.isPresent() ? 206 : 200;
    if (request.method().equals("HEAD")) {
      return Answer.of(status, sizeBytes, InputStream::nullInputStream).with(headers);
    }
    InputStream body = bodies.open(offset, sizeBytes);
    return Answer.of(status, sizeBytes, () -> body).with(headers);
  }

  private static ByteRange part(ObjectVersion version, String number) {
    try {
      int index = Integer.parseInt(number) - 1;
      if (index == 0 && version.sizeBytes() == 0) {
        throw S3Failure.invalidArgument("An empty object has no part to read");
      }
      if (index >= 0 && index < version.segments().size()) {
        long offset =
            version.segments().subList(0, index).stream()
                .mapToLong(ObjectVersion.Segment::sizeBytes)
                .sum();
        return new ByteRange(offset, version.segments().get(index).sizeBytes());
      }
    } catch (NumberFormatException e) {
      throw S3Failure.invalidArgument("Part number must be an integer between 1 and 10000");
    }
    throw new S3Failure(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
  }

  /// Checks the conditions in the order of RFC 9110, section 13.2.2: If-Match before
  /// If-Unmodified-Since, If-None-Match before If-Modified-Since.
  private static Optional<Answer> checkConditions(Request request, ObjectVersion version) {
    Instant lastModified = version.lastModified().truncatedTo(ChronoUnit.SECONDS);
    Optional<String> ifMatch = request.header("If-Match");
    if (ifMatch.isPresent()) {
      if (!Precondition.matches(ifMatch.get(), version.etag())) {
        throw S3Failure.preconditionFailed();
      }
    } else if (date(request, "If-Unmodified-Since").filter(lastModified::isAfter).isPresent()) {
      throw S3Failure.preconditionFailed();
    }
    Optional<String> ifNoneMatch = request.header("If-None-Match");
    boolean unchanged =
        ifNoneMatch.isPresent()
            ? Precondition.matches(ifNoneMatch.get(), version.etag())
            : date(request, "If-Modified-Since")
                .filter(since -> !lastModified.isAfter(since))
                .isPresent();
    return unchanged
        ? Optional.of(
            Answer.of(304)
                .with("ETag", AttributeHeaders.quoted(version.etag()))
                .with(AttributeHeaders.versionId(version)))
        : Optional.empty();
  }

  private static Optional<Instant> date(Request request, String name) {
    try {
      return request.header(name).map(AttributeHeaders::parseHttpDate);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void overrideHeaders(Request request, Map<String, String> headers) {
    for (String name :
        new String[] {
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires"
        }) {
      request.query("response-" + name).ifPresent(value -> headers.put(name, value));
    }
  }
}
