package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Tests the page of a connect link as the person sees it who got the link.
@Tag("browser")
class ConnectLinkInBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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
  void connectsATeamWithoutSigningInAndGoesBack() throws Exception {
    stage.app();
    var link = link();
    String url = link.path("url").asText();
    String token = url.substring(url.indexOf('#') + 1);
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);

    browser.visit(url);

    browser.read("You were asked to connect the Apple developer team of Example Ltd");
    browser.read("The key must be able to see the app " + WebStage.BUNDLE_ID);
    assertThat(browser.all("nav")).isEmpty();
    assertThat(String.valueOf(browser.script("return location.href"))).endsWith("/connect.html");
    assertThat(browser.script("return history.length + document.documentElement.outerHTML"))
        .asString()
        .doesNotContain(token);
    browser.inspect("connect-link-wizard");

    stage.fillIn(key);
    browser.see("#issuer-id").sendKeys(Keys.ENTER);
    browser.read("Your team is connected");
    browser.read("Harbour Pilot");
    assertThat(browser.script("return JSON.stringify([localStorage, sessionStorage])"))
        .asString()
        .doesNotContain(token, "PRIVATE");
    assertThat(browser.all("a[href^='board.html']")).isEmpty();
    browser.inspect("connect-link-connected");

    browser.script("document.querySelector('.note.good a').focus()");
    browser.see(".note.good a").sendKeys(Keys.ENTER);
    browser.until(
        "the return address",
        () ->
            String.valueOf(browser.script("return location.href"))
                .endsWith("/problems.html?customer=7&connectLink=" + link.path("id").asText()));
  }

  @Test
  void aRejectedKeyMakesRoomForAnotherAndTheLinkCanBeOpenedAgain() throws Exception {
    stage.app();
    String url = link().path("url").asText();
    var wrong =
        stage.apple.createKey(
            KeyRole.ADMIN, KeyKind.TEAM, new UUID(9, 0x8000_0000_0000_0009L).toString());
    stage.apple.revokeKey(wrong.keyId());
    browser.visit(url);
    browser.see(".key-form");
    stage.fillIn(wrong);
    browser.click("Connect");
    browser.read("Apple rejects this key");
    browser.inspect("connect-link-rejected");

    browser.visit(stage.local.webUri() + "/problems.html");
    browser.visit(url);
    browser.read("Apple rejects this key");
    browser.read("It takes 19 more keys.");
    assertThat(browser.see("#key-id").getDomProperty("value")).isEqualTo(wrong.keyId());
    assertThat(browser.see("#issuer-id").getDomProperty("value")).isEqualTo(wrong.issuerId());
    assertThat(browser.all("#label")).as("the sender names the team").isEmpty();
    stage.fillIn(stage.apple.createKey(KeyRole.APP_MANAGER));
    browser.click("Try again");

    browser.read("Your team is connected");
  }

  @Test
  void saysWhatToDoWithALinkThatDoesNotWork() throws Exception {
    browser.visit(stage.local.webUri() + "/connect.html#" + "A".repeat(43));
    browser.read("Ask the person who sent it to you for a new one.");
    browser.inspect("connect-link-gone");

    browser.visit(stage.local.webUri() + "/connect.html");
    browser.read("Open the link from your message again");
  }

  private JsonNode link() throws Exception {
    String body =
        "{\"label\":\"Example Ltd\",\"bundleId\":\"%s\",\"returnUrl\":\"%s/problems.html?customer=7\"}"
            .formatted(WebStage.BUNDLE_ID, stage.local.webUri());
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(stage.local.webUri() + "/connect-links"))
              .header("Authorization", "Bearer " + stage.local.tokenFor(LocalUser.ALICE))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      return JSON.readTree(answer.body());
    }
  }
}
