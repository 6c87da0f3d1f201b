package dev.slipway.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Creates clients of the AWS services, once per function from its environment: region, credentials
/// and endpoint are explicit, so that the SDK looks for no profile and no metadata service. The
/// SDK's retries are off; [Backoff] repeats calls. Thread-safe; lives as long as the process.
///
/// The connection pool is the JDK's, which keeps 5 idle connections per host unless
/// `-Dhttp.maxConnections` says more: release-upload sets 16 in template.yaml.
public final class AwsClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  /// Short, because no work waits for an event bus.
  private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(2);

  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final @Nullable URI endpoint;
  private final SdkHttpClient http;

  private AwsClients(Region region, AwsCredentialsProvider credentials, @Nullable URI endpoint) {
    this.region = region;
    this.credentials = credentials;
    this.endpoint = endpoint;
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(SOCKET_TIMEOUT)
            .build();
  }

  /// Reads `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`
  /// (optional) and `AWS_ENDPOINT_URL` (optional; S3 is then addressed by path). Without keys
  /// Lambda's own credentials endpoint is asked, when its variable is set.
  ///
  /// @throws IllegalArgumentException naming what is missing
  public static AwsClients from(Map<String, String> environment) {
    URI endpoint = optional(environment, "AWS_ENDPOINT_URL").map(AwsClients::endpoint).orElse(null);
    return new AwsClients(
        Region.of(required(environment, "AWS_REGION")), credentials(environment), endpoint);
  }

  public S3Client s3() {
    return configured(S3Client.builder()).httpClient(http).forcePathStyle(endpoint != null).build();
  }

  /// Creates a signer of addresses; it makes no calls.
  public S3Presigner s3Presigner() {
    var presigner =
        S3Presigner.builder()
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(endpoint != null).build());
    if (endpoint != null) {
      presigner.endpointOverride(endpoint);
    }
    return presigner.build();
  }

  public SecretsManagerClient secretsManager() {
    return configured(SecretsManagerClient.builder()).httpClient(http).build();
  }

  /// Creates a client with a timeout of 2 seconds, because no work may wait for it.
  public EventBridgeClient eventBridge() {
    var impatient =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(EVENTS_TIMEOUT)
            .socketTimeout(EVENTS_TIMEOUT)
            .build();
    return configured(EventBridgeClient.builder()).httpClient(impatient).build();
  }

  private <B extends AwsClientBuilder<B, C>, C> B configured(B builder) {
    builder
        .region(region)
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .defaultProfileFile(ProfileFile.aggregator().build())
                .build());
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder;
  }

  private static AwsCredentialsProvider credentials(Map<String, String> environment) {
    if (optional(environment, "AWS_ACCESS_KEY_ID").isEmpty()
        && optional(environment, "AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
      // Lambda passes credentials this way to a function that was restored from a snapshot.
      return ContainerCredentialsProvider.create();
    }
    return StaticCredentialsProvider.create(fixedCredentials(environment));
  }

  private static AwsCredentials fixedCredentials(Map<String, String> environment) {
    String id = required(environment, "AWS_ACCESS_KEY_ID");
    String secret = required(environment, "AWS_SECRET_ACCESS_KEY");
    return optional(environment, "AWS_SESSION_TOKEN")
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
        .orElseGet(() -> AwsBasicCredentials.create(id, secret));
  }

  private static URI endpoint(String value) {
    var uri = URI.create(value);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("AWS_ENDPOINT_URL must be an address with a host");
    }
    return uri;
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  private static Optional<String> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
