package dev.slipway.simulator.writes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// Old values that reads show for some seconds after a change, although the answer to the change
/// has the new one. Seen of an app's content rights (first-release-live.md, B2).
public final class OldValues {
  private static final String OLD_VALUES = "oldValues";

  /// "For some seconds"; how many is not known.
  private static final Duration SHOWN = Duration.ofSeconds(10);

  private OldValues() {}

  /// Records that an attribute is about to change.
  public static void keep(World world, Resource resource, String attribute) {
    JsonNode value = resource.attributes().path(attribute);
    resource
        .hidden()
        .withObjectProperty(OLD_VALUES)
        .putObject(attribute)
        .put("until", world.now().plus(SHOWN).toString())
        .set("value", value.isMissingNode() ? NullNode.getInstance() : value);
  }

  /// Returns what a read shows of an attribute.
  ///
  /// @param value the value that it has
  public static JsonNode shown(World world, Resource resource, String attribute, JsonNode value) {
    JsonNode old = resource.hidden().path(OLD_VALUES).path(attribute);
    boolean isShown =
        old.has("until")
            && world.now().isBefore(Instant.parse(old.path("until").asText()))
            && world.guesses().turned(Guess.CONTENT_RIGHTS_SHOWN_LATE);
    return isShown ? Objects.requireNonNull(old.get("value")) : value;
  }
}
