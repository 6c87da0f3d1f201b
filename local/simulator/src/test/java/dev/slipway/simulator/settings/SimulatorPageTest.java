package dev.slipway.simulator.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/simulator.md ends with the table of guesses, written out, and says of each rule where it is
/// known from.
class SimulatorPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "simulator.md");
  private static final String GUESSES = "## Guesses: what no source answers\n";
  private static final Pattern GUESS = Pattern.compile("guess ([A-Z_0-9]+)");
  private static final List<String> SOURCES =
      List.of("Apple's document", "Apple's help", "Amazon S3's documentation", "live (", "guess ");

  @Test
  void pageEndsWithTheTableOfGuesses() throws IOException {
    String page = Files.readString(PAGE);
    String expected = page.substring(0, page.indexOf(GUESSES)) + table();
    if (Boolean.getBoolean("simulator.page.write")) {
      Files.writeString(PAGE, expected);
      return;
    }

    assertThat(page)
        .as(
            "docs/simulator.md differs from the guesses. Generate its table: mvn test -pl"
                + " local/simulator -am -Dtest=SimulatorPageTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulator.page.write=true")
        .isEqualTo(expected);
  }

  @Test
  void everyRuleSaysWhereItIsKnownFrom() throws IOException {
    String page = Files.readString(PAGE);
    List<String> rules =
        page.substring(
                page.indexOf("| rule | known from |"), page.indexOf("## What it does not do"))
            .lines()
            .skip(2)
            .filter(line -> line.startsWith("|"))
            .toList();

    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              String[] cells = rule.split(" \\| ", -1);
              assertThat(cells).as(rule).hasSize(2);
              assertThat(SOURCES).as(rule).anyMatch(cells[1]::startsWith);
            });
    EnumSet<Guess> named = EnumSet.noneOf(Guess.class);
    rules.forEach(
        rule ->
            GUESS.matcher(rule).results().forEach(one -> named.add(Guess.valueOf(one.group(1)))));
    assertThat(named)
        .as("guesses that a rule names")
        .containsExactlyElementsOf(EnumSet.allOf(Guess.class));
  }

  private static String table() {
    var table = new StringBuilder(GUESSES);
    table.append(
        """
        A client must not depend on any of these answers; tests match the status and the beginning of the code. Each is asked at one place of the simulator
        (`world.guesses().turned(...)`), and `make guesses` runs the named scenarios of the whole product with it turned. Made from `Guess` by `SimulatorPageTest`.

        | guess | question | preset | turned | known | scenarios |
        | --- | --- | --- | --- | --- | --- |
        """);
    for (Guess guess : Guess.values()) {
      table.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  guess,
                  guess.question(),
                  guess.preset(),
                  guess.turned(),
                  guess.known(),
                  guess.scenarios().stream()
                      .map(Scenario::name)
                      .collect(Collectors.joining(", "))));
    }
    return table.toString();
  }
}
