package dev.slipway.connections.verdict;

import dev.slipway.json.JsonObject;

/// What role a key seems to have. Apple tells no key its role; which calls it lets pass is known
/// from single measurements, so this is never certain.
public enum LikelyRole {
  ADMIN("likely ADMIN"),
  /// Of an individual key: App Manager or better.
  APP_MANAGER("likely APP_MANAGER"),
  BELOW_APP_MANAGER("below APP_MANAGER"),
  UNKNOWN("unknown");

  private final String text;

  LikelyRole(String text) {
    this.text = text;
  }

  /// As answers and records have it, for example `likely ADMIN`.
  public String text() {
    return text;
  }

  /// Whether this is less than what was found before; UNKNOWN is neither more nor less.
  public boolean isLowerThan(LikelyRole before) {
    return this != UNKNOWN && before != UNKNOWN && compareTo(before) > 0;
  }

  static LikelyRole fromJson(JsonObject json, String name) {
    String text = json.optionalString(name).orElse(UNKNOWN.text);
    for (LikelyRole role : values()) {
      if (role.text.equals(text)) {
        return role;
      }
    }
    throw json.fault(name, "must be a role that a check finds");
  }
}
