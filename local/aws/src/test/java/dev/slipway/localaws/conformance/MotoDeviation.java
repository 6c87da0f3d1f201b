package dev.slipway.localaws.conformance;

/// Where moto 5.2.1 is known to differ from AWS. Only these are asserted differently against it.
public enum MotoDeviation {
  PENDING_TOKEN_REUSED(
      "moto takes another value for the token of a version that is not the current one; AWS refuses"
          + " with ResourceExistsException (PutSecretValue)"),
  GET_WITHOUT_STAGE(
      "moto answers GetSecretValue without VersionStage with the old value after"
          + " UpdateSecretVersionStage; AWS with AWSCURRENT (GetSecretValue)");

  private final String reason;

  MotoDeviation(String reason) {
    this.reason = reason;
  }

  /// What moto does and what AWS does.
  public String reason() {
    return reason;
  }
}
