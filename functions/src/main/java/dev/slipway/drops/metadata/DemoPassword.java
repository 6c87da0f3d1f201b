package dev.slipway.drops.metadata;

/// The password of the demo account, from `metadata/review_information/demo_password.txt`. Slipway
/// sends it to Apple only: no record, plan, log or `toString` shows it.
public final class DemoPassword {
  private final String value;
  private final String source;

  public DemoPassword(String value, String source) {
    this.value = value;
    this.source = source;
  }

  /// Returns the password, only for the call to Apple.
  public String reveal() {
    return value;
  }

  /// Returns the file's path in the folder.
  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return "••••••";
  }
}
