package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.AwsClients;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Tests the screenshots and previews that the pages show.
@Tag("browser")
class PicturesInBrowserTest {
  private static final String FAILED = "This picture can’t be shown.";

  @TempDir Path directory;
  private WebStage stage;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    stage = WebStage.open(directory);
    browser = stage.browser;
  }

  @AfterEach
  void close() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  /// The first release brings three pictures; the plan after it moves one, removes one, adds some.
  @Test
  void aPlanShowsWhatHappensToEachPicture() throws Exception {
    stage.openBoard();
    // The browser forgets the requests after the 250th; a slow machine makes more.
    browser.script("performance.setResourceTimingBufferSize(100_000)");
    Path first = stage.folder("harbour-1.1", "{\"submit\": false}");
    for (String name : List.of("1_harbours", "2_tides", "3_berths")) {
      shot(first, "screenshots/en-US/" + name + ".png", name, 1290, 2796);
    }
    stage.drop(first);
    stage.passTimeUntil("PREPARED");
    Path folder = stage.folder("harbour-plan", "{}");
    shot(folder, "screenshots/en-US/1_berths.png", "3_berths", 1290, 2796);
    shot(folder, "screenshots/en-US/2_harbours.png", "1_harbours", 1290, 2796);
    shot(folder, "screenshots/en-US/3_currents.png", "currents", 1290, 2796);
    shot(folder, "screenshots/en-US/4_chart.png", "chart", 2732, 2048);
    shot(folder, "screenshots/en-US/9_icon.png", "icon", 333, 444);
    shot(folder, "screenshots/de-DE/1_liegeplaetze.png", "Liegeplätze", 1290, 2796);
    Files.write(folder.resolve("screenshots/en-US/IPHONE_67-1.mp4"), video());
    german(folder);
    browser.see("#plan-only").click();

    stage.drop(folder);

    stage.passTimeUntil("PLANNED");
    browser.see(".release[data-state='PLANNED'] .pictures > summary");
    assertThat(requests()).as("before the section is opened").isZero();
    unfold();
    browser.until("two languages", () -> browser.all(".pictures .locale").size() == 2);
    assertThat(requests()).isEqualTo(1);
    assertThat(items())
        .containsExactly(
            "1 New 1_liegeplaetze.png",
            "1 New IPHONE_67-1.mp4",
            "1 Moved 1_berths.png",
            "2 Kept 2_harbours.png",
            "3 New 3_currents.png",
            "Removed 2_tides.png",
            "1 New 4_chart.png",
            "Removed 01.png",
            "Left out 9_icon.png");
    assertThat(browser.all(".changes li"))
        .extracting(WebElement::getText)
        .containsExactly("4 new", "1 moved", "2 removed", "1 kept", "1 left out");
    allLoaded();
    browser.read("Was number 3");
    assertThat(browser.all(".shots img").get(1).getDomAttribute("alt"))
        .contains("Screenshot 1, iPhone 6.9-inch, American English, 1_berths.png");
    assertThat(browser.all(".shots video").getFirst().getDomAttribute("preload")).isEqualTo("none");
    browser.inspect("pictures-plan");
  }

  @Test
  void theKeyboardReachesEachPicture() throws Exception {
    stage.openBoard();
    Path folder = stage.folder("harbour-1.1", "{}");
    shot(folder, "screenshots/en-US/1_harbours.png", "1", 1290, 2796);
    shot(folder, "screenshots/en-US/2_tides.png", "2", 1290, 2796);
    stage.drop(folder);
    var summary = browser.see(".pictures > summary");

    summary.sendKeys(Keys.ENTER);
    browser.until("two pictures", () -> browser.all(".shots img").size() == 2);
    allLoaded();

    summary.sendKeys(Keys.TAB);
    assertThat(focused()).contains("1_harbours.png");
    browser.see(By.cssSelector(":focus")).sendKeys(Keys.TAB);
    assertThat(focused()).contains("2_tides.png");
    aNewerStateLeavesTheFocusAtThePicture();
    browser.inspect("pictures-board");
    browser.click("Harbour Pilot");
    browser.see(".release-page h1");
    unfold();
    allLoaded();
    browser.inspect("pictures-release");
  }

  /// Each answer has new addresses of the same pictures.
  private void aNewerStateLeavesTheFocusAtThePicture() {
    browser.script(
        """
        const real = window.fetch.bind(window);
        window.before = document.activeElement;
        window.fetch = async (url, request) => {
          const answer = await real(url, request);
          if (!/\\/releases(\\?|\\/[^/?]+$)/.test(String(url))) return answer;
          const body = await answer.json();
          for (const release of body.releases ?? [body]) release.state = "PREPARING";
          return new Response(JSON.stringify(body), {status: answer.status});
        };
        dispatchEvent(new Event("online"));
        """);
    browser.until(
        "a newer picture",
        () -> Boolean.TRUE.equals(browser.script("return !window.before.isConnected")));
    assertThat(focused()).contains("2_tides.png");
  }

  @Test
  void aPictureThatIsGoneSaysWhy() throws Exception {
    stage.openBoard();
    Path folder = stage.folder("harbour-1.1", "{\"dryRun\": true}");
    shot(folder, "screenshots/en-US/1_harbours.png", "1", 1290, 2796);
    shot(folder, "screenshots/en-US/2_tides.png", "2", 1290, 2796);
    stage.drop(folder);
    stage.passTimeUntil("PLANNED");
    expire("/screenshots/en-US/1_harbours.png");

    unfold();

    browser.read("The drop bucket no longer has this version of the file.");
    assertThat(browser.all(".shots img")).hasSize(1);
    assertThat(browser.text()).doesNotContain(FAILED);
    browser.inspect("pictures-gone");
  }

  /// The texts that a new language needs.
  private static void german(Path folder) throws IOException {
    WebStage.text(folder, "metadata/de-DE/name.txt", "Hafenlotse");
    WebStage.text(folder, "metadata/de-DE/description.txt", "Lotst in 4.000 Häfen.");
    WebStage.text(folder, "metadata/de-DE/keywords.txt", "hafen,gezeiten");
    WebStage.text(folder, "metadata/de-DE/release_notes.txt", "Ruhigeres Wasser.");
    WebStage.text(folder, "metadata/de-DE/support_url.txt", "https://example.com/hilfe");
    WebStage.text(folder, "metadata/de-DE/privacy_url.txt", "https://example.com/daten");
  }

  private static byte[] video() throws IOException {
    var videos = new ArrayList<byte[]>();
    SampleFolder.of(SampleIpa.Spec.of(WebStage.BUNDLE_ID, "1.1", "2"))
        .previews(1)
        .writeTo(
            (path, content) -> {
              if (path.endsWith(".mp4")) {
                videos.add(content);
              }
            });
    return videos.getFirst();
  }

  /// Removes every version of an object, as the bucket's lifecycle does at the end.
  private void expire(String end) {
    var s3 = AwsClients.from(stage.local.awsEnvironment()).s3();
    String bucket = stage.local.dropBucket();
    s3.listObjectVersions(list -> list.bucket(bucket)).versions().stream()
        .filter(version -> version.key().endsWith(end))
        .forEach(
            version ->
                s3.deleteObject(
                    delete ->
                        delete.bucket(bucket).key(version.key()).versionId(version.versionId())));
  }

  private void unfold() {
    browser.see(".pictures > summary").click();
    browser.see(".pictures .shots, .pictures .locale");
    browser.script("document.querySelectorAll('.pictures details').forEach(o => o.open = true)");
  }

  private String focused() {
    return String.valueOf(
        browser.script(
            "return document.activeElement.querySelector('img')?.alt ??"
                + " document.activeElement.outerHTML"));
  }

  private List<String> items() {
    return browser.all(".shots figcaption").stream()
        .map(
            caption ->
                caption.findElement(By.cssSelector(".spot")).getText().replace('\n', ' ')
                    + " "
                    + caption.findElement(By.cssSelector(".name")).getText())
        .toList();
  }

  /// Returns how often the page asked for pictures.
  private long requests() {
    var count =
        browser.script(
            "return performance.getEntriesByType('resource')"
                + ".filter(entry => entry.name.includes('/pictures?')).length");
    return ((Number) Objects.requireNonNull(count)).longValue();
  }

  private void allLoaded() {
    browser.script("document.querySelectorAll('.shots img').forEach(i => i.scrollIntoView())");
    browser.until(
        "every image",
        () ->
            Boolean.TRUE.equals(
                browser.script(
                    "return [...document.querySelectorAll('.shots img')]"
                        + ".every(i => i.complete && i.naturalWidth > 0)")));
  }

  /// Writes a picture that looks a little like a screen of an app.
  private static void shot(Path folder, String path, String title, int width, int height)
      throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int hue = Math.floorMod(title.hashCode(), 360);
    pen.setColor(Color.getHSBColor(hue / 360f, 0.35f, 0.95f));
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.getHSBColor(hue / 360f, 0.7f, 0.45f));
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, width / 9));
    pen.drawString(title, width / 12, height / 8);
    for (int row = 0; row < 6; row++) {
      pen.setColor(Color.getHSBColor(hue / 360f, 0.15f, 1f));
      pen.fillRoundRect(
          width / 12, height / 5 + row * height / 8, width * 10 / 12, height / 10, 60, 60);
    }
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
