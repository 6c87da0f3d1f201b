package dev.slipway.localaws.conformance;

import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The whole suite; a subclass says where AWS is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwsConformance
    implements ObjectConformance,
        ListingConformance,
        VersionConformance,
        ConditionalWriteConformance,
        MultipartConformance,
        PresignedConformance,
        SecretConformance,
        SecretDeletionConformance {
  private AwsClients clients;

  abstract URI endpoint();

  abstract Set<MotoDeviation> deviations();

  @Override
  public AwsClients aws() {
    if (clients == null) {
      clients = AwsClients.at(endpoint());
    }
    return clients;
  }

  @Override
  public boolean deviates(MotoDeviation deviation) {
    return deviations().contains(deviation);
  }

  @Override
  public String newBucket(boolean versioned) {
    String bucket = "b-" + UUID.randomUUID();
    aws().s3().createBucket(request -> request.bucket(bucket));
    if (versioned) {
      aws()
          .s3()
          .putBucketVersioning(
              request ->
                  request
                      .bucket(bucket)
                      .versioningConfiguration(
                          versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }
    return bucket;
  }

  @AfterAll
  void closeClients() {
    if (clients != null) {
      clients.close();
    }
  }
}
