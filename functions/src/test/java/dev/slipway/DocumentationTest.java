package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Readers find their way: every page is in the index, long pages have a table of contents, links
/// lead somewhere, and tests that a page names exist.
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCS = ROOT.resolve("docs");
  private static final int LONG_PAGE_LINES = 120;
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,4} (.+)$");
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
  private static final Pattern CONTENTS =
      Pattern.compile("(?ms)^\\*\\*On this page:\\*\\* (.+?)\n\n");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+]\\(([^)\\s]+)\\)");
  private static final Pattern IMAGE = Pattern.compile("(?:src|srcset)=\"([^\"]+)\"");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

  @Test
  void everyPageIsInTheIndex() throws IOException {
    var linked = links(DOCS.resolve("README.md"));

    assertThat(pagesIn(DOCS))
        .filteredOn(page -> !page.endsWith("README.md"))
        .allSatisfy(page -> assertThat(linked).contains(page.getFileName().toString()));
  }

  @Test
  void longPagesHaveTheirContents() throws IOException {
    for (Path page : pagesIn(DOCS)) {
      String text = Files.readString(page);
      if (text.lines().count() <= LONG_PAGE_LINES) {
        continue;
      }
      var contents = CONTENTS.matcher(text).results().map(MatchResult::group).toList();
      var sections =
          SECTION
              .matcher(withoutCode(text))
              .results()
              .map(section -> "[%s](#%s)".formatted(section.group(1), anchor(section.group(1))))
              .toList();

      assertThat(contents).as("%s: **On this page:**", page).hasSize(1);
      assertThat(LINK.matcher(contents.getFirst()).results().map(MatchResult::group))
          .as("%s", page)
          .containsExactlyElementsOf(sections);
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Path page : pages()) {
      for (String link : links(page)) {
        if (link.contains("://")) {
          continue;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        assertThat(target).as("%s links to %s", page, link).exists();
        if (parts.length == 2) {
          assertThat(anchors(target)).as("%s links to %s", page, link).contains(parts[1]);
        }
      }
    }
  }

  @Test
  void testsThatAreNamedExist() throws IOException {
    Map<String, String> tests = tests();
    for (Path page : pages()) {
      for (MatchResult named : TEST.matcher(Files.readString(page)).results().toList()) {
        String source = tests.get(named.group(1));
        assertThat(source).as("%s names %s", page, named.group()).isNotNull();
        if (named.group(2) != null) {
          assertThat(source).as("%s", page).contains("void " + named.group(2) + "(");
        }
      }
    }
  }

  /// A claim about security that no test shows is a wish; what does not hold has a table without
  /// tests.
  @Test
  void everyClaimOfTheThreatModelNamesATest() throws IOException {
    boolean claims = false;
    int rows = 0;
    for (String line : Files.readAllLines(DOCS.resolve("threat-model.md"))) {
      if (line.equals("| attack | what holds | test |")) {
        claims = true;
      } else if (!line.startsWith("|")) {
        claims = false;
      } else if (claims && !line.startsWith("| ---")) {
        rows++;
        assertThat(TEST.matcher(line.substring(line.lastIndexOf('|', line.length() - 2))).find())
            .as(line)
            .isTrue();
      }
    }
    assertThat(rows).isGreaterThan(40);
  }

  /// The text of every test class, by its simple name; of two with one name, both. Looks at no
  /// `target/`: a walk fails when a file goes meanwhile.
  private static Map<String, String> tests() throws IOException {
    var tests = new TreeMap<String, String>();
    for (MatchResult module :
        MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results().toList()) {
      try (Stream<Path> walk = Files.walk(ROOT.resolve(module.group(1)).resolve("src/test/java"))) {
        for (Path file : walk.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          tests.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return tests;
  }

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    pages.addAll(pagesIn(ROOT));
    pages.addAll(pagesIn(DOCS));
    pages.addAll(pagesIn(DOCS.resolve("adr")));
    return pages;
  }

  private static List<Path> pagesIn(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<String> links(Path page) throws IOException {
    String text = withoutCode(Files.readString(page));
    return Stream.of(LINK, IMAGE)
        .flatMap(pattern -> pattern.matcher(text).results())
        .map(link -> link.group(1))
        .toList();
  }

  private static TreeSet<String> anchors(Path page) throws IOException {
    var anchors = new TreeSet<String>();
    HEADING
        .matcher(withoutCode(Files.readString(page)))
        .results()
        .forEach(heading -> anchors.add(anchor(heading.group(1))));
    return anchors;
  }

  private static String withoutCode(String text) {
    return FENCE.matcher(text).replaceAll("");
  }

  /// The anchor that GitHub gives a heading.
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }
}
