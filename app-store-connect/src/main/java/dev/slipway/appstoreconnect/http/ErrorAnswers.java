package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns an unsuccessful answer into an exception. Reads Apple's error objects leniently: anything
/// odd or missing in them must not hide the status.
final class ErrorAnswers {
  private static final Duration LONGEST_WISH = Duration.ofHours(2);

  private ErrorAnswers() {}

  static AppStoreConnectException toException(ApiRequest request, Answer answer, Instant now) {
    int status = answer.status();
    List<ApiError> errors = errors(answer.body(), request);
    var call =
        new FailedCall(
            request.method(),
            request.template(),
            status,
            errors,
            status >= 500 && !request.isRead(),
            retryAfter(answer.retryAfter(), now),
            note(answer));
    if (status >= 400 && status < 500 && status != 408) {
      return switch (status) {
        case 401 -> new AppStoreConnectException.Unauthorized(call, answer.clockSkew());
        case 403 -> new AppStoreConnectException.Forbidden(call);
        case 404 -> new AppStoreConnectException.NotFound(call);
        case 409 -> new AppStoreConnectException.Conflict(call);
        case 429 -> new AppStoreConnectException.RateLimited(call);
        default -> new AppStoreConnectException.Invalid(call);
      };
    }
    return new AppStoreConnectException.AppleFault(call);
  }

  /// Seconds or a date; null when it is neither.
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (text.matches("[0-9]{1,9}")) {
      return shorter(Duration.ofSeconds(Long.parseLong(text)));
    }
    return HttpExchange.date(text)
        .map(date -> Duration.between(now, date))
        .map(wait -> wait.isNegative() ? Duration.ZERO : shorter(wait))
        .orElse(null);
  }

  private static Duration shorter(Duration wait) {
    return wait.compareTo(LONGEST_WISH) < 0 ? wait : LONGEST_WISH;
  }

  private static String note(Answer answer) {
    if (answer.status() >= 300 && answer.status() < 400) {
      return "a redirect, which is not followed";
    }
    return answer.body().isEmpty() ? "an empty answer" : "an answer without Apple's error objects";
  }

  private static List<ApiError> errors(String body, ApiRequest request) {
    try {
      return errors(Json.parse(body).asMap().get("errors"), request, true);
    } catch (JsonShapeException e) {
      return List.of();
    }
  }

  private static List<ApiError> errors(
      @Nullable Object list, ApiRequest request, boolean withAssociated) {
    if (!(list instanceof List<?> items)) {
      return List.of();
    }
    return items.stream()
        .filter(Map.class::isInstance)
        .map(item -> error(JsonObject.of((Map<?, ?>) item), request, withAssociated))
        .toList();
  }

  private static ApiError error(JsonObject json, ApiRequest request, boolean withAssociated) {
    Map<?, ?> meta = json.asMap().get("meta") instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> source = json.asMap().get("source") instanceof Map<?, ?> map ? map : Map.of();
    var texts = new LinkedHashMap<String, String>();
    meta.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            texts.put(String.valueOf(name), request.redact(String.valueOf(value)));
          }
        });
    var associated = new LinkedHashMap<String, List<ApiError>>();
    if (withAssociated && meta.get("associatedErrors") instanceof Map<?, ?> byPath) {
      byPath.forEach(
          (path, list) -> associated.put(String.valueOf(path), errors(list, request, false)));
    }
    return new ApiError(
        text(json.asMap(), "id").orElse(""),
        text(json.asMap(), "code").orElse(""),
        text(json.asMap(), "title").map(request::redact).orElse(""),
        text(json.asMap(), "detail").map(request::redact).orElse(""),
        text(source, "pointer").orElse(null),
        text(source, "parameter").orElse(null),
        texts,
        associated);
  }

  private static Optional<String> text(Map<?, ?> holder, String name) {
    return holder.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
  }
}
