package dev.slipway.appstoreconnect.errors;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One error object of Apple's (spec: ErrorResponse). Texts are Apple's and may be empty.
///
/// @param id quote it to Apple; may be empty
/// @param code dotted from general to specific: match by [#hasCode], never by title or detail
/// @param sourcePointer the field of the request body, such as `/data/attributes/versionString`
/// @param sourceParameter the query parameter, such as `filter[app]`
/// @param meta the textual entries of `meta`, such as `previousBundleVersion`
/// @param associatedErrors what is really wrong when a submission is refused: resource path, such
///   as `/v1/builds/<id>` or `/v1/appScreenshots/`, to errors without associated errors of their
///   own
public record ApiError(
    String id,
    String code,
    String title,
    String detail,
    @Nullable String sourcePointer,
    @Nullable String sourceParameter,
    Map<String, String> meta,
    Map<String, List<ApiError>> associatedErrors) {
  public ApiError {
    meta = Map.copyOf(meta);
    associatedErrors = Map.copyOf(associatedErrors);
  }

  /// Whether the code is this one or a more specific one: `STATE_ERROR` matches
  /// `STATE_ERROR.ALREADY_EXISTS`. (apple-doc: Parsing the error response code)
  public boolean hasCode(String prefix) {
    return code.equals(prefix) || code.startsWith(prefix + ".");
  }

  /// This error and then those associated with it.
  public Stream<ApiError> withAssociated() {
    return Stream.concat(Stream.of(this), associatedErrors.values().stream().flatMap(List::stream));
  }
}
