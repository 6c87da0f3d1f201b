package dev.slipway.runner;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Creates the AWS SDK's S3 client, configured as in a user's own tool.
public final class LocalS3 {
  private LocalS3() {}

  /// Returns a client of the AWS stand-in. The caller closes it.
  public static S3Client client(SlipwayLocal local) {
    Map<String, String> environment = local.awsEnvironment();
    return S3Client.builder()
        .endpointOverride(local.awsUri())
        .forcePathStyle(true)
        .region(Region.of(environment.getOrDefault("AWS_REGION", "")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                    environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""))))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
