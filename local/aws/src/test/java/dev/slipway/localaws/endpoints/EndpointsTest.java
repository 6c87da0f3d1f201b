package dev.slipway.localaws.endpoints;

import static dev.slipway.localaws.faults.Fault.accessDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import dev.slipway.localaws.endpoints.Endpoint.Service;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;

class EndpointsTest {
  private static final Map<String, String> KEYS =
      Map.of(
          "AWS_DEFAULT_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "id",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "AWS_SESSION_TOKEN", "token");

  @TempDir Path directory;

  @Test
  void noTestSeesTheEndpointOfADevelopersShell() {
    assertThat(System.getenv()).doesNotContainKey("AWS_ENDPOINT_URL");
  }

  @Test
  void awsItselfTakesRegionAndKeysFromTheEnvironment() {
    var aws = Endpoints.given("aws", KEYS);
    assertThat(aws.isAws()).isTrue();
    assertThat(aws.region()).isEqualTo("eu-central-1");
    assertThat(aws.credentials()).isInstanceOf(AwsSessionCredentials.class);
    assertThat(aws.deviations()).isEmpty();
    assertThat(aws.environment())
        .containsEntry("AWS_SESSION_TOKEN", "token")
        .doesNotContainKey("AWS_ENDPOINT_URL");
    assertThat(aws.toString()).doesNotContain("secret");
  }

  @Test
  void saysWhatAwsItselfNeeds() {
    assertThatThrownBy(() -> Endpoints.given("aws", Map.of("AWS_REGION", "eu-central-1")))
        .hasMessageContaining("AWS_ACCESS_KEY_ID is missing");
    assertThatThrownBy(() -> Endpoints.given("aws", Map.of()))
        .hasMessageContaining("AWS_DEFAULT_REGION is missing");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> Endpoints.given("localhost", KEYS))
        .hasMessageContaining("AWS_ENDPOINT_URL must be an address with a host, or aws");
  }

  @ParameterizedTest
  @CsvSource({
    "/_ministack/health, ministack",
    "/_localstack/health, localstack-by-hand",
    "/moto-api/, moto",
    "/elsewhere, given"
  })
  void knowsAStandInByWhatItAnswersAndTakesTheKeysOfTheEnvironment(String path, String name)
      throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals(path) ? 200 : 404, -1);
          exchange.close();
        });
    server.start();
    try {
      var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      var endpoint = Endpoints.given(uri.toString(), KEYS);
      assertThat(endpoint.name()).isEqualTo(name);
      assertThat(endpoint.uri()).isEqualTo(uri);
      assertThat(endpoint.credentials()).isInstanceOf(AwsSessionCredentials.class);
      assertThat(endpoint.credentials().accessKeyId()).isEqualTo("id");
      assertThat(endpoint.region()).isEqualTo("eu-central-1");
      var without = Endpoints.given(uri.toString(), Map.of());
      assertThat(without.credentials().accessKeyId()).isEqualTo("local");
      assertThat(without.region()).isEqualTo("us-east-1");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysThatNothingListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> Endpoints.given("http://127.0.0.1:" + port, KEYS))
        .hasMessage(
            "AWS_ENDPOINT_URL: nothing listens at http://127.0.0.1:"
                + port
                + " (connection refused)");
  }

  @Test
  void saysThatTheAnswerDidNotCome() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      assertThatThrownBy(() -> Endpoints.given(url, KEYS, Duration.ofMillis(200)))
          .hasMessage(
              "AWS_ENDPOINT_URL: "
                  + url
                  + " accepted the connection and gave no answer within 0.2 seconds");
    }
  }

  @Test
  void readsTheServicesThatAreToBeAsked() {
    assertThat(Endpoints.services("")).containsExactlyInAnyOrder(Service.values());
    assertThat(Endpoints.services("s3")).containsExactly(Service.S3);
    assertThat(Endpoints.services("s3,events"))
        .containsExactlyInAnyOrder(Service.S3, Service.EVENT_BRIDGE);
    assertThatThrownBy(() -> Endpoints.services("S3")).hasMessageContaining("SERVICES names S3");
    assertThatThrownBy(() -> Endpoints.services("events")).hasMessageContaining("must name s3");
  }

  @Test
  void removesWhatItMadeAndNothingElse() throws IOException {
    try (var opened = Endpoints.localAws(directory, InstantSource.system());
        var aws = AwsClients.at(opened.endpoint())) {
      aws.s3().createBucket(r -> r.bucket("of-others"));
      aws.secrets().createSecret(r -> r.name("of-others").secretString("one"));
      try (var disposables = new Disposables(opened.endpoint(), aws)) {
        String bucket = disposables.bucket(true);
        aws.s3().putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("one"));
        aws.s3().putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("two"));
        aws.s3().deleteObject(r -> r.bucket(bucket).key("k"));
        aws.s3().createMultipartUpload(r -> r.bucket(bucket).key("unfinished"));
        String name = disposables.secretName();
        aws.secrets().createSecret(r -> r.name(name).secretString("one"));
        aws.secrets().deleteSecret(r -> r.secretId(name).recoveryWindowInDays(7L));
      }
      assertThat(aws.s3().listBuckets().buckets())
          .extracting(Bucket::name)
          .containsExactly("of-others");
      assertThat(aws.secrets().listSecrets(r -> r.includePlannedDeletion(true)).secretList())
          .singleElement()
          .satisfies(secret -> assertThat(secret.name()).isEqualTo("of-others"));
    }
  }

  @Test
  void saysWhatItCouldNotRemove() throws IOException {
    try (var opened = Endpoints.localAws(directory, InstantSource.system());
        var aws = AwsClients.at(opened.endpoint())) {
      var disposables = new Disposables(opened.endpoint(), aws);
      String bucket = disposables.bucket(false);
      aws.s3().deleteBucket(r -> r.bucket(bucket));
      assertThatThrownBy(disposables::close).hasMessageContaining("bucket " + bucket);
    }
  }

  @Test
  void removesWhatAnotherServiceDoesNotKeepFromIt() throws IOException {
    try (var localAws = LocalAws.start(LocalAwsOptions.at(directory));
        var aws = AwsClients.at(localAws)) {
      var endpoint = Endpoint.localAws(localAws);
      var disposables = new Disposables(endpoint, aws);
      String bucket = disposables.bucket(false);
      String name = disposables.secretName();
      aws.secrets().createSecret(r -> r.name(name).secretString("one"));
      localAws.faults().add(new FaultRule("secretsmanager", "", "", "", 0, 99, accessDenied()));

      assertThatThrownBy(disposables::close)
          .hasMessageContaining("secret " + name)
          .hasMessageContaining("secrets under " + disposables.prefix())
          .hasMessageNotContaining(bucket);
      assertThat(aws.s3().listBuckets().buckets()).isEmpty();
    }
  }

  @Test
  void asksOnlyTheServicesOfTheEndpoint() throws IOException {
    try (var localAws = LocalAws.start(LocalAwsOptions.at(directory));
        var aws = AwsClients.at(localAws)) {
      var endpoint = Endpoint.localAws(localAws).with(Endpoints.services("s3"));
      localAws.faults().add(new FaultRule("secretsmanager", "", "", "", 0, 99, accessDenied()));
      localAws.faults().add(new FaultRule("events", "", "", "", 0, 99, accessDenied()));
      try (var disposables = new Disposables(endpoint, aws)) {
        disposables.bucket(true);
      }
      assertThat(aws.s3().listBuckets().buckets()).isEmpty();
    }
  }
}
