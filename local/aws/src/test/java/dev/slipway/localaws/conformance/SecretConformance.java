package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.localaws.endpoints.Deviation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/// Secrets, their versions and staging labels.
interface SecretConformance extends Conformance {
  private String newSecret(String value) {
    String name = newSecretName();
    aws().secrets().createSecret(r -> r.name(name).secretString(value));
    return name;
  }

  private CreateSecretResponse create(String name, String token, String value) {
    return aws()
        .secrets()
        .createSecret(r -> r.name(name).clientRequestToken(token).secretString(value));
  }

  private PutSecretValueResponse put(String name, String token, String value, String... stages) {
    return aws()
        .secrets()
        .putSecretValue(
            r ->
                r.secretId(name)
                    .clientRequestToken(token)
                    .secretString(value)
                    .versionStages(stages));
  }

  private String value(String name, String stage) {
    return aws().secrets().getSecretValue(r -> r.secretId(name).versionStage(stage)).secretString();
  }

  @Test
  default void keepsASecretUnderItsNameAndArn() {
    String name = newSecretName();
    String token = UUID.randomUUID().toString();
    var created = create(name, token, "one");
    assertThat(created.versionId()).isEqualTo(token);
    assertThat(created.arn())
        .matches(
            "arn:aws[a-z-]*:secretsmanager:"
                + endpoint().region()
                + ":\\d{12}:secret:"
                + name
                + "-[A-Za-z0-9]{6}");
    assertThat(value(name, "AWSCURRENT")).isEqualTo("one");
    var byArn =
        aws().secrets().getSecretValue(r -> r.secretId(created.arn()).versionStage("AWSCURRENT"));
    assertThat(byArn.secretString()).isEqualTo("one");
    assertThat(byArn.name()).isEqualTo(name);
    assertThat(byArn.versionStages()).containsExactly("AWSCURRENT");
    assertThat(byArn.createdDate()).isNotNull();
  }

  @Test
  default void saysWhichKeyOfKmsWasAskedFor() {
    Assumptions.assumeFalse(
        endpoint().isAws(), "AWS_ENDPOINT_URL is AWS, which takes no key of KMS that is not there");
    String name = newSecretName();
    String key = "arn:aws:kms:us-east-1:123456789012:key/1b2c3d4e-0000-4000-8000-000000000000";
    aws().secrets().createSecret(r -> r.name(name).secretString("one").kmsKeyId(key));
    assertThat(aws().secrets().describeSecret(r -> r.secretId(name)).kmsKeyId()).isEqualTo(key);
    String other = newSecret("one");
    assertThat(aws().secrets().describeSecret(r -> r.secretId(other)).kmsKeyId()).isNull();
  }

  @Test
  default void keepsBytes() {
    String name = newSecretName();
    SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, -1, 127});
    aws().secrets().createSecret(r -> r.name(name).secretBinary(bytes));
    assertThat(
            aws()
                .secrets()
                .getSecretValue(r -> r.secretId(name).versionStage("AWSCURRENT"))
                .secretBinary())
        .isEqualTo(bytes);
  }

  @Test
  default void creatingAgainIsTheSameOrRefused() {
    String name = newSecretName();
    String token = UUID.randomUUID().toString();
    String arn = create(name, token, "one").arn();
    if (deviates(Deviation.CREATE_REPEATED)) {
      assertRefused(400, "ResourceExistsException", () -> create(name, token, "one"));
    } else {
      assertThat(create(name, token, "one").arn()).isEqualTo(arn);
    }
    assertRefused(400, "ResourceExistsException", () -> create(name, token, "two"));
    assertRefused(
        400, "ResourceExistsException", () -> create(name, UUID.randomUUID().toString(), "one"));
  }

  @Test
  default void aPendingVersionLeavesTheCurrentOne() {
    String name = newSecret("one");
    String token = UUID.randomUUID().toString();
    assertThat(put(name, token, "two", "AWSPENDING").versionStages()).containsExactly("AWSPENDING");
    assertThat(value(name, "AWSCURRENT")).isEqualTo("one");
    assertThat(value(name, "AWSPENDING")).isEqualTo("two");
    assertThat(put(name, token, "two", "AWSPENDING").versionId()).isEqualTo(token);
    if (deviates(Deviation.PENDING_TOKEN_REUSED)) {
      assertThat(put(name, token, "three", "AWSPENDING").versionId()).isEqualTo(token);
    } else {
      assertRefused(400, "ResourceExistsException", () -> put(name, token, "three", "AWSPENDING"));
      assertThat(value(name, "AWSPENDING")).isEqualTo("two");
    }
  }

  @Test
  default void aNewCurrentVersionMakesTheOldOnePrevious() {
    String name = newSecret("one");
    put(name, UUID.randomUUID().toString(), "two", "AWSCURRENT");
    assertThat(value(name, "AWSCURRENT")).isEqualTo("two");
    assertThat(value(name, "AWSPREVIOUS")).isEqualTo("one");
  }

  @Test
  default void promotesThePendingVersion() {
    String name = newSecretName();
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    create(name, first, "one");
    put(name, second, "two", "AWSPENDING");
    aws()
        .secrets()
        .updateSecretVersionStage(
            r ->
                r.secretId(name)
                    .versionStage("AWSCURRENT")
                    .moveToVersionId(second)
                    .removeFromVersionId(first));
    aws()
        .secrets()
        .updateSecretVersionStage(
            r -> r.secretId(name).versionStage("AWSPENDING").removeFromVersionId(second));
    assertThat(value(name, "AWSCURRENT")).isEqualTo("two");
    assertThat(value(name, "AWSPREVIOUS")).isEqualTo("one");
    String plain = aws().secrets().getSecretValue(r -> r.secretId(name)).secretString();
    assertThat(plain).isEqualTo(deviates(Deviation.GET_WITHOUT_STAGE) ? "one" : "two");
    var stages = aws().secrets().describeSecret(r -> r.secretId(name)).versionIdsToStages();
    assertThat(stages.get(second)).containsExactly("AWSCURRENT");
    assertThat(stages.get(first)).containsExactly("AWSPREVIOUS");
    assertNotFound(() -> value(name, "AWSPENDING"));
  }

  @Test
  default void saysWhichSecretIsNotThere() {
    String name = newSecretName();
    assertNotFound(() -> value(name, "AWSCURRENT"));
    assertNotFound(() -> aws().secrets().describeSecret(r -> r.secretId(name)));
    assertNotFound(() -> put(name, UUID.randomUUID().toString(), "one", "AWSCURRENT"));
  }

  @Test
  default void keepsTheTagsOfItsCreation() {
    String name = newSecretName();
    aws()
        .secrets()
        .createSecret(
            r ->
                r.name(name)
                    .secretString("one")
                    .tags(
                        Tag.builder().key("slipway:tenant").value("t1").build(),
                        Tag.builder().key("slipway:connection").value("c1").build()));
    assertThat(aws().secrets().describeSecret(r -> r.secretId(name)).tags())
        .extracting(Tag::key, Tag::value)
        .containsExactlyInAnyOrder(
            tuple("slipway:tenant", "t1"), tuple("slipway:connection", "c1"));
  }

  @Test
  default void keepsTagsAndListsByPrefix() {
    String name = newSecret("one");
    aws()
        .secrets()
        .tagResource(r -> r.secretId(name).tags(Tag.builder().key("tenant").value("t1").build()));
    assertThat(aws().secrets().describeSecret(r -> r.secretId(name)).tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("t1"));
    // "ListSecrets" may be up to five minutes behind.
    shortly(
        Duration.ofMinutes(6),
        () -> {
          List<SecretListEntry> listed =
              aws()
                  .secrets()
                  .listSecrets(
                      r ->
                          r.filters(
                              Filter.builder().key(FilterNameStringType.NAME).values(name).build()))
                  .secretList();
          assertThat(listed).extracting(SecretListEntry::name).containsExactly(name);
        });
  }
}
