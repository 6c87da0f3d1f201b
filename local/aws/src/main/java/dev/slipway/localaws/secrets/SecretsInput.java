package dev.slipway.localaws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The fields of a request, validated.
record SecretsInput(JsonNode json) {
  private static final int SHORTEST_TOKEN = 32;
  private static final int LONGEST_TOKEN = 64;

  String secretId() {
    return required("SecretId");
  }

  String required(String field) {
    return text(field)
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () ->
                SecretsFailure.validation(
                    "1 validation error detected: Value null at '"
                        + field
                        + "' failed to satisfy constraint: Member must not be null"));
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(json.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  boolean flag(String field) {
    return json.path(field).asBoolean(false);
  }

  Optional<Integer> number(String field) {
    return Optional.ofNullable(json.get(field)).filter(JsonNode::isNumber).map(JsonNode::asInt);
  }

  /// Returns the id of the version to create; the SDKs always send it.
  String clientRequestToken() {
    String token = text("ClientRequestToken").orElseGet(() -> UUID.randomUUID().toString());
    if (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
      throw SecretsFailure.invalidParameter("ClientRequestToken must be 32-64 characters long.");
    }
    return token;
  }

  /// Returns SecretString or SecretBinary; refuses both at once.
  Optional<SecretValue> value() {
    Optional<String> string = text("SecretString");
    Optional<String> binary = text("SecretBinary");
    if (string.isPresent() && binary.isPresent()) {
      throw SecretsFailure.invalidParameter(
          "You can't specify both SecretString and SecretBinary.");
    }
    if (binary.isPresent()) {
      byte[] bytes = Base64.getDecoder().decode(binary.get());
      return Optional.of(new SecretValue(Base64.getEncoder().encodeToString(bytes), true));
    }
    return string.map(text -> new SecretValue(text, false));
  }

  Optional<List<String>> stages() {
    JsonNode stages = json.path("VersionStages");
    if (!stages.isArray()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    stages.forEach(stage -> names.add(stage.asText()));
    return Optional.of(names);
  }

  Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    json.path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return tags;
  }

  /// Leaves the values out.
  @Override
  public String toString() {
    return "SecretsInput" + json.properties().stream().map(Map.Entry::getKey).toList();
  }
}
