package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// Tests how people name teams, correct a failed attempt, and ask somebody else for a key.
@Tag("browser")
class TeamsInBrowserTest {
  private static final String OTHER_ISSUER = "57246542-96fe-1a63-e053-0824d011072a";
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
  void aPersonNamesATeamByTheKeyboard() throws Exception {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read(WORKS);
    assertThat(browser.see("h1").getText()).isEqualTo("Team of Harbour Pilot");

    browser.control("Rename").sendKeys(Keys.ENTER);
    browser.see(".rename input").sendKeys("Not this", Keys.ESCAPE);
    browser.until("closed", () -> browser.all(".rename input").isEmpty());
    browser.control("Rename").sendKeys(Keys.ENTER);
    browser.see(".rename input").sendKeys("  Northwind  ");
    browser.inspect("team-rename");
    browser.see(".rename input").sendKeys(Keys.ENTER);

    browser.until("the name", () -> browser.see("h1").getText().equals("Northwind"));
    browser.inspect("team-named");
    browser.click("All teams");
    browser.until("the card", () -> browser.see(".card.team h2").getText().equals("Northwind"));
    assertThat(browser.see(".card.team").getText()).contains("1 app: Harbour Pilot");
    browser.click("Rename");
    browser.see(".rename input").clear();
    browser.see(".rename input").sendKeys("Contoso", Keys.ENTER);
    browser.until("the card", () -> browser.see(".card.team h2").getText().equals("Contoso"));
    browser.visit(stage.local.webUri() + "/board.html");
    browser.see(".upload");
    assertThat(browser.all("#upload-team option").getFirst().getDomProperty("text"))
        .isEqualTo("Contoso");
  }

  @Test
  void aFailedAttemptKeepsItsFormAndLeavesNoTeam() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    stage.signIn("");
    stage.fillIn(key);
    browser.type("#issuer-id", OTHER_ISSUER);
    browser.type("#label", "Northwind");
    browser.click("Connect");

    browser.read("Apple rejects this key");
    browser.see(".key-form");
    assertThat(browser.see("#key-id").getDomProperty("value")).isEqualTo(key.keyId());
    assertThat(browser.see("#issuer-id").getDomProperty("value")).isEqualTo(OTHER_ISSUER);
    assertThat(browser.see("#label").getDomProperty("value")).isEqualTo("Northwind");
    assertThat(browser.text()).doesNotContain("This looks like an App Store Connect key.");
    String causes = browser.see(".causes").getText();
    assertThat(causes).contains("The Issuer ID belongs to another team.", OTHER_ISSUER);
    assertThat(browser.see(".verdict").getText().split("belongs to another team", -1))
        .as("the causes are said once")
        .hasSize(2);
    browser.inspect("attempt");
    aCheckKeepsTheFormWithWhatIsTyped(key);

    browser.click("All teams");
    browser.read("Not connected yet");
    assertThat(browser.all(".card.team")).isEmpty();
    browser.inspect("attempts");
    browser.see(By.partialLinkText("Continue")).sendKeys(Keys.ENTER);
    browser.control("Correct the Issuer ID").sendKeys(Keys.ENTER);
    browser.until(
        "the field", () -> "issuer-id".equals(browser.script("return document.activeElement.id")));
    stage.fillIn(key);
    browser.click("Try again");

    browser.read(WORKS);
    browser.until("the name", () -> browser.see("h1").getText().equals("Northwind"));
    browser.click("All teams");
    browser.see(".card.team");
    assertThat(browser.all(".card.team")).hasSize(1);
    assertThat(browser.text()).doesNotContain("Not connected yet");
  }

  private void aCheckKeepsTheFormWithWhatIsTyped(SimulatedKey key) {
    browser.type("#label", "Northwind Traders");
    dropFile(key);
    browser.script("document.querySelector('.verdict').dataset.before = 'true'");
    browser.click("Check again");
    browser.until(
        "the verdict of another check",
        () ->
            browser.all("[data-before]").isEmpty()
                && !browser.all(".verdict.bad").isEmpty()
                && !browser.all(".key-form").isEmpty());
    assertThat(browser.see("#label").getDomProperty("value")).isEqualTo("Northwind Traders");
    assertThat(browser.text()).contains("This looks like an App Store Connect key.");
  }

  @Test
  void aTeamThatIsConnectedTwiceIsReported() throws Exception {
    stage.app();
    var team = stage.apple.createKey(KeyRole.APP_MANAGER);
    stage.signIn("");
    stage.connect(team);
    browser.read(WORKS);

    browser.visit(stage.local.webUri() + "/#connect");
    browser.see(".key-form");
    browser.type("#issuer-id", team.issuerId());
    browser.read("This team is connected already: Team of Harbour Pilot.");
    browser.inspect("wizard-known-team");
    browser.type("#issuer-id", OTHER_ISSUER);
    browser.until("no note", () -> !browser.text().contains("connected already"));
    var person = stage.apple.createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL);
    stage.canary.watch(person.privateKeyPem());
    browser.drop(".key-form", "ApiKey_" + person.keyId() + ".p8", person.privateKeyPem());
    browser.read("Ticked because of the file name");
    browser.click("Connect");

    browser.read("This team is connected already.");
    assertThat(browser.see(".note.warn a").getText()).isEqualTo("Team of Harbour Pilot");
    assertThat(browser.see(".page-head").getText()).contains("Individual key");
    browser.inspect("team-twice");
    browser.visit(stage.local.webUri() + "/board.html");
    browser.see("#upload-team");
    assertThat(browser.all("#upload-team option"))
        .extracting(option -> option.getDomProperty("text"))
        .containsExactlyInAnyOrder(
            "Team of Harbour Pilot", "Team of Harbour Pilot (individual key)");
    String other = browser.see("#upload-team").getDomProperty("value");
    browser.control("Rename").sendKeys(Keys.ENTER);
    browser.see(".rename input").sendKeys("Northwind", Keys.ENTER);
    browser.until(
        "the name",
        () ->
            browser.all("#upload-team option").stream()
                .anyMatch(option -> option.getDomProperty("text").startsWith("Northwind")));
    assertThat(browser.see("#upload-team").getDomProperty("value")).isEqualTo(other);
    browser.inspect("board-team-named");
  }

  @Test
  void aRejectedReplacementSaysWhichKeyStaysInUse() throws Exception {
    stage.app();
    var first = stage.apple.createKey(KeyRole.APP_MANAGER);
    var second = stage.apple.createKey(KeyRole.APP_MANAGER);
    stage.apple.revokeKey(second.keyId());
    stage.signIn("");
    stage.connect(first);
    browser.read(WORKS);

    browser.click("Replace the key");
    browser.read("Replace the key of Team of Harbour Pilot");
    dropFile(second);
    browser.click("Check and replace");

    browser.read("Apple rejects key " + second.keyId() + "; " + first.keyId() + " stays in use");
    assertThat(browser.see(".note.warn").getText())
        .contains("The key was revoked.", "Open the list of keys")
        .doesNotContain("belongs to another team");
    browser.inspect("replacement-rejected");
    browser.click("Enter the new key again");
    browser.until(
        "the Key ID", () -> second.keyId().equals(browser.see("#key-id").getDomProperty("value")));
  }

  @Test
  void asksSomebodyElseForAKey() throws Exception {
    stage.app();
    stage.signIn("");
    browser.see(".key-form");

    browser.control("Ask a person with the right role").sendKeys(Keys.ENTER);
    browser.see("#ask-name").sendKeys("Northwind", Keys.ENTER);
    browser.read("Send this link to the person. It works until");
    browser.inspect("ask-link");
    String link = browser.see("dialog .copyable code").getText();
    assertThat(browser.see("dialog pre").getText()).contains("Northwind", link);
    browser.see("dialog").sendKeys(Keys.ESCAPE);
    browser.until("closed", () -> browser.all("dialog").isEmpty());

    browser.visit(link);
    browser.read("You were asked to connect the Apple developer team of Northwind");
    stage.fillIn(stage.apple.createKey(KeyRole.ADMIN));
    browser.click("Connect");
    browser.read("Your team is connected. You can close this page.");
    assertThat(browser.all(".note.good a")).isEmpty();
    browser.visit(stage.local.webUri() + "/");
    browser.until("the team", () -> browser.see(".card.team h2").getText().equals("Northwind"));
  }

  @Test
  void theDemoMakesAKeyForAPersonWithoutOne() throws Exception {
    stage.app();
    stage.signIn("");
    browser.see(".key-form");
    browser.type("#key-id", "2X9R4HXF34");

    browser.control("Get a key of the simulated Apple").sendKeys(Keys.ENTER);
    browser.read("This looks like an App Store Connect key.");
    browser.inspect("wizard-simulated-key");
    browser.click("Connect");

    browser.read(WORKS);
  }

  @Test
  void anotherFileTakesBackWhatTheFirstFilledIn() throws Exception {
    var key = stage.apple.createKey(KeyRole.ADMIN);
    stage.signIn("");
    dropFile(key);
    browser.read("Taken from the file name.");

    browser.drop(".key-form", "notes.p8", "hello");

    browser.read("This file contains no key.");
    assertThat(browser.see("#key-id").getDomProperty("value")).isEqualTo("");
    assertThat(browser.text()).doesNotContain("Taken from the file name.");
  }

  /// The answer of the API is replaced, because a real check may end at any moment.
  @Test
  void nothingOfTheKeyBeforeIsShownDuringACheck() throws Exception {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.read(WORKS);
    assertThat(browser.text()).contains("Submit for App Review");

    browser.script(
        """
        const real = window.fetch;
        window.fetch = async (url, request) => {
          const answer = await real(url, request);
          if (!/connections\\/[a-z2-7]{26}$/.test(String(url))) return answer;
          const body = {...(await answer.json()), state: "CHECKING", verified: false};
          return new Response(JSON.stringify(body), {status: 200});
        };
        dispatchEvent(new HashChangeEvent("hashchange"));
        """);

    browser.read("Asking Apple about this key…");
    assertThat(browser.text()).doesNotContain("Submit for App Review", "Harbour Pilot ·");
  }

  private void dropFile(SimulatedKey key) {
    stage.canary.watch(key.privateKeyPem());
    browser.drop(".key-form", "AuthKey_" + key.keyId() + ".p8", key.privateKeyPem());
    browser.read("This looks like an App Store Connect key.");
  }
}
