package dev.slipway.appstoreconnect.errors;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A call to Apple that did not give what was asked for. One subclass per thing that a caller does
/// next, so that a `switch` needs no `default`.
///
/// Unchecked, because a release makes a hundred calls and decides about trouble in one place: the
/// loop around them. A checked exception would be declared everywhere and handled nowhere.
///
/// Holds no token, no body and no address with ids; Apple's texts are in it.
public abstract sealed class AppStoreConnectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient FailedCall call;

  private AppStoreConnectException(FailedCall call, @Nullable Throwable cause) {
    super(call.message(), cause);
    this.call = call;
  }

  /// 401: key revoked, ids that do not belong together, or clocks apart. Apple does not say which.
  public static final class Unauthorized extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Duration clockSkew;

    public Unauthorized(FailedCall call, @Nullable Duration clockSkew) {
      super(call, null);
      this.clockSkew = clockSkew;
    }

    /// How far Apple's clock was ahead of ours at that moment; negative when ours is ahead. Already
    /// corrected for in the try that failed last.
    public Optional<Duration> clockSkew() {
      return Optional.ofNullable(clockSkew);
    }
  }

  /// 403: see [#reason].
  public static final class Forbidden extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public Forbidden(FailedCall call) {
      super(call, null);
    }

    /// What stands in the way.
    public ForbiddenReason reason() {
      return ForbiddenReason.of(errors());
    }
  }

  /// 404: wrong id, not visible to this key, or not there yet.
  public static final class NotFound extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public NotFound(FailedCall call) {
      super(call, null);
    }
  }

  /// 409: the state of things does not allow it, or the entity is not acceptable.
  public static final class Conflict extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public Conflict(FailedCall call) {
      super(call, null);
    }
  }

  /// Any other 4xx, such as 400 and 422: the request itself is at fault.
  public static final class Invalid extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public Invalid(FailedCall call) {
      super(call, null);
    }
  }

  /// 429: too many calls in this hour, or too many at once.
  public static final class RateLimited extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public RateLimited(FailedCall call) {
      super(call, null);
    }
  }

  /// 5xx, or an answer that is none: HTML, truncated, another shape, a redirection.
  public static final class AppleFault extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public AppleFault(FailedCall call) {
      super(call, null);
    }

    public AppleFault(FailedCall call, Throwable cause) {
      super(call, cause);
    }
  }

  /// No answer: no connection, a cut one, or none within the deadline.
  public static final class Unreachable extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public Unreachable(FailedCall call, @Nullable Throwable cause) {
      super(call, cause);
    }
  }

  /// HTTP method.
  public String method() {
    return call.method();
  }

  /// Path template, such as `/v1/builds/{id}`.
  public String path() {
    return call.path();
  }

  /// HTTP status, 0 without an answer.
  public int status() {
    return call.status();
  }

  /// Apple's error objects, in Apple's order; a general one may come before the exact one.
  public List<ApiError> errors() {
    return call.errors();
  }

  /// All error objects with those associated with them.
  public Stream<ApiError> allErrors() {
    return call.errors().stream().flatMap(ApiError::withAssociated);
  }

  /// Whether any error object, associated ones too, has this code or a more specific one.
  public boolean hasCode(String prefix) {
    return allErrors().anyMatch(error -> error.hasCode(prefix));
  }

  /// Whether Apple (or something before it) answered at all; if not, the request may still be on
  /// its way.
  public boolean isAnswered() {
    return call.status() != 0;
  }

  /// Whether this was a write that may have taken effect all the same: look before repeating it.
  public boolean outcomeUnknown() {
    return call.outcomeUnknown();
  }

  /// How long Apple asks to wait.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(call.retryAfter());
  }
}
