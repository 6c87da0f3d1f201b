package dev.slipway.aws;

/// Slipway's environment variables, as template.yaml declares them.
public enum Setting {
  /// Bucket of records, markers and wake objects.
  STATE_BUCKET("SLIPWAY_STATE_BUCKET"),
  /// Bucket into which people upload their builds.
  DROP_BUCKET("SLIPWAY_DROP_BUCKET"),
  /// The start of every secret's name, with a slash at the end.
  SECRET_PREFIX("SLIPWAY_SECRET_PREFIX"),
  /// ARN of the KMS key for new secrets; may be missing, then Secrets Manager's own key is used.
  SECRET_KMS_KEY("SLIPWAY_SECRET_KMS_KEY"),
  /// The JWT claim that names the tenant.
  TENANT_CLAIM("SLIPWAY_TENANT_CLAIM"),
  /// The scope whose tokens act for tenants; may be empty: then no token does.
  ACT_FOR_TENANTS_SCOPE("SLIPWAY_ACT_FOR_TENANTS_SCOPE"),
  /// The scope of tokens that may approve submissions; may be missing, then nobody can.
  APPROVE_SCOPE("SLIPWAY_APPROVE_SCOPE"),
  /// The scope of tokens that may connect teams; may be missing, then every token may.
  CONNECT_SCOPE("SLIPWAY_CONNECT_SCOPE"),
  /// The scope of tokens that may release; may be missing, then every token may.
  RELEASE_SCOPE("SLIPWAY_RELEASE_SCOPE"),
  /// Base URL of App Store Connect, without a path.
  APPLE_URL("SLIPWAY_APPLE_URL"),
  /// Suffixes of hosts to which parts of an upload may be sent, separated by commas.
  PART_HOSTS("SLIPWAY_PART_HOSTS"),
  /// How many releases may move bytes at the same time.
  UPLOAD_CONCURRENCY("SLIPWAY_UPLOAD_CONCURRENCY"),
  /// The public address of our API for Apple, without a path; may be empty: then no webhooks are
  /// registered.
  WEBHOOK_URL("SLIPWAY_WEBHOOK_URL"),
  /// The start of every webhook secret's name, with a slash at the end.
  WEBHOOK_SECRET_PREFIX("SLIPWAY_WEBHOOK_SECRET_PREFIX"),
  /// Name or ARN of the EventBridge bus for state changes; may be empty: then none are published.
  EVENT_BUS("SLIPWAY_EVENT_BUS"),
  /// The limits of each tenant ([dev.slipway.quotas.TenantQuotas]); may be missing, then the preset
  /// ones hold.
  QUOTAS("SLIPWAY_QUOTAS"),
  /// The address of the web pages, without a path; may be empty: then no connect links are made.
  PAGES_URL("SLIPWAY_PAGES_URL"),
  /// Origins to which the holder of a connect link may be sent, separated by commas; may be empty:
  /// then no connect links are made.
  RETURN_ORIGINS("SLIPWAY_RETURN_ORIGINS"),
  /// Distinguishes the stacks of one account in metrics; without it nothing is measured.
  STAGE("SLIPWAY_STAGE");

  static final String PREFIX = "SLIPWAY_";

  private final String variable;

  Setting(String variable) {
    this.variable = variable;
  }

  /// Returns whether a function works without it.
  boolean mayBeMissing() {
    return switch (this) {
      case SECRET_KMS_KEY,
          WEBHOOK_URL,
          EVENT_BUS,
          STAGE,
          PAGES_URL,
          RETURN_ORIGINS,
          QUOTAS,
          APPROVE_SCOPE,
          CONNECT_SCOPE,
          RELEASE_SCOPE,
          ACT_FOR_TENANTS_SCOPE ->
          true;
      case STATE_BUCKET,
          DROP_BUCKET,
          SECRET_PREFIX,
          TENANT_CLAIM,
          APPLE_URL,
          PART_HOSTS,
          UPLOAD_CONCURRENCY,
          WEBHOOK_SECRET_PREFIX ->
          false;
    };
  }

  /// Returns the variable's name.
  public String variable() {
    return variable;
  }
}
