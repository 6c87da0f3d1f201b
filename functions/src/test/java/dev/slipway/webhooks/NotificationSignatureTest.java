package dev.slipway.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With Apple's own example (cited in platacard/blimp#51).
class NotificationSignatureTest {
  private static final String SECRET = "This is my secret";
  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
  private static final String HEX =
      "7f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657";

  @ParameterizedTest
  @ValueSource(strings = {"hmacsha256=" + HEX, HEX, " HMACSHA256=" + HEX + " "})
  void takesApplesExample(String header) {
    assertThat(NotificationSignature.isOurs(header, BODY, List.of(SECRET))).isTrue();
    assertThat(NotificationSignature.isOurs(header, BODY, List.of("newer", SECRET))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hmacsha256=",
        "hmacsha256=7f06",
        "hmacsha256=zz062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657",
        "hmacsha256=8f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657",
        "sha1=7f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657"
      })
  void refusesEverythingElse(String header) {
    assertThat(NotificationSignature.isOurs(header, BODY, List.of(SECRET))).isFalse();
  }

  @Test
  void refusesWhatIsSignedForAnother() {
    String header = "hmacsha256=" + HEX;
    assertThat(NotificationSignature.isOurs(header, BODY, List.of("another"))).isFalse();
    assertThat(NotificationSignature.isOurs(header, BODY, List.of())).isFalse();
    assertThat(
            NotificationSignature.isOurs(header, "Hello, World?".getBytes(UTF_8), List.of(SECRET)))
        .isFalse();
  }
}
