package dev.slipway.quotas;

/// Ends a request that asks for more than its tenant may have; the answer is 429.
public final class QuotaExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient QuotaExceeded exceeded;

  public QuotaExceededException(QuotaExceeded exceeded) {
    super(exceeded.quota().slug());
    this.exceeded = exceeded;
  }

  public QuotaExceeded exceeded() {
    return exceeded;
  }
}
