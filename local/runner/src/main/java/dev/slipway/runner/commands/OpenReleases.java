package dev.slipway.runner.commands;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import software.amazon.awssdk.services.s3.S3Client;

/// Reads from the state bucket whether a release waits for something: it then has a marker under
/// `open/`.
final class OpenReleases implements AutoCloseable {
  private static final String MARKERS = "open/";

  private final String bucket;
  private final S3Client s3;

  OpenReleases(SlipwayLocal local) {
    this.bucket = local.stateBucket();
    this.s3 = LocalS3.client(local);
  }

  boolean any() {
    return s3.listObjectsV2(list -> list.bucket(bucket).prefix(MARKERS).maxKeys(1)).hasContents();
  }

  @Override
  public void close() {
    s3.close();
  }
}
