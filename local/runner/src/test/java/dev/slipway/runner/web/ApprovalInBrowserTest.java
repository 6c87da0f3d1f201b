package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.simulator.KeyRole;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A team asks for approval, a release waits for it, and a person gives it to the plan on the
/// screen.
@Tag("browser")
class ApprovalInBrowserTest {
  private static final String DESCRIPTION =
      "The new description, which says at some length what the app does for its users.";

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
  void aTeamAsksForApprovalAndAPersonApprovesThePlanOnTheScreen() throws Exception {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.see("#approval").click();
    browser.until("the setting is on", () -> browser.text().contains("From now on a person"));
    browser.inspect("team-approval");

    browser.click("Upload a build");
    browser.see(".upload");
    var folder = stage.folder("harbour-1.1", "{\"whatsNew\": {\"en-US\": \"Tides.\"}}");
    WebStage.text(folder, "metadata/en-US/description.txt", DESCRIPTION);
    stage.drop(folder);
    stage.passTimeUntil("PREPARED");
    browser.see("[data-order='approve']");
    browser.read("This release waits for approval");
    browser.until("its plan", () -> browser.text().contains("Review submission"));
    browser.inspect("board-approval");
    assertThat(browser.all("[data-order='submit']")).isEmpty();

    browser.see("[data-order='approve']").click();
    browser.read("Approve and submit Harbour Pilot 1.1 (2)?");
    browser.inspect("board-approve");
    browser.click("Not yet");
    browser.until("the dialog closed", () -> browser.all("dialog").isEmpty());

    typeAtApple("Typed on the web by a colleague.");
    browser.see("[data-order='approve']").click();
    browser.see("dialog .primary").click();
    browser.read("Approved. Slipway compares the plan with Apple");
    stage.passTimeUntil(
        "the plan has changed", () -> browser.text().contains("The plan has changed"));
    browser.read("Typed on the web by a colleague.");
    browser.inspect("board-plan-changed");
    assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();

    browser.until("the present plan", () -> browser.all(".differences li").size() == 1);
    browser.see("[data-order='approve']").click();
    browser.see("dialog .primary").click();
    stage.passTimeUntil("WAITING_FOR_REVIEW");
    browser.click("Timeline");
    browser.read("the plan is the one agreed to");
    browser.read("by alice");
  }

  @Test
  void aPlanIsStartedFromTheBoard() throws Exception {
    stage.approveByItself();
    stage.openBoard();
    stage.drop(stage.folder("harbour-1.1", "{\"dryRun\": true}"));
    stage.passTimeUntil("PLANNED");
    browser.see("[data-order='carry-out']");
    browser.read("Start this release to apply exactly this plan.");
    browser.inspect("board-plan-to-start");

    browser.click("Start this release");
    browser.read("Start the release of Harbour Pilot 1.1 (2)?");
    browser.see("dialog .primary").click();
    stage.passTimeUntil("READY_FOR_DISTRIBUTION");
    assertThat(browser.all(".release[data-state='PLANNED']")).hasSize(1);
  }

  /// A colleague writes the description of the version in preparation.
  private void typeAtApple(String text) {
    var key = stage.apple.createKey(KeyRole.ADMIN);
    byte[] der =
        Base64.getMimeDecoder().decode(key.privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
    var colleague =
        new AppStoreConnectClient(
            stage.apple.baseUri(),
            new TokenSource(
                new ApiKey.TeamKey(
                    new KeyId(key.keyId()), new IssuerId(key.issuerId()), ApiKey.fromPkcs8(der)),
                stage.local.clock()),
            stage.local.clock(),
            _ -> {},
            ClientOptions.defaults());
    var version =
        stage.apple.snapshot().appStoreVersions().stream()
            .filter(found -> found.versionString().equals("1.1"))
            .findFirst()
            .orElseThrow();
    var texts = colleague.appStoreVersionLocalizations();
    var english = texts.listFor(new AppStoreVersionId(version.id())).getFirst();
    texts.update(english.id(), Map.of("description", text));
  }
}
