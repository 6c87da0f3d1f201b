package dev.slipway.connections.intake;

import java.util.List;

/// What came of reading a connect request.
public sealed interface ConnectReading {
  /// Sound.
  record Accepted(NewKey newKey) implements ConnectReading {}

  /// All faults of the request; at least one.
  record Refused(List<FieldFault> faults) implements ConnectReading {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
