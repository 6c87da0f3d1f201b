package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the card that says what App Review would miss of an app.
@Tag("browser")
class ReadinessInBrowserTest {
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
  void saysWhatIsMissingAndWhereToFixIt() throws Exception {
    var app = stage.apple.createApp(NewApp.madeOnWeb("com.example.new", "Lighthouse", "en-US"));
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read("This key can do everything a release needs");

    browser.see("a[href*='#readiness/']").click();
    browser.read("Slipway has not looked at this app yet.");
    browser.inspect("board-readiness-never");
    browser.click("Look now");

    browser.read("12 things are missing");
    browser.read("Version 1.0, no build");
    browser.read("metadata/en-US/description.txt");
    assertThat(browser.all(".readiness a[href^='https://appstoreconnect.apple.com/apps/']"))
        .isNotEmpty()
        .allMatch(link -> String.valueOf(link.getDomAttribute("href")).contains(app.id()))
        .allMatch(link -> "_blank".equals(link.getDomAttribute("target")));
    browser.script(
        "for (const fold of document.querySelectorAll('.readiness details')) fold.open = true");
    browser.read("\"socialMedia\": null");
    browser.read("NONE, INFREQUENT_OR_MILD, FREQUENT_OR_INTENSE");
    browser.inspect("board-readiness");
    assertThat(browser.breaches()).isEmpty();
  }

  @Test
  void saysThatNothingIsMissingAndCountsTheScreenshots() throws Exception {
    stage.apple.createApp(NewApp.of("com.example.one", "Harbour Pilot").liveVersion("1.0", "1"));
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read("This key can do everything a release needs");
    browser.see("a[href*='#readiness/']").click();

    browser.click("Look now");

    browser.read("Nothing known is missing");
    browser.click("Screenshots and previews");
    browser.read("APP_IPHONE_67");
    assertThat(browser.text()).contains("1 screenshot", "Version 1.0 (1)");
    assertThat(browser.breaches()).isEmpty();
  }
}
