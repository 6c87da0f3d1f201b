package dev.slipway.connections.intake;

/// What is wrong with a field of a connect request: stable name for machines, message for people.
public sealed interface FaultCode permits RequestFault, PrivateKeyFault {
  /// The constant's name.
  String name();

  /// What is wrong and what to do; never holds anything that was handed in.
  String message();
}
