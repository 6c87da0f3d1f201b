package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.KeySecrets.KeyName;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.connections.SecretsUnavailableException;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class KeySecretsTest {
  private static final ConnectionId ID = ConnectionId.of("anna", "issuer");
  private static final String NAME = LocalAwsFixture.SECRETS + ID;

  @TempDir Path directory;
  private LocalAwsFixture fixture;
  private SecretsManagerIntake intake;
  private SecretsManagerKeys keys;
  private SecretsManagerPromotion promotion;

  @BeforeEach
  void start() throws IOException {
    fixture = new LocalAwsFixture(directory);
    var secrets = fixture.clients().secretsManager();
    intake = new SecretsManagerIntake(secrets, LocalAwsFixture.SECRETS, fixture.backoff());
    keys = new SecretsManagerKeys(secrets, LocalAwsFixture.SECRETS, fixture.backoff());
    promotion = new SecretsManagerPromotion(secrets, LocalAwsFixture.SECRETS, fixture.backoff());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void readsTheFirstKeyBack() {
    var key = key("AAAAAAAAAA");

    intake.putCurrent(ID, "anna", key);

    assertThat(keys.read(ID, Stage.CURRENT)).contains(key);
    assertThat(keys.read(ID, Stage.PENDING)).isEmpty();
    assertThat(key.toString()).doesNotContain("rivateKey=");
  }

  @Test
  void readsAnIndividualKeyBack() {
    var key = new AppleKey("AAAAAAAAAA", null, "print-a", privateKey(), false, false);

    intake.putCurrent(ID, "anna", key);

    assertThat(keys.read(ID, Stage.CURRENT)).contains(key);
  }

  @Test
  void findsNothingUnderAnUnknownConnection() {
    assertThat(keys.read(ID, Stage.CURRENT)).isEmpty();
    promotion.promotePending(ID, name("BBBBBBBBBB"));
    promotion.dropPending(ID, name("BBBBBBBBBB"));
    intake.scheduleDeletion(ID);
  }

  @Test
  void keepsOneVersionOfTheSameKey() {
    var key = key("AAAAAAAAAA");

    intake.putCurrent(ID, "anna", key);
    intake.putCurrent(ID, "anna", key);

    assertThat(stages()).hasSize(1);
  }

  @Test
  void leavesTheCurrentKeyWhileAReplacementWaits() {
    var first = key("AAAAAAAAAA");
    var second = key("BBBBBBBBBB");
    intake.putCurrent(ID, "anna", first);

    intake.putPending(ID, second);
    intake.putPending(ID, second);

    assertThat(keys.read(ID, Stage.CURRENT)).contains(first);
    assertThat(keys.read(ID, Stage.PENDING)).contains(second);
    assertThat(stages()).hasSize(2);
  }

  @Test
  void promotesAReplacement() {
    var second = key("BBBBBBBBBB");
    intake.putCurrent(ID, "anna", key("AAAAAAAAAA"));
    intake.putPending(ID, second);

    promotion.promotePending(ID, name("BBBBBBBBBB"));
    promotion.promotePending(ID, name("BBBBBBBBBB"));

    assertThat(keys.read(ID, Stage.CURRENT)).contains(second);
    assertThat(keys.read(ID, Stage.PENDING)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void promotesAlthoughAnAnswerIsLost(int nth) {
    var second = key("BBBBBBBBBB");
    intake.putCurrent(ID, "anna", key("AAAAAAAAAA"));
    intake.putPending(ID, second);
    fixture
        .aws()
        .faults()
        .add(FaultRule.secrets("UpdateSecretVersionStage", Fault.answerLost()).nth(nth));

    promotion.promotePending(ID, name("BBBBBBBBBB"));

    assertThat(keys.read(ID, Stage.CURRENT)).contains(second);
    assertThat(keys.read(ID, Stage.PENDING)).isEmpty();
    assertThat(fixture.aws().faults().remaining()).isZero();
  }

  static Stream<Integer> lostAnswers() {
    return Stream.of(1, 2);
  }

  @Test
  void dropsAReplacement() {
    var first = key("AAAAAAAAAA");
    intake.putCurrent(ID, "anna", first);
    intake.putPending(ID, key("BBBBBBBBBB"));

    promotion.dropPending(ID, name("BBBBBBBBBB"));

    assertThat(keys.read(ID, Stage.CURRENT)).contains(first);
    assertThat(keys.read(ID, Stage.PENDING)).isEmpty();
  }

  @Test
  void leavesAReplacementAloneThatCameInMeanwhile() {
    var first = key("AAAAAAAAAA");
    var third = key("CCCCCCCCCC");
    intake.putCurrent(ID, "anna", first);
    intake.putPending(ID, key("BBBBBBBBBB"));
    intake.putPending(ID, third);

    promotion.promotePending(ID, name("BBBBBBBBBB"));
    promotion.dropPending(ID, name("BBBBBBBBBB"));

    assertThat(keys.read(ID, Stage.CURRENT)).contains(first);
    assertThat(keys.read(ID, Stage.PENDING)).contains(third);
  }

  @Test
  void takesAnOldKeyAsReplacementAgain() {
    var first = key("AAAAAAAAAA");
    intake.putCurrent(ID, "anna", first);
    intake.putPending(ID, key("BBBBBBBBBB"));
    promotion.promotePending(ID, name("BBBBBBBBBB"));

    intake.putPending(ID, first);
    promotion.promotePending(ID, name("AAAAAAAAAA"));

    assertThat(keys.read(ID, Stage.CURRENT)).contains(first);
  }

  @Test
  void restoresADeletedSecretWithTheNewKey() {
    var second = key("BBBBBBBBBB");
    intake.putCurrent(ID, "anna", key("AAAAAAAAAA"));
    intake.scheduleDeletion(ID);
    intake.scheduleDeletion(ID);
    assertThat(keys.read(ID, Stage.CURRENT)).isEmpty();

    intake.putCurrent(ID, "anna", second);

    assertThat(keys.read(ID, Stage.CURRENT)).contains(second);
    assertThat(tags()).contains(Map.entry("slipway:fingerprint", "print-b"));
  }

  @Test
  void restoresADeletedSecretWithTheSameKey() {
    var key = key("AAAAAAAAAA");
    intake.putCurrent(ID, "anna", key);
    intake.scheduleDeletion(ID);

    intake.putCurrent(ID, "anna", key);

    assertThat(keys.read(ID, Stage.CURRENT)).contains(key);
    assertThat(stages()).hasSize(1);
  }

  @Test
  void takesNoReplacementWhereThereIsNoSecret() {
    assertThat(intake.putPending(ID, key("BBBBBBBBBB"))).isFalse();

    assertThat(keys.read(ID, Stage.CURRENT)).isEmpty();
    assertThat(keys.read(ID, Stage.PENDING)).isEmpty();
  }

  @Test
  void makesNoUncheckedKeyTheCurrentOneOfAnEmptySecret() {
    fixture.clients().secretsManager().createSecret(request -> request.name(NAME));

    assertThat(intake.putPending(ID, key("BBBBBBBBBB"))).isFalse();

    assertThat(keys.read(ID, Stage.CURRENT)).isEmpty();
    assertThat(keys.read(ID, Stage.PENDING)).isEmpty();
  }

  @Test
  void trustsTheLabelsOfTheAnswer() {
    var second = key("BBBBBBBBBB");
    intake.putCurrent(ID, "anna", key("AAAAAAAAAA"));
    // One description comes before the put: is there a version to replace?
    fixture.aws().faults().add(FaultRule.secrets("DescribeSecret", Fault.accessDenied()).nth(2));

    assertThat(intake.putPending(ID, second)).isTrue();

    assertThat(keys.read(ID, Stage.PENDING)).contains(second);
    assertThat(fixture.aws().faults().remaining()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void storesThroughFaults(String operation, Fault fault) {
    var first = key("AAAAAAAAAA");
    var second = key("BBBBBBBBBB");
    fixture.aws().faults().add(FaultRule.secrets(operation, fault));

    intake.putCurrent(ID, "anna", first);
    intake.putPending(ID, second);

    assertThat(keys.read(ID, Stage.CURRENT)).contains(first);
    assertThat(keys.read(ID, Stage.PENDING)).contains(second);
    assertThat(stages()).hasSize(2);
    assertThat(fixture.aws().faults().remaining()).isZero();
  }

  static Stream<Object[]> passing() {
    return Stream.of("CreateSecret", "PutSecretValue", "DescribeSecret", "GetSecretValue")
        .flatMap(
            operation ->
                Stream.of(Fault.internalError(), Fault.answerLost(), Fault.throttled())
                    .map(fault -> new Object[] {operation, fault}));
  }

  @Test
  void saysWhichOperationFailedAndNothingOfTheKey() {
    var key = key("AAAAAAAAAA");
    fixture.aws().faults().add(FaultRule.secrets("CreateSecret", Fault.accessDenied()));

    assertThatThrownBy(() -> intake.putCurrent(ID, "anna", key))
        .isInstanceOf(SecretsUnavailableException.class)
        .hasMessage("secrets: storing a key failed: answer 403 AccessDenied")
        .hasMessageNotContaining(
            Base64.getEncoder().encodeToString(key.privateKey().getEncoded()).substring(20, 60));
  }

  @Test
  void encryptsANewSecretWithTheKeyOfOurs() {
    String kmsKey = "arn:aws:kms:us-east-1:123456789012:key/1b2c3d4e";
    var secrets = fixture.clients().secretsManager();
    new SecretsManagerIntake(secrets, LocalAwsFixture.SECRETS, fixture.backoff(), kmsKey)
        .putCurrent(ID, "anna", key("AAAAAAAAAA"));

    assertThat(secrets.describeSecret(request -> request.secretId(NAME)).kmsKeyId())
        .isEqualTo(kmsKey);
  }

  @Test
  void leavesTheChoiceOfTheKeyToSecretsManagerWithoutOne() {
    intake.putCurrent(ID, "anna", key("AAAAAAAAAA"));

    assertThat(
            fixture
                .clients()
                .secretsManager()
                .describeSecret(request -> request.secretId(NAME))
                .kmsKeyId())
        .isNull();
  }

  @Test
  void tagsTheSecretWithItsOwner() {
    intake.putCurrent(ID, "anna", key("AAAAAAAAAA"));

    assertThat(tags())
        .contains(
            Map.entry("slipway:tenant", "anna"),
            Map.entry("slipway:connection", ID.value()),
            Map.entry("slipway:fingerprint", "print-a"));
  }

  @Test
  void tagsATenantWhoseNameNoTagCanHold() {
    intake.putCurrent(ID, "a|b", key("AAAAAAAAAA"));

    assertThat(tags()).containsKey("slipway:tenant").doesNotContainValue("a|b");
  }

  private Map<String, List<String>> stages() {
    return fixture
        .clients()
        .secretsManager()
        .describeSecret(request -> request.secretId(NAME))
        .versionIdsToStages();
  }

  private Map<String, String> tags() {
    return fixture
        .clients()
        .secretsManager()
        .describeSecret(request -> request.secretId(NAME))
        .tags()
        .stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }

  private static KeyName name(String keyId) {
    var key = key(keyId);
    return new KeyName(keyId, key.issuerId(), key.fingerprint());
  }

  private static AppleKey key(String keyId) {
    String fingerprint = "print-" + Character.toLowerCase(keyId.charAt(0));
    return new AppleKey(
        keyId, "57246542-96fe-1a63-e053-0824d011072a", fingerprint, privateKey(), false, false);
  }

  private static ECPrivateKey privateKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return (ECPrivateKey) generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
