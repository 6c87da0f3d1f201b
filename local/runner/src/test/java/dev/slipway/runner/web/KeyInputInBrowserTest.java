package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the page to `key-input.json`, the answers that `KeyInputTest` holds the API to.
@Tag("browser")
class KeyInputInBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void answersAsTheApi() throws Exception {
    String input = input();
    try (var stage = WebStage.open(directory)) {
      stage.signIn("");
      stage.browser.see(".key-form");

      var differences =
          stage.browser.async(
              """
              const input = JSON.parse(arguments[0]);
              const { readKey } = await import("/key-text.js");
              const ids = await import("/key-ids.js");
              const { texts } = await import("/texts.js");
              const differences = [];
              const compare = (what, answer, expected) => {
                if (answer !== expected) differences.push(`${what}: ${answer}, not ${expected}`);
              };
              for (const { name, bytes: base64, answer } of input.keys) {
                const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
                const found = await readKey(bytes);
                compare(name, found.code ?? "ACCEPTED", answer);
                if (found.code) compare(name, typeof texts.wizard.faults.key[found.code], "string");
              }
              for (const { name, keyId, individual, otherService } of input.fileNames) {
                compare(name, ids.keyIdOf(name), keyId);
                compare(name, ids.namesIndividualKey(name), Boolean(individual));
                compare(name, ids.namesOtherService(name), Boolean(otherService));
              }
              for (const { given, id, fault } of input.keyIds) {
                compare(given, ids.keyIdCode(given), fault);
                if (id !== undefined) compare(given, ids.tidyKeyId(given), id);
              }
              for (const { given, id, fault } of input.issuerIds) {
                compare(given, ids.issuerIdCode(given), fault);
                if (id !== undefined) compare(given, ids.tidyIssuerId(given), id);
              }
              return differences;
              """,
              input);

      assertThat((List<?>) differences).isEmpty();
    }
  }

  /// Returns the table, with the bytes of each key in base64.
  private static String input() throws Exception {
    var forms = new KeyForms();
    var table =
        JSON.readTree(
            Files.readString(
                RepositoryFiles.file(
                    "functions/src/test/resources/dev/slipway/connections/key-input.json")));
    for (JsonNode row : table.path("keys")) {
      byte[] bytes =
          forms.bytes(
              row.path("text").textValue(),
              row.path("charset").textValue(),
              row.path("wrap").textValue(),
              row.path("lines").asBoolean(),
              row.path("der").textValue(),
              row.path("base64").textValue());
      ((ObjectNode) row).put("bytes", Base64.getEncoder().encodeToString(bytes));
    }
    return table.toString();
  }
}
