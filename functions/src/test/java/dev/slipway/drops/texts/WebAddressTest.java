package dev.slipway.drops.texts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which texts are addresses of web pages.
class WebAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.dev",
        "http://acme.dev/",
        "https://user@acme.dev:8443/p?q=1#f",
        "https://日本.jp/ヘルプ",
        "https://[2001:db8::1]/"
      })
  void takesAddressesOfWebPages(String url) {
    assertThat(WebAddress.host(url)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme.dev",
        "//acme.dev",
        "ftp://acme.dev",
        "mailto:ada@acme.dev",
        "https://",
        "https:///path",
        "https://acme dev",
        "https://acme.dev/a b",
        "https://-acme.dev",
        "https://acme..dev",
        "javascript:alert(1)"
      })
  void refusesOtherAddresses(String url) {
    assertThat(WebAddress.host(url)).isEmpty();
  }

  @Test
  void aLongHostExhaustsNoStack() {
    assertThat(WebAddress.host("https://a" + ".a".repeat(32_000))).isPresent();
    assertThat(WebAddress.host("https://a" + ".a".repeat(32_000) + "..a")).isEmpty();
  }
}
