package dev.slipway.releases.content;

/// Ends the carrying out from within, with its outcome.
final class HaltedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ContentOutcome outcome;

  HaltedException(ContentOutcome outcome) {
    super("the carrying out of content was halted", null, false, false);
    this.outcome = outcome;
  }

  ContentOutcome outcome() {
    return outcome;
  }
}
