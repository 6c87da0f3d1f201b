package dev.slipway.json;

/// Thrown for a document that is not JSON, or does not have the shape that the reader requires.
///
/// The message names the place (`$.data.attributes.state`) and what was expected there. It never
/// contains the value found, which may be a secret.
public final class JsonShapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /// @param path the place in the document; `$` is the document itself
  /// @param expectation what the reader requires there, as the end of "must …"
  public JsonShapeException(String path, String expectation) {
    super(path + " " + expectation);
    this.path = path;
  }

  /// Returns the place in the document, for example `$.metadata.locale`.
  public String path() {
    return path;
  }
}
