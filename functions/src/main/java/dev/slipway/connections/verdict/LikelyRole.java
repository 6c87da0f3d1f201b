package dev.slipway.connections.verdict;

/// The role that a key seems to have. Apple does not report the role of a key. Which role allows
/// which call is known only from single measurements, so this is never certain.
public enum LikelyRole {
  ADMIN("likely ADMIN"),
  /// For an individual key: App Manager or higher.
  APP_MANAGER("likely APP_MANAGER"),
  BELOW_APP_MANAGER("below APP_MANAGER"),
  UNKNOWN("unknown");

  private final String text;

  LikelyRole(String text) {
    this.text = text;
  }

  /// Returns the text of API answers and records, for example `likely ADMIN`.
  public String text() {
    return text;
  }

  /// Returns whether this is lower than the role found before; UNKNOWN is neither lower nor higher.
  public boolean isLowerThan(LikelyRole before) {
    return this != UNKNOWN && before != UNKNOWN && compareTo(before) > 0;
  }

  /// Returns the role that has this text.
  ///
  /// @throws IllegalArgumentException when no role has it
  static LikelyRole ofText(String text) {
    for (LikelyRole role : values()) {
      if (role.text.equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no role: " + text);
  }
}
