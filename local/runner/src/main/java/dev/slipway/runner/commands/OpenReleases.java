package dev.slipway.runner.commands;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.s3.S3Client;

/// Reads from the state bucket whether a release waits for something: it then has a key under
/// `following/`, or a marker under `open/` of a minute that comes soon.
final class OpenReleases implements AutoCloseable {
  private static final String FOLLOWED = "following/";
  private static final String MARKERS = "open/";
  private static final Duration SOON = Duration.ofHours(2);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  private final SlipwayLocal local;
  private final S3Client s3;

  OpenReleases(SlipwayLocal local) {
    this.local = local;
    this.s3 = LocalS3.client(local);
  }

  boolean any() {
    String soon = MARKERS + MINUTE.format(local.clock().instant().plus(SOON));
    return s3.listObjectsV2(list -> list.bucket(local.stateBucket()).prefix(FOLLOWED).maxKeys(1))
            .hasContents()
        || s3
            .listObjectsV2(list -> list.bucket(local.stateBucket()).prefix(MARKERS).maxKeys(1))
            .contents()
            .stream()
            .anyMatch(marker -> marker.key().compareTo(soon) < 0);
  }

  @Override
  public void close() {
    s3.close();
  }
}
