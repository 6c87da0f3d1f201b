package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.Deviation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;

/// Deletion with a recovery window, and restoring.
interface SecretDeletionConformance extends Conformance {
  private String newSecretToDelete() {
    String name = newSecretName();
    aws().secrets().createSecret(r -> r.name(name).secretString("one"));
    return name;
  }

  private String current(String name) {
    return aws()
        .secrets()
        .getSecretValue(r -> r.secretId(name).versionStage("AWSCURRENT"))
        .secretString();
  }

  @Test
  default void aDeletedSecretCanBeRestoredInsideItsWindow() {
    String name = newSecretToDelete();
    var deleted = aws().secrets().deleteSecret(r -> r.secretId(name).recoveryWindowInDays(7L));
    assertThat(Duration.between(Instant.now(), deleted.deletionDate()))
        .isBetween(Duration.ofDays(6), Duration.ofDays(8));
    assertRefused(400, "InvalidRequestException", () -> current(name));
    assertThat(aws().secrets().describeSecret(r -> r.secretId(name)).deletedDate()).isNotNull();
    aws().secrets().restoreSecret(r -> r.secretId(name));
    assertThat(current(name)).isEqualTo("one");
    assertThat(aws().secrets().describeSecret(r -> r.secretId(name)).deletedDate()).isNull();
  }

  @Test
  default void aDeletedSecretTakesNoNewValue() {
    String name = newSecretToDelete();
    aws().secrets().deleteSecret(r -> r.secretId(name).recoveryWindowInDays(7L));
    if (deviates(Deviation.PUT_TO_A_DELETED_SECRET)) {
      assertThat(put(name).name()).isEqualTo(name);
    } else {
      assertRefused(400, "InvalidRequestException", () -> put(name));
    }
  }

  private PutSecretValueResponse put(String name) {
    return aws().secrets().putSecretValue(r -> r.secretId(name).secretString("two"));
  }

  @Test
  default void theWindowHasBounds() {
    String name = newSecretToDelete();
    for (long days : new long[] {6, 31}) {
      assertRefused(
          400,
          "InvalidParameterException",
          () -> aws().secrets().deleteSecret(r -> r.secretId(name).recoveryWindowInDays(days)));
    }
    assertRefused(
        400,
        "InvalidParameterException",
        () ->
            aws()
                .secrets()
                .deleteSecret(
                    r ->
                        r.secretId(name)
                            .recoveryWindowInDays(7L)
                            .forceDeleteWithoutRecovery(true)));
    assertThat(current(name)).isEqualTo("one");
  }

  @Test
  default void aForcedDeletionFreesTheName() {
    String name = newSecretToDelete();
    aws().secrets().deleteSecret(r -> r.secretId(name).forceDeleteWithoutRecovery(true));
    // A forced deletion goes on after the answer ("DeleteSecret").
    shortly(Duration.ofMinutes(2), () -> assertNotFound(() -> current(name)));
    shortly(
        Duration.ofMinutes(2),
        () -> aws().secrets().createSecret(r -> r.name(name).secretString("two")));
    assertThat(current(name)).isEqualTo("two");
  }
}
