package dev.slipway.localaws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Runs ListSecrets: by name, filtered by prefixes of the name, in pages.
record SecretsListing(SecretsInput input) {
  private static final int MOST_RESULTS = 100;

  ObjectNode page(List<Secret> all) {
    for (JsonNode filter : input.json().path("Filters")) {
      if (!filter.path("Key").asText().equals("name")) {
        throw SecretsFailure.invalidParameter("The stand-in supports only the filter `name`.");
      }
    }
    String after = input.text("NextToken").orElse("");
    int limit = Math.clamp(input.number("MaxResults").orElse(MOST_RESULTS), 1, MOST_RESULTS);
    List<Secret> matching =
        all.stream()
            .filter(secret -> secret.name().compareTo(after) > 0)
            .filter(secret -> secret.deletionAt().isEmpty() || input.flag("IncludePlannedDeletion"))
            .filter(this::matches)
            .toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var entries = answer.putArray("SecretList");
    for (Secret secret : matching.stream().limit(limit).toList()) {
      ObjectNode entry = SecretsOperations.description(secret);
      JsonNode versions = entry.remove("VersionIdsToStages");
      if (versions != null) {
        entry.set("SecretVersionsToStages", versions);
      }
      entries.add(entry);
    }
    if (matching.size() > limit) {
      answer.put("NextToken", matching.get(limit - 1).name());
    }
    return answer;
  }

  private boolean matches(Secret secret) {
    for (JsonNode filter : input.json().path("Filters")) {
      boolean any = false;
      for (JsonNode value : filter.path("Values")) {
        String text = value.asText();
        boolean negated = text.startsWith("!");
        any |= secret.name().startsWith(negated ? text.substring(1) : text) != negated;
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }
}
