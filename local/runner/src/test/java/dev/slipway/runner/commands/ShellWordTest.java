package dev.slipway.runner.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void whatAShellReadsAsItselfStaysPlain() {
    assertThat(ShellWord.of("../my-app_1/.slipway")).isEqualTo("../my-app_1/.slipway");
  }

  @Test
  void everythingElseIsQuoted() {
    assertThat(ShellWord.of("my files")).isEqualTo("'my files'");
    assertThat(ShellWord.of("a$HOME;`ls`")).isEqualTo("'a$HOME;`ls`'");
    assertThat(ShellWord.of("~/x")).isEqualTo("'~/x'");
    assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
    assertThat(ShellWord.of("")).isEqualTo("''");
  }
}
