package dev.slipway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The table of Apple's errors in docs/problems.md is `apple-errors.tsv`, written out.
class AppleErrorsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "problems.md");
  private static final String BEGIN = "<!-- begin: apple-errors.tsv -->\n";
  private static final String END = "<!-- end: apple-errors.tsv -->\n";

  @Test
  void pageHasTheTable() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN, END);
    String wanted =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("apple-errors.write")) {
      Files.writeString(PAGE, wanted);
    }

    assertThat(Files.readString(PAGE))
        .as(
            "docs/problems.md differs from apple-errors.tsv. Generate it: mvn test -pl functions"
                + " -am -Dtest=AppleErrorsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dapple-errors.write=true")
        .isEqualTo(wanted);
  }

  /// Rows that differ by their code alone are one line.
  private static String table() {
    var lines = new LinkedHashMap<String, List<AppleError>>();
    for (AppleError row : AppleErrors.all()) {
      lines.computeIfAbsent(cells(row), _ -> new ArrayList<>()).add(row);
    }
    var table =
        new StringBuilder(
                "| Apple's code | problem | what is wrong, what to do | then | source |\n")
            .append("| --- | --- | --- | --- | --- |\n");
    lines.forEach(
        (cells, rows) ->
            table
                .append("| ")
                .append(
                    rows.stream().map(AppleErrorsPageTest::code).collect(Collectors.joining(", ")))
                .append(cells)
                .append(
                    rows.stream()
                        .map(AppleError::source)
                        .distinct()
                        .collect(Collectors.joining("; ")))
                .append(" |\n"));
    return table.toString();
  }

  private static String code(AppleError row) {
    return "`" + row.code() + "`" + (row.words().isEmpty() ? "" : " “" + row.words() + "”");
  }

  private static String cells(AppleError row) {
    return " | ["
        + row.type().slug()
        + "](#"
        + row.type().slug()
        + ") | "
        + row.advice()
        + " | "
        + then(row)
        + " | ";
  }

  private static String then(AppleError row) {
    return switch (row.next()) {
      case RETRY -> "retried for " + words(row.limit(), "24 hours");
      case WAIT -> "waits " + words(row.pause(), "");
      case NEW_BUILD -> "new build";
      case DROP -> "drop";
      case APP_STORE_CONNECT -> "App Store Connect";
      case REPORT -> "report";
    };
  }

  private static String words(@Nullable Duration duration, String otherwise) {
    if (duration == null) {
      return otherwise;
    }
    long minutes = duration.toMinutes();
    return minutes < 60
        ? minutes + " minutes"
        : minutes / 60 + (minutes < 120 ? " hour" : " hours");
  }
}
