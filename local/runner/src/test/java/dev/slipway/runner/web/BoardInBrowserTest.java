package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the release board as a user sees it.
@Tag("browser")
class BoardInBrowserTest {
  private static final String FAILED = ".release[data-state='NEEDS_ATTENTION']";

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
  void followsAReleaseFromTheDropToReview() throws Exception {
    stage.app();
    stage.signIn("board.html");
    browser.read("Connect an Apple team first");
    browser.inspect("board-without-team");
    browser.visit(stage.local.webUri());
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read("This key can do everything a release needs");
    browser.read("Demo clock: it runs 60 times faster while a release waits, ahead of your clock.");

    browser.click("Upload a build");
    browser.read("No releases yet");
    browser.inspect("board-empty");
    browser.script("window.sameVisit = true");
    var ipa = stage.ipa("Harbour Pilot.ipa", "1.1", "2", 20 << 20);
    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
    browser.read("Uploaded. The release appears below.");
    stage.local.settle();
    browser.see(".release");
    browser.read("1.1 (2)");
    browser.until(
        "the icon of the .ipa",
        () ->
            Boolean.TRUE.equals(
                browser.script(
                    "return document.querySelector('.release .app-icon img')?.naturalWidth ==="
                        + " 120")));
    browser.inspect("board-processing");

    stage.passTimeUntil("WAITING_FOR_REVIEW");
    browser.read("Waiting for review");
    browser.click("Timeline");
    browser.read("Received Harbour Pilot.ipa.");
    browser.inspect("board-in-review");
    assertThat(browser.script("return window.sameVisit")).isEqualTo(true);

    browser.see("[data-order='cancel']").click();
    browser.see("dialog");
    browser.inspect("board-cancel");
    browser.see("dialog .danger").click();
    stage.passTimeUntil("CANCELED");
    assertThat(browser.breaches()).isEmpty();
  }

  @Test
  void sendsAFolderWithItsManifestLast() throws Exception {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read("This key can do everything a release needs");
    browser.click("Upload a build");
    browser.see(".upload");
    Path folder = Files.createDirectories(directory.resolve("harbour 1.1"));
    Files.move(stage.ipa("a.ipa", "1.1", "2", 1 << 20), folder.resolve("Harbour.ipa"));
    Path texts = Files.createDirectories(folder.resolve("metadata/en-US"));
    Files.writeString(texts.resolve("release_notes.txt"), "Calmer waters.");
    Files.writeString(folder.resolve(".DS_Store"), "x");
    Files.writeString(folder.resolve("release.json"), "{\"ipa\":\"Harbour.ipa\",\"nonsense\":1}");

    browser.all("#folder").getFirst().sendKeys(folder.toAbsolutePath().toString());

    browser.read("Uploaded. The release appears below.");
    stage.local.settle();
    browser.see(".release[data-state='NEEDS_ATTENTION']");
    assertThat(browser.text()).contains("release.json is invalid", "nonsense");
    browser.inspect("board-needs-attention");
  }

  @Test
  void goesOnWithAnUploadAfterTroubleWithItsParts() throws Exception {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read("This key can do everything a release needs");
    browser.click("Upload a build");
    browser.see(".upload");
    var ipa = stage.ipa("Harbour.ipa", "1.1", "2", 40 << 20);
    var faults = stage.local.aws().faults();
    faults.add(FaultRule.s3("UploadPart", Fault.accessDenied()).times(2));
    browser.network(false, 1 << 20);

    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
    browser.until("some progress", () -> progress() > 0.1);
    browser.picture("board-uploading");
    browser.network(true, 0);
    browser.read("You’re offline. The upload resumes automatically");
    browser.picture("board-offline");
    browser.network(false, -1);

    browser.read("Uploaded. The release appears below.");
    assertThat(faults.remaining()).isZero();
    stage.local.settle();
    browser.read("1.1 (2)");
    assertThat(stage.local.failures()).isEmpty();
  }

  @Test
  void afterAReloadTheSameFileContinues() throws Exception {
    stage.openBoard();
    var ipa = stage.ipa("Harbour.ipa", "1.1", "2", 40 << 20);
    browser.network(false, 4 << 20);
    // The last part never arrives, however long the reload takes.
    var faults = stage.local.aws().faults();
    faults.add(FaultRule.s3("UploadPart", Fault.slowDown()).nth(5).times(999));
    browser.takeDown(".upload");
    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
    browser.until("a part arrived", () -> remembered() > 0);
    browser.tookDown("/s · ");
    browser.visit(stage.local.webUri() + "/board.html");
    browser.network(false, -1);
    faults.clear();

    browser.read("Choose the same file to continue it.");
    browser.inspect("board-unfinished");
    stage.local.aws().requests().clear();
    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());

    browser.read("Uploaded. The release appears below.");
    assertThat(stage.local.aws().requests().count("UploadPart"))
        .as("fewer than all five parts")
        .isLessThan(5);
    assertThat(browser.script("return sessionStorage.getItem('slipway.uploads')")).isNull();
    stage.local.settle();
    browser.read("1.1 (2)");
  }

  private int remembered() {
    var count =
        browser.script(
            "return JSON.parse(sessionStorage.getItem('slipway.uploads') ?? '[]')[0]?.etags.length"
                + " ?? 0");
    return count instanceof Number number ? number.intValue() : 0;
  }

  @Test
  void saysWhyAnUploadWaitsAndResumesByItself() throws Exception {
    stage.openBoard();
    var ipa = stage.ipa("Harbour.ipa", "1.1", "2", 20 << 20);
    stage.local.aws().faults().add(FaultRule.s3("UploadPart", Fault.slowDown()).times(4));
    // It says so for half a second only.
    browser.takeDown(".upload");

    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());

    browser.tookDown("The bucket answered 503. Trying again (try 2).");
    browser.read("Uploaded. The release appears below.");
  }

  @Test
  void anUploadOutlivesTheTokenItBeganWith() throws Exception {
    stage.openBoard();
    var ipa = stage.ipa("Harbour.ipa", "1.1", "2", 40 << 20);
    browser.script("window.sameVisit = true");
    browser.network(false, 4 << 20);
    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
    browser.until("some progress", () -> progress() > 0.1);

    stage.ageTokens(Duration.ofHours(9));
    browser.network(false, -1);

    browser.read("Uploaded. The release appears below.");
    assertThat(browser.script("return window.sameVisit")).isEqualTo(true);
    stage.local.settle();
    browser.read("1.1 (2)");
    assertThat(browser.breaches()).isEmpty();
  }

  private double progress() {
    var value = browser.script("return document.querySelector('.uploads progress')?.value ?? 0");
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  @Test
  void filtersThroughTheApiAndKeepsTheChoiceInItsAddress() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{\"dryRun\": true, \"nonsense\": 1}"));
    stage.passTimeUntil("NEEDS_ATTENTION");
    browser.read("Preview · 1.1 (2)");
    stage.local.advance(Duration.ofMinutes(1));
    stage.drop(stage.folder("harbour-plan", "{\"dryRun\": true}"));
    stage.passTimeUntil("PLANNED");
    browser.until("the tab counts", () -> title().startsWith("(1) Releases"));

    browser.see("[data-show='attention']").click();
    browser.until("one row", () -> browser.all(".release").size() == 1);
    browser.visit(browser.script("return location.href"));
    browser.see(".release[data-state='NEEDS_ATTENTION']");
    assertThat(browser.all(".release")).hasSize(1);
    assertThat(browser.all(".upload-fold[open]")).isEmpty();
    assertThat(browser.see("[data-show='all'] .count").getText()).isEqualTo("2");

    browser.type("#filter-text", "no such app");
    browser.read("No releases match this filter.");
    browser.inspect("board-filtered");
    browser.click("Show all releases");
    browser.until("both rows", () -> browser.all(".release").size() == 2);
    assertThat(browser.script("return location.search")).isEqualTo("");
    browser.read("nonsense");
    browser.click("Upload a corrected build");
    browser.see(".upload-fold[open] .drop-zone");
    assertThat(browser.script("return document.activeElement.textContent"))
        .isEqualTo("choose an .ipa");
    browser.see(".release[data-state='NEEDS_ATTENTION'] .toggle[aria-expanded='true']").click();
    browser.until("the row closed", () -> !browser.text().contains("nonsense"));
    browser.inspect("board-rows");
  }

  @Test
  void theAppsOfATeamCanBeChosen() throws Exception {
    stage.apple.createApp(NewApp.of("com.example.tide", "Tide Table").liveVersion("2.0", "1"));
    stage.openBoard();
    stage.drop(stage.folder("harbour-plan", "{\"dryRun\": true}"));
    stage.passTimeUntil("PLANNED");

    browser.until("both apps", () -> browser.all("#filter-app option").size() == 3);
    choose("Tide Table");
    browser.read("No releases match this filter.");
    browser.visit(browser.script("return location.href"));
    browser.read("No releases match this filter.");
    browser.until(
        "the choice is shown",
        () -> browser.see("#filter-app option:checked").getText().equals("Tide Table"));
    choose("Harbour Pilot");
    browser.until("its row", () -> browser.all(".release").size() == 1);
  }

  private void choose(String app) {
    browser.all("#filter-app option").stream()
        .filter(option -> option.getText().equals(app))
        .findFirst()
        .orElseThrow()
        .click();
  }

  private String title() {
    return String.valueOf(browser.script("return document.title"));
  }

  @Test
  void aFailedDropSaysThatALaterOneIsOut() throws Exception {
    stage.openBoard();
    stage.approveByItself();
    stage.drop(stage.folder("harbour-abandoned", "{\"releaseType\": "));
    stage.local.advance(Duration.ofMinutes(1));
    Path folder = stage.folder("harbour-1.1", "{\"releaseType\": ");
    stage.drop(folder);
    stage.passTimeUntil("both failures", () -> browser.all(FAILED).size() == 2);
    browser.read("Try again with the same files");
    assertThat(browser.text()).doesNotContain("later drop");
    stage.local.advance(Duration.ofMinutes(1));
    Files.writeString(folder.resolve("release.json"), "{}");

    stage.drop(folder);
    stage.passTimeUntil("READY_FOR_DISTRIBUTION");

    browser.until(
        "both failures say it",
        () ->
            browser
                    .text()
                    .split(
                        "A later drop of this app, 1\\.1 \\(2\\), has been on the App Store since ",
                        -1)
                    .length
                == 3);
    assertThat(browser.text()).doesNotContain("Try again with the same files");
    browser.inspect("board-later-out");
    var failed = "document.querySelector('.release[data-state=NEEDS_ATTENTION] .title')";
    assertThat(browser.script("return " + failed + ".textContent")).isEqualTo("Harbour Pilot");
    // The drop of another folder has the app and the build number, but no platform.
    String abandoned = browser.all(FAILED + " .title").getLast().getDomProperty("href");
    browser.visit(abandoned);
    browser.see(".release-page h1");
    browser.read("A later drop of this app, 1.1 (2), has been on the App Store since ");
    browser.visit(stage.local.webUri() + "/board.html?show=attention");
    browser.read("A later drop of this app, 1.1 (2), has been on the App Store since ");
    assertThat(browser.all(".release")).hasSize(2);
    browser.visit(browser.script("return " + failed + ".href"));
    browser.see(".release-page h1");
    browser.read("A later drop of this app, 1.1 (2), has been on the App Store since ");
    assertThat(browser.all("[data-order='retry']")).isEmpty();
    browser.click("1.1 (2)");
    browser.until(
        "the address in the App Store",
        () ->
            !browser.all(".links a").isEmpty()
                && String.valueOf(browser.all(".links a").getFirst().getDomProperty("href"))
                    .matches("https://apps.apple.com/app/id\\d+"));
  }

  @Test
  void refusesWhatIsNoDrop() {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read("This key can do everything a release needs");
    browser.click("Upload a build");
    browser.see(".upload");

    browser.drop(".upload", "App.zip", "x");
    browser.read("App.zip isn’t an .ipa.");
    browser.drop(".upload", "App.ipa", "");
    browser.read("App.ipa is empty.");
    assertThat(browser.all(".uploads li")).isEmpty();
  }
}
