package dev.slipway.aws.edge;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.crac.Core;
import org.junit.jupiter.api.Test;

/// Priming never fails a deployment, because a failed one takes its log group with it.
class PrimingTest {
  @Test
  void outlivesExceptionsAndErrors() {
    var context = Core.getGlobalContext();
    assertThatCode(
            () ->
                Priming.register(
                        () -> {
                          throw new IllegalStateException("no bucket");
                        })
                    .beforeCheckpoint(context))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                Priming.register(
                        () -> {
                          throw new NoClassDefFoundError("dev/slipway/Gone");
                        })
                    .beforeCheckpoint(context))
        .doesNotThrowAnyException();
  }
}
