package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Canary;
import dev.slipway.runner.IssuerKey;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.ReviewScript;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/// Runs the whole product with its pages, and a browser. [#close] fails if a part of a connected
/// key or a token was leaked or stayed in the browser.
final class WebStage implements AutoCloseable {
  static final String BUNDLE_ID = "com.example.harbour";

  final Browser browser;
  final SlipwayLocal local;
  final AppStoreConnectSimulator apple;
  final Canary canary = new Canary();
  private final Path directory;
  private volatile Duration tokensAhead = Duration.ZERO;

  private WebStage(Path directory) throws Exception {
    this.directory = directory;
    try {
      browser = Browser.open(directory.resolve("profile"));
    } catch (RuntimeException e) {
      canary.close();
      throw e;
    }
    try {
      local =
          SlipwayLocal.start(
              SlipwayLocalOptions.of(
                      IssuerKey.in(directory.resolve("slipway")),
                      RepositoryFiles.file("template.yaml"))
                  .withWebDirectory(RepositoryFiles.file("web"))
                  .withTokenClock(() -> Instant.now().plus(tokensAhead))
                  .withClockSpeed(60));
      apple = local.simulator().orElseThrow();
    } catch (IOException | RuntimeException e) {
      browser.close();
      canary.close();
      throw e;
    }
    browser.watchedBy(new BrowserWatch(canary, local.webUri()));
  }

  static WebStage open(Path directory) throws Exception {
    return new WebStage(directory);
  }

  void app() {
    apple.createApp(NewApp.of(BUNDLE_ID, "Harbour Pilot").liveVersion("1.0", "1"));
  }

  /// Lets App Review approve everything automatically from now on.
  void approveByItself() {
    apple.reviews().script(ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20)));
  }

  /// Lets tokens grow older. Presigned addresses keep their age.
  void ageTokens(Duration age) {
    tokensAhead = tokensAhead.plus(age);
  }

  void signIn(String page) {
    browser.visit(local.webUri() + "/" + page);
    browser.click("Continue as alice");
  }

  /// Fills in the wizard's form, and drops the file.
  void fillIn(SimulatedKey key) {
    canary.watch(key.privateKeyPem());
    browser.drop(".key-form", "AuthKey_" + key.keyId() + ".p8", key.privateKeyPem());
    browser.read("This looks like an App Store Connect key.");
    browser.type("#issuer-id", key.issuerId());
  }

  /// Connects a team with the page.
  void connect(SimulatedKey key) {
    fillIn(key);
    browser.click("Connect");
    browser.see(".verdict");
    local.settle();
  }

  /// Signs in, connects a team with one app, and opens the board.
  void openBoard() {
    app();
    signIn("");
    connect(apple.createKey(KeyRole.APP_MANAGER));
    browser.read("This key can do everything a release needs");
    browser.click("Upload a build");
    browser.see(".upload");
  }

  /// Creates a folder with a build of version 1.1 and this release.json.
  Path folder(String name, String manifest) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    Files.move(ipa("a.ipa", "1.1", "2", 1 << 20), folder.resolve("Harbour.ipa"));
    Files.writeString(folder.resolve("release.json"), manifest);
    return folder;
  }

  /// Writes a text file into a folder.
  static void text(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Writes a picture of this size into a folder.
  static void picture(Path folder, String name, int width, int height) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, name.hashCode());
    ImageIO.write(image, "png", file.toFile());
  }

  /// Uploads a folder with the page, and waits until the immediate work has ended.
  void drop(Path folder) {
    // The rows of earlier uploads stay for a while.
    browser.script(
        "for (const row of document.querySelectorAll('.uploads li')) row.dataset.earlier = 'yes'");
    browser.all("#folder").getFirst().sendKeys(folder.toAbsolutePath().toString());
    browser.see(".uploads .done:not([data-earlier])");
    local.settle();
  }

  Path ipa(String name, String version, String build, int bytes) throws IOException {
    Path file = directory.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      SampleIpa.write(out, SampleIpa.Spec.of(BUNDLE_ID, version, build).withPayloadBytes(bytes));
    }
    return file;
  }

  /// Lets time pass until the page shows a release in this state. The page polls automatically.
  void passTimeUntil(String state) {
    passTimeUntilSeen(".release[data-state='" + state + "']");
  }

  /// Lets time pass until the page has such an element.
  void passTimeUntilSeen(String css) {
    passTimeUntil("see " + css, () -> !browser.all(css).isEmpty());
  }

  /// Lets time pass, five hours at most.
  void passTimeUntil(String what, BooleanSupplier condition) {
    for (int i = 0; i < 60; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      local.settle();
      local.advance(Duration.ofMinutes(5));
      browser.script("dispatchEvent(new Event('online'))");
      pause();
    }
    browser.until(what, condition);
  }

  private void pause() {
    long until = System.nanoTime() + Duration.ofMillis(400).toNanos();
    browser.until("a moment", () -> System.nanoTime() > until);
  }

  @Override
  public void close() throws IOException {
    browser.close();
    local.settle();
    var leaks = new ArrayList<>(canary.findings(directory.resolve("slipway"), apple));
    // The files that the browser stores must contain no key and no token.
    leaks.addAll(canary.findings(directory.resolve("profile"), apple));
    canary.close();
    local.close();
    assertThat(leaks).as("what must stay secret came out").isEmpty();
  }
}
