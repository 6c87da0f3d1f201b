package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.WriteKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/messages.md is every text of problems, findings and timeline, and none of them uses a
/// phrase that CONTRIBUTING.md rules out.
class MessagesPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs").resolve("messages.md");

  /// Phrases, not words: "tell" or "stand" have good uses.
  private static final List<String> RULED_OUT =
      List.of(
          "\\bmend(s|ed|ing)?\\b",
          "\\banew\\b",
          "\\bwhoever\\b",
          "\\bsomebody\\b",
          "\\bnobody\\b",
          "\\bis none\\b(?! of)",
          "\\bare none\\b(?! of)",
          "\\bhas not the right form\\b",
          "\\bwhat came of\\b",
          "\\bby itself\\b",
          "\\bof ours\\b",
          "\\bof our own\\b",
          "\\bhowever often\\b",
          "\\bleavings\\b",
          "\\bto be had\\b",
          "\\bput (it |release\\.json |the \\.ipa )?again\\b",
          "\\bstands (there|in|only|beside)\\b",
          "\\bdid not get on\\b");

  @Test
  void pageHasEveryText() throws IOException {
    if (Boolean.getBoolean("messages.write")) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "docs/messages.md differs from the code. Generate it: mvn test -pl functions -am"
                + " -Dtest=MessagesPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dmessages.write=true")
        .isEqualTo(page());
  }

  @Test
  void noTextUsesARuledOutPhrase() throws IOException {
    var texts = new ArrayList<String>();
    for (ProblemType type : ProblemType.values()) {
      texts.add(type.title());
    }
    for (WriteKind kind : WriteKind.values()) {
      texts.add(kind.words());
    }
    UserTexts.bySource().values().forEach(texts::addAll);
    for (String page : List.of("docs/problems.md", "docs/preflight.md", "README.md")) {
      texts.addAll(Files.readAllLines(ROOT.resolve(page)));
    }
    try (var pages = Files.walk(ROOT.resolve("web/texts"))) {
      for (Path page : pages.filter(Files::isRegularFile).toList()) {
        texts.addAll(Files.readAllLines(page));
      }
    }

    for (String phrase : RULED_OUT) {
      var pattern = Pattern.compile(phrase, Pattern.CASE_INSENSITIVE);
      assertThat(texts).as(phrase).noneMatch(text -> pattern.matcher(text).find());
    }
  }

  private static String page() throws IOException {
    var page = new StringBuilder();
    page.append(
        """
        # Messages

        Every text of problems, findings and timeline, to be read in one go. A value that is put into a text appears as `…`.
        [problems.md](problems.md) explains the problem types, [preflight.md](preflight.md) the checks.

        This page is generated from the code by `MessagesPageTest`, which also rules out the phrases that CONTRIBUTING.md names.

        **On this page:** [Titles of problems](#titles-of-problems)
        · [Names of writes to Apple](#names-of-writes-to-apple)
        · [Details, findings and timeline](#details-findings-and-timeline)

        ## Titles of problems
        """);
    for (ProblemType type : ProblemType.values()) {
      page.append("- ").append(type.title()).append('\n');
    }
    page.append("\n## Names of writes to Apple\n");
    for (WriteKind kind : WriteKind.values()) {
      page.append("- ").append(kind.words()).append('\n');
    }
    page.append("\n## Details, findings and timeline\n");
    UserTexts.bySource()
        .forEach(
            (source, texts) -> {
              page.append("\n### ").append(source).append('\n');
              texts.forEach(text -> page.append("- ").append(escaped(text)).append('\n'));
            });
    return page.toString();
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace("*", "\\*");
  }
}
