package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.RepositoryFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares every component of docs/style.html with its kept picture, in both colour schemes.
/// `-Dstyle.write=true` keeps the pictures of now; look at them before the commit.
///
/// Machines have different fonts. So each letter is a block here, of a font with one glyph
/// (style/blocks.ttf, made by blocks.py beside it): a text has the same size everywhere, and a
/// longer text is a longer bar. Its letters are placed exactly, because rounding to pixels is a
/// setting of the machine. Controls that the browser draws by itself are empty boxes.
@Tag("browser")
class StyleGuideInBrowserTest {
  private static final Path KEPT = RepositoryFiles.file("local/runner/src/test/resources/style");
  private static final Path KEPT_BY = KEPT.resolve("browser.txt");
  private static final Path DIFFERENT = Path.of("target", "style");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");
  private static final String BLOCKS =
      """
      const style = document.createElement("style");
      style.textContent = `
        @font-face { font-family: Blocks; src: url(data:font/ttf;base64,${arguments[0]}); }
        :root { --sans: Blocks; --mono: Blocks; }
        * { font-synthesis: none; text-rendering: geometricPrecision !important; caret-color: transparent !important; }
        select, input[type="checkbox"] { appearance: none; }
        input[type="checkbox"] { border: 1px solid; }
        summary { list-style: none; }
        summary::-webkit-details-marker { display: none; }
        ${arguments[1]}`;
      document.head.append(style);
      document.documentElement.scrollTop = 0;
      """;

  /// All in one script could take longer than a script may, on a busy machine.
  private static final int COMPONENTS_AT_ONCE = 6;

  @TempDir Path directory;
  private HttpServer server;
  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    browser = Browser.open(directory.resolve("profile"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/docs/style", StyleGuideInBrowserTest::answer);
    server.createContext("/web/", StyleGuideInBrowserTest::answer);
    server.start();
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.stop(0);
    }
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyComponentLooksAsItDid(String scheme) throws Exception {
    visit(scheme, "");
    var now = components();
    assertThat(now).hasSizeGreaterThan(30);
    if (Boolean.getBoolean("style.write")) {
      keep(now, scheme);
    }
    assumeSameBrowser();

    assertThat(differences(now, scheme))
        .as(
            "%s: look at local/runner/target/style; -Dtest=StyleGuideInBrowserTest"
                + " -Dstyle.write=true keeps these pictures",
            scheme)
        .isEmpty();
    assertThat(browser.breaches()).isEmpty();
  }

  /// The comparison is sharp enough: it finds a little more space, and another shade.
  @Test
  void aChangedStyleIsSeen() throws Exception {
    assumeSameBrowser();
    visit("light", ".badge { padding-left: 0.6rem; }");
    assertThat(differences(components(), "light").keySet()).contains("badges", "release-rows");

    visit("light", ":root { --warn: #6b4408; --accent-tint: #dbe8f8; }");
    assertThat(differences(components(), "light").keySet())
        .contains("badges", "verdict-checking", "verdict-connected-with-limits")
        .doesNotContain("prose");
  }

  /// The guide shows states that other tests do not reach.
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void noComponentHasASeriousBarrier(String scheme) {
    show(scheme, "");

    int components = browser.all("[data-component]").size();
    assertThat(components).isGreaterThan(30);
    for (int first = 0; first < components; first += COMPONENTS_AT_ONCE) {
      assertThat(Inspection.seriousBarriers(browser, "[data-component]", first, COMPONENTS_AT_ONCE))
          .isEmpty();
    }
  }

  /// A component that is taken out of the guide takes its pictures with it.
  @Test
  void everyKeptPictureIsOfTheGuide() throws Exception {
    visit("light", "");
    var wanted =
        components().keySet().stream()
            .flatMap(name -> Stream.of(name + "-light.png", name + "-dark.png"))
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.list(KEPT)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".png")))
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  private void visit(String scheme, String change) throws IOException {
    show(scheme, change);
    String font =
        Base64.getEncoder().encodeToString(Files.readAllBytes(KEPT.resolve("blocks.ttf")));
    browser.script(BLOCKS, font, change);
    browser.async("await document.fonts.load('16px Blocks'); await document.fonts.ready;");
    assertThat(browser.script("return document.fonts.check('16px Blocks')")).isEqualTo(true);
  }

  private void show(String scheme, String change) {
    browser.window(1000, 900, 1);
    browser.zone("UTC");
    browser.scheme(scheme);
    browser.visit(
        "http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/docs/style.html?change="
            + change.length());
    browser.until("the guide is complete", () -> !browser.all("html[data-ready]").isEmpty());
  }

  private Map<String, BufferedImage> components() throws IOException {
    var found = new LinkedHashMap<String, BufferedImage>();
    for (var component : browser.all("[data-component]")) {
      String name = Objects.requireNonNull(component.getDomAttribute("data-component"));
      found.put(name, ImageIO.read(new ByteArrayInputStream(browser.part(component))));
    }
    return found;
  }

  /// Another version of the browser may lay a component out a pixel differently, which says nothing
  /// about its style.
  private void assumeSameBrowser() throws IOException {
    String keptBy = Files.readString(KEPT_BY).strip();
    assumeTrue(
        browser.majorVersion().equals(keptBy),
        () ->
            "The pictures were kept by browser version %s, this is %s: keep them again"
                .formatted(keptBy, browser.majorVersion()));
  }

  private void keep(Map<String, BufferedImage> now, String scheme) throws IOException {
    for (var entry : now.entrySet()) {
      Path file = KEPT.resolve(entry.getKey() + "-" + scheme + ".png");
      ImageIO.write(entry.getValue(), "png", file.toFile());
    }
    Files.writeString(KEPT_BY, browser.majorVersion() + "\n");
  }

  /// Returns what is different by component, and writes the pictures of now of those.
  private static Map<String, String> differences(Map<String, BufferedImage> now, String scheme)
      throws IOException {
    var different = new TreeMap<String, String>();
    for (var entry : now.entrySet()) {
      String name = entry.getKey() + "-" + scheme + ".png";
      Path kept = KEPT.resolve(name);
      String difference =
          Files.exists(kept)
              ? PictureComparison.difference(ImageIO.read(kept.toFile()), entry.getValue())
              : "there is no kept picture";
      if (difference != null) {
        Files.createDirectories(DIFFERENT);
        ImageIO.write(entry.getValue(), "png", DIFFERENT.resolve(name).toFile());
        different.put(entry.getKey(), difference);
      }
    }
    return different;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path file = RepositoryFiles.file(exchange.getRequestURI().getPath().substring(1));
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String name = file.toString();
      byte[] body = Files.readAllBytes(file);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
