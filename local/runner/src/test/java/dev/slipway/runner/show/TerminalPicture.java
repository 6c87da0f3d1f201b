package dev.slipway.runner.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.show.Screen.Terminal;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws README's picture of a terminal from what `make demo` prints: an SVG whose lines appear one
/// after the other, once, within some twelve seconds. `make screenshots` runs it; its name keeps it
/// out of `make test` and `make verify`.
@Tag("program")
class TerminalPicture {
  private static final int COLUMNS = 80;
  private static final int LINE_HEIGHT = 20;
  private static final int MARGIN = 20;
  private static final int WIDTH = 720;
  private static final int FIRST_BASELINE = 36;

  /// Seconds before a line appears.
  private static final double PAUSE = 0.25;

  private static final double PAUSE_OF_STATES = 0.9;
  private static final Pattern CODE = Pattern.compile("\u001b\\[([0-9;]*)m");

  private static final Map<String, String> CLASSES =
      Map.of("1", "b", "2", "d", "1;32", "g", "31", "r", "33", "y", "36", "c");

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
      <title>make demo: a release goes from the drop to the App Store</title>
      <style>
      text { font: 13.5px/20px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #dfe6ee; white-space: pre; }
      .b { font-weight: 700 } .d { fill: #8c9aab } .g { fill: #57d38c; font-weight: 700 } .r { fill: #ff8f87 } .y { fill: #f0c674 } .c { fill: #6fc3df }
      @media (prefers-reduced-motion: no-preference) { text { opacity: 0; animation: appear 0.01s linear forwards } @keyframes appear { to { opacity: 1 } } }
      </style>
      <rect width="%1$d" height="%2$d" rx="10" fill="#11161d"/>
      """;

  @TempDir Path directory;

  @Test
  void demo() throws Exception {
    String picture = svg("$ make demo\n" + printed());

    assertThat(picture).contains("On the App Store").doesNotContain("\u001b");
    Path pictures = Path.of(System.getProperty("pictures.directory", "target/screenshots"));
    Files.createDirectories(pictures);
    Files.writeString(pictures.resolve("demo.svg"), picture);
  }

  private String printed() throws Exception {
    var printed = new ByteArrayOutputStream();
    var screen =
        new Screen(new PrintStream(printed, true, UTF_8), new Terminal(false, true, COLUMNS));
    var options =
        SlipwayLocalOptions.of(directory, RepositoryFiles.file("template.yaml"))
            .withClock(SimulatorClock.realTime())
            .withSimulator(
                simulator ->
                    simulator.withReviewScript(
                        ReviewScript.approve(Duration.ofMinutes(6), Duration.ofMinutes(8))));
    try (var local = SlipwayLocal.start(options)) {
      new MainJob(local, local.simulator().orElseThrow(), screen).run(directory);
    }
    return printed.toString(UTF_8);
  }

  private static String svg(String text) {
    List<String> lines = text.lines().toList();
    int height = FIRST_BASELINE + lines.size() * LINE_HEIGHT;
    var svg = new StringBuilder(HEAD.formatted(WIDTH, height));
    double at = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      svg.append(
          "<text x=\"%d\" y=\"%d\" style=\"animation-delay: %.2fs\">%s</text>\n"
              .formatted(MARGIN, FIRST_BASELINE + i * LINE_HEIGHT, at, spans(line)));
      boolean further = i + 1 < lines.size() && lines.get(i + 1).startsWith(" ".repeat(20));
      at += further ? 0 : line.contains("+00:") ? PAUSE_OF_STATES : PAUSE;
    }
    return svg.append("</svg>\n").toString();
  }

  /// Returns a line with an element for each colour.
  private static String spans(String line) {
    var spans = new StringBuilder();
    var code = CODE.matcher(line);
    int from = 0;
    while (code.find()) {
      spans.append(escaped(line.substring(from, code.start())));
      String style = code.group(1).toLowerCase(Locale.ROOT);
      spans.append(style.equals("0") ? "</tspan>" : "<tspan class=\"" + CLASSES.get(style) + "\">");
      from = code.end();
    }
    return spans.append(escaped(line.substring(from))).toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
