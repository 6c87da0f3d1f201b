package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// What the wizard says about Apple, where Apple's help differs from what people met.
class WizardWordsTest {
  /// Apple's help says that access is granted at once; people waited for days (cases, G09).
  @Test
  void accessToTheApiIsNotPromisedAtOnce() throws Exception {
    assertThat(Files.readString(RepositoryFiles.file("web/texts/en/wizard.js")))
        .contains(
            "Apple mostly grants access at once, but sometimes it takes days; until then there is"
                + " no list of keys.")
        .doesNotContain("is granted at once");
  }
}
