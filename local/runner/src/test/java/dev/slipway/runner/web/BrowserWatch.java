package dev.slipway.runner.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.Canary;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/// Passes to the canary what a browser sends, receives, shows and stores.
final class BrowserWatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Canary canary;
  private final URI api;
  private final Map<String, String> urls = new HashMap<>();

  /// @param api the only origin that may receive tokens
  BrowserWatch(Canary canary, URI api) {
    this.canary = canary;
    this.api = api;
  }

  /// Records everything since the last call.
  void look(ChromeDriver driver) {
    canary.saw("the page", String.valueOf(driver.getPageSource()));
    canary.saw(
        "the browser's storage",
        String.valueOf(
            driver.executeScript(
                "return JSON.stringify([{...localStorage}, {...sessionStorage}])")));
    for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = parse(entry.getMessage()).path("message");
      JsonNode about = message.path("params");
      String id = about.path("requestId").asText();
      switch (message.path("method").asText()) {
        case "Network.requestWillBeSent" -> {
          urls.put(id, about.path("request").path("url").asText());
          sent(about.path("request"));
        }
        case "Network.loadingFinished" -> answered(driver, id);
        default -> {}
      }
    }
  }

  private void sent(JsonNode request) {
    String url = request.path("url").asText();
    var headers = (ObjectNode) request.path("headers").deepCopy();
    boolean ours = isOurs(url);
    if (ours) {
      headers.remove("authorization");
      headers.remove("Authorization");
    }
    // One request sends the key, and its body is the key.
    boolean handsOver =
        ours
            && Set.of("/connections", "/connect-link/connection")
                .contains(URI.create(url).getPath());
    canary.saw(
        "a request of the browser: " + request.path("method").asText() + " " + url,
        url + "\n" + headers + "\n" + (handsOver ? "" : request.path("postData").asText()));
  }

  private void answered(ChromeDriver driver, String id) {
    String url = urls.getOrDefault(id, "");
    if (!isOurs(url) || URI.create(url).getPath().startsWith("/local/")) {
      return;
    }
    try {
      canary.answered(
          String.valueOf(
              driver
                  .executeCdpCommand("Network.getResponseBody", Map.of("requestId", id))
                  .get("body")));
    } catch (WebDriverException e) {
      // The browser drops the answers of a page after leaving it.
    }
  }

  private boolean isOurs(String url) {
    return url.startsWith(api + "/");
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Chromium's log is JSON", e);
    }
  }
}
