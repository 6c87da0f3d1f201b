package dev.slipway.localaws.endpoints;

import dev.slipway.localaws.LocalAws;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The SDK's clients as our own code builds them: everything explicit, nothing looked up.
public record AwsClients(
    S3Client s3, S3Presigner presigner, SecretsManagerClient secrets, EventBridgeClient events)
    implements AutoCloseable {

  /// Clients of our own stand-in.
  public static AwsClients at(LocalAws aws) {
    return at(Endpoint.localAws(aws));
  }

  /// Clients of all services at one endpoint.
  public static AwsClients at(Endpoint endpoint) {
    AwsCredentialsProvider credentials = StaticCredentialsProvider.create(endpoint.credentials());
    S3Presigner.Builder presigner =
        S3Presigner.builder()
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(!endpoint.isAws()).build())
            .region(Region.of(endpoint.region()))
            .credentialsProvider(credentials);
    if (!endpoint.isAws()) {
      presigner.endpointOverride(endpoint.uri());
    }
    return new AwsClients(
        configured(S3Client.builder(), endpoint, credentials)
            .forcePathStyle(!endpoint.isAws())
            .httpClient(UrlConnectionHttpClient.create())
            .build(),
        presigner.build(),
        configured(SecretsManagerClient.builder(), endpoint, credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build(),
        configured(EventBridgeClient.builder(), endpoint, credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build());
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configured(
      B builder, Endpoint endpoint, AwsCredentialsProvider credentials) {
    builder.region(Region.of(endpoint.region())).credentialsProvider(credentials);
    if (!endpoint.isAws()) {
      builder.endpointOverride(endpoint.uri());
    }
    return builder;
  }

  @Override
  public void close() {
    s3.close();
    presigner.close();
    secrets.close();
    events.close();
  }
}
