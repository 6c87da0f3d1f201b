package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;

/// One fault of a connect request.
///
/// @param field the field's name as the sender knows it; `body` for the request as a whole
/// @param code stable, for machines
/// @param message for a person: what is wrong and what to do
public record FieldFault(String field, FaultCode code, String message) {
  /// The field that stands for the whole request.
  public static final String BODY = "body";

  FieldFault(String field, FaultCode code) {
    this(field, code, code.message());
  }

  Problem toProblem() {
    return field.equals(BODY)
        ? Problem.of(code.type(), message)
        : Problem.at(field, code.type(), message);
  }
}
