package dev.slipway.connections.intake;

import dev.slipway.problems.ProblemType;

/// What is wrong with a field of a connect request: a stable name and a problem type for machines,
/// a message for people.
public sealed interface FaultCode permits RequestFault, PrivateKeyFault {
  /// The constant's name.
  String name();

  /// How the API names it.
  ProblemType type();

  /// What is wrong and what to do; never holds anything that was handed in.
  String message();
}
