package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.localaws.endpoints.AwsClients;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FaultsTest {
  private final List<Duration> slept = new CopyOnWriteArrayList<>();
  private LocalAws aws;
  private AwsClients clients;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    aws = LocalAws.start(LocalAwsOptions.at(directory).withSleeper(slept::add));
    aws.createBucket("state", true);
    clients = AwsClients.at(aws);
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  private void create(String key) {
    clients
        .s3()
        .putObject(r -> r.bucket("state").key(key).ifNoneMatch("*"), RequestBody.fromString("abc"));
  }

  private String get(String key, Map<String, String> headers) throws IOException {
    return RawHttp.get(aws, "/state/" + key, headers);
  }

  @Test
  void conflictHasNoEffect() {
    aws.faults()
        .add(
            FaultRule.s3("PutObject", Fault.conflict())
                .bucket("state")
                .keyPrefix("releases/")
                .times(20));
    create("other");
    assertThatThrownBy(() -> create("releases/1"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(409);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ConditionalRequestConflict");
            });
    aws.faults().clear();
    create("releases/1");
  }

  @Test
  void aLostAnswerHasItsEffect() throws IOException {
    aws.faults().add(FaultRule.s3("PutObject", Fault.answerLost()));
    assertThat(RawHttp.put(aws, "/state/k", Map.of(), "abc")).isEmpty();
    assertThat(get("k", Map.of())).endsWith("\r\n\r\nabc");
    assertThat(aws.faults().remaining()).isZero();
  }

  @Test
  void aCutConnectionHasNoEffect() throws IOException {
    aws.faults().add(FaultRule.s3("PutObject", Fault.cutBeforeEffect()));
    assertThat(RawHttp.put(aws, "/state/k", Map.of(), "abc")).isEmpty();
    assertThat(get("k", Map.of())).startsWith("HTTP/1.1 404");
  }

  @Test
  void theSdkRetriesSlowDownAndSucceeds() {
    aws.faults().add(FaultRule.s3("PutObject", Fault.slowDown()));
    create("k");
    assertThat(aws.requests().count("PutObject")).isEqualTo(2);
  }

  @Test
  void aBodyIsCutWhereItIsSaid() throws IOException {
    create("k");
    aws.faults().add(FaultRule.s3("GetObject", Fault.cutAfterBytes(2)));
    assertThat(get("k", Map.of())).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nab");
    assertThat(get("k", Map.of())).endsWith("\r\n\r\nabc");
  }

  @Test
  void aDelayWaitsByTheSleeperGiven() throws IOException {
    aws.faults().add(FaultRule.s3("", Fault.delay(Duration.ofMinutes(5))).nth(2));
    get("k", Map.of());
    assertThat(slept).isEmpty();
    get("k", Map.of());
    assertThat(slept).containsExactly(Duration.ofMinutes(5));
  }

  @Test
  void secretsMeetFaultsToo() {
    aws.faults().add(FaultRule.secrets("CreateSecret", Fault.answerLost()).keyPrefix("slipway/"));
    String token = "00000000-0000-0000-0000-000000000001";
    clients
        .secrets()
        .createSecret(r -> r.name("slipway/a").clientRequestToken(token).secretString("one"));
    assertThat(aws.requests().count("CreateSecret")).isEqualTo(2);
    assertThat(aws.requests().all().getFirst().status()).isZero();
  }

  @Test
  void recordsWhatWasAsked() throws IOException {
    create("k");
    aws.requests().clear();
    get("k", Map.of("Range", "bytes=0-1"));
    assertThat(aws.requests().all())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.operation()).isEqualTo("GetObject");
              assertThat(request.bucket()).isEqualTo("state");
              assertThat(request.key()).isEqualTo("k");
              assertThat(request.range()).isEqualTo("bytes=0-1");
              assertThat(request.status()).isEqualTo(206);
            });
  }
}
