package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The browser refuses what would make markup or code of a text.
@Tag("browser")
class TrustedTypesInBrowserTest {
  @TempDir Path directory;

  @Test
  void aTextBecomesNeitherMarkupNorCode() throws Exception {
    try (var stage = WebStage.open(directory)) {
      stage.signIn("");

      var refused =
          stage.browser.script(
              """
              const outcome = {};
              const sinks = {
                markup: () => { document.createElement("div").innerHTML = "<b>x</b>"; },
                document: () => { document.createElement("iframe").srcdoc = "<b>x</b>"; },
                address: () => { document.createElement("script").src = "/x.js"; },
                handler: () => { document.createElement("b").setAttribute("onclick", "x"); },
                policy: () => { trustedTypes.createPolicy("x", {}); },
              };
              for (const [name, use] of Object.entries(sinks)) {
                try { use(); outcome[name] = "taken"; } catch (e) { outcome[name] = e.name; }
              }
              return outcome;
              """);

      assertThat(refused)
          .isEqualTo(
              Map.of(
                  "markup", "TypeError",
                  "document", "TypeError",
                  "address", "TypeError",
                  "handler", "TypeError",
                  "policy", "TypeError"));
    }
  }
}
