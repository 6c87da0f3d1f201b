package dev.slipway.json;

/// A document that is not JSON, or JSON of another shape than the reader needs.
///
/// The message names the place (`$.data.attributes.state`) and what was expected there; it never
/// holds the value found, which may be a secret.
public final class JsonShapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /// @param path where in the document, `$` for the document itself
  /// @param expectation what the reader needs there, as the end of "must …"
  public JsonShapeException(String path, String expectation) {
    super(path + " " + expectation);
    this.path = path;
  }

  /// Where in the document, for example `$.metadata.locale`.
  public String path() {
    return path;
  }
}
