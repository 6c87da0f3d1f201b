package dev.slipway.localaws.faults;

import java.time.Duration;

/// What goes wrong with one request.
public sealed interface Fault {
  /// The service answers this error and nothing is changed.
  record Refused(int status, String code, String message) implements Fault {}

  /// The request takes effect, and the service answers this error all the same.
  record RefusedAfterEffect(int status, String code, String message) implements Fault {}

  /// The answer comes this much later; the effect comes after the delay too.
  record Delayed(Duration delay) implements Fault {}

  /// The connection is cut before anything is changed.
  record CutBeforeEffect() implements Fault {}

  /// The request takes effect, and the connection is cut before the answer.
  record AnswerLost() implements Fault {}

  /// The connection is cut after this many bytes of the answer's body.
  record CutAfterBytes(long sizeBytes) implements Fault {}

  /// S3's answer when another conditional write of the same key is under way: 409, to be tried
  /// again.
  static Fault conflict() {
    return new Refused(
        409,
        "ConditionalRequestConflict",
        "The conditional request cannot succeed due to a conflicting operation against this"
            + " resource.");
  }

  /// 412, as if somebody else had written in between.
  static Fault preconditionFailed() {
    return new Refused(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  /// 500 without an effect.
  static Fault internalError() {
    return new Refused(500, "InternalError", "We encountered an internal error. Please try again.");
  }

  /// 503, S3's way to say too many requests.
  static Fault slowDown() {
    return new Refused(503, "SlowDown", "Please reduce your request rate.");
  }

  /// 400, Secrets Manager's way to say too many requests.
  static Fault throttled() {
    return new Refused(400, "ThrottlingException", "Rate exceeded");
  }

  /// 403, as when the function's role does not allow it.
  static Fault accessDenied() {
    return new Refused(403, "AccessDenied", "Access Denied");
  }

  /// Later by this much.
  static Fault delay(Duration delay) {
    return new Delayed(delay);
  }

  /// Cut before the effect.
  static Fault cutBeforeEffect() {
    return new CutBeforeEffect();
  }

  /// Done, but the answer is lost.
  static Fault answerLost() {
    return new AnswerLost();
  }

  /// Cut in the middle of the answer's body.
  static Fault cutAfterBytes(long sizeBytes) {
    return new CutAfterBytes(sizeBytes);
  }
}
