package dev.slipway.aws;

import dev.slipway.drops.DropRemoval;
import dev.slipway.state.StateUnavailableException;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Removes drops of the drop bucket by delete markers, the only way that its function may. The
/// versions below them are deleted seven days later (rule ExpireDrops of template.yaml).
/// Thread-safe.
public final class DropBucketRemoval implements DropRemoval {
  private static final int PAGE = 500;

  private final S3Client s3;
  private final String bucket;
  private final Backoff backoff;

  public DropBucketRemoval(S3Client s3, String bucket, Backoff backoff) {
    this.s3 = s3;
    this.bucket = bucket;
    this.backoff = backoff;
  }

  @Override
  public boolean removeAll(String prefix, BooleanSupplier mayGoOn) {
    try {
      List<S3Object> objects;
      do {
        objects =
            backoff
                .repeat(
                    () ->
                        s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).maxKeys(PAGE)))
                .contents();
        for (S3Object object : objects) {
          if (!mayGoOn.getAsBoolean()) {
            return false;
          }
          backoff.repeat(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
        }
      } while (!objects.isEmpty());
      return true;
    } catch (SdkException e) {
      throw new StateUnavailableException("Drops could not be removed", e);
    }
  }
}
