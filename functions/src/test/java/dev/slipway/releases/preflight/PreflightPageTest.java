package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// docs/preflight.md is the table of checks, written out.
class PreflightPageTest {
  private static final Path PAGE = Path.of("..", "docs", "preflight.md");

  @Test
  void pageIsTheTable() throws IOException {
    if (Boolean.getBoolean("preflight.write")) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "docs/preflight.md differs from the table of checks. Generate it: mvn test -pl"
                + " functions -am -Dtest=PreflightPageTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dpreflight.write=true")
        .isEqualTo(page());
  }

  private static String page() {
    var page = new StringBuilder();
    page.append(
        """
        # Preflight

        Everything that Slipway checks before the first byte of a release goes to Apple: %d checks. %d of them need only the
        drop; the others first read the state of the app at Apple. Slipway reports all findings of a release together. An error
        stops the release before it starts (NEEDS_ATTENTION): fix the drop and upload the folder (or the `.ipa`) again. A
        warning does not block the release: a person should check it, or Apple decides.

        "Error, if submitted" is a warning when `release.json` says `"submit": false` or ends with TestFlight. Numbers such
        as 90683 are error codes of Apple's processing of builds. "Reference" is a working reference collected from public
        sources; "unconfirmed" means that no page of Apple's says so.

        This page is generated from the table in the code (package `dev.slipway.releases.preflight`) by `PreflightPageTest`.
        """
            .formatted(CheckSection.allChecks().size(), CheckSection.checksOfDrop().count()));
    page.append("\n**On this page:**");
    String separator = " ";
    for (CheckSection section : CheckSection.ALL) {
      page.append(separator)
          .append('[')
          .append(section.title())
          .append("](#")
          .append(anchor(section.title()))
          .append(')');
      separator = "\n· ";
    }
    page.append('\n');
    for (CheckSection section : CheckSection.ALL) {
      page.append("\n## ").append(section.title()).append('\n');
      section.checks().forEach(check -> row(check, page));
    }
    return page.toString();
  }

  /// The anchor that GitHub gives a heading.
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static void row(Check check, StringBuilder page) {
    Rule rule = check.rule();
    page.append("\n### ").append(check.slug()).append('\n');
    page.append("**").append(rule.title()).append(".** ").append(rule.remedy()).append("\n\n");
    if (rule.limit() != null) {
      page.append("- Expected: ").append(rule.limit()).append('\n');
    }
    page.append("- ")
        .append(weight(rule.weight()))
        .append(", reported as [")
        .append(rule.type().slug())
        .append("](problems.md#")
        .append(rule.type().slug())
        .append(")\n");
    page.append("- Source: ").append(rule.source()).append('\n');
  }

  private static String weight(Check.Weight weight) {
    return switch (weight) {
      case ERROR_WHEN_SUBMITTED -> "Error, if submitted";
      case ERROR, WARNING ->
          weight.name().charAt(0) + weight.name().substring(1).toLowerCase(Locale.ROOT);
    };
  }
}
