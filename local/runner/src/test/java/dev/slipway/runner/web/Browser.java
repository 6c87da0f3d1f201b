package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// Headless Chromium for these tests: waits until something is visible, checks accessibility, takes
/// pictures. Waits are in real time, because the browser is another process.
final class Browser implements AutoCloseable {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target", "screenshots");

  /// Far more than a slow machine needs: it is only used up by what never comes.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// A script inspects the largest pages as a whole.
  private static final Duration MOST_OF_A_SCRIPT = Duration.ofMinutes(2);

  private static final int MOST_STARTS = 3;
  private static final Duration MOST_UNTIL_GONE = Duration.ofSeconds(10);

  /// The room of a scroll bar, and less than two windows differ by.
  private static final int SCROLL_BAR = 20;

  /// Lets the next click through only if it hits this element.
  private static final String AIM =
      """
      const wanted = arguments[0];
      const aim = { hit: false, end: () => removeEventListener("click", aim.check, true) };
      aim.check = (event) => {
        aim.end();
        aim.hit = event.composedPath().includes(wanted);
        if (aim.hit) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      window.testAim?.end();
      window.testAim = aim;
      addEventListener("click", aim.check, true);
      """;

  /// A page that was left by the click was hit.
  private static final String HAS_HIT =
      """
      const aim = window.testAim;
      delete window.testAim;
      aim?.end();
      return aim?.hit ?? true;
      """;

  /// What a test does in a tab.
  @FunctionalInterface
  interface InTab {
    void run() throws IOException;
  }

  private record Look(Window window, String scheme) {}

  private static final List<Look> LOOKS =
      Stream.of(Window.WIDE, Window.NARROW)
          .flatMap(window -> Stream.of("light", "dark").map(scheme -> new Look(window, scheme)))
          .toList();

  private final ChromeDriver driver;
  private final Path profile;
  private @Nullable BrowserWatch watch;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /// Opens Chromium; skips the test if it is not installed.
  static Browser open(Path profile) {
    Assumptions.assumeTrue(
        Files.isExecutable(DRIVER) && Files.isExecutable(CHROMIUM),
        "no browser: apt-get install chromium chromium-driver");
    var logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    logging.enable(LogType.PERFORMANCE, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-lcd-text",
        "--font-render-hinting=none",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-US",
        "--user-data-dir=" + profile.toAbsolutePath());
    options.setCapability("goog:loggingPrefs", logging);
    var browser = new Browser(start(options, profile), profile);
    browser.driver.manage().timeouts().scriptTimeout(MOST_OF_A_SCRIPT);
    browser.window(Window.WIDE);
    return browser;
  }

  /// Starts it again when it does not come up: the driver's port is free only until another program
  /// takes it, and on a busy machine Chromium can be too slow for the driver.
  private static ChromeDriver start(ChromeOptions options, Path profile) {
    for (int starts = 1; ; starts++) {
      var service =
          new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
      try {
        return new ChromeDriver(service, options);
      } catch (WebDriverException e) {
        if (starts == MOST_STARTS) {
          throw e;
        }
        untilGone(processes(profile));
      }
    }
  }

  /// Lets a watch check everything that this browser does from now on.
  void watchedBy(BrowserWatch watch) {
    this.watch = watch;
  }

  private void look() {
    if (watch != null) {
      watch.look(driver);
    }
  }

  void visit(Object url) {
    if (!String.valueOf(driver.getCurrentUrl()).startsWith("data:")) {
      look();
    }
    driver.get(url.toString());
  }

  WebElement see(String css) {
    return see(By.cssSelector(css));
  }

  WebElement see(By by) {
    return SeenElement.of(displayed(by), () -> displayed(by), this);
  }

  private WebElement displayed(By by) {
    List<WebElement> seen = new ArrayList<>();
    until(
        "see " + by,
        () -> {
          driver.findElements(by).stream()
              .filter(WebElement::isDisplayed)
              .findFirst()
              .ifPresent(seen::add);
          return !seen.isEmpty();
        });
    return seen.getFirst();
  }

  /// Returns the button or link with this text.
  WebElement control(String text) {
    return see(
        By.xpath(
            "//*[self::a or self::button or self::summary][normalize-space(.)='" + text + "']"));
  }

  void click(String text) {
    control(text).click();
  }

  /// Clicks an element once, and returns whether the click hit it. Between the look for its place
  /// and the click passes a moment, in which a live page may redraw or move it; a toast may cover
  /// it. A click that misses does nothing, and the test repeats it as a person would.
  boolean hits(WebElement element) {
    try {
      script(AIM, element);
      element.click();
    } catch (StaleElementReferenceException | ElementNotInteractableException e) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(script(HAS_HIT));
    } catch (WebDriverException e) {
      // The page is being left, so the click hit what leads elsewhere.
      return true;
    }
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /// Returns the visible text of the page.
  String text() {
    return String.valueOf(script("return document.body.innerText"));
  }

  void read(String text) {
    until("read \"" + text + "\"", () -> text().contains(text));
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /// Drops a file that contains this text.
  void drop(String css, String fileName, String text) {
    see(css);
    script(
        """
        const transfer = new DataTransfer();
        transfer.items.add(new File([arguments[2]], arguments[1]));
        const zone = document.querySelector(arguments[0]);
        for (const type of ["dragenter", "dragover", "drop"]) {
          zone.dispatchEvent(
              new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer}));
        }
        """,
        css,
        fileName,
        text);
  }

  /// Drops a text that was selected elsewhere.
  void dropText(String css, String text) {
    see(css);
    script(
        """
        const transfer = new DataTransfer();
        transfer.setData("text/plain", arguments[1]);
        document.querySelector(arguments[0]).dispatchEvent(
            new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: transfer}));
        """,
        css,
        text);
  }

  /// Replaces the text of a field by pasting.
  void paste(String css, String text) {
    see(css).click();
    script(
        "arguments[0].select(); document.execCommand('insertText', false, arguments[1]);"
            + "arguments[0].dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste'}))",
        see(css),
        text);
  }

  /// Waits for a second tab, runs something in it, closes it and returns to the first.
  void inOtherTab(InTab work) throws IOException {
    until("another tab", () -> driver.getWindowHandles().size() == 2);
    String first = driver.getWindowHandle();
    look();
    String other =
        driver.getWindowHandles().stream()
            .filter(tab -> !tab.equals(first))
            .findFirst()
            .orElseThrow();
    driver.switchTo().window(other);
    try {
      window(Window.WIDE);
      work.run();
      look();
    } finally {
      driver.close();
      driver.switchTo().window(first);
    }
  }

  /// Runs the body of an async function and returns its result.
  Object async(String body, Object... arguments) {
    return driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];"
            + "(async () => {"
            + body
            + "})().then(done, e => done(String(e && e.stack)))",
        arguments);
  }

  /// Replaces the text of a field by typing.
  void type(String css, String text) {
    var field = see(css);
    field.clear();
    field.sendKeys(text);
  }

  /// Waits until a condition is met. It may fail while the page is redrawn or left.
  void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      RuntimeException failure = null;
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (NoSuchSessionException e) {
        throw e;
      } catch (WebDriverException | NoSuchElementException e) {
        failure = e;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("Never: " + what + ". The page says:\n" + text(), failure);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /// Takes down every text of this element from now on: some are shown for a moment only.
  void takeDown(String css) {
    see(css);
    script(
        """
        const place = document.querySelector(arguments[0]);
        const texts = window.textsTakenDown = [];
        new MutationObserver(() => texts.push(place.textContent))
            .observe(place, {subtree: true, childList: true, characterData: true});
        """,
        css);
  }

  /// Waits until a text was shown since [#takeDown].
  void tookDown(String text) {
    until(
        "show \"" + text + "\"",
        () ->
            Boolean.TRUE.equals(
                script(
                    "return window.textsTakenDown.some(text => text.includes(arguments[0]))",
                    text)));
  }

  /// Inspects the screen at two widths and in two colour schemes: axe finds no serious violation,
  /// nothing is wider than the window, and the content security policy is not violated. Takes a
  /// picture of each. With a seed, two of these four looks. [EveryPageInBrowserTest] looks closer.
  void inspect(String name) throws IOException {
    try {
      for (Look look : Sample.chosen(2, LOOKS, name).toList()) {
        window(look.window);
        scheme(look.scheme);
        picture(name + "-" + look.window.width + "-" + look.scheme);
        assertThat(Inspection.seriousBarriers(this)).as("%s, %s", name, look).isEmpty();
        assertThat(excessWidth()).as("too wide: %s, %s", name, look).isNotPositive();
      }
    } finally {
      window(Window.WIDE);
      scheme("light");
    }
    assertThat(breaches()).isEmpty();
  }

  /// Returns the browser's major version, for example "156".
  String majorVersion() {
    String version = driver.getCapabilities().getBrowserVersion();
    return version.substring(0, version.indexOf('.'));
  }

  /// Presses keys, wherever the focus is.
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// Presses keys while another is held down.
  void pressWith(Keys held, CharSequence... keys) {
    new Actions(driver).keyDown(held).sendKeys(keys).keyUp(held).perform();
  }

  /// Lets file dialogs open for the page alone: nobody could close them here.
  void answerFileDialogs() {
    driver.executeCdpCommand("Page.enable", Map.of());
    driver.executeCdpCommand("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
  }

  /// Returns the lines of the console about the content security policy.
  List<String> breaches() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(
            line ->
                line.toLowerCase(Locale.ROOT).contains("content security policy")
                    || line.contains("requires 'Trusted")
                    || line.contains("Uncaught"))
        .toList();
  }

  /// Sets the network conditions of the page.
  ///
  /// @param uploadBytesPerSecond -1 for no limit
  void network(boolean offline, int uploadBytesPerSecond) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            offline,
            "latency",
            0,
            "downloadThroughput",
            -1,
            "uploadThroughput",
            uploadBytesPerSecond));
  }

  /// Returns the height of an element in pixels.
  long height(String css) {
    see(css);
    var height = script("return document.querySelector(arguments[0]).offsetHeight", css);
    return ((Number) Objects.requireNonNull(height)).longValue();
  }

  long excessWidth() {
    var width =
        script("const page = document.documentElement; return page.scrollWidth - page.clientWidth");
    return ((Number) Objects.requireNonNull(width)).longValue();
  }

  void window(Window window) {
    window(window.width, window.height, window.scale);
  }

  /// Presses and releases a key that does nothing, so that the browser takes this user for one of
  /// the keyboard and shows the focus.
  void useKeyboard() {
    for (String type : new String[] {"rawKeyDown", "keyUp"}) {
      driver.executeCdpCommand(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", "F24", "code", "F24", "windowsVirtualKeyCode", 135));
    }
  }

  void window(int width, int height, double scale) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 600));
    // The page hears of it in another way than of a script.
    until(
        "a window of " + width + " pixels",
        () ->
            script("return document.documentElement.clientWidth") instanceof Number now
                && Math.abs(now.intValue() - width) <= SCROLL_BAR);
  }

  /// Scrolls until an element is this many pixels below the window's top.
  void scrollTo(String css, int pixelsBelowTop) {
    see(css);
    script(
        "scrollBy({top: document.querySelector(arguments[0]).getBoundingClientRect().top"
            + " - arguments[1], behavior: 'instant'})",
        css,
        pixelsBelowTop);
  }

  /// Returns a PNG of a window of this size, without scroll bars.
  ///
  /// @param scale pixels of the picture per pixel of the page
  byte[] screen(int width, int height, double scale, String scheme) {
    driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    window((int) Math.round(width / scale), (int) Math.round(height / scale), scale);
    scheme(scheme);
    look();
    var shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of());
    return Base64.getDecoder().decode(String.valueOf(shot.get("data")));
  }

  /// Lets the system choose the colours, as Windows does for high contrast, until [#scheme].
  void forceColours() {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "forced-colors", "value", "active"))));
  }

  /// Returns a PNG of the element, wherever it is on the page.
  byte[] part(WebElement element) {
    var box =
        script(
            "const box = arguments[0].getBoundingClientRect(); return {x: Math.floor(box.x +"
                + " scrollX), y: Math.floor(box.y + scrollY), width: Math.ceil(box.width), height:"
                + " Math.ceil(box.height), scale: 1}",
            element);
    var shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("clip", box, "captureBeyondViewport", true));
    return Base64.getDecoder().decode(String.valueOf(shot.get("data")));
  }

  /// Times on the page are those of this zone.
  void zone(String zone) {
    driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
  }

  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  void picture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), page());
  }

  /// Returns a PNG of the whole page.
  byte[] page() {
    look();
    var shot =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    return Base64.getDecoder().decode(String.valueOf(shot.get("data")));
  }

  @Override
  public void close() {
    var processes = processes(profile);
    try {
      look();
    } finally {
      driver.quit();
      untilGone(processes);
    }
  }

  /// Returns the processes that may write to the profile.
  private static List<ProcessHandle> processes(Path profile) {
    String mark = profile.toAbsolutePath().toString();
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(mark))
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .distinct()
        .toList();
  }

  /// Waits until none of them can write any more, because the profile is read and removed next. One
  /// that has ended, and that nobody waited for, has no command.
  private static void untilGone(List<ProcessHandle> processes) {
    long end = System.nanoTime() + MOST_UNTIL_GONE.toNanos();
    while (System.nanoTime() < end
        && processes.stream()
            .anyMatch(process -> process.isAlive() && process.info().command().isPresent())) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
