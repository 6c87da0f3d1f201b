package dev.slipway.runner.endpoint;

import dev.slipway.localaws.events.ObjectEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// Tells of new object versions by looking, in the place of S3's notifications, which not every
/// endpoint sends.
final class BucketWatch {
  private final S3Client s3;
  private final List<String> buckets;
  private final String region;
  private final InstantSource clock;
  private final Set<String> seen = new HashSet<>();

  BucketWatch(S3Client s3, List<String> buckets, String region, InstantSource clock) {
    this.s3 = s3;
    this.buckets = buckets;
    this.region = region;
    this.clock = clock;
  }

  /// What was created since the last look, oldest version first within a key.
  List<ObjectEvent> look() {
    var events = new ArrayList<ObjectEvent>();
    for (String bucket : buckets) {
      for (ObjectVersion version :
          s3.listObjectVersionsPaginator(list -> list.bucket(bucket)).versions()) {
        if (seen.add(bucket + " " + version.versionId() + " " + version.key())) {
          events.add(created(bucket, version));
        }
      }
    }
    return events.reversed();
  }

  private ObjectEvent created(String bucket, ObjectVersion version) {
    return new ObjectEvent(
        bucket,
        version.key(),
        version.versionId(),
        version.eTag().replace("\"", ""),
        version.size(),
        "%016X".formatted(seen.size()),
        ObjectEvent.EventName.CREATED,
        clock.instant(),
        "PutObject",
        false,
        region,
        "000000000000",
        "request-" + seen.size());
  }
}
