package dev.slipway.localaws.faults;

import java.time.Duration;

/// What goes wrong with one request.
public sealed interface Fault {
  /// The service answers this error and changes nothing.
  record Refused(int status, String code, String message) implements Fault {}

  /// The request takes effect, but the service answers this error.
  record RefusedAfterEffect(int status, String code, String message) implements Fault {}

  /// The answer comes this much later, and so does the effect.
  record Delayed(Duration delay) implements Fault {}

  /// The connection is cut before anything changes.
  record CutBeforeEffect() implements Fault {}

  /// The request takes effect, but the connection is cut before the answer.
  record AnswerLost() implements Fault {}

  /// The connection is cut after this many bytes of the answer's body.
  record CutAfterBytes(long sizeBytes) implements Fault {}

  /// Answers 409, S3's answer while another conditional write of the same key is in progress; the
  /// client may retry.
  static Fault conflict() {
    return new Refused(
        409,
        "ConditionalRequestConflict",
        "The conditional request cannot succeed due to a conflicting operation against this"
            + " resource.");
  }

  /// Answers 412, as if another client had written in between.
  static Fault preconditionFailed() {
    return new Refused(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  /// Answers 500 without an effect.
  static Fault internalError() {
    return new Refused(500, "InternalError", "We encountered an internal error. Please try again.");
  }

  /// Answers 503, S3's answer to too many requests.
  static Fault slowDown() {
    return new Refused(503, "SlowDown", "Please reduce your request rate.");
  }

  /// Answers 400, Secrets Manager's answer to too many requests.
  static Fault throttled() {
    return new Refused(400, "ThrottlingException", "Rate exceeded");
  }

  /// Answers 403, as if the function's role did not allow the request.
  static Fault accessDenied() {
    return new Refused(403, "AccessDenied", "Access Denied");
  }

  /// Delays the request by this much.
  static Fault delay(Duration delay) {
    return new Delayed(delay);
  }

  /// Cuts the connection before the effect.
  static Fault cutBeforeEffect() {
    return new CutBeforeEffect();
  }

  /// Lets the request take effect, but loses the answer.
  static Fault answerLost() {
    return new AnswerLost();
  }

  /// Cuts the connection in the middle of the answer's body.
  static Fault cutAfterBytes(long sizeBytes) {
    return new CutAfterBytes(sizeBytes);
  }
}
