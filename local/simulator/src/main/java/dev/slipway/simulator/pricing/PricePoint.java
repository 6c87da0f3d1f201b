package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One price that an app can have in a territory. Its id says all three: it is the base64url of
/// `{"s":"<app id>","t":"USA","p":"10000"}` (first-release-live.md, B1).
///
/// @param appId id of the app
/// @param territory id of the territory, for example USA
/// @param tier number of the price, the same for equal prices in all territories
record PricePoint(String appId, String territory, int tier) {
  /// The tier of a free app (first-release-live.md, B1).
  static final int FREE = 10_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// Returns the point at which an app is free.
  static PricePoint free(String appId, String territory) {
    return new PricePoint(appId, territory, FREE);
  }

  /// Reads an id; null if it is not the id of a price point.
  static @Nullable PricePoint of(String id) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(id);
      JsonNode json = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
      PricePoint point =
          new PricePoint(json.path("s").asText(), json.path("t").asText(), json.path("p").asInt(0));
      return point.id().equals(id) ? point : null;
    } catch (IllegalArgumentException | JsonProcessingException e) {
      return null;
    }
  }

  /// Returns the id of the price point.
  String id() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("s", appId).put("t", territory).put("p", Integer.toString(tier));
    return encode(json);
  }

  /// Returns an id that consists of facts, as Apple makes those of prices and availabilities.
  static String encode(ObjectNode facts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(facts.toString().getBytes(StandardCharsets.UTF_8));
  }
}
