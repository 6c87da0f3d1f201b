package dev.slipway.appstoreconnect.errors;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One of Apple's error objects (spec: ErrorResponse). Texts are Apple's and may be empty.
///
/// @param id id to quote to Apple; may be empty
/// @param code dotted from general to specific: match by [#hasCode], never by title or detail
/// @param sourcePointer the field of the request body, for example `/data/attributes/versionString`
/// @param sourceParameter the query parameter, for example `filter[app]`
/// @param meta the textual entries of `meta`, for example `previousBundleVersion`
/// @param associatedErrors the actual reasons when Apple refuses a submission: errors (which have
///   no associated errors) by resource path, as Apple writes it: `/v1/builds/<id>`,
///   `/v2/appPrices/`, or without a version and with an internal number,
///   `/appStoreVersions/886271058`
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

  /// Returns whether the code is this one or a more specific one: `STATE_ERROR` matches
  /// `STATE_ERROR.ALREADY_EXISTS`. (apple-doc: Parsing the error response code)
  public boolean hasCode(String prefix) {
    return code.equals(prefix) || code.startsWith(prefix + ".");
  }

  /// Returns this error, followed by its associated errors.
  public Stream<ApiError> withAssociated() {
    return Stream.concat(Stream.of(this), associatedErrors.values().stream().flatMap(List::stream));
  }
}
