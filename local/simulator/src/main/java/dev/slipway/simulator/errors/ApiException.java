package dev.slipway.simulator.errors;

import java.util.List;

/// Ends a call with an error document.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ApiError> errors;

  /// Ends a call with these errors; the first determines the status.
  public ApiException(List<ApiError> errors) {
    super(errors.toString(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  /// Ends a call with a single error.
  public ApiException(ApiError error) {
    this(List.of(error));
  }

  /// Returns the entries of the document.
  public List<ApiError> errors() {
    return errors;
  }
}
