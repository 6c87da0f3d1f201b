package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Canary;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the wizard and the connected teams as a user sees them.
@Tag("browser")
class ConnectInBrowserTest {
  private static final String ISSUER = "57246542-96fe-1a63-e053-0824d011072a";

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
  void connectsATeamByDroppingItsKey() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    browser.visit(stage.local.webUri());
    browser.see(".sign-in");
    browser.inspect("sign-in");

    browser.click("Continue as alice");
    browser.read("Connect your Apple developer team");
    browser.inspect("wizard");
    stage.canary.watch(key.privateKeyPem());
    browser.drop(".key-form", "AuthKey_" + key.keyId() + ".p8", key.privateKeyPem());
    browser.until(
        "the Key ID filled in",
        () -> key.keyId().equals(browser.see("#key-id").getDomProperty("value")));
    browser.read("Taken from the file name.");
    browser.type("#issuer-id", key.issuerId());
    browser.inspect("wizard-filled-in");
    browser.click("Connect");

    browser.read("This key can do everything a release needs");
    browser.read("Harbour Pilot");
    assertThat(browser.text())
        .contains("What to do now", "s3://slipway-drops/", "Very likely", WebStage.BUNDLE_ID);
    browser.click("GitHub Actions");
    browser.read("role-to-assume: ${{ vars.SLIPWAY_ROLE_ARN }}");
    browser.inspect("verdict-connected");
    browser.click("All teams");
    assertThat(browser.see(".card.team").getText()).contains("Harbour Pilot", "Connected", "1 app");
    browser.inspect("teams");
    assertThat(browser.script("return JSON.stringify([localStorage, sessionStorage])"))
        .asString()
        .doesNotContain("PRIVATE", key.keyId());
    assertThat(browser.script("return document.documentElement.outerHTML"))
        .asString()
        .doesNotContain("PRIVATE");
  }

  @Test
  void saysWhatIsWrongWithEachInput() throws Exception {
    stage.signIn("");
    browser.see(".key-form");

    refused("AuthKey_2X9R4HXF34.p8", "", "The file is empty.");
    refused("notes.p8", "hello", "This file contains no key.");
    refused("c.p8", pem("CERTIFICATE", new byte[200]), "This is a certificate");
    refused("p.p8", pem("PUBLIC KEY", ec("secp256r1").getPublic().getEncoded()), "a public key");
    refused("e.p8", pem("ENCRYPTED PRIVATE KEY", new byte[200]), "protected with a password");
    refused("r.p8", pem("RSA PRIVATE KEY", new byte[200]), "This is an RSA key.");
    refused("r8.p8", pem("PRIVATE KEY", rsa()), "This is an RSA key.");
    refused("w.p8", pem("PRIVATE KEY", ec("secp384r1").getPrivate().getEncoded()), "curve P-256");
    String good = pem("PRIVATE KEY", ec("secp256r1").getPrivate().getEncoded());
    refused("d.p8", good.substring(0, good.length() - 60), "damaged or cut off");
    refused("two.p8", good + good, "several keys");
    refused("big.p8", "x".repeat(70_000), "too large for a key");
    refused("key.rtf", "{\\rtf1 Dear Ann}", "This is a rich text document (.rtf)");
    browser.read(
        "Choose the downloaded file itself, AuthKey_….p8; it is in your Downloads folder.");
    assertThat(browser.text()).doesNotContain("generate another");
    browser.inspect("wizard-wrong-file");

    accepted("AuthKey_2X9R4HXF34 (1).p8", good.replace("\n", "\r\n"));
    accepted("AuthKey_2X9R4HXF34.p8", good.replace("\n", "\\n"));
    accepted(
        "AuthKey_2X9R4HXF34.p8",
        Base64.getEncoder().encodeToString(good.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    keyId("2x9r4hxf3-", "capital letters and digits");
    keyId("2X9R4HXF34A", "A Key ID has 10 characters; you entered 11.");
    keyId(ISSUER, "That’s the Issuer ID.");
    keyId("AAAAAAAAAA", "The file name belongs to key 2X9R4HXF34.");
    keyId("2x9r4hxf34", "Taken from the file name.");
    issuerId("57246542-96fe-1a63-e053-0824d011072", "An Issuer ID looks like");
    issuerId("2X9R4HXF34", "This is a Key ID or a Team ID.");
    issuerId(ISSUER.toUpperCase(java.util.Locale.ROOT), "Shown above the list");
    issuerId("Issuer ID: “" + ISSUER.replace('-', '–') + "”,", "Shown above the list");
    assertThat(browser.see("#issuer-id").getDomProperty("value")).isEqualTo(ISSUER);
    assertThat(browser.breaches()).isEmpty();
  }

  @Test
  void takesAKeyAsPastedText() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    stage.canary.watch(key.privateKeyPem());
    stage.signIn("");
    browser.see(".key-form");
    assertThat(browser.all("#key-file").getFirst().getDomAttribute("accept")).isNull();

    browser.click("Paste the text instead");
    browser.paste("#key-text", "-----BEGIN PRIVATE KEY-----");
    browser.read("damaged or cut off");
    assertThat(browser.see("#key-text").getDomAttribute("aria-invalid")).isEqualTo("true");
    browser.inspect("wizard-pasted-damaged");
    browser.paste("#key-text", key.privateKeyPem().replace("-----", "—"));

    browser.read("This looks like an App Store Connect key.");
    browser.read("Pasted text");
    assertThat(browser.script("return document.querySelector('#key-text').value")).isEqualTo("");
    assertThat(browser.script("return document.activeElement.id")).isEqualTo("key-id");
    browser.inspect("wizard-pasted");
    browser.type("#key-id", "Key ID: " + key.keyId());
    browser.type("#issuer-id", key.issuerId());
    browser.click("Connect");
    browser.read("This key can do everything a release needs");
  }

  @Test
  void takesATextThatIsDropped() throws Exception {
    stage.signIn("");
    browser.see(".key-form");

    browser.dropText(".key-form", pem("PRIVATE KEY", ec("secp256r1").getPrivate().getEncoded()));

    browser.read("Pasted text");
    browser.read("This looks like an App Store Connect key.");
    browser.script(
        """
        const files = new DataTransfer();
        files.items.add(new File(["hello"], "notes.p8"));
        document.querySelector(".key-form").dispatchEvent(
            new ClipboardEvent("paste", {bubbles: true, cancelable: true, clipboardData: files}));
        """);
    browser.read("This file contains no key.");
    browser.read("notes.p8");
  }

  @Test
  void connectsAnIndividualKeyByItsFilesName() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL);
    stage.canary.watch(key.privateKeyPem());
    stage.signIn("");
    browser.drop(".key-form", "ApiKey_" + key.keyId() + " (1).p8", key.privateKeyPem());
    browser.read("Ticked because of the file name");
    browser.click("Connect");
    browser.read("This key can do everything a release needs");

    browser.click("Replace the key");

    browser.read("Replace the key of Team of Harbour Pilot");
    assertThat(browser.see("#individual").isSelected()).isTrue();
    assertThat(browser.see("#issuer-id").isEnabled()).isFalse();
  }

  @Test
  void warnsOfAKeyForAnotherService() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    stage.canary.watch(key.privateKeyPem());
    stage.signIn("");

    browser.drop(".key-form", "SubscriptionKey_" + key.keyId() + ".p8", key.privateKeyPem());
    browser.read("its name is one for another Apple service, such as In-App Purchase");
    browser.inspect("wizard-other-service");
    browser.type("#key-id", key.keyId());
    browser.type("#issuer-id", key.issuerId());
    browser.click("Connect");

    browser.read("This key can do everything a release needs");
  }

  @Test
  void readsTheNameOfTheFile() throws Exception {
    stage.signIn("");
    browser.see(".key-form");
    String good = pem("PRIVATE KEY", ec("secp256r1").getPrivate().getEncoded());

    browser.drop(".key-form", "ApiKey_2X9R4HXF34.p8", good);
    browser.read("Ticked because of the file name");
    assertThat(browser.see("#individual").isSelected()).isTrue();
    assertThat(browser.see("#issuer-id").isEnabled()).isFalse();
    assertThat(browser.see("#key-id").getDomProperty("value")).isEqualTo("2X9R4HXF34");
    browser.inspect("wizard-individual");

    browser.drop(".key-form", "AuthKey_AAAAAAAAAA copy.p8.txt", good);
    browser.until("unticked", () -> !browser.see("#individual").isSelected());
    assertThat(browser.see("#key-id").getDomProperty("value")).isEqualTo("AAAAAAAAAA");

    browser.drop(".key-form", "key.p8", good);
    browser.until(
        "the Key ID of the other file is gone",
        () -> "".equals(browser.see("#key-id").getDomProperty("value")));
  }

  @Test
  void fillsInWhatAKeyJsonContains() throws Exception {
    stage.signIn("");
    String good = pem("PRIVATE KEY", ec("secp256r1").getPrivate().getEncoded());

    browser.drop(
        ".key-form",
        "api_key.json",
        "{\"key_id\":\"2X9R4HXF34\",\"issuer_id\":\""
            + ISSUER
            + "\",\"key\":\""
            + good.replace("\n", "\\n")
            + "\"}");

    browser.read("Taken from the file.");
    assertThat(browser.see("#key-id").getDomProperty("value")).isEqualTo("2X9R4HXF34");
    assertThat(browser.see("#issuer-id").getDomProperty("value")).isEqualTo(ISSUER);
    keyId("AAAAAAAAAA", "The file contains key 2X9R4HXF34.");
  }

  @Test
  void takesTheFocusToTheFirstFault() {
    stage.signIn("");
    browser.see(".key-form");

    browser.click("Connect");

    browser.read("Choose the .p8 file, or paste its text.");
    assertThat(browser.text())
        .contains("Enter the Key ID: 10 letters and digits", "Enter the Issuer ID");
    assertThat(browser.script("return document.activeElement.id")).isEqualTo("key-file");
    assertThat(browser.see("#key-id").getDomAttribute("aria-invalid")).isEqualTo("true");
  }

  @Test
  void explainsAKeyThatAppleRejects() throws Exception {
    var key = stage.apple.createKey(KeyRole.ADMIN);
    stage.signIn("");
    stage.canary.watch(key.privateKeyPem());
    browser.drop(".key-form", "AuthKey_" + key.keyId() + ".p8", key.privateKeyPem());
    browser.type("#issuer-id", ISSUER);
    browser.click("Connect");
    browser.see(".verdict");

    browser.read("Apple rejects this key");
    assertThat(browser.text()).contains("Likely causes", "Issuer ID", "Next check: ");
    browser.inspect("verdict-rejected");
  }

  @Test
  void explainsARoleThatIsTooLow() throws Exception {
    stage.app();
    stage.signIn("");
    stage.connect(stage.apple.createKey(KeyRole.DEVELOPER));

    browser.read("The key’s role is too low".replace('’', '\''));
    assertThat(browser.text()).contains("App Manager");
    browser.inspect("verdict-limits");
    browser.see("a[href^='problems.html']").click();
    browser.inOtherTab(
        () -> {
          browser.until(
              "the problem's description",
              () -> "role-too-low".equals(browser.script("return document.activeElement.id")));
          browser.inspect("problems");
        });
    Object team = browser.script("return location.hash");
    browser.visit(stage.local.webUri() + "/board.html");
    browser.read("The build will wait until you fix this.");
    browser.click("Open the team");
    browser.see(".verdict");
    assertThat(browser.script("return location.hash")).isEqualTo(team);
  }

  @Test
  void replacesAKey() throws Exception {
    stage.app();
    var first = stage.apple.createKey(KeyRole.APP_MANAGER);
    var second = stage.apple.createKey(KeyRole.ADMIN);
    var low = stage.apple.createKey(KeyRole.DEVELOPER);
    stage.signIn("");
    stage.connect(first);
    browser.read("This key can do everything a release needs");

    browser.click("Replace the key");
    browser.read("Replace the key of Team of Harbour Pilot");
    assertThat(browser.see("#issuer-id").getDomProperty("value")).isEqualTo(first.issuerId());
    browser.drop(".key-form", "AuthKey_" + second.keyId() + ".p8", second.privateKeyPem());
    browser.read("This looks like an App Store Connect key.");
    browser.inspect("wizard-replace");
    browser.click("Check and replace");
    browser.read("Key " + second.keyId() + " replaced key " + first.keyId());
    browser.inspect("verdict-replaced");

    browser.click("Replace the key");
    browser.drop(".key-form", "AuthKey_" + low.keyId() + ".p8", low.privateKeyPem());
    browser.read("This looks like an App Store Connect key.");
    browser.click("Check and replace");
    browser.read("Key " + low.keyId() + " was not accepted");
    assertThat(browser.text()).contains("Key " + second.keyId() + " stays in use");
  }

  @Test
  void recognisesAKeyThatIsConnectedAlready() {
    stage.app();
    var key = stage.apple.createKey(KeyRole.ADMIN);
    stage.signIn("");
    stage.connect(key);
    browser.read("This key can do everything a release needs");

    browser.visit(stage.local.webUri() + "/#connect");
    browser.read("Connect your Apple developer team");
    stage.connect(key);

    browser.read("This key is already connected");
  }

  @Test
  void checksAgainAndDisconnects() throws Exception {
    stage.app();
    var key = stage.apple.createKey(KeyRole.ADMIN);
    stage.signIn("");
    stage.connect(key);
    browser.read("This key can do everything a release needs");
    stage.apple.revokeKey(key.keyId());

    browser.click("Check again");
    browser.read("Apple rejects this key");

    browser.click("Disconnect");
    browser.see("dialog");
    assertThat(browser.script("return document.activeElement.textContent")).isEqualTo("Keep it");
    browser.inspect("disconnect");
    browser.click("Keep it");
    browser.until("the dialog closed", () -> browser.all("dialog").isEmpty());
    browser.click("Disconnect");
    browser.see("dialog .danger").click();

    browser.read("Connect your Apple developer team");
    assertThat(browser.all(".card.team")).isEmpty();
    assertThat(browser.breaches()).isEmpty();
  }

  private void refused(String fileName, String text, String message) {
    browser.drop(".key-form", fileName, text);
    browser.read(message);
    assertThat(browser.all("#key-file").getFirst().getDomAttribute("aria-invalid"))
        .isEqualTo("true");
  }

  private void accepted(String fileName, String text) {
    browser.drop(".key-form", fileName, text);
    browser.read("This looks like an App Store Connect key.");
    assertThat(browser.see("#key-id").getDomProperty("value")).isEqualTo("2X9R4HXF34");
  }

  private void keyId(String text, String message) {
    browser.type("#key-id", text);
    browser.until(message, () -> browser.see("#key-id-message").getText().contains(message));
  }

  private void issuerId(String text, String message) {
    browser.type("#issuer-id", text);
    browser.script("document.activeElement.blur()");
    browser.until(message, () -> browser.see("#issuer-id-message").getText().contains(message));
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
  }

  private static java.security.KeyPair ec(String curve) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static byte[] rsa() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair().getPrivate().getEncoded();
  }

  /// Checks that the canary at the end of each of these tests also sees the browser's requests.
  @Test
  void theBrowserIsWatched() throws Exception {
    stage.signIn("");
    browser.read("Connect your Apple developer team");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    try (var canary = new Canary()) {
      browser.watchedBy(new BrowserWatch(canary, stage.local.webUri()));
      browser.picture("watched");
      assertThat(canary.findings(empty, stage.apple)).isEmpty();

      String token = stage.local.tokenFor(LocalUser.ALICE);
      browser.script(
          "fetch('config.json', {headers: {'X-Debug': arguments[0]}})"
              + ".then(() => document.body.dataset.kept = arguments[0])",
          token);
      browser.until(
          "kept",
          () -> Boolean.TRUE.equals(browser.script("return 'kept' in document.body.dataset")));
      browser.picture("watched");
      browser.script("delete document.body.dataset.kept");

      assertThat(canary.findings(empty, stage.apple))
          .contains(
              "a token in the page",
              "a token in a request of the browser: GET " + stage.local.webUri() + "/config.json");
    }
  }
}
