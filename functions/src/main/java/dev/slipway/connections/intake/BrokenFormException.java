package dev.slipway.connections.intake;

/// A form that cannot be read as one.
final class BrokenFormException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RequestFault fault;

  BrokenFormException(RequestFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  RequestFault fault() {
    return fault;
  }
}
