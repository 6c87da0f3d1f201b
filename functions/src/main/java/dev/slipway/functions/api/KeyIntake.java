package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.intake.ConnectRequest;
import dev.slipway.connections.intake.FaultCode;
import dev.slipway.connections.intake.FieldFault;
import dev.slipway.connections.intake.PrivateKeyFault;
import dev.slipway.connections.intake.RequestFault;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;

/// The body of `POST /connections` as a key, or as a problem with all its faults.
final class KeyIntake {
  private KeyIntake() {}

  /// Reads the body.
  ///
  /// @throws ProblemException holding every fault of the request, field by field
  static AppleKey read(HttpRequest request) {
    var reading = ConnectRequest.read(request.header("content-type").orElse(""), request.body());
    return switch (reading) {
      case ConnectRequest.Reading.Accepted(AppleKey key) -> key;
      case ConnectRequest.Reading.Refused(List<FieldFault> faults) ->
          throw new ProblemException(problem(faults));
    };
  }

  private static Problem problem(List<FieldFault> faults) {
    var problems = faults.stream().map(KeyIntake::problem).toList();
    if (faults.size() == 1) {
      return problems.getFirst();
    }
    return Problem.of(
            ProblemType.INVALID_FIELDS,
            "The request has " + faults.size() + " faults; nothing was stored.")
        .withFaults(problems);
  }

  private static Problem problem(FieldFault fault) {
    return fault.field().equals(FieldFault.BODY)
        ? Problem.of(type(fault.code()), fault.message())
        : Problem.at(fault.field(), type(fault.code()), fault.message());
  }

  private static ProblemType type(FaultCode code) {
    return switch (code) {
      case RequestFault fault ->
          switch (fault) {
            case BODY_TOO_LARGE -> ProblemType.REQUEST_TOO_LARGE;
            case UNSUPPORTED_CONTENT_TYPE -> ProblemType.UNSUPPORTED_CONTENT_TYPE;
            case MULTIPART_BROKEN, TOO_MANY_PARTS, JSON_BROKEN -> ProblemType.MALFORMED_REQUEST;
            case UNKNOWN_FIELD, REPEATED_FIELD, NOT_TEXT, ISSUER_ID_CONTRADICTS ->
                ProblemType.INVALID_FIELDS;
            case KEY_ID_MISSING -> ProblemType.KEY_ID_MISSING;
            case KEY_ID_MALFORMED -> ProblemType.KEY_ID_MALFORMED;
            case KEY_ID_CONTRADICTS -> ProblemType.KEY_ID_MISMATCH;
            case ISSUER_ID_MALFORMED -> ProblemType.ISSUER_ID_MALFORMED;
            case KEY_MISSING -> ProblemType.KEY_MISSING;
          };
      case PrivateKeyFault fault ->
          switch (fault) {
            case EMPTY -> ProblemType.KEY_MISSING;
            case TOO_LARGE -> ProblemType.KEY_TOO_LARGE;
            case NOT_PEM -> ProblemType.KEY_NOT_PEM;
            case CERTIFICATE, PUBLIC_KEY, ENCRYPTED, RSA_KEY, NOT_EC, SEVERAL_KEYS ->
                ProblemType.KEY_WRONG_KIND;
            case WRONG_CURVE -> ProblemType.KEY_WRONG_CURVE;
            case BROKEN_PEM -> ProblemType.KEY_DAMAGED;
          };
    };
  }
}
