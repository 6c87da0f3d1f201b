package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.Cause;
import dev.slipway.localaws.objects.ObjectAttributes;
import dev.slipway.localaws.objects.ObjectStore;
import dev.slipway.localaws.objects.ObjectVersion;
import dev.slipway.localaws.objects.Precondition;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The operations PutObject, CopyObject, DeleteObject, DeleteObjects, and those on tags.
final class ObjectWrites {
  private static final int MOST_DELETED_AT_ONCE = 1000;
  private static final int LARGEST_XML_BYTES = 2 * 1024 * 1024;

  private final ObjectStore store;

  ObjectWrites(ObjectStore store) {
    this.store = store;
  }

  static Cause cause(String reason, Request request) {
    return new Cause(reason, request.id(), request.answered());
  }

  Answer put(Request request, Bucket bucket, String key) throws IOException {
    ObjectAttributes attributes = AttributeHeaders.of(request);
    Precondition precondition = AttributeHeaders.precondition(request);
    try (ReceivedBody body = ReceivedBody.receive(request, store)) {
      ObjectVersion version =
          bucket.put(
              key,
              precondition,
              List.of(body.file()),
              body.md5(),
              attributes.withChecksums(
                  body.checksums(), body.checksums().isEmpty() ? "" : "FULL_OBJECT"),
              cause("PutObject", request));
      return Answer.of(200)
          .with("ETag", AttributeHeaders.quoted(version.etag()))
          .with(AttributeHeaders.versionId(version))
          .with(AttributeHeaders.checksums(version.attributes()));
    }
  }

  Answer copy(Request request, Bucket bucket, String key) throws IOException {
    String header = request.header("x-amz-copy-source").orElse("");
    int question = header.lastIndexOf("?versionId=");
    @Nullable String sourceVersionId =
        question < 0 ? null : header.substring(question + "?versionId=".length());
    S3Path source = S3Path.of(question < 0 ? header : header.substring(0, question));
    boolean replace = request.header("x-amz-metadata-directive").orElse("COPY").equals("REPLACE");
    if (!replace
        && sourceVersionId == null
        && source.bucket().equals(bucket.name())
        && source.key().equals(key)) {
      throw S3Failure.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    Path file = store.incomingFile();
    try {
      MessageDigest md5 = ReceivedBody.digest("MD5");
      ObjectVersion original =
          open(
              request, source, sourceVersionId, (version, in) -> copyBytes(in, file, md5, version));
      ObjectAttributes attributes = replace ? AttributeHeaders.of(request) : original.attributes();
      boolean wholeChecksum = original.attributes().checksumType().equals("FULL_OBJECT");
      ObjectVersion version =
          bucket.put(
              key,
              AttributeHeaders.precondition(request),
              List.of(file),
              HexFormat.of().formatHex(md5.digest()),
              attributes.withChecksums(
                  wholeChecksum ? original.attributes().checksums() : Map.of(),
                  wholeChecksum ? "FULL_OBJECT" : ""),
              cause("CopyObject", request));
      XmlWriter xml = XmlWriter.document("CopyObjectResult");
      xml.element("LastModified", AttributeHeaders.xmlTime(version.lastModified()));
      xml.element("ETag", AttributeHeaders.quoted(version.etag()));
      Answer answer =
          Answer.of(200, "application/xml", xml.finish()).with(AttributeHeaders.versionId(version));
      return original.versionId().equals(ObjectVersion.NULL_VERSION_ID)
          ? answer
          : answer.with("x-amz-copy-source-version-id", original.versionId());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @FunctionalInterface
  private interface Copying {
    void copy(ObjectVersion version, InputStream in) throws IOException;
  }

  private ObjectVersion open(
      Request request, S3Path source, @Nullable String versionId, Copying copying)
      throws IOException {
    record Opened(ObjectVersion version, InputStream body) {}
    Opened opened =
        store
            .bucket(source.bucket())
            .read(
                source.key(),
                versionId,
                (version, bodies) -> {
                  Optional<String> ifMatch = request.header("x-amz-copy-source-if-match");
                  if (ifMatch.isPresent() && !Precondition.matches(ifMatch.get(), version.etag())) {
                    throw S3Failure.preconditionFailed();
                  }
                  return new Opened(version, bodies.open(0, version.sizeBytes()));
                });
    try (InputStream body = opened.body()) {
      copying.copy(opened.version(), body);
    }
    return opened.version();
  }

  private static void copyBytes(InputStream in, Path file, MessageDigest md5, ObjectVersion version)
      throws IOException {
    byte[] buffer = new byte[Math.clamp(version.sizeBytes(), 1, 256 * 1024)];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        md5.update(buffer, 0, count);
      }
    }
  }

  static Answer delete(Request request, Bucket bucket, String key) throws IOException {
    Bucket.Deletion deletion =
        bucket.delete(
            key,
            request.query("versionId").orElse(null),
            new Precondition(request.header("If-Match").orElse(null), null),
            cause("DeleteObject", request));
    Map<String, String> headers = new TreeMap<>();
    if (deletion.versionId() != null) {
      headers.put("x-amz-version-id", deletion.versionId());
    }
    if (deletion.deleteMarker()) {
      headers.put("x-amz-delete-marker", "true");
    }
    return Answer.of(204).with(headers);
  }

  static Answer deleteMany(Request request, Bucket bucket) throws IOException {
    XmlElement delete = XmlElement.parse(bytes(request));
    List<XmlElement> objects = delete.children("Object");
    if (objects.isEmpty() || objects.size() > MOST_DELETED_AT_ONCE) {
      throw XmlElement.malformed();
    }
    boolean quiet = delete.child("Quiet").orElse("false").equals("true");
    XmlWriter xml = XmlWriter.document("DeleteResult");
    for (XmlElement object : objects) {
      deleteOne(request, bucket, object, quiet, xml);
    }
    return Answer.of(200, "application/xml", xml.finish());
  }

  private static void versionId(@Nullable String versionId, XmlWriter xml) {
    if (versionId != null) {
      xml.element("VersionId", versionId);
    }
  }

  private static void deleteOne(
      Request request, Bucket bucket, XmlElement object, boolean quiet, XmlWriter xml)
      throws IOException {
    String key = object.required("Key");
    String versionId = object.child("VersionId").orElse(null);
    try {
      Bucket.Deletion deletion =
          bucket.delete(
              key,
              versionId,
              new Precondition(object.child("ETag").orElse(null), null),
              cause("DeleteObject", request));
      if (quiet) {
        return;
      }
      xml.begin("Deleted").element("Key", key);
      versionId(versionId, xml);
      if (deletion.deleteMarker()) {
        xml.element("DeleteMarker", true);
        if (deletion.versionId() != null) {
          xml.element("DeleteMarkerVersionId", deletion.versionId());
        }
      }
      xml.end();
    } catch (S3Failure e) {
      xml.begin("Error").element("Key", key);
      versionId(versionId, xml);
      xml.element("Code", e.code()).element("Message", e.text()).end();
    }
  }

  static Answer tag(Request request, Bucket bucket, String key) throws IOException {
    Map<String, String> tags = new TreeMap<>();
    for (XmlElement set : XmlElement.parse(bytes(request)).children("TagSet")) {
      for (XmlElement tag : set.children("Tag")) {
        tags.put(tag.required("Key"), tag.required("Value"));
      }
    }
    bucket.tag(key, request.query("versionId").orElse(null), tags);
    return Answer.of(200);
  }

  static Answer untag(Request request, Bucket bucket, String key) throws IOException {
    bucket.tag(key, request.query("versionId").orElse(null), Map.of());
    return Answer.of(204);
  }

  static Answer tags(Request request, Bucket bucket, String key) throws IOException {
    XmlWriter xml = XmlWriter.document("Tagging").begin("TagSet");
    bucket
        .<Map<String, String>>read(
            key,
            request.query("versionId").orElse(null),
            (version, bodies) -> version.attributes().tags())
        .forEach(
            (name, value) -> xml.begin("Tag").element("Key", name).element("Value", value).end());
    return Answer.of(200, "application/xml", xml.finish());
  }

  /// Returns a small XML body, checked against Content-MD5.
  static InputStream bytes(Request request) throws IOException {
    byte[] bytes = request.body().readNBytes(LARGEST_XML_BYTES);
    ReceivedBody.checkContentMd5(request, ReceivedBody.digest("MD5").digest(bytes));
    return new java.io.ByteArrayInputStream(bytes);
  }
}
