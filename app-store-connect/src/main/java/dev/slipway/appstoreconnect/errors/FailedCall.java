package dev.slipway.appstoreconnect.errors;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about a failed call.
///
/// @param method HTTP method
/// @param path path template without ids and query, such as `/v1/builds/{id}`
/// @param status HTTP status; 0 without a complete answer
/// @param errors Apple's error objects; empty if the answer has none (for example an HTML page)
/// @param outcomeUnknown whether the call was a write that may have taken effect
/// @param retryAfter how long Apple asks to wait, if it says so
/// @param note what happened when there are no error objects; never a part of the body
public record FailedCall(
    String method,
    String path,
    int status,
    List<ApiError> errors,
    boolean outcomeUnknown,
    @Nullable Duration retryAfter,
    String note) {
  public FailedCall {
    errors = List.copyOf(errors);
  }

  String message() {
    var text = new StringBuilder(method).append(' ').append(path);
    text.append(status == 0 ? " got no answer" : " answered " + status);
    if (errors.isEmpty()) {
      text.append(note.isEmpty() ? "" : ": " + note);
    }
    for (ApiError error : errors) {
      text.append(": ").append(error.code()).append(": ");
      text.append(error.detail().isEmpty() ? error.title() : error.detail());
    }
    if (outcomeUnknown) {
      text.append(" (it may have taken effect)");
    }
    return text.length() > 1000 ? text.substring(0, 1000) + "…" : text.toString();
  }
}
