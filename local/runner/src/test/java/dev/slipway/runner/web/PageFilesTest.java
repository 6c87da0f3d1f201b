package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The head of each page lists what the page loads: every style, in the order of its layer, and
/// every module that its own module imports. Without the list a browser finds them one after the
/// other. `-Dpages.write=true` writes the lists.
class PageFilesTest {
  private static final Path WEB = RepositoryFiles.file("web");
  private static final Pattern IMPORT =
      Pattern.compile("^(?:import|export)\\b[^;]*?\"(\\.[^\"]+)\";", Pattern.MULTILINE);
  private static final Pattern LAYERS = Pattern.compile("^@layer ([a-z, ]+);", Pattern.MULTILINE);
  private static final Pattern LAYER = Pattern.compile("^@layer ([a-z]+) \\{", Pattern.MULTILINE);
  private static final Pattern LISTED =
      Pattern.compile("(?:    <link rel=\"(?:stylesheet|modulepreload)\"[^\\n]*\\n)+");

  @ParameterizedTest
  @ValueSource(strings = {"index", "board", "release", "connect", "problems"})
  void theHeadListsWhatThePageLoads(String name) throws IOException {
    Path file = WEB.resolve(name + ".html");
    String page = Files.readString(file);
    var own = Pattern.compile("<script type=\"module\" src=\"([a-z]+\\.js)\">").matcher(page);
    assertThat(own.results()).as("one module of %s", file.getFileName()).hasSize(1);
    assertThat(own.reset().find()).isTrue();
    String module = own.group(1);
    Set<String> modules = new LinkedHashSet<>();
    follow(module, modules);
    modules.remove(module);
    String wanted =
        Stream.concat(
                styles().stream().map("    <link rel=\"stylesheet\" href=\"%s\" />\n"::formatted),
                modules.stream()
                    .sorted()
                    .map("    <link rel=\"modulepreload\" href=\"%s\" />\n"::formatted))
            .collect(Collectors.joining());
    if (Boolean.getBoolean("pages.write")) {
      page = LISTED.matcher(page).replaceFirst(wanted);
      Files.writeString(file, page);
    }

    assertThat(LISTED.matcher(page).results().map(found -> found.group()))
        .as("jt or mvn test -Dtest=PageFilesTest -Dpages.write=true writes the list")
        .containsExactly(wanted);
  }

  /// The style guide has the styles of the pages, and then its own frame.
  @Test
  void theStyleGuideListsEveryStyle() throws IOException {
    Path file = RepositoryFiles.file("docs/style.html");
    String page = Files.readString(file);
    String wanted =
        Stream.concat(styles().stream().map("../web/"::concat), Stream.of("style/guide.css"))
            .map("    <link rel=\"stylesheet\" href=\"%s\" />\n"::formatted)
            .collect(Collectors.joining());
    if (Boolean.getBoolean("pages.write")) {
      page = LISTED.matcher(page).replaceFirst(wanted);
      Files.writeString(file, page);
    }

    assertThat(page).contains(wanted);
  }

  @Test
  void everyStyleIsOneLayerOfTheOrder() throws IOException {
    for (String style : styles()) {
      String text = Files.readString(WEB.resolve(style));
      assertThat(LAYER.matcher(text).results()).as(style).hasSize(1);
      assertThat(text).as(style).endsWith("\n}\n").doesNotContain("@import");
    }
  }

  /// Returns the styles in the order of their layers, by name within a layer.
  private static List<String> styles() throws IOException {
    var layers = LAYERS.matcher(Files.readString(WEB.resolve("styles/tokens.css")));
    assertThat(layers.find()).isTrue();
    List<String> order = List.of(layers.group(1).split(", "));
    try (Stream<Path> files = Files.list(WEB.resolve("styles"))) {
      return files
          .map(file -> "styles/" + file.getFileName())
          .sorted(
              Comparator.comparing((String style) -> order.indexOf(layer(style)))
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  private static String layer(String style) {
    try {
      var layer = LAYER.matcher(Files.readString(WEB.resolve(style)));
      assertThat(layer.find()).as("%s has a layer", style).isTrue();
      return layer.group(1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void follow(String module, Set<String> found) throws IOException {
    if (!found.add(module)) {
      return;
    }
    var imports = IMPORT.matcher(Files.readString(WEB.resolve(module))).results().toList();
    for (var imported : imports) {
      Path file = WEB.resolve(module).resolveSibling(imported.group(1)).normalize();
      follow(WEB.relativize(file).toString(), found);
    }
  }
}
