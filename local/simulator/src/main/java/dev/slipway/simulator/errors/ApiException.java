package dev.slipway.simulator.errors;

import java.util.List;

/// Ends a call with an error document.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ApiError> errors;

  /// Of these errors the first decides the status.
  public ApiException(List<ApiError> errors) {
    super(errors.toString(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  /// With a single error.
  public ApiException(ApiError error) {
    this(List.of(error));
  }

  /// The entries of the document.
  public List<ApiError> errors() {
    return errors;
  }
}
