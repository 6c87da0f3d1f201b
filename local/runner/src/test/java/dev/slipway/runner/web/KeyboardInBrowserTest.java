package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.KeyRole;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The tasks of a release from the load of the page to their end, with the keyboard alone.
@Tag("browser")
class KeyboardInBrowserTest {
  @TempDir Path directory;
  private WebStage stage;
  private Browser browser;
  private Keyboard keyboard;

  @BeforeEach
  void open() throws Exception {
    stage = WebStage.open(directory);
    browser = stage.browser;
    keyboard = new Keyboard(browser);
  }

  @AfterEach
  void close() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void connectsATeam() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    stage.canary.watch(key.privateKeyPem());
    Path file = directory.resolve("AuthKey_" + key.keyId() + ".p8");
    Files.writeString(file, key.privateKeyPem());
    browser.visit(stage.local.webUri());
    browser.see(".sign-in");

    keyboard.tabTo(".skip");
    keyboard.press(Keys.ENTER);
    browser.press(Keys.TAB);
    keyboard.isAt(".sign-in button");
    keyboard.press(Keys.ENTER);
    browser.read("Connect your Apple developer team");
    keyboard.isAt("h1");
    keyboard.tabTo("summary");
    keyboard.press(Keys.ENTER);
    assertThat(browser.all("details[open]")).isNotEmpty();
    keyboard.tabTo("#key-file");
    keyboard.choose("#key-file", file);
    browser.read("This looks like an App Store Connect key.");
    keyboard.isAt("#key-file");
    keyboard.tabTo("#key-id");
    keyboard.tabTo("#issuer-id");
    keyboard.type("2X9R4HXF34");
    keyboard.tabTo(".key-form button[type=submit]");
    keyboard.press(Keys.ENTER);
    keyboard.isAt("#issuer-id");
    browser.read("This is a Key ID or a Team ID.");
    keyboard.type(key.issuerId());
    keyboard.press(Keys.ENTER);

    browser.read("This key can do everything a release needs");
    keyboard.isAt("h1");
    keyboard.tabTo("a[href^='board.html#upload']");
    keyboard.press(Keys.ENTER);
    browser.read("No releases yet");
  }

  @Test
  void dropsAFileAndAFolder() throws Exception {
    stage.openBoard();
    var ipa = stage.ipa("Harbour.ipa", "1.1", "2", 1 << 20);
    load();

    keyboard.tabTo(".upload .drop-zone button");
    keyboard.choose("#ipa", ipa);
    browser.read("Uploaded. The release appears below.");
    stage.local.settle();
    browser.see(".release");
    keyboard.isAt(".upload .drop-zone button");
    stage.passTimeUntil("WAITING_FOR_REVIEW");
    keyboard.isAt(".upload .drop-zone button");

    keyboard.tabTo(".upload .drop-zone button:last-of-type");
    keyboard.choose("#folder", stage.folder("harbour-plan", "{\"dryRun\": true}"));
    browser.see(".uploads .done");
    stage.passTimeUntil("PLANNED");
    keyboard.isAt(".upload .drop-zone button:last-of-type");
    keyboard.tabTo("#plan-only");
    keyboard.press(Keys.SPACE);
    assertThat(browser.see("#plan-only").isSelected()).isTrue();
  }

  @Test
  void findsWhatIsWrongFixesItAndTriesAgain() throws Exception {
    stage.openBoard();
    var folder = stage.folder("harbour-1.1", "{}");
    WebStage.text(folder, "metadata/en-US/support_url.txt", "htp:/example");
    stage.drop(folder);
    browser.see(".release[data-state='NEEDS_ATTENTION'] .findings");
    load();
    // The findings come with the rest of the row, which moves no more then.
    browser.see(".release[data-state='NEEDS_ATTENTION'] .found .findings");

    keyboard.tabTo(".release[data-state='NEEDS_ATTENTION'] .toggle");
    keyboard.press(Keys.ENTER);
    browser.until(
        "closed",
        () -> browser.all(".release .findings").stream().noneMatch(one -> one.isDisplayed()));
    keyboard.press(Keys.SPACE);
    browser.see(".release .findings");
    keyboard.tabTo(".findings a");
    keyboard.tabTo("[data-order='retry']");
    keyboard.press(Keys.ENTER);
    browser.until("taken", () -> browser.all(".release").size() > 1);
    keyboard.assertKept("after trying again");
    stage.local.settle();
    stage.passTimeUntil("NEEDS_ATTENTION");
    keyboard.assertKept("after it failed again");
    browser.see(".release[data-state='NEEDS_ATTENTION'] .found .findings");

    WebStage.text(folder, "metadata/en-US/support_url.txt", "https://example.com");
    keyboard.backTo(".upload .drop-zone button:last-of-type, .upload summary");
    if (browser.all(".upload-fold[open]").isEmpty()) {
      keyboard.press(Keys.ENTER);
      keyboard.tabTo(".upload .drop-zone button:last-of-type");
    }
    keyboard.choose("#folder", folder);
    browser.see(".uploads .done");
    stage.passTimeUntil("WAITING_FOR_REVIEW");
    keyboard.isAt(".upload .drop-zone button:last-of-type");
  }

  @Test
  void releasesToEverybody() throws Exception {
    stage.approveByItself();
    stage.openBoard();
    stage.drop(
        stage.folder("harbour-1.1", "{\"releaseType\": \"MANUAL\", \"phasedRelease\": true}"));
    stage.passTimeUntil("PENDING_DEVELOPER_RELEASE");
    load();
    browser.see("[data-order='release']");

    keyboard.tabTo("[data-order='release']");
    keyboard.press(Keys.ENTER);
    keyboard.isAt("dialog button:not(.primary)");
    keyboard.press(Keys.ESCAPE);
    keyboard.isAt("[data-order='release']");
    keyboard.press(Keys.ENTER);
    keyboard.isAt("dialog button:not(.primary)");
    keyboard.tabTo("dialog .primary");
    keyboard.press(Keys.SPACE);
    stage.passTimeUntil("READY_FOR_DISTRIBUTION");
    keyboard.assertKept("after the release");

    browser.see("[data-order='complete']");
    keyboard.tabTo("[data-order='complete']");
    keyboard.press(Keys.ENTER);
    keyboard.isAt("dialog button:not(.primary)");
    keyboard.tabTo("dialog .primary");
    keyboard.press(Keys.ENTER);
    stage.passTimeUntil(
        "all users have it",
        () -> browser.text().toLowerCase(java.util.Locale.ROOT).contains("complete: all users"));
    keyboard.assertKept("at the end");
  }

  private void load() {
    browser.visit(stage.local.webUri() + "/board.html");
    browser.see(".upload");
    browser.press(Keys.TAB);
  }
}
