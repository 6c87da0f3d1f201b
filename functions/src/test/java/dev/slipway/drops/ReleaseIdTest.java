package dev.slipway.drops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReleaseIdTest {
  @Test
  void sameObjectVersionIsTheSameRelease() {
    assertThat(ReleaseId.of("drops", "c/App.ipa", "v1"))
        .isEqualTo(ReleaseId.of("drops", "c/App.ipa", "v1"))
        .isNotEqualTo(ReleaseId.of("drops", "c/App.ipa", "v2"))
        .isNotEqualTo(ReleaseId.of("dropsc", "/App.ipa", "v1"));
  }

  @Test
  void hasFiftyTwoSafeCharacters() {
    assertThat(ReleaseId.of("drops", "c/Ünïcode +.ipa", "null").value()).matches("[a-z2-7]{52}");
    assertThatThrownBy(() -> new ReleaseId("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void base32IsThatOfRfc4648() {
    assertThat(Base32.encode("foobar".getBytes(StandardCharsets.UTF_8))).isEqualTo("mzxw6ytboi");
    assertThat(Base32.encode("fooba".getBytes(StandardCharsets.UTF_8))).isEqualTo("mzxw6ytb");
    assertThat(Base32.encode("f".getBytes(StandardCharsets.UTF_8))).isEqualTo("my");
  }
}
