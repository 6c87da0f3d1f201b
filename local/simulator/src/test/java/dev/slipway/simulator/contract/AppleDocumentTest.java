package dev.slipway.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppleDocumentTest {
  private static final String DOCUMENT =
      """
      {"paths": {"/v1/a": {"get": {"operationId": "a", "parameters": [
          {"name": "fields[a]", "schema": {"type": "array", "items": {"enum": ["x", "y"]}}},
          {"name": "sort", "schema": {"enum": ["x"]}}]},
        "post": {"operationId": "made"}}},
       "components": {"schemas": {"A": {"type": "string"}, "B": {"type": "string"}}}}
      """;

  @TempDir Path directory;

  @Test
  void replacesSchemasAndOperationsAndKeepsTheRest() throws IOException {
    JsonNode merged =
        merged(
            """
            {"paths": {"/v1/a": {"get": {"operationId": "newer"}}, "/v1/b": {"get": {}}},
             "components": {"schemas": {"B": {"type": "integer"}, "C": {"type": "boolean"}}}}
            """);

    assertThat(merged.at("/paths/~1v1~1a/get/operationId").asText()).isEqualTo("newer");
    assertThat(merged.at("/paths/~1v1~1a/post/operationId").asText()).isEqualTo("made");
    assertThat(merged.at("/paths/~1v1~1b/get").isObject()).isTrue();
    assertThat(merged.at("/components/schemas/A/type").asText()).isEqualTo("string");
    assertThat(merged.at("/components/schemas/B/type").asText()).isEqualTo("integer");
    assertThat(merged.at("/components/schemas/C/type").asText()).isEqualTo("boolean");
  }

  @Test
  void addsAndRemovesValuesOfParameters() throws IOException {
    JsonNode merged =
        merged(
            """
            {"x-parameter-enums": [
              {"parameter": "fields[a]", "add": ["z", "y"], "remove": ["x"], "operations": ["GET /v1/a"]},
              {"parameter": "sort", "add": ["-x"], "remove": [], "operations": ["GET /v1/a"]}]}
            """);

    assertThat(merged.at("/paths/~1v1~1a/get/parameters/0/schema/items/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("y", "z");
    assertThat(merged.at("/paths/~1v1~1a/get/parameters/1/schema/enum"))
        .extracting(JsonNode::asText)
        .containsExactly("x", "-x");
  }

  @Test
  void namesAnOverlayThatDoesNotFit() {
    assertThatThrownBy(
            () ->
                merged(
                    """
                    {"x-parameter-enums": [
                      {"parameter": "limit", "add": [], "remove": [], "operations": ["GET /v1/a"]}]}
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlay.json")
        .hasMessageContaining("limit of GET /v1/a");
  }

  private JsonNode merged(String overlay) throws IOException {
    Path base = Files.writeString(directory.resolve("base.json"), DOCUMENT);
    Path over = Files.writeString(directory.resolve("overlay.json"), overlay);
    return AppleDocument.read(List.of(base, over));
  }
}
