package dev.slipway.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {
  private static final String ISSUER = "https://issuer.example.com/pool";

  @Test
  void aTokenIsItsIssuerAndSubject() {
    assertThat(Actor.ofToken(Map.of("iss", ISSUER, "sub", "3f0c2d7e", "client_id", "web")))
        .isEqualTo(new Actor("https://issuer.example.com/pool#3f0c2d7e"));
  }

  @Test
  void aTokenWithoutSubjectIsItsClient() {
    assertThat(Actor.ofToken(Map.of("iss", ISSUER, "client_id", "ci")).text())
        .isEqualTo("https://issuer.example.com/pool#ci");
    assertThat(Actor.ofToken(Map.of("iss", ISSUER, "sub", " ")).text()).endsWith("#unknown");
    assertThat(Actor.ofToken(Map.of()).text()).isEqualTo("unknown#unknown");
  }

  /// What ends a line in a log or a terminal, turns the direction of a text, or shows nothing.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r", "\t", "\0", "\u001b", "\u007f", "\u0085", "\u2028", "\u2029", "\u202e",
        "\u200b", "\ufeff", "\ud800", " ", "\u00a0", "\u2066"
      })
  void noCharacterOfAClaimCanForgeALine(String character) {
    var actor = Actor.ofToken(Map.of("iss", ISSUER, "sub", "a" + character + "level: ERROR"));

    assertThat(actor.text()).isEqualTo(ISSUER + "#a?level:?ERROR");
  }

  @Test
  void noClaimLooksLikeAnotherForm() {
    assertThat(Actor.ofToken(Map.of("iss", "drop", "sub", "")).text()).isNotEqualTo("drop");
    assertThat(Actor.ofToken(Map.of("iss", "https://a#https://b", "sub", "x")).text())
        .isEqualTo("https://a?https://b#x");
  }

  @Test
  void longClaimsAreCut() {
    var actor = Actor.ofToken(Map.of("iss", "i".repeat(9000), "sub", "s".repeat(9000)));

    assertThat(actor.text()).hasSizeLessThanOrEqualTo(512).endsWith("s…").contains("i…#s");
    assertThat(new Actor("x".repeat(9000)).text()).hasSize(512);
  }
}
