package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.MultipartUpload;
import dev.slipway.localaws.objects.MultipartUpload.Part;
import dev.slipway.localaws.objects.ObjectAttributes;
import dev.slipway.localaws.objects.Precondition;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.localaws.signature.ChecksumAlgorithm;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parts that CompleteMultipartUpload names, checked against those that were uploaded.
///
/// @param parts parts in order
/// @param etag MD5 of the parts' MD5s, then the number of parts
/// @param attributes attributes of the upload, with the checksum of the whole
record CompletedParts(List<Part> parts, String etag, ObjectAttributes attributes) {
  private static final long SMALLEST_PART_BYTES = 5L * 1024 * 1024;

  /// @throws S3Failure InvalidPart, InvalidPartOrder or EntityTooSmall
  static CompletedParts of(XmlElement body, MultipartUpload upload) {
    List<XmlElement> named = body.children("Part");
    if (named.isEmpty()) {
      throw XmlElement.malformed();
    }
    List<Part> parts = new ArrayList<>();
    for (XmlElement element : named) {
      Part part = find(element, upload);
      if (!parts.isEmpty() && parts.getLast().partNumber() >= part.partNumber()) {
        throw new S3Failure(
            400,
            "InvalidPartOrder",
            "The list of parts was not in ascending order. The parts list must be specified in"
                + " order by part number.");
      }
      parts.add(part);
    }
    for (Part part : parts.subList(0, parts.size() - 1)) {
      if (part.sizeBytes() < SMALLEST_PART_BYTES) {
        throw new S3Failure(
            400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      }
    }
    return new CompletedParts(parts, etag(parts), attributes(parts, upload));
  }

  /// Returns the ETags by part number, as the request names them.
  static Map<Integer, String> etags(XmlElement body) {
    var etags = new TreeMap<Integer, String>();
    for (XmlElement element : body.children("Part")) {
      etags.put(
          MultipartOperations.partNumber(element.required("PartNumber")), element.required("ETag"));
    }
    return etags;
  }

  private static Part find(XmlElement element, MultipartUpload upload) {
    Part part = upload.parts().get(MultipartOperations.partNumber(element.required("PartNumber")));
    if (part == null || !Precondition.matches(element.required("ETag"), part.etag())) {
      throw invalidPart();
    }
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Optional<String> expected = element.child("Checksum" + algorithm.name());
      String actual = part.checksums().get(algorithm.name());
      if (expected.isPresent() && !expected.get().equals(actual)) {
        throw invalidPart();
      }
    }
    return part;
  }

  private static S3Failure invalidPart() {
    return new S3Failure(
        400,
        "InvalidPart",
        "One or more of the specified parts could not be found. The part may not have been"
            + " uploaded, or the specified entity tag may not match the part's entity tag.");
  }

  private static String etag(List<Part> parts) {
    MessageDigest md5 = ReceivedBody.digest("MD5");
    parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.etag())));
    return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
  }

  private static ObjectAttributes attributes(List<Part> parts, MultipartUpload upload) {
    Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.named(upload.checksumAlgorithm());
    if (algorithm.isEmpty()) {
      return upload.attributes();
    }
    String name = algorithm.get().name();
    List<String> values =
        parts.stream().map(part -> part.checksums().getOrDefault(name, "")).toList();
    if (values.contains("")) {
      throw S3Failure.invalidRequest(
          "The upload was created using a "
              + name
              + " checksum. The complete request must include"
              + " the checksum for each part.");
    }
    String whole =
        upload.checksumType().equals("COMPOSITE")
            ? composite(algorithm.get(), values)
            : full(algorithm.get(), parts, values);
    return upload.attributes().withChecksums(Map.of(name, whole), upload.checksumType());
  }

  private static String composite(ChecksumAlgorithm algorithm, List<String> values) {
    ChecksumAlgorithm.Running running = algorithm.start();
    for (String value : values) {
      byte[] bytes = Base64.getDecoder().decode(value);
      running.update(bytes, 0, bytes.length);
    }
    return running.base64() + "-" + values.size();
  }

  private static String full(ChecksumAlgorithm algorithm, List<Part> parts, List<String> values) {
    String whole = values.getFirst();
    for (int i = 1; i < parts.size(); i++) {
      whole = algorithm.combine(whole, values.get(i), parts.get(i).sizeBytes());
    }
    return whole;
  }

  /// @throws S3Failure BadDigest if an announced checksum of the whole does not match
  void checkAnnouncedChecksum(Request request) {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Optional<String> announced = request.header(algorithm.headerName());
      String actual = attributes.checksums().get(algorithm.name());
      if (announced.isPresent() && actual != null && !announced.get().equals(actual)) {
        throw new S3Failure(
            400,
            "BadDigest",
            "The " + algorithm.name() + " you specified did not match the calculated checksum.");
      }
    }
  }
}
