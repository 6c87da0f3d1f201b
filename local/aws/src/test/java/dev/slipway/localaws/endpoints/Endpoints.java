package dev.slipway.localaws.endpoints;

import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import dev.slipway.localaws.endpoints.Endpoint.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// Every endpoint that the suites know. One that is not there is a skip with a reason that says how
/// to get it.
public final class Endpoints {
  /// The last image that starts without a token.
  private static final DockerImageName LOCAL_STACK =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final Set<Deviation> NONE = EnumSet.noneOf(Deviation.class);

  /// LocalStack and moto load a service when it is first asked.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Endpoints() {}

  /// Our own stand-in; it is always there, and deviates nowhere.
  ///
  /// @param clock by which objects are dated
  public static OpenEndpoint localAws(Path directory, InstantSource clock) throws IOException {
    var aws = LocalAws.start(LocalAwsOptions.at(directory).withClock(clock));
    return new OpenEndpoint(Endpoint.localAws(aws), aws::close);
  }

  /// A `moto_server` that was started by hand.
  public static OpenEndpoint moto() {
    String url = System.getProperty("moto.endpoint", "");
    if (url.isEmpty()) {
      skip(
          "no moto: start `moto_server -H 127.0.0.1 -p 5000` (pip install 'moto[server]'), then"
              + " make verify MOTO_ENDPOINT=http://127.0.0.1:5000");
    }
    return OpenEndpoint.of(moto(URI.create(url)));
  }

  /// LocalStack in a container of its own.
  public static OpenEndpoint localStack() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      skip(
          "no Docker engine for LocalStack: start one, or start LocalStack anywhere and say make"
              + " verify AWS_ENDPOINT_URL=http://127.0.0.1:4566");
    }
    var container =
        new LocalStackContainer(LOCAL_STACK).withServices("s3", "secretsmanager", "events");
    container.start();
    return new OpenEndpoint(localStack("localstack", container.getEndpoint()), container::stop);
  }

  /// The one that `AWS_ENDPOINT_URL` names; `aws` is AWS itself.
  public static OpenEndpoint given() {
    String url = System.getProperty("aws.endpoint", "");
    if (url.isEmpty()) {
      skip(
          "AWS_ENDPOINT_URL names no endpoint: make verify AWS_ENDPOINT_URL=http://127.0.0.1:4566"
              + " for LocalStack or ministack, AWS_ENDPOINT_URL=aws for AWS itself");
    }
    return OpenEndpoint.of(
        given(url, System.getenv()).with(services(System.getProperty("aws.services", ""))));
  }

  static Endpoint given(String url, Map<String, String> environment) {
    return given(url, environment, PATIENCE);
  }

  /// @param patience how long the first answer may take
  static Endpoint given(String url, Map<String, String> environment, Duration patience) {
    if (url.equals("aws")) {
      return new Endpoint(
          "aws",
          null,
          required(environment, nameOfTheRegion(environment)),
          credentials(environment),
          EnumSet.allOf(Service.class),
          NONE);
    }
    var uri = URI.create(url);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "AWS_ENDPOINT_URL must be an address with a host, or aws: " + url);
    }
    var standIn = recognised(uri, patience);
    return standIn.as(
        environment.getOrDefault(nameOfTheRegion(environment), standIn.region()),
        environment.containsKey("AWS_ACCESS_KEY_ID")
            ? credentials(environment)
            : standIn.credentials());
  }

  private static Endpoint recognised(URI uri, Duration patience) {
    if (answers(uri, "/_ministack/health", patience)) {
      return Endpoint.standIn("ministack", uri, NONE);
    }
    if (answers(uri, "/_localstack/health", patience)) {
      return localStack("localstack-by-hand", uri);
    }
    if (answers(uri, "/moto-api/", patience)) {
      return moto(uri);
    }
    return Endpoint.standIn("given", uri, NONE);
  }

  /// @param names as in `SERVICES=s3,events`; empty for all
  static Set<Service> services(String names) {
    if (names.isBlank()) {
      return EnumSet.allOf(Service.class);
    }
    var services = EnumSet.noneOf(Service.class);
    for (String name : names.split("[, ]+")) {
      services.add(
          Arrays.stream(Service.values())
              .filter(service -> service.nameInCommands().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "SERVICES names "
                              + name
                              + "; it takes s3, secretsmanager and events, with commas")));
    }
    if (!services.contains(Service.S3)) {
      throw new IllegalArgumentException("SERVICES must name s3: every part of the suite needs it");
    }
    return services;
  }

  private static Endpoint moto(URI uri) {
    return Endpoint.standIn(
        "moto",
        uri,
        EnumSet.complementOf(
            EnumSet.of(
                Deviation.CREATE_REPEATED,
                Deviation.CONDITIONAL_DELETE,
                Deviation.COPY_OF_AN_OLDER_VERSION,
                Deviation.PAGES_OF_VERSIONS,
                Deviation.CRC32C_IN_A_TRAILER)));
  }

  /// Its Secrets Manager is moto's with patches, its EventBridge looks at each event for itself
  /// (localstack/services/secretsmanager/provider.py and events/provider.py).
  private static Endpoint localStack(String name, URI uri) {
    return Endpoint.standIn(
        name,
        uri,
        EnumSet.of(
            Deviation.CREATE_REPEATED,
            Deviation.PENDING_TOKEN_REUSED,
            Deviation.PUT_TO_A_DELETED_SECRET,
            Deviation.NO_EVENTS,
            Deviation.LARGE_EVENTS,
            Deviation.CONDITIONAL_DELETE,
            Deviation.COPY_OF_AN_OLDER_VERSION,
            Deviation.PAGES_OF_VERSIONS,
            Deviation.SIGNED_LENGTH,
            Deviation.CRC32C_IN_A_TRAILER));
  }

  private static String nameOfTheRegion(Map<String, String> environment) {
    return environment.containsKey("AWS_REGION") ? "AWS_REGION" : "AWS_DEFAULT_REGION";
  }

  private static AwsCredentials credentials(Map<String, String> environment) {
    String id = required(environment, "AWS_ACCESS_KEY_ID");
    String secret = required(environment, "AWS_SECRET_ACCESS_KEY");
    String token = environment.getOrDefault("AWS_SESSION_TOKEN", "");
    return token.isEmpty()
        ? AwsBasicCredentials.create(id, secret)
        : AwsSessionCredentials.create(id, secret, token);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          name
              + " is missing: AWS_ENDPOINT_URL takes region and keys from the environment (aws"
              + " configure export-credentials --format env prints them)");
    }
    return value;
  }

  private static boolean answers(URI uri, String path, Duration patience) {
    try (var http = HttpClient.newBuilder().connectTimeout(patience).build()) {
      var request = HttpRequest.newBuilder(uri.resolve(path)).timeout(patience).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (HttpConnectTimeoutException e) {
      throw new IllegalStateException(
          "AWS_ENDPOINT_URL: " + uri + " accepted no connection within " + text(patience), e);
    } catch (HttpTimeoutException e) {
      throw new IllegalStateException(
          "AWS_ENDPOINT_URL: "
              + uri
              + " accepted the connection and gave no answer within "
              + text(patience),
          e);
    } catch (ConnectException e) {
      throw new IllegalStateException(
          "AWS_ENDPOINT_URL: nothing listens at " + uri + " (connection refused)", e);
    } catch (IOException e) {
      throw new IllegalStateException("AWS_ENDPOINT_URL: " + uri + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String text(Duration patience) {
    return patience.toMillis() / 1000.0 + " seconds";
  }

  private static void skip(String reason) {
    System.out.println("SKIPPED " + reason);
    Assumptions.abort(reason);
  }
}
