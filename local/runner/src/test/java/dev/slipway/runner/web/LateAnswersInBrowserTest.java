package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.KeyRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Tests pages whose answers fail, or come late. The browser answers instead of the API.
@Tag("browser")
class LateAnswersInBrowserTest {
  private static final String WORKS = "This key can do everything a release needs";

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
  void aRefusalOfTheGatewayIsShownInWords() {
    stage.app();
    stage.signIn("");
    stage.fillIn(stage.apple.createKey(KeyRole.APP_MANAGER));
    answer(
        """
        if (request?.method === "POST") return new Response('{"message":"Forbidden"}', {status: 403});
        """);

    browser.click("Connect");

    browser.read("You don’t have the right to do this. Ask a person who has it.");
    answer("");
    browser.click("Connect");
    browser.read(WORKS);
    assertThat(browser.all(".note.bad")).isEmpty();
  }

  @Test
  void aCheckGoesOnAfterAFailureAndKeepsTheNameThatIsTyped() {
    connect();
    answer(
        """
        if (!/connections\\/[a-z2-7]{26}$/.test(url) || window.step === "over") return real(url, request);
        if (window.step === "failure") return new Response("{}", {status: 503});
        const body = {...(await (await real(url, request)).json()), state: "CHECKING"};
        return new Response(JSON.stringify(body));
        """);
    browser.script("dispatchEvent(new HashChangeEvent('hashchange'))");
    browser.read("Asking Apple about this key…");
    browser.click("Rename");
    browser.type(".rename input", "North");

    browser.script("window.step = 'failure'");
    browser.read("Can’t reach Slipway. Retrying…");
    browser.script("window.step = 'over'");
    browser.read(WORKS);

    assertThat(browser.text()).doesNotContain("Retrying");
    assertThat(browser.see(".rename input").getDomProperty("value")).isEqualTo("North");
    assertThat(String.valueOf(browser.script("return document.activeElement.id")))
        .startsWith("team-label-");
    browser.press("wind", Keys.ENTER);
    browser.until("the name", () -> browser.see("h1").getText().equals("Northwind"));
    assertThat(browser.all(".rename input")).isEmpty();
  }

  @Test
  void anAnswerThatComesLateChangesNoOtherView() {
    connect();
    String id = String.valueOf(browser.script("return location.hash")).replaceFirst("^#team/", "");
    toTheList();
    answer(
        """
        if (/connections\\/[a-z2-7]{26}$/.test(url)) {
          return new Promise((come, fail) => {
            window.fail = () => fail(new TypeError("late"));
            window.come = () => come(real(url, request));
          });
        }
        """);

    askedFor("#team/" + id);
    toTheList();
    browser.async("fail(); await new Promise((go) => setTimeout(go, 100));");
    assertThat(browser.all(".note.bad")).isEmpty();
    assertThat(browser.all(".card.team")).hasSize(1);

    askedFor("#replace/" + id);
    toTheList();
    browser.async("come(); await new Promise((go) => setTimeout(go, 500));");
    assertThat(browser.all(".card.team")).hasSize(1);
    assertThat(browser.see("h1").getText()).isEqualTo("Connected teams");
  }

  @Test
  void aCheckThatEndsLateChangesNoOtherView() {
    connect();
    answer(
        """
        if (url.endsWith("/check")) {
          return new Promise((go) => { window.check = () => go(real(url, request)); });
        }
        """);
    browser.click("Check again");
    browser.until(
        "the request", () -> Boolean.TRUE.equals(browser.script("return !!window.check")));
    toTheList();

    browser.script("check()");

    browser.read("Checked just now.");
    browser.async("await new Promise((go) => setTimeout(go, 500));");
    assertThat(browser.see("h1").getText()).isEqualTo("Connected teams");
  }

  private void askedFor(String place) {
    browser.script("window.fail = undefined; location.hash = arguments[0]", place);
    browser.until("the request", () -> Boolean.TRUE.equals(browser.script("return !!window.fail")));
  }

  /// Waits until the list is drawn again.
  private void toTheList() {
    browser.script("document.querySelector('h1').textContent = ''; location.hash = '#'");
    browser.until("the list", () -> browser.see("h1").getText().equals("Connected teams"));
  }

  @Test
  void moreTeamsAreReadOnceAndAfterAFailure() {
    connect();
    answer(
        """
        if (!/connections(\\?|$)/.test(url)) return real(url, request);
        if (url.includes("next=") && !window.hasFailed) {
          window.hasFailed = true;
          throw new TypeError("lost");
        }
        const {connections: [one]} = await (await real(url.split("?")[0], request)).json();
        const body = url.includes("next=")
            ? {connections: [{...one, id: "b".repeat(26), label: "Northwind"}]}
            : {connections: [one], next: "more"};
        return new Response(JSON.stringify(body));
        """);
    toTheList();

    browser.click("Show more teams");
    browser.read("Can’t reach Slipway. Check your connection and try again.");
    browser.script(
        "const more = document.querySelector('.older button'); more.click(); more.click()");

    browser.until("another team", () -> browser.all(".card.team").size() > 1);
    browser.until(
        "the focus at the new team",
        () ->
            "Northwind".equals(browser.script("return document.activeElement.textContent.trim()")));
    assertThat(browser.all(".card.team")).hasSize(2);
    assertThat(browser.all(".older button")).isEmpty();
  }

  @Test
  void theBoardCountsUntilAnAnswerArrives() throws Exception {
    stage.openBoard();
    answer(
        """
        if (window.isDown) {
          window.asked = (window.asked ?? 0) + 1;
          throw new TypeError("lost");
        }
        if (url.includes("/releases/counts") && !window.counts) return new Response("{}", {status: 503});
        """);
    stage.drop(stage.folder("harbour-1.1", "{\"dryRun\": true, \"nonsense\": 1}"));
    stage.passTimeUntil("NEEDS_ATTENTION");
    browser.script("window.counts = true");
    browser.until(
        "the count", () -> browser.see("[data-show='attention'] .count").getText().equals("1"));
    browser.until("the line", () -> browser.all(".line-trouble:empty").size() == 1);

    browser.script(
        """
        window.said = 0;
        new MutationObserver(() => window.said++)
            .observe(document.querySelector(".line-trouble"), {childList: true});
        window.isDown = true;
        dispatchEvent(new Event("online"));
        """);
    browser.until(
        "three failures",
        () -> {
          browser.script("dispatchEvent(new Event('online'))");
          return browser.script("return window.asked") instanceof Number asked
              && asked.intValue() > 3;
        });
    browser.read("Can’t reach Slipway. Retrying…");
    assertThat(browser.script("return window.said")).as("announcements").isEqualTo(1L);
    answer("if (url.includes('/releases?')) return new Response('{}', {status: 403});");
    browser.script("dispatchEvent(new Event('online'))");
    browser.read("You don’t have the right to do this.");
  }

  @Test
  void aButtonStaysBusyWhileItsOrderIsSent() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{\"submit\": false}"));
    stage.passTimeUntil("PREPARED");
    browser.see("[data-order='submit']");
    browser.script("window.pressed = document.querySelector(\"[data-order='submit']\")");
    answer(
        """
        if (url.endsWith("/submit")) {
          return new Promise((go) => { window.send = () => go(real(url, request)); });
        }
        if (!url.includes("/releases?")) return real(url, request);
        const body = await (await real(url, request)).json();
        window.drawn = (window.drawn ?? 0) + 1;
        for (const release of body.releases) release.updatedAt = `2099-01-01T00:${10 + window.drawn % 50}:00Z`;
        return new Response(JSON.stringify(body));
        """);

    newerStates(2);
    assertThat(browser.script("return window.pressed.isConnected"))
        .as("a press that began before a newer state counts")
        .isEqualTo(true);
    browser.click("Submit for review");
    browser.until("the order", () -> Boolean.TRUE.equals(browser.script("return !!window.send")));
    newerStates(4);

    assertThat(browser.see("[data-order='submit']").getDomAttribute("aria-disabled"))
        .isEqualTo("true");
    browser.script("send()");
    browser.read("Slipway submits it in a moment.");
  }

  /// Waits until the page asks for the next state after so many more, and so has drawn them.
  private void newerStates(int more) {
    int before = drawn();
    browser.until(
        "newer states",
        () -> {
          browser.script("dispatchEvent(new Event('online'))");
          return drawn() > before + more;
        });
  }

  private int drawn() {
    return browser.script("return window.drawn") instanceof Number drawn ? drawn.intValue() : 0;
  }

  @Test
  void theFilesAreThoseOfTheNewerAnswer() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{}"));
    browser.visit(browser.see(".release .title").getDomProperty("href"));
    browser.see(".release-page h1");
    answer(
        """
        if (url.includes("files=true")) {
          const files = (path) => new Response(JSON.stringify({files: [{path, use: "BUILD", sizeBytes: 1}]}));
          if (window.first) return files("newer.ipa");
          return new Promise((go) => { window.first = () => go(files("older.ipa")); });
        }
        if (!window.first || !/releases\\/[^/?]+$/.test(url)) return real(url, request);
        const body = await (await real(url, request)).json();
        return new Response(JSON.stringify({...body, updatedAt: "2099-01-01T00:00:00Z"}));
        """);

    browser.click("Files of this drop");
    browser.until(
        "the request", () -> Boolean.TRUE.equals(browser.script("return !!window.first")));
    browser.script("dispatchEvent(new Event('online'))");
    browser.read("newer.ipa");
    browser.async("first(); await new Promise((go) => setTimeout(go, 100));");

    assertThat(browser.text()).contains("newer.ipa").doesNotContain("older.ipa");
  }

  /// The API shows no size of a password, and no more files than fit into one answer.
  @Test
  void filesWithoutASizeAndThoseThatAreNotListedAreSaid() throws Exception {
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{}"));
    browser.visit(browser.see(".release .title").getDomProperty("href"));
    browser.see(".release-page h1");
    answer(
        """
        if (!url.includes("files=true")) return real(url, request);
        const secret = {path: "metadata/review_information/demo_password.txt", use: "REVIEW_INFORMATION"};
        return new Response(JSON.stringify({files: [secret], filesNotListed: 2}));
        """);

    browser.click("Files of this drop");

    browser.read("2 more files are not listed.");
    assertThat(browser.see(".drop-files").getText().lines())
        .contains("For App Review · 1 file", "metadata/review_information/demo_password.txt");
  }

  private void connect() {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read(WORKS);
  }

  /// @param body statements that may return an answer; without one the API answers
  private void answer(String body) {
    browser.script(
        "window.real ??= window.fetch.bind(window);"
            + "window.fetch = async (address, request) => { const url = String(address);"
            + body
            + "return real(url, request); };");
  }
}
