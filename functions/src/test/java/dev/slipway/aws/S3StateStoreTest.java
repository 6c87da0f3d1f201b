package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateStore.WriteOutcome;
import dev.slipway.state.StateUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3StateStoreTest extends S3StateStoreContract {
  @TempDir Path directory;
  private LocalAwsFixture fixture;
  private StateStore store;

  @BeforeEach
  void start() throws IOException {
    fixture = new LocalAwsFixture(directory);
    store = fixture.state();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Override
  protected StateStore store() {
    return store;
  }

  @Override
  S3Client s3() {
    return fixture.clients().s3();
  }

  @Override
  String bucket() {
    return LocalAwsFixture.STATE;
  }

  /// Everything after which the same write may be sent again.
  static Stream<Fault> passing() {
    return Stream.of(
        Fault.conflict(),
        Fault.internalError(),
        Fault.slowDown(),
        Fault.cutBeforeEffect(),
        Fault.answerLost(),
        new Fault.RefusedAfterEffect(500, "InternalError", "done all the same"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void countsItsOwnCreationAsWritten(Fault fault) {
    fixture.aws().faults().add(FaultRule.s3("PutObject", fault));

    var outcome = store.create("k", Map.of("by", "us"));

    var stored = store.read("k").orElseThrow();
    assertThat(outcome).isEqualTo(new WriteOutcome.Written(stored.version()));
    assertThat(stored.document().string("by")).isEqualTo("us");
    assertThat(fixture.aws().faults().remaining()).isZero();
  }

  @ParameterizedTest
  @MethodSource("passing")
  void countsItsOwnReplacementAsWritten(Fault fault) {
    store.create("k", Map.of("n", 1));
    String version = store.read("k").orElseThrow().version();
    fixture.aws().faults().add(FaultRule.s3("PutObject", fault));

    var outcome = store.replace("k", Map.of("n", 2), version);

    var stored = store.read("k").orElseThrow();
    assertThat(outcome).isEqualTo(new WriteOutcome.Written(stored.version()));
    assertThat(stored.document().number("n")).isEqualTo(2);
    assertThat(fixture.aws().faults().remaining()).isZero();
  }

  @Test
  void seesThatAnotherWriterCameBetweenTwoAttempts() {
    store.create("k", Map.of("n", 1));
    String version = store.read("k").orElseThrow().version();
    var interfering =
        new S3StateStore(
            fixture.clients().s3(),
            LocalAwsFixture.STATE,
            new Backoff(_ -> store.put("k", Map.of("n", 99)), () -> 0.5));
    fixture.aws().faults().add(FaultRule.s3("PutObject", Fault.internalError()));

    assertThat(interfering.replace("k", Map.of("n", 2), version))
        .isEqualTo(new WriteOutcome.Conflict());
    assertThat(store.read("k").orElseThrow().document().number("n")).isEqualTo(99);
  }

  @Test
  void takesAFailedConditionForAConflict() {
    fixture.aws().faults().add(FaultRule.s3("PutObject", Fault.preconditionFailed()));

    assertThat(store.create("k", Map.of())).isEqualTo(new WriteOutcome.Conflict());
    assertThat(fixture.pauses()).isEmpty();
  }

  @Test
  void readsNoDocumentBeyond16MiB() {
    fixture
        .clients()
        .s3()
        .putObject(
            put -> put.bucket(LocalAwsFixture.STATE).key("k"),
            RequestBody.fromBytes(new byte[(16 << 20) + 1]));

    assertThatThrownBy(() -> store.read("k"))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageContaining("k has 16777217 bytes");
    assertThat(fixture.pauses()).isEmpty();
  }

  @Test
  void givesUpAfterSixAttempts() {
    fixture.aws().faults().add(FaultRule.s3("PutObject", Fault.slowDown()).times(6));

    assertThatThrownBy(() -> store.create("k", Map.of("secret", "value")))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageContaining("k")
        .hasMessageContaining("503 SlowDown")
        .hasMessageNotContaining("value");
    assertThat(fixture.aws().faults().remaining()).isZero();
    assertThat(fixture.pauses()).hasSize(5).isSorted();
  }

  @Test
  void doesNotRepeatWhatIsForbidden() {
    fixture.aws().faults().add(FaultRule.s3("PutObject", Fault.accessDenied()));

    assertThatThrownBy(() -> store.create("k", Map.of()))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageContaining("403 AccessDenied");
    assertThat(fixture.pauses()).isEmpty();
  }

  @Test
  void readsListsPutsAndDeletesThroughFaults() {
    store.put("k", Map.of("n", 1));
    for (String operation : new String[] {"GetObject", "ListObjectsV2", "PutObject"}) {
      fixture.aws().faults().add(FaultRule.s3(operation, Fault.internalError()));
    }
    fixture.aws().faults().add(FaultRule.s3("DeleteObject", Fault.answerLost()));

    assertThat(store.read("k")).isPresent();
    assertThat(store.list("", null, 10).keys()).containsExactly("k");
    store.put("k", Map.of("n", 2));
    store.delete("k");
    assertThat(store.read("k")).isEmpty();
    assertThat(fixture.aws().faults().remaining()).isZero();
  }

  @Test
  void readsAgainWhenTheAnswerBreaksOff() {
    store.put("k", Map.of("text", "x".repeat(100_000)));
    fixture.aws().faults().add(FaultRule.s3("GetObject", Fault.cutAfterBytes(1000)));

    assertThat(store.read("k").orElseThrow().document().string("text")).hasSize(100_000);
  }

  @Test
  void needsOneCallForAnUndisturbedWrite() {
    store.create("k", Map.of());

    assertThat(fixture.aws().requests().all())
        .extracting(RecordedRequest::operation)
        .containsExactly("PutObject");
  }
}
