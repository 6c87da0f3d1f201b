package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what opens in a tab of its own, so that the page the user works on stays.
@Tag("browser")
class BesideInBrowserTest {
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

  @Test
  void linksLeaveNoPageThatIsUploading() throws Exception {
    stage.openBoard();
    var ipa = stage.ipa("Harbour.ipa", "1.1", "2", 40 << 20);
    // Too slow to end while the other tab is open.
    browser.network(false, 200_000);
    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
    browser.until(
        "a part arrived",
        () -> browser.script("return sessionStorage.getItem('slipway.uploads')") != null);
    browser.script("window.sameVisit = true");

    browser.click("Teams");

    browser.read("An upload is in progress here, so this link opened in a new tab.");
    browser.inOtherTab(
        () -> {
          browser.read("Connected teams");
          browser.click("Releases");
          browser.see(".upload-fold");
          assertThat(browser.text()).doesNotContain("This upload was not finished");
        });
    assertThat(browser.script("return window.sameVisit")).isEqualTo(true);
    browser.network(false, -1);
    browser.read("Uploaded. The release appears below.");

    browser.click("Teams");
    browser.read("Connected teams");
    assertThat(browser.script("return window.sameVisit")).isNull();
  }

  @Test
  void pagesAboutAProblemOpenBeside() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{\"nonsense\": 1}"));
    stage.passTimeUntil("NEEDS_ATTENTION");

    browser.see(".release a[href^='problems.html']").click();

    browser.inOtherTab(
        () -> {
          browser.read("release.json is invalid");
          // The way back does not scroll away.
          assertThat(browser.script("return scrollY > 200")).isEqualTo(true);
          assertThat(
                  browser.script(
                      "const at = document.querySelector('.back').getBoundingClientRect();"
                          + "return document.elementFromPoint(at.x + 5, at.y + at.height / 2)"
                          + "?.closest('a')?.className"))
              .isEqualTo("back");
          assertThat(browser.text()).doesNotContain("](");
          browser.see(".back .icon");
          browser.click("Back to Slipway");
          browser.read("Connected teams");
        });
    browser.see(".release[data-state='NEEDS_ATTENTION']");
  }
}
