package dev.slipway.drops.metadata;

/// The password of the demo account, from `metadata/review_information/demo_password.txt`. It goes
/// to Apple and nowhere else: no record, plan, log or text form ever shows it.
public final class DemoPassword {
  private final String value;
  private final String source;

  public DemoPassword(String value, String source) {
    this.value = value;
    this.source = source;
  }

  /// The password itself, for the call to Apple alone.
  public String reveal() {
    return value;
  }

  /// The file's path in the folder.
  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return "••••••";
  }
}
