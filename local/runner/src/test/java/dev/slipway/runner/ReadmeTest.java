package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a newcomer copies from README.md exists, and what a newcomer stumbled over is said.
class ReadmeTest {
  private final String readme = read("README.md");

  private static String read(String file) {
    try {
      return Files.readString(RepositoryFiles.file(file));
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  @Test
  void everyCommandExists() {
    String makefile = read("Makefile");
    assertThat(found("make ([a-z-]+)", readme))
        .contains("run", "demo", "folder", "test")
        .allSatisfy(target -> assertThat(makefile).contains("\n" + target + ":"));
    assertThat(found("make [a-z]+ ([A-Z]+)=", readme))
        .contains("FULL", "DIR", "APPLE")
        .allSatisfy(variable -> assertThat(makefile).contains("$(" + variable + ")"));
    assertThat(found("(?<![a-z/])((?:local/try|infrastructure)/[a-z-]+)(?=[ `\n])", readme))
        .contains("local/try/first-drop", "local/try/key", "infrastructure/deploy-web")
        .allMatch(script -> Files.isExecutable(RepositoryFiles.file(script)));
  }

  /// The numbers are those of a newcomer's stumbles: the first build, an own app, a second
  /// terminal, cancelling, the clock, notifications, and that nobody has deployed it.
  @Test
  void stumblesOfANewcomerAreSaid() {
    assertThat(readme)
        .contains("takes one to three minutes")
        .contains("## Use it for your own app")
        .contains("**in a second terminal**")
        .contains("**The clock runs ahead.**")
        .contains("`NotificationEmail`", "Slack", "`WebhookUrl`")
        .contains("(docs/glossary.md)");
    assertThat(readme.indexOf("never run `sam deploy` against AWS"))
        .isBetween(0, readme.indexOf("\n## "));
    assertThat(readme).doesNotContain("/cancel");
    assertThat(found("```sh\n(.*?)```", readme).getFirst()).isEqualTo("make run\n");
  }

  @Test
  void everyPictureIsThereInBothSchemes() {
    List<String> pictures = found("\"(docs/images/[^\"]+)\"", readme);
    assertThat(pictures).isNotEmpty().allMatch(file -> Files.exists(RepositoryFiles.file(file)));
    assertThat(pictures.stream().filter(file -> file.contains("-light")))
        .allMatch(file -> pictures.contains(file.replace("-light", "-dark")));
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }
}
