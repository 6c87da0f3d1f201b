package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what is around the views: header, empty states, dialogs, and where a stopped release
/// leads.
@Tag("browser")
class PageFrameInBrowserTest {
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
  void aNarrowHeaderCutsNoShortNameAndWrapsNoButton() throws Exception {
    browser.visit(stage.local.webUri() + "/board.html");
    browser.read("Slipway takes your builds to the App Store");
    browser.read("Local demo. alice has a connected team; bob starts from scratch.");
    browser.inspect("sign-in");
    browser.click("Continue as bob");
    browser.read("Connect an Apple team first");
    browser.control("Connect a team");

    browser.window(Window.NARROW);
    assertThat(cut()).as("bob is readable").isLessThan(1);
    assertThat(browser.excessWidth()).isNotPositive();
    long oneLine = browser.height(".who button");
    browser.script(
        "document.querySelector('.who > span').append('.longname@a-customer-of-ours.example.com')");
    assertThat(cut()).as("a long name is cut").isPositive();
    assertThat(browser.height(".who button")).isEqualTo(oneLine).isLessThan(50);
    assertThat(browser.excessWidth()).isNotPositive();
  }

  /// Returns how many pixels the name is wider than its place.
  private double cut() {
    var pixels =
        browser.script(
            "const place = document.querySelector('.who > span');"
                + "const name = document.createRange();"
                + "name.setStartAfter(place.firstElementChild);"
                + "name.setEndAfter(place.lastChild);"
                + "return name.getBoundingClientRect().width - place.clientWidth");
    return ((Number) Objects.requireNonNull(pixels)).doubleValue();
  }

  @Test
  void aBrokenBuildIsExplainedOnceAndLeadsToTheNextUpload() throws Exception {
    stage.openBoard();
    Path broken = Files.writeString(directory.resolve("Harbour.ipa"), "no archive");
    browser.all("#ipa").getFirst().sendKeys(broken.toAbsolutePath().toString());
    browser.see(".uploads .done");
    stage.local.settle();
    browser.see(".release[data-state='NEEDS_ATTENTION'] .findings");
    browser.read("Dropped ");
    for (String sentence :
        new String[] {"The file is not a zip archive", "Export it again and upload the new file"}) {
      assertThat(browser.text().split(sentence, -1)).as(sentence).hasSize(2);
    }

    browser.script("document.querySelector('.upload-fold').open = false");
    browser.see("[data-order='corrected'].primary").click();
    browser.see(".upload-fold[open]");
    browser.until(
        "the chooser has the focus",
        () -> "choose an .ipa".equals(browser.script("return document.activeElement.textContent")));
    assertThat(browser.script("return location.hash")).isEqualTo("");

    browser.see("[data-order='retry']").click();
    stage.passTimeUntil("SUPERSEDED");
    browser.see(".release[data-state='SUPERSEDED'] .toggle");
    var newer = browser.see(".release[data-state='NEEDS_ATTENTION'] .title");
    browser.until(
        "a link to the newer release",
        () ->
            browser.all(".release[data-state='SUPERSEDED'] .row-body a").stream()
                .anyMatch(
                    link ->
                        String.valueOf(link.getDomProperty("href"))
                            .equals(newer.getDomProperty("href"))));
  }

  @Test
  void theScrollBarBesideADialogIsAsDarkAsItsBackdrop() {
    stage.openBoard();
    browser.click("Teams");
    browser.see(".team a").click();
    assertThat(scrollbar()).isEqualTo("auto");

    browser.click("Disconnect");
    browser.see("dialog");
    assertThat(scrollbar()).isNotEqualTo("auto");

    browser.click("Keep it");
    browser.until("the dialog closed", () -> browser.all("dialog").isEmpty());
    assertThat(scrollbar()).isEqualTo("auto");
  }

  private Object scrollbar() {
    return browser.script(
        "const style = getComputedStyle(document.documentElement);"
            + "return style.overflowY === 'scroll' ? style.scrollbarColor : style.overflowY");
  }
}
