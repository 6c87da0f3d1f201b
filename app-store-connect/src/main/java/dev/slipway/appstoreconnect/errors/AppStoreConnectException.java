package dev.slipway.appstoreconnect.errors;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reports a call that Apple did not answer successfully. There is one subclass for each reaction
/// of a caller, so that a `switch` needs no `default`.
///
/// Unchecked, because a release makes a hundred calls and handles errors in one place: the loop
/// around them. A checked exception would be declared everywhere and handled nowhere.
///
/// Contains no token, no body and no address with ids, but Apple's texts.
public abstract sealed class AppStoreConnectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient FailedCall call;

  private AppStoreConnectException(FailedCall call, @Nullable Throwable cause) {
    super(call.message(), cause);
    this.call = call;
  }

  /// 401: a revoked key, ids that do not match, or clocks that differ. Apple does not say which.
  public static final class Unauthorized extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Duration clockSkew;

    public Unauthorized(FailedCall call, @Nullable Duration clockSkew) {
      super(call, null);
      this.clockSkew = clockSkew;
    }

    /// Returns how far Apple's clock was ahead of the local one; negative if it was behind. The
    /// last failed try already took it into account.
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

    /// Returns what forbids the call.
    public ForbiddenReason reason() {
      return ForbiddenReason.of(errors());
    }
  }

  /// 404: a wrong id, not visible to this key, or not visible yet.
  public static final class NotFound extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public NotFound(FailedCall call) {
      super(call, null);
    }
  }

  /// 409: a conflict with the state of a resource, or an unacceptable entity.
  public static final class Conflict extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public Conflict(FailedCall call) {
      super(call, null);
    }
  }

  /// Any other 4xx, such as 400 and 422: the request is wrong.
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

  /// 5xx, or an unusable answer: HTML, truncated, of another shape, a redirect.
  public static final class AppleFault extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public AppleFault(FailedCall call) {
      super(call, null);
    }

    public AppleFault(FailedCall call, Throwable cause) {
      super(call, cause);
    }
  }

  /// No answer: no connection, a broken one, or a missed deadline.
  public static final class Unreachable extends AppStoreConnectException {
    private static final long serialVersionUID = 1L;

    public Unreachable(FailedCall call, @Nullable Throwable cause) {
      super(call, cause);
    }
  }

  /// Returns the HTTP method.
  public String method() {
    return call.method();
  }

  /// Returns the path template, for example `/v1/builds/{id}`.
  public String path() {
    return call.path();
  }

  /// Returns the HTTP status; 0 without an answer.
  public int status() {
    return call.status();
  }

  /// Returns Apple's error objects in Apple's order; a general one may precede the exact one.
  public List<ApiError> errors() {
    return call.errors();
  }

  /// Returns all error objects including the associated ones.
  public Stream<ApiError> allErrors() {
    return call.errors().stream().flatMap(ApiError::withAssociated);
  }

  /// Returns whether any error object, including associated ones, has this code or a more specific
  /// one.
  public boolean hasCode(String prefix) {
    return allErrors().anyMatch(error -> error.hasCode(prefix));
  }

  /// Returns whether Apple (or a server in front of it) answered; if not, the request may still
  /// arrive.
  public boolean isAnswered() {
    return call.status() != 0;
  }

  /// Returns whether this was a write that may have taken effect; if so, read before repeating it.
  public boolean outcomeUnknown() {
    return call.outcomeUnknown();
  }

  /// Returns how long Apple asks to wait.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(call.retryAfter());
  }
}
