package dev.slipway.localaws.signature;

/// Why a request is not accepted as signed. Each service answers it with its own code.
@SuppressWarnings("serial") // never serialized
public final class SignatureFault extends RuntimeException {
  private final Reason reason;

  /// The kinds of faults, with the codes of S3 (Amazon S3 API Reference, "Error responses") and of
  /// the services with JSON (AWS Secrets Manager API Reference, "Common errors").
  public enum Reason {
    MISSING(403, "AccessDenied", "MissingAuthenticationTokenException"),
    MALFORMED(400, "AuthorizationHeaderMalformed", "IncompleteSignatureException"),
    UNKNOWN_KEY(403, "InvalidAccessKeyId", "UnrecognizedClientException"),
    OTHER_SIGNATURE(403, "SignatureDoesNotMatch", "InvalidSignatureException"),
    OTHER_TIME(403, "RequestTimeTooSkewed", "InvalidSignatureException"),
    UNSIGNED_HEADERS(403, "AccessDenied", "InvalidSignatureException");

    private final int s3Status;
    private final String s3Code;
    private final String jsonCode;

    Reason(int s3Status, String s3Code, String jsonCode) {
      this.s3Status = s3Status;
      this.s3Code = s3Code;
      this.jsonCode = jsonCode;
    }

    /// Returns S3's HTTP status; the services with JSON always answer 400.
    public int s3Status() {
      return s3Status;
    }

    /// Returns S3's error code.
    public String s3Code() {
      return s3Code;
    }

    /// Returns the error code of the services with JSON.
    public String jsonCode() {
      return jsonCode;
    }
  }

  SignatureFault(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static SignatureFault otherSignature() {
    return new SignatureFault(
        Reason.OTHER_SIGNATURE,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.");
  }

  static SignatureFault unknownKey() {
    return new SignatureFault(
        Reason.UNKNOWN_KEY,
        "The AWS Access Key Id you provided does not exist in our records. Each start of the"
            + " stand-in makes a new one.");
  }

  /// Returns the kind of fault.
  public Reason reason() {
    return reason;
  }

  /// Returns the message, which is never null here.
  public String text() {
    return String.valueOf(getMessage());
  }
}
