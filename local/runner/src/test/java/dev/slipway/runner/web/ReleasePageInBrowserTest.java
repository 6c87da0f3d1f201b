package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.settings.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the page of one release.
@Tag("browser")
class ReleasePageInBrowserTest {
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
  void showsARejectedReleaseWithWhoWhenAndWhereToGoOn() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{\"submit\": false}"));
    stage.passTimeUntil("PREPARED");
    browser.click("Harbour Pilot");
    browser.see(".release-page h1");
    browser.click("Submit for review");
    stage.passTimeUntil("WAITING_FOR_REVIEW");
    stage.apple.reviews().reject(stage.apple.snapshot().appStoreVersions().getLast().id());
    stage.passTimeUntil("REJECTED");

    assertThat(browser.text())
        .contains("In this state since", "Last action", "by alice", "Harbour Pilot", " later")
        // This drop was made on a page.
        .doesNotContain("through the bucket");
    assertThat(browser.see(".links a").getDomProperty("href"))
        .matches(
            "https://appstoreconnect.apple.com/apps/\\d+/distribution/reviewsubmissions/details/.+");
    assertThat(browser.see("[data-order='open-review'].primary").getDomProperty("target"))
        .isEqualTo("_blank");
    browser.read("Apple is simulated in this run");
    browser.click("IDs");
    browser.read(WebStage.BUNDLE_ID);
    browser.inspect("release-rejected");
  }

  @Test
  void whatAppleAnsweredIsFoldedWithItsCode() throws Exception {
    stage.openBoard();
    stage
        .apple
        .faults()
        .add(Fault.processingFailure("90161", "Invalid Provisioning Profile.").times(1));
    stage.drop(stage.folder("harbour-1.1", "{}"));
    stage.passTimeUntil("NEEDS_ATTENTION");
    browser.visit(browser.script("return document.querySelector('.release .title').href"));
    browser.see(".release-page h1");

    String folded = ".release-page .note details";
    assertThat(browser.see(folded).getDomProperty("open")).isNotEqualTo("true");
    browser.click("What Apple said");
    browser.until(
        "Apple's answer",
        () -> browser.all(folded + "[open]").getFirst().getText().contains("90161"));
    browser.inspect("release-apple-answer");
  }

  @Test
  void anAddressOpensTheReleaseAfterSigningIn() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{}"));
    String address = browser.see(".release .title").getDomProperty("href");
    browser.click("Sign out");
    browser.see(".sign-in");

    browser.visit(address);
    browser.click("Continue as alice");

    browser.see(".release-page h1");
    assertThat(browser.script("return document.title"))
        .asString()
        .contains("Harbour Pilot 1.1 (2)");

    browser.click("Sign out");
    browser.visit(address);
    browser.click("Continue as bob");
    browser.read("There is no such release, or it belongs to another organisation.");
    browser.visit(stage.local.webUri() + "/release.html");
    browser.read("This address names no release.");
    browser.inspect("release-unknown");
  }

  @Test
  void aPlanCanBeReadWholeAndTaken() throws Exception {
    stage.openBoard();
    Path folder = stage.folder("harbour-1.1", "{}");
    WebStage.picture(folder, "screenshots/en-US/1.png", 1290, 2796);
    WebStage.picture(folder, "screenshots/en-US/odd.png", 333, 444);
    WebStage.text(folder, "Metadata/en-US/name.txt", "Harbour");
    String description = "Tides, currents and berths of all of Europe. ".repeat(20) + "The end.";
    WebStage.text(folder, "metadata/en-US/description.txt", description);
    browser.see("#plan-only").click();
    stage.drop(folder);
    stage.passTimeUntil("PLANNED");

    browser.click("Harbour Pilot");
    browser.see(".release-page .plan");
    browser.script("document.querySelectorAll('.plan details').forEach(fold => fold.open = true)");
    browser.read("The end.");
    assertThat(browser.all(".texts ins")).isNotEmpty();
    String file = browser.see(".plan-actions a").getDomProperty("href");
    assertThat(URLDecoder.decode(file.replace("+", "%2B"), StandardCharsets.UTF_8))
        .startsWith("data:text/markdown")
        .contains("# Harbour Pilot 1.1 (2)", "## Change", "The end.", "Harbour.ipa");
    browser.inspect("release-plan");
    filesSayWhatTheyBecame();
  }

  /// Asks for the files when the section is opened, and not before.
  private void filesSayWhatTheyBecame() throws Exception {
    assertThat(browser.text()).doesNotContain("Left out · ");
    browser.click("Files of this drop");
    browser.read("Build · 1 file, ");
    assertThat(browser.see(".drop-files").getText())
        .contains(
            "Harbour.ipa",
            "Settings of the release · 1 file",
            "metadata/en-US/description.txt\nAmerican English",
            "Screenshots, iPhone 6.9-inch · 1 file",
            "screenshots/en-US/1.png\nAmerican English · New",
            "Left out · 2 files",
            "Slipway does not send these files to Apple.",
            "No display of the App Store has its size.",
            "Move its files to metadata/.");
    browser.inspect("release-files");
  }
}
