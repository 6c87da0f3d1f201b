package dev.slipway.runner.web;

import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Tests a board that stays open: in the background, beyond the life of addresses, with two teams.
@Tag("browser")
class OpenBoardInBrowserTest {
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
  void notifiesWhileThePageIsInTheBackground() throws Exception {
    stage.openBoard();
    browser.script(
        """
        window.notified = [];
        window.Notification = class {
          static permission = "granted";
          constructor(title) { notified.push(title); }
        };
        Object.defineProperty(document, "hidden", {get: () => true});
        document.dispatchEvent(new Event("visibilitychange"));
        """);

    stage.drop(stage.folder("harbour-1.1", "{\"nonsense\": 1}"));

    stage.passTimeUntil(
        "a notification",
        () -> String.valueOf(browser.script("return notified[0]")).endsWith(": Needs attention"));
  }

  @Test
  void anIconWhoseAddressExpiredComesBack() throws Exception {
    stage.openBoard();
    browser.script(
        """
        const real = window.fetch.bind(window);
        window.isOver = true;
        window.fetch = async (url, request) => {
          const answer = await real(url, request);
          if (!window.isOver || !String(url).includes("/releases")) return answer;
          const body = await answer.json();
          for (const release of body.releases ?? [body]) {
            if (!release.icon) continue;
            release.icon.url = new URL("/no-such-bucket/icon.png", release.icon.url).href;
            release.icon.expiresAt = "2000-01-01T00:00:00Z";
            window.hadIcon = true;
          }
          return new Response(JSON.stringify(body), {status: answer.status});
        };
        """);
    var ipa = stage.ipa("Harbour.ipa", "1.1", "2", 1 << 20);
    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
    browser.read("Uploaded. The release appears below.");
    stage.local.settle();
    browser.until(
        "the letter alone",
        () ->
            Boolean.TRUE.equals(
                browser.script(
                    "return Boolean(window.hadIcon"
                        + " && !document.querySelector('.release .app-icon img'))")));

    browser.script("window.isOver = false; dispatchEvent(new Event('online'))");

    browser.until(
        "the icon",
        () ->
            Boolean.TRUE.equals(
                browser.script(
                    "return document.querySelector('.release .app-icon img')?.naturalWidth"
                        + " === 120")));
  }

  @Test
  void theTeamOfACorrectedBuildIsTheOneThatIsRenamed() {
    stage.app();
    stage.signIn("");
    String first = connected();
    browser.visit(stage.local.webUri() + "/#connect");
    browser.read("Connect your Apple developer team");
    String second = connected();
    browser.visit(stage.local.webUri() + "/board.html#upload/" + first);
    browser.see(".upload-fold[open] #upload-team");

    browser.script("location.hash = '#upload/' + arguments[0]", second);
    browser.until(
        "the other team", () -> second.equals(browser.see("#upload-team").getDomProperty("value")));
    browser.click("Rename");
    browser.see(".upload .rename input").sendKeys("Northwind", Keys.ENTER);

    browser.until(
        "the name",
        () ->
            "Northwind"
                .equals(
                    browser
                        .all("#upload-team option[value='" + second + "']")
                        .getFirst()
                        .getDomProperty("text")));
  }

  private String connected() {
    stage.connect(
        stage.apple.createKey(KeyRole.APP_MANAGER, KeyKind.TEAM, UUID.randomUUID().toString()));
    browser.read("The key cannot see any app");
    return String.valueOf(browser.script("return location.hash")).replaceFirst("^#team/", "");
  }

  @Test
  void aRowSaysHowLongItsStateLastsAndOpensAlthoughATextIsSelected() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{\"nonsense\": 1}"));
    stage.passTimeUntil("NEEDS_ATTENTION");
    browser.see(".release .toggle[aria-expanded='true']");

    browser.script(
        """
        getSelection().selectAllChildren(document.querySelector("h1"));
        document.querySelector(".release .toggle").focus();
        """);
    browser.press(Keys.ENTER);

    browser.see(".release .toggle[aria-expanded='false']");
    browser.script(
        "const now = Date.now; Date.now = () => now() + 3 * 86_400_000;"
            + "dispatchEvent(new Event('online'))");
    browser.until(
        "the time",
        () -> browser.see(".release .row-state").getText().matches("(?s).*for [23] d.*"));
  }
}
