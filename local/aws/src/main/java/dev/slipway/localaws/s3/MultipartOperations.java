package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.MultipartUpload;
import dev.slipway.localaws.objects.MultipartUpload.Part;
import dev.slipway.localaws.objects.ObjectStore;
import dev.slipway.localaws.objects.ObjectVersion;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.localaws.signature.ChecksumAlgorithm;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The operations on multipart uploads.
final class MultipartOperations {
  private static final int MOST_PARTS = 10_000;

  private final ObjectStore store;

  MultipartOperations(ObjectStore store) {
    this.store = store;
  }

  static Answer create(Request request, Bucket bucket, String key) throws IOException {
    Optional<ChecksumAlgorithm> algorithm =
        request
            .header("x-amz-checksum-algorithm")
            .map(
                name ->
                    ChecksumAlgorithm.named(name)
                        .orElseThrow(
                            () ->
                                S3Failure.invalidRequest(
                                    "Checksum algorithm provided is unsupported.")));
    String checksumType = algorithm.map(chosen -> checksumType(request, chosen)).orElse("");
    MultipartUpload upload =
        bucket
            .uploads()
            .create(
                key,
                AttributeHeaders.of(request),
                algorithm.map(Enum::name).orElse(""),
                checksumType);
    XmlWriter xml = XmlWriter.document("InitiateMultipartUploadResult");
    xml.element("Bucket", bucket.name());
    xml.element("Key", key);
    xml.element("UploadId", upload.uploadId());
    Answer answer = Answer.of(200, "application/xml", xml.finish());
    return algorithm
        .map(
            chosen ->
                answer
                    .with("x-amz-checksum-algorithm", chosen.name())
                    .with("x-amz-checksum-type", checksumType))
        .orElse(answer);
  }

  private static String checksumType(Request request, ChecksumAlgorithm algorithm) {
    boolean fullOnly = algorithm == ChecksumAlgorithm.CRC64NVME;
    String type =
        request.header("x-amz-checksum-type").orElse(fullOnly ? "FULL_OBJECT" : "COMPOSITE");
    boolean allowed = type.equals("FULL_OBJECT") ? algorithm.isLinear() : !fullOnly;
    if (!allowed || !List.of("FULL_OBJECT", "COMPOSITE").contains(type)) {
      throw S3Failure.invalidRequest(
          "The "
              + type
              + " checksum type cannot be used with the "
              + algorithm.name().toLowerCase(Locale.ROOT)
              + " checksum algorithm.");
    }
    return type;
  }

  Answer uploadPart(Request request, Bucket bucket, String key) throws IOException {
    MultipartUpload upload = upload(request, bucket, key);
    int partNumber = partNumber(request.query("partNumber").orElse(""));
    try (ReceivedBody body = ReceivedBody.receive(request, store)) {
      if (!upload.checksumAlgorithm().isEmpty()
          && !body.checksums().isEmpty()
          && !body.checksums().containsKey(upload.checksumAlgorithm())) {
        throw S3Failure.invalidRequest(
            "Checksum Type mismatch occurred, expected checksum Type: "
                + upload.checksumAlgorithm().toLowerCase(Locale.ROOT)
                + ", actual checksum Type: "
                + String.join(",", body.checksums().keySet()).toLowerCase(Locale.ROOT));
      }
      Part part =
          bucket.uploads().addPart(upload, partNumber, body.file(), body.md5(), body.checksums());
      Answer answer = Answer.of(200).with("ETag", AttributeHeaders.quoted(part.etag()));
      for (Map.Entry<String, String> checksum : part.checksums().entrySet()) {
        answer =
            answer.with(
                ChecksumAlgorithm.valueOf(checksum.getKey()).headerName(), checksum.getValue());
      }
      return answer;
    }
  }

  Answer complete(Request request, Bucket bucket, String key) throws IOException {
    XmlElement body = XmlElement.parse(ObjectWrites.bytes(request));
    Optional<ObjectVersion> before =
        bucket
            .uploads()
            .completed(request.query("uploadId").orElse(""), key, CompletedParts.etags(body));
    if (before.isPresent()) {
      return completed(bucket, key, before.get());
    }
    MultipartUpload upload = upload(request, bucket, key);
    CompletedParts completed = CompletedParts.of(body, upload);
    completed.checkAnnouncedChecksum(request);
    ObjectVersion version =
        bucket
            .uploads()
            .complete(
                upload,
                completed.parts(),
                AttributeHeaders.precondition(request),
                completed.etag(),
                completed.attributes(),
                ObjectWrites.cause("CompleteMultipartUpload", request));
    return completed(bucket, key, version);
  }

  private static Answer completed(Bucket bucket, String key, ObjectVersion version) {
    XmlWriter xml = XmlWriter.document("CompleteMultipartUploadResult");
    xml.element("Location", "/" + bucket.name() + "/" + key);
    xml.element("Bucket", bucket.name());
    xml.element("Key", key);
    xml.element("ETag", AttributeHeaders.quoted(version.etag()));
    version
        .attributes()
        .checksums()
        .forEach((algorithm, value) -> xml.element("Checksum" + algorithm, value));
    if (!version.attributes().checksums().isEmpty()) {
      xml.element("ChecksumType", version.attributes().checksumType());
    }
    return Answer.of(200, "application/xml", xml.finish())
        .with(AttributeHeaders.versionId(version));
  }

  static Answer abort(Request request, Bucket bucket, String key) throws IOException {
    bucket.uploads().abort(upload(request, bucket, key));
    return Answer.of(204);
  }

  static Answer listParts(Request request, Bucket bucket, String key) {
    MultipartUpload upload = upload(request, bucket, key);
    int marker = number(request.query("part-number-marker").orElse("0"));
    int maxParts = Math.min(number(request.query("max-parts").orElse("1000")), 1000);
    Collection<Part> after = upload.parts().tailMap(marker, false).values();
    List<Part> page = new ArrayList<>(after.stream().limit(maxParts).toList());
    boolean truncated = after.size() > page.size();
    XmlWriter xml = XmlWriter.document("ListPartsResult");
    xml.element("Bucket", bucket.name());
    xml.element("Key", key);
    xml.element("UploadId", upload.uploadId());
    xml.element("PartNumberMarker", marker);
    if (truncated && !page.isEmpty()) {
      xml.element("NextPartNumberMarker", page.getLast().partNumber());
    }
    xml.element("MaxParts", maxParts);
    xml.element("IsTruncated", truncated);
    if (!upload.checksumAlgorithm().isEmpty()) {
      xml.element("ChecksumAlgorithm", upload.checksumAlgorithm());
      xml.element("ChecksumType", upload.checksumType());
    }
    for (Part part : page) {
      xml.begin("Part");
      xml.element("PartNumber", part.partNumber());
      xml.element("LastModified", AttributeHeaders.xmlTime(part.lastModified()));
      xml.element("ETag", AttributeHeaders.quoted(part.etag()));
      xml.element("Size", part.sizeBytes());
      part.checksums().forEach((algorithm, value) -> xml.element("Checksum" + algorithm, value));
      xml.end();
    }
    xml.element("StorageClass", "STANDARD");
    return Answer.of(200, "application/xml", xml.finish());
  }

  /// Answers one page only: more than 1000 uploads at once are refused instead of silently cut off.
  static Answer listUploads(Request request, Bucket bucket) {
    String prefix = request.query("prefix").orElse("");
    List<MultipartUpload> uploads =
        bucket.uploads().all().stream().filter(upload -> upload.key().startsWith(prefix)).toList();
    boolean paged =
        request.query("delimiter").filter(text -> !text.isEmpty()).isPresent()
            || request.query("key-marker").filter(text -> !text.isEmpty()).isPresent()
            || uploads.size() > number(request.query("max-uploads").orElse("1000"));
    if (paged) {
      throw S3Failure.notImplemented("ListMultipartUploads with a delimiter or in pages");
    }
    XmlWriter xml = XmlWriter.document("ListMultipartUploadsResult");
    xml.element("Bucket", bucket.name());
    xml.element("Prefix", prefix);
    xml.element("MaxUploads", 1000);
    xml.element("IsTruncated", false);
    for (MultipartUpload upload : uploads) {
      xml.begin("Upload");
      xml.element("Key", upload.key());
      xml.element("UploadId", upload.uploadId());
      xml.element("Initiated", AttributeHeaders.xmlTime(upload.initiatedAt()));
      xml.element("StorageClass", "STANDARD");
      xml.end();
    }
    return Answer.of(200, "application/xml", xml.finish());
  }

  private static MultipartUpload upload(Request request, Bucket bucket, String key) {
    return bucket.uploads().find(request.query("uploadId").orElse(""), key);
  }

  static int partNumber(String text) {
    try {
      int partNumber = Integer.parseInt(text);
      if (partNumber >= 1 && partNumber <= MOST_PARTS) {
        return partNumber;
      }
    } catch (NumberFormatException e) {
      throw invalidPartNumber();
    }
    throw invalidPartNumber();
  }

  private static S3Failure invalidPartNumber() {
    return S3Failure.invalidArgument(
        "Part number must be an integer between 1 and 10000, inclusive");
  }

  private static int number(String text) {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw S3Failure.invalidArgument("'" + text + "' is not an integer");
    }
  }
}
