package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the actions on the board and their outcomes.
@Tag("browser")
class OrdersInBrowserTest {
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
  void submitsWhatWasPreparedAndCancelsItOnASecondThought() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{\"submit\": false}"));
    stage.passTimeUntil("PREPARED");
    browser.see("[data-order='submit']");
    browser.inspect("board-prepared");

    browser.click("Submit for review");
    browser.read("Slipway submits it in a moment.");
    stage.passTimeUntil("WAITING_FOR_REVIEW");

    browser.see("[data-order='cancel']").click();
    browser.see("dialog");
    browser.read("Cancel the release of Harbour Pilot 1.1 (2)?");
    browser.read("Its place in the queue is lost.");
    assertThat(browser.script("return document.activeElement.textContent"))
        .isEqualTo("Keep the release");
    browser.click("Keep the release");
    browser.until("the dialog closed", () -> browser.all("dialog").isEmpty());
    assertThat(browser.script("return document.activeElement.dataset.order")).isEqualTo("cancel");
    assertThat(browser.all(".release[data-state='WAITING_FOR_REVIEW']")).hasSize(1);

    browser.see("[data-order='cancel']").click();
    browser.click("Cancel the release");
    browser.read("Canceling. This takes a moment.");
    stage.passTimeUntil("CANCELED");
    browser.see("[data-order='retry']");
    assertThat(browser.all("[data-order]")).hasSize(1);
    browser.click("Timeline");
    browser.read("by alice");
  }

  @Test
  void pausesAPhasedReleaseResumesItAndGivesItToEverybody() throws Exception {
    stage.approveByItself();
    stage.openBoard();
    stage.drop(
        stage.folder(
            "harbour-1.1", "{\"phasedRelease\": true, \"releaseType\": \"AFTER_APPROVAL\"}"));
    stage.passTimeUntil("READY_FOR_DISTRIBUTION");
    browser.see("[data-order='pause']");
    browser.inspect("board-phased");

    browser.read("Day 1 of 7: about 1%");
    browser.script(
        "window.now = Date.now; Date.now = () => window.now() + 2 * 86_400_000;"
            + "dispatchEvent(new Event('online'))");
    browser.read("Day 2 of 7: about 2%");
    browser.script("Date.now = window.now");

    browser.click("Pause the phased release");
    browser.read("The phased release pauses in a moment.");
    stage.passTimeUntilSeen("[data-order='resume']");
    browser.read("30 of 30 days of pause left");

    browser.click("Resume the phased release");
    stage.passTimeUntilSeen("[data-order='pause']");
    browser.read("unless paused (30 of 30 days left)");

    browser.click("Release to all users");
    browser.read("Release Harbour Pilot 1.1 (2) to all users now?");
    browser.inspect("board-complete");
    browser.see("dialog .primary").click();
    browser.read("All users get it in a moment.");
    stage.passTimeUntil("all users have it", () -> browser.text().contains("Complete: all users"));
    assertThat(browser.all("[data-order]")).isEmpty();
  }
}
