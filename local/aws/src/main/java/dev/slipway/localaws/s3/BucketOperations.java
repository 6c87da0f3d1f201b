package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.ObjectStore;
import dev.slipway.wire.Answer;
import java.io.IOException;

/// The operations on buckets themselves.
final class BucketOperations {
  private final ObjectStore store;
  private final String region;

  BucketOperations(ObjectStore store, String region) {
    this.store = store;
    this.region = region;
  }

  Answer list() {
    XmlWriter xml = XmlWriter.document("ListAllMyBucketsResult");
    xml.begin("Owner").element("ID", "local").element("DisplayName", "local").end();
    xml.begin("Buckets");
    for (Bucket bucket : store.buckets()) {
      xml.begin("Bucket")
          .element("Name", bucket.name())
          .element("CreationDate", AttributeHeaders.xmlTime(bucket.createdAt()))
          .end();
    }
    return Answer.of(200, "application/xml", xml.finish());
  }

  Answer create(String name) throws IOException {
    store.createBucket(name);
    return Answer.of(200).with("Location", "/" + name);
  }

  Answer delete(String name) throws IOException {
    store.deleteBucket(name);
    return Answer.of(204);
  }

  Answer head() {
    return Answer.of(200).with("x-amz-bucket-region", region);
  }

  /// Answers the location; for us-east-1 that is empty (GetBucketLocation).
  Answer location() {
    String text = region.equals("us-east-1") ? "" : region;
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint"
            + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + text
            + "</LocationConstraint>";
    return Answer.of(200, "application/xml", xml);
  }

  Answer versioning(Bucket bucket) {
    XmlWriter xml = XmlWriter.document("VersioningConfiguration");
    switch (bucket.versioning()) {
      case OFF -> {
        // A bucket that was never versioned has no Status at all.
      }
      case ENABLED -> xml.element("Status", "Enabled");
      case SUSPENDED -> xml.element("Status", "Suspended");
    }
    return Answer.of(200, "application/xml", xml.finish());
  }

  Answer changeVersioning(Request request, Bucket bucket) throws IOException {
    String status = XmlElement.parse(ObjectWrites.bytes(request)).required("Status");
    bucket.versioning(
        switch (status) {
          case "Enabled" -> Bucket.Versioning.ENABLED;
          case "Suspended" -> Bucket.Versioning.SUSPENDED;
          default -> throw XmlElement.malformed();
        });
    return Answer.of(200);
  }
}
