package dev.slipway.drops;

import java.util.Optional;

/// An `.ipa` that cannot be released as it is. The message is for the person who dropped it and
/// says what to do; reading the same bytes again gives the same fault.
public final class IpaUnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final IpaFault fault;
  private final String detail;

  public IpaUnreadableException(IpaFault fault) {
    this(fault, "");
  }

  public IpaUnreadableException(IpaFault fault, String detail) {
    super(fault.message(detail));
    this.fault = fault;
    this.detail = detail;
  }

  public IpaFault fault() {
    return fault;
  }

  /// The entry, key or value at fault, fit for display; empty when the fault concerns the whole
  /// file.
  public Optional<String> detail() {
    return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
  }
}
