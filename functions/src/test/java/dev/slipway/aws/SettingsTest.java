package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void readsWhatAFunctionNeeds() {
    var settings =
        Settings.from(
            Map.of(
                "SLIPWAY_STATE_BUCKET", "slipway-state",
                "SLIPWAY_DROP_BUCKET", "Not Needed And Not Looked At",
                "SLIPWAY_PART_HOSTS", ".Apple.com, 127.0.0.1",
                "PATH", "/bin"),
            Setting.STATE_BUCKET,
            Setting.PART_HOSTS);

    assertThat(settings.stateBucket()).isEqualTo("slipway-state");
    assertThat(settings.partHosts()).containsExactly(".apple.com", "127.0.0.1");
    assertThatThrownBy(settings::dropBucket).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void doesWithoutAKeyForSecrets() {
    String key = "arn:aws:kms:eu-central-1:123456789012:key/1b2c3d4e";
    assertThat(Settings.from(Map.of(), Setting.SECRET_KMS_KEY).secretKmsKey()).isEmpty();
    assertThat(
            Settings.from(Map.of("SLIPWAY_SECRET_KMS_KEY", key), Setting.SECRET_KMS_KEY)
                .secretKmsKey())
        .contains(key);
    assertThatThrownBy(
            () -> Settings.from(Map.of("SLIPWAY_SECRET_KMS_KEY", "a key"), Setting.SECRET_KMS_KEY))
        .hasMessageContaining("SLIPWAY_SECRET_KMS_KEY must be the ARN");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                Settings.from(
                    Map.of(
                        "SLIPWAY_STATE_BUCKET", "Not A Bucket",
                        "SLIPWAY_APPLE_URL", "http://example.com",
                        "SLIPWAY_TYPO", "x"),
                    Setting.STATE_BUCKET,
                    Setting.SECRET_PREFIX,
                    Setting.APPLE_URL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SLIPWAY_STATE_BUCKET must")
        .hasMessageContaining("SLIPWAY_SECRET_PREFIX is missing")
        .hasMessageContaining("SLIPWAY_APPLE_URL must")
        .hasMessageContaining("Unknown setting SLIPWAY_TYPO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.appstoreconnect.apple.com", "http://127.0.0.1:3001"})
  void takesAppleOrASimulatorOnThisMachine(String url) {
    var settings = Settings.from(Map.of("SLIPWAY_APPLE_URL", url), Setting.APPLE_URL);

    assertThat(settings.appleUrl()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://10.0.0.1", "https://a.com/v1", "https://u:p@a.com", "ftp://a.com", "::"})
  void takesNoOtherAddress(String url) {
    assertThatThrownBy(() -> Settings.from(Map.of("SLIPWAY_APPLE_URL", url), Setting.APPLE_URL))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
