package dev.slipway.runner.cloudformation;

/// template.yaml says something that the runner does not understand; running on would run something
/// else than what is deployed.
public final class TemplateFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what stands where, and what the runner knows instead
  public TemplateFault(String message) {
    super(message);
  }

  /// @param message what stands where
  public TemplateFault(String message, Throwable cause) {
    super(message, cause);
  }
}
