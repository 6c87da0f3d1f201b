package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.purchases.NewPurchase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/// Tests folders with texts and pictures, dropped by a user.
@Tag("browser")
class FolderInBrowserTest {
  private static final String PASSWORD = "tides-and-berths-42";

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
  void showsEverythingThatIsWrongWithADropTogether() throws Exception {
    stage.openBoard();
    Path folder = stage.folder("harbour-1.1", "{}");
    WebStage.text(folder, "metadata/en-US/keywords.txt", "harbour,".repeat(20));
    WebStage.text(folder, "metadata/en-US/support_url.txt", "htp:/example");
    WebStage.text(folder, "metadata/de-DE/name.txt", "Hafenlotse ".repeat(5));
    WebStage.text(folder, "metadata/fr-FR/name.txt", "Pilote du port ".repeat(4));
    WebStage.text(folder, "metadata/review_information/email_address.txt", "nobody");
    WebStage.picture(folder, "screenshots/en-US/1_harbours.png", 333, 444);

    stage.drop(folder);

    // The list's short form has only the problem's faults. The findings are read later.
    browser.see(".release[data-state='NEEDS_ATTENTION'] .found .findings");
    assertThat(browser.text())
        .contains(
            "Fix these first",
            "In 2 places:",
            "metadata/en-US/keywords.txt",
            "metadata/en-US/support_url.txt",
            "htp:/example",
            "metadata/de-DE/name.txt",
            "metadata/review_information/email_address.txt");
    assertThat(browser.see(".findings a").getDomProperty("href"))
        .startsWith(stage.local.webUri() + "/problems.html#");
    // What is left out is not folded away.
    browser.read("screenshots/en-US/1_harbours.png");
    // A user who removes the file at home would see the same fault again.
    browser.read("To leave a file out, delete it from the bucket too");
    browser.inspect("board-findings");
    assertThat(stage.apple.partPuts()).isEmpty();
    assertThat(stage.apple.calls().keySet()).allMatch(call -> call.startsWith("GET "));
  }

  @Test
  void showsWhatWouldHappenAndDoesNothing() throws Exception {
    stage.openBoard();
    stage.canary.watchSecret(PASSWORD);
    Path folder = stage.folder("harbour-1.1", "{\"releaseType\": \"MANUAL\"}");
    WebStage.text(
        folder,
        "metadata/en-US/description.txt",
        "Harbour Pilot leads you into 4,000 harbours.\n\nTides and currents of all Europe.\n");
    WebStage.text(folder, "metadata/en-US/keywords.txt", "harbour,tides");
    WebStage.text(folder, "metadata/en-US/release_notes.txt", "Calmer waters.");
    reviewInformation(folder);
    for (int i = 1; i <= 5; i++) {
      WebStage.picture(folder, "screenshots/en-US/" + i + "_phone.png", 1290, 2796);
      WebStage.picture(folder, "screenshots/en-US/" + i + "_tablet.png", 2048, 2732);
    }
    browser.see("#plan-only").click();

    stage.drop(folder);

    stage.passTimeUntil("PLANNED");
    browser.see(".plan");
    browser.read("What would happen");
    browser.script("document.querySelectorAll('.plan details').forEach(fold => fold.open = true)");
    assertThat(browser.text())
        .contains(
            "API calls that write",
            "skipper",
            "harbour,tides",
            "Harbour.ipa",
            "screenshots/en-US/1_phone.png",
            "iPhone 6.9-inch",
            "POST /v1/appScreenshots")
        .doesNotContain(PASSWORD, "APP_IPHONE_67");
    browser.inspect("board-plan");
    browser.window(Window.NARROW);
    browser.visit(stage.local.webUri() + "/board.html");
    browser.see(".plan");
    assertThat(browser.height(".plan")).as("a narrow plan is folded").isLessThan(1200);
    browser.picture("board-plan-folded-360");
    assertThat(stage.apple.partPuts()).isEmpty();
    assertThat(stage.apple.calls().keySet()).allMatch(call -> call.startsWith("GET "));
  }

  @Test
  void showsTheProductsOfAReleaseWithTheirStates() throws Exception {
    stage.openBoard();
    String app = stage.apple.snapshot().apps().getFirst().id();
    stage.apple.addPurchase(app, NewPurchase.subscription("com.example.harbour.yearly", "Pilot"));
    String charts =
        stage.apple.addPurchase(
            app, NewPurchase.inApp("com.example.harbour.charts", "NON_CONSUMABLE"));
    browser.see("#plan-only").click();
    stage.drop(stage.folder("harbour-plan", "{\"purchases\": \"READY\"}"));
    stage.passTimeUntil("PLANNED");
    browser.read("in-app purchase com.example.harbour.charts");
    browser.see("#plan-only").click();

    stage.drop(stage.folder("harbour-1.1", "{\"purchases\": \"READY\"}"));

    stage.passTimeUntil("WAITING_FOR_REVIEW");
    products("Ready for review", "Ready for review", "Ready for review");
    browser.inspect("board-products");
    stage.apple.reviews().rejectPurchase(charts);
    stage.passTimeUntil("REJECTED");
    browser.read(
        "App Review rejected in-app purchase com.example.harbour.charts, not this version");
    products("Ready for review", "Ready for review", "Rejected");
    browser.inspect("board-product-rejected");
  }

  /// Waits until the products have these states. The record has them a moment after its own.
  private void products(String... states) {
    browser.until(
        "products: " + List.of(states),
        () ->
            browser.all(".products .badge").stream()
                .map(WebElement::getText)
                .toList()
                .equals(List.of(states)));
  }

  /// The canary at the end of each of these tests finds the password anywhere else.
  @Test
  void tellsAppReviewAloneThePasswordOfTheDemoAccount() throws Exception {
    stage.openBoard();
    stage.canary.watchSecret(PASSWORD);
    Path folder = stage.folder("harbour-1.1", "{}");
    reviewInformation(folder);

    stage.drop(folder);
    stage.passTimeUntil("WAITING_FOR_REVIEW");
    browser.click("Timeline");
    browser.read("Received");

    assertThat(browser.text()).doesNotContain(PASSWORD);
    assertThat(stage.apple.exchanges())
        .filteredOn(exchange -> exchange.requestBody().contains(PASSWORD))
        .isNotEmpty()
        .allMatch(exchange -> exchange.path().startsWith("/v1/appStoreReviewDetails"));
  }

  @Test
  void aFolderWithoutAnIpaNamesABuildThatAppleHas() throws Exception {
    stage.openBoard();
    Path folder = stage.folder("harbour-1.1", "{\"version\": \"1.1\", \"build\": \"LATEST\"}");
    Files.delete(folder.resolve("Harbour.ipa"));
    browser.all("#folder").getFirst().sendKeys(folder.toAbsolutePath().toString());
    browser.read("or name a build that Apple has in release.json");

    WebStage.text(
        folder,
        "release.json",
        "{\"bundleId\": \"%s\", \"version\": \"1.1\", \"submit\": false}"
            .formatted(WebStage.BUNDLE_ID));
    stage.drop(folder);

    stage.passTimeUntil("PREPARED");
    browser.see(".release[data-state='PREPARED']");
  }

  @Test
  void aPlanOfABareBuildCanBeStarted() throws Exception {
    stage.openBoard();
    browser.click("What goes in a folder");
    browser.read("metadata/review_information/");
    browser.inspect("board-upload");
    // Rows that are not in view read no plan.
    browser.click("What goes in a folder");
    browser.see("#plan-only").click();
    var ipa = stage.ipa("Harbour Pilot.ipa", "1.1", "2", 1 << 20);

    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
    browser.read("Uploaded. The plan appears below.");
    stage.local.settle();
    stage.passTimeUntil("PLANNED");
    assertThat(stage.apple.calls().keySet()).allMatch(call -> call.startsWith("GET "));

    browser.click("Start this release");
    browser.see("dialog .primary").click();
    stage.passTimeUntil("WAITING_FOR_REVIEW");
  }

  private static void reviewInformation(Path folder) throws IOException {
    WebStage.text(folder, "metadata/review_information/first_name.txt", "Anna");
    WebStage.text(folder, "metadata/review_information/last_name.txt", "Harbour");
    WebStage.text(folder, "metadata/review_information/phone_number.txt", "+49 40 1234567");
    WebStage.text(folder, "metadata/review_information/email_address.txt", "anna@example.com");
    WebStage.text(folder, "metadata/review_information/demo_user.txt", "skipper");
    WebStage.text(folder, "metadata/review_information/demo_password.txt", PASSWORD);
  }
}
