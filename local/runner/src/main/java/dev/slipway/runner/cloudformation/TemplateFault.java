package dev.slipway.runner.cloudformation;

/// Thrown when template.yaml contains something that the runner does not support. Without this the
/// local run would differ from the deployment.
public final class TemplateFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message the value, its place, and what the runner supports
  public TemplateFault(String message) {
    super(message);
  }

  /// @param message the value and its place
  public TemplateFault(String message, Throwable cause) {
    super(message, cause);
  }
}
