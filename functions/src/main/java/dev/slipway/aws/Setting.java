package dev.slipway.aws;

/// The environment variables of our own, as template.yaml declares them.
public enum Setting {
  /// Bucket of records, markers and wake objects.
  STATE_BUCKET("SLIPWAY_STATE_BUCKET"),
  /// Bucket that people put their builds into.
  DROP_BUCKET("SLIPWAY_DROP_BUCKET"),
  /// What every secret's name starts with; ends with a slash.
  SECRET_PREFIX("SLIPWAY_SECRET_PREFIX"),
  /// ARN of the KMS key for new secrets; may be missing, then Secrets Manager's own key is used.
  SECRET_KMS_KEY("SLIPWAY_SECRET_KMS_KEY"),
  /// The JWT claim that names the tenant.
  TENANT_CLAIM("SLIPWAY_TENANT_CLAIM"),
  /// Base URL of App Store Connect, without a path.
  APPLE_URL("SLIPWAY_APPLE_URL"),
  /// Suffixes of hosts that parts of an upload may be sent to, with commas between.
  PART_HOSTS("SLIPWAY_PART_HOSTS"),
  /// Where Apple reaches our API from outside, without a path; may be empty: then no webhooks are
  /// registered.
  WEBHOOK_URL("SLIPWAY_WEBHOOK_URL"),
  /// What the name of every webhook's secret starts with; ends with a slash.
  WEBHOOK_SECRET_PREFIX("SLIPWAY_WEBHOOK_SECRET_PREFIX"),
  /// Name or ARN of the EventBridge bus that hears of state changes; may be empty, and nobody does.
  EVENT_BUS("SLIPWAY_EVENT_BUS"),
  /// Tells the stacks of one account apart, in metrics; without it nothing is measured.
  STAGE("SLIPWAY_STAGE");

  static final String PREFIX = "SLIPWAY_";

  private final String variable;

  Setting(String variable) {
    this.variable = variable;
  }

  /// Whether a function does without it.
  boolean mayBeMissing() {
    return this == SECRET_KMS_KEY || this == WEBHOOK_URL || this == EVENT_BUS || this == STAGE;
  }

  /// The variable's name.
  public String variable() {
    return variable;
  }
}
