package dev.slipway.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The examples at the beginning of docs/drops.md.
final class DropExamples {
  private static final Pattern SECTION = Pattern.compile("(?ms)^## I want to …\n(.+?)^## ");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^### (.+?)\n(?:(?!^### ).)*?^```\n(.+?)^```\n```json\n(.+?)^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (.+)$");

  private DropExamples() {}

  /// One example.
  ///
  /// @param want the heading, which follows "I want to"
  /// @param files paths in the folder, in order
  /// @param releaseJson content of `release.json`
  record Example(String want, List<String> files, String releaseJson) {}

  static List<Example> read() throws IOException {
    String section = section();
    List<Example> examples =
        EXAMPLE
            .matcher(section)
            .results()
            .map(
                found ->
                    new Example(
                        found.group(1), found.group(2).lines().toList(), found.group(3).strip()))
            .toList();
    List<String> headings =
        HEADING.matcher(section).results().map(found -> found.group(1)).toList();
    if (!headings.equals(examples.stream().map(Example::want).toList())) {
      throw new IllegalStateException(
          "Each example has a list of files and then a release.json: " + headings);
    }
    return examples;
  }

  private static String section() throws IOException {
    String page = Files.readString(RepositoryFiles.file("docs/drops.md"));
    List<MatchResult> found = new ArrayList<>(SECTION.matcher(page).results().toList());
    if (found.size() != 1) {
      throw new IllegalStateException("docs/drops.md has no section 'I want to …'");
    }
    return found.getFirst().group(1);
  }
}
