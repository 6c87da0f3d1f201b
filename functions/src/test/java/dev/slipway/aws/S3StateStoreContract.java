package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.state.StateStore;
import dev.slipway.state.StateStore.WriteOutcome;
import dev.slipway.state.StateStoreContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/// What the state bucket keeps to besides, wherever it is: a writer that is stopped with its write
/// on the way loses to whoever wrote meanwhile, and learns it; one whose answer is lost knows its
/// own write again.
abstract class S3StateStoreContract extends StateStoreContract {
  abstract S3Client s3();

  abstract String bucket();

  @Override
  protected StateStore store() {
    return new S3StateStore(s3(), bucket(), backoff());
  }

  private static Backoff backoff() {
    return new Backoff(_ -> {}, () -> 0.5);
  }

  @Test
  void aReplacementThatComesAfterAnotherLosesAndLearnsIt() {
    store().create("stalled", Map.of("by", "nobody"));
    String version = store().read("stalled").orElseThrow().version();
    var stalled = withPut(() -> replace(version, "second"), () -> {}, false);

    assertThat(stalled.replace("stalled", Map.of("by", "first"), version))
        .isEqualTo(new WriteOutcome.Conflict());
    assertThat(by()).isEqualTo("second");
  }

  @Test
  void aReplacementThatComesAfterAnotherLosesThoughItsAnswerIsLost() {
    store().create("stalled", Map.of("by", "nobody"));
    String version = store().read("stalled").orElseThrow().version();
    var stalled = withPut(() -> replace(version, "second"), () -> {}, true);

    assertThat(stalled.replace("stalled", Map.of("by", "first"), version))
        .isEqualTo(new WriteOutcome.Conflict());
    assertThat(by()).isEqualTo("second");
  }

  @Test
  void aCreationThatComesAfterAnotherLosesAndLearnsIt() {
    var stalled = withPut(() -> store().create("stalled", Map.of("by", "second")), () -> {}, false);

    assertThat(stalled.create("stalled", Map.of("by", "first")))
        .isEqualTo(new WriteOutcome.Conflict());
    assertThat(by()).isEqualTo("second");
  }

  @Test
  void aReplacementThatComesAfterItsObjectWasDeletedLoses() {
    store().create("stalled", Map.of("by", "nobody"));
    String version = store().read("stalled").orElseThrow().version();
    var stalled = withPut(() -> store().delete("stalled"), () -> {}, false);

    assertThat(stalled.replace("stalled", Map.of("by", "first"), version))
        .isEqualTo(new WriteOutcome.Conflict());
    assertThat(store().read("stalled")).isEmpty();
  }

  @Test
  void aWriterWhoseAnswerIsLostKnowsItsWriteByItsToken() {
    store().create("stalled", Map.of("by", "nobody"));
    String version = store().read("stalled").orElseThrow().version();
    var unheard = withPut(() -> {}, () -> {}, true);

    var outcome = unheard.replace("stalled", Map.of("by", "first"), version);

    assertThat(outcome)
        .isEqualTo(new WriteOutcome.Written(store().read("stalled").orElseThrow().version()));
    assertThat(by()).isEqualTo("first");
  }

  /// It took effect, but whoever came next has it in what it wrote.
  @Test
  void aWriteThatWasBuiltUponBeforeItsAnswerWasLostCountsAsLost() {
    store().create("stalled", Map.of("by", "nobody"));
    String version = store().read("stalled").orElseThrow().version();
    var unheard =
        withPut(
            () -> {},
            () -> replace(store().read("stalled").orElseThrow().version(), "second"),
            true);

    assertThat(unheard.replace("stalled", Map.of("by", "first"), version))
        .isEqualTo(new WriteOutcome.Conflict());
    assertThat(by()).isEqualTo("second");
  }

  private void replace(String version, String by) {
    assertThat(store().replace("stalled", Map.of("by", by), version))
        .isInstanceOf(WriteOutcome.Written.class);
  }

  private String by() {
    return store().read("stalled").orElseThrow().document().string("by");
  }

  /// A store whose first PUT is held while something else happens.
  ///
  /// @param before happens while the request is on its way
  /// @param after happens while the answer is
  /// @param lost whether the answer is lost
  private StateStore withPut(Runnable before, Runnable after, boolean lost) {
    var puts = new AtomicInteger();
    var s3 = s3();
    var held =
        (S3Client)
            Proxy.newProxyInstance(
                S3Client.class.getClassLoader(),
                new Class<?>[] {S3Client.class},
                (_, method, arguments) -> {
                  boolean isFirstPut =
                      method.getName().equals("putObject") && puts.incrementAndGet() == 1;
                  if (isFirstPut) {
                    before.run();
                  }
                  Object answer;
                  try {
                    answer = method.invoke(s3, arguments);
                  } catch (InvocationTargetException e) {
                    throw isFirstPut && lost ? noAnswer() : e.getCause();
                  }
                  if (isFirstPut) {
                    after.run();
                    if (lost) {
                      throw noAnswer();
                    }
                  }
                  return answer;
                });
    return new S3StateStore(held, bucket(), backoff());
  }

  private static SdkClientException noAnswer() {
    return SdkClientException.create("the connection was cut");
  }
}
