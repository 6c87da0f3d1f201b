package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// docs/architecture.md names code that exists: its table of packages and arrows, its reading order
/// and its walks. [DocumentationTest] follows the links of all pages.
class ArchitecturePageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/architecture.md");
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern NAME = Pattern.compile("`([a-z0-9.]+)`");
  private static final Pattern NUMBERED = Pattern.compile("(?m)^(\\d+)\\. `([\\w.]+)`");
  private static final Pattern COUNTED =
      Pattern.compile(":\\s(\\d+)\\sfiles\\sat\\sc7fb208,\\s(\\d+)\\snow\\.");

  @Test
  void everyPackageIsInTheTableAndEveryRowExists() throws IOException {
    var named = new ArrayList<String>();
    for (Row row : rows()) {
      named.addAll(row.packages());
    }

    assertThat(named).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(named)).containsExactlyElementsOf(packages());
  }

  @Test
  void arrowsOfTheTableAreThoseThatTheClassFilesAreHeldTo() throws IOException {
    var arrows = new TreeMap<String, TreeSet<String>>();
    for (Row row : rows()) {
      for (String name : row.packages()) {
        if (!name.contains(".")) {
          arrows.put(name, new TreeSet<>(row.mayUse()));
        }
      }
    }

    ArchitectureTest.ARROWS.forEach(
        (name, allowed) -> assertThat(arrows.get(name)).as(name).isEqualTo(new TreeSet<>(allowed)));
  }

  @Test
  void readingOrderNamesTwelveFilesAtMost() throws IOException {
    var order = files(section("How to read this code").split("\nThen run ", 2)[0]);

    assertThat(order).hasSizeBetween(1, 12).doesNotHaveDuplicates();
    assertThat(sources()).containsKeys(order.toArray(String[]::new));
  }

  /// The bounds are of issue 12, except that of the S3 event, which was 14: since then
  /// `ObjectVersion` replaces four nested records, and `Documents` the store's own loop. Each is
  /// one file more to open and several copies less to read.
  @ParameterizedTest
  @CsvSource({"The private key, 16", "One part, 14", "An S3 event, 16"})
  void walkIsAsShortAsItSays(String beginning, int bound) throws IOException {
    String text = section("How to read this code").split("\n\\*\\*" + beginning, 2)[1];
    String walk = text.split("\n\n", 2)[0];
    MatchResult counted = COUNTED.matcher(walk).results().findFirst().orElseThrow();
    var files = files(walk);

    assertThat(files).hasSize(Integer.parseInt(counted.group(2))).doesNotHaveDuplicates();
    assertThat(files).hasSizeLessThanOrEqualTo(bound);
    assertThat(sources()).containsKeys(files.toArray(String[]::new));
  }

  /// A row of the table.
  private record Row(List<String> packages, List<String> mayUse) {}

  private static List<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    for (String line : section("Modules and arrows").lines().toList()) {
      if (!line.startsWith("| `")) {
        continue;
      }
      String[] cells = line.split("\\|", -1);
      var packages = new ArrayList<String>();
      String top = "";
      // Names of modules are in parentheses.
      for (MatchResult name : NAME.matcher(cells[1].replaceAll("\\(.*", "")).results().toList()) {
        if (name.group(1).startsWith(".")) {
          packages.add(top + name.group(1));
        } else {
          top = name.group(1);
          packages.add(top);
        }
      }
      String mayUse = cells[3].strip();
      rows.add(
          new Row(
              packages, mayUse.equals("nothing") ? List.of() : Arrays.asList(mayUse.split(", "))));
    }
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static List<String> files(String text) {
    var files = new ArrayList<String>();
    for (MatchResult line : NUMBERED.matcher(text).results().toList()) {
      files.add(line.group(2));
      assertThat(Integer.parseInt(line.group(1))).isEqualTo(files.size());
    }
    return files;
  }

  private static String section(String title) throws IOException {
    return Files.readString(PAGE).split("\n## " + title + "\n", 2)[1].split("\n## ", 2)[0];
  }

  private static TreeSet<String> packages() throws IOException {
    var packages = new TreeSet<String>();
    sources().keySet().forEach(name -> packages.add(name.substring(0, name.lastIndexOf('.'))));
    return packages;
  }

  /// All files of main code, by their names relative to `dev.slipway`.
  private static Map<String, Path> sources() throws IOException {
    var sources = new TreeMap<String, Path>();
    for (MatchResult module :
        MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results().toList()) {
      Path root = ROOT.resolve(module.group(1)).resolve("src/main/java/dev/slipway");
      try (Stream<Path> walk = Files.walk(root)) {
        walk.filter(file -> file.toString().endsWith(".java"))
            .forEach(
                file -> {
                  String path = root.relativize(file).toString().replace('\\', '/');
                  sources.put(path.substring(0, path.length() - 5).replace('/', '.'), file);
                });
      }
    }
    return sources;
  }
}
