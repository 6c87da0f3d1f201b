package dev.slipway.connections.verdict;

import dev.slipway.json.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The app that the user of the wizard wants to release, and whether the key sees it.
public record WantedApp(String bundleId, Visibility visibility) {
  /// Whether the key sees it.
  public enum Visibility {
    VISIBLE,
    NOT_VISIBLE,
    /// Apple could not be asked.
    UNKNOWN
  }

  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("bundleId", bundleId).put("visibility", visibility).toMap();
  }
}
