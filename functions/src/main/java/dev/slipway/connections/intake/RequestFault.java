package dev.slipway.connections.intake;

import dev.slipway.problems.ProblemType;

/// What is wrong with a connect request apart from its private key.
public enum RequestFault implements FaultCode {
  BODY_TOO_LARGE(
      ProblemType.REQUEST_TOO_LARGE,
      "The request is larger than 64 KiB. Send only keyId, issuerId and the key."),
  UNSUPPORTED_CONTENT_TYPE(
      ProblemType.UNSUPPORTED_CONTENT_TYPE,
      "The content type must be multipart/form-data with a boundary, or application/json."),
  MULTIPART_BROKEN(
      ProblemType.MALFORMED_REQUEST,
      "The form cannot be read: it does not follow multipart/form-data (RFC 7578). Let your HTTP"
          + " client build it."),
  TOO_MANY_PARTS(
      ProblemType.MALFORMED_REQUEST,
      "The form has more than 16 parts. Send only keyId, issuerId and key."),
  JSON_BROKEN(
      ProblemType.MALFORMED_REQUEST,
      "The request must be one well-formed JSON object without repeated names."),
  UNKNOWN_FIELD(ProblemType.INVALID_FIELDS, "This field is unknown. Leave it out."),
  REPEATED_FIELD(ProblemType.INVALID_FIELDS, "This field is there more than once. Send it once."),
  NOT_TEXT(ProblemType.INVALID_FIELDS, "This field must be text."),
  KEY_ID_MISSING(
      ProblemType.KEY_ID_MISSING,
      "The Key ID is missing. Copy it from the key list in App Store Connect, or keep the file name"
          + " AuthKey_<Key ID>.p8."),
  KEY_ID_MALFORMED(
      ProblemType.KEY_ID_MALFORMED,
      "A Key ID has 10 letters and digits, such as 2X9R4HXF34. Copy it from the key list in App"
          + " Store Connect."),
  KEY_ID_CONTRADICTS(
      ProblemType.KEY_ID_MISMATCH,
      "The Key ID differs from the one in the key's file. Hand in the file that belongs to this Key"
          + " ID."),
  ISSUER_ID_MALFORMED(
      ProblemType.ISSUER_ID_MALFORMED,
      "An Issuer ID is a UUID, such as 57246542-96fe-1a63-e053-0824d011072a. Copy it from above the"
          + " key list in App Store Connect; leave it out for an individual key."),
  ISSUER_ID_CONTRADICTS(
      ProblemType.INVALID_FIELDS,
      "The Issuer ID differs from the one in the key's file. Hand in the file that belongs to this"
          + " team."),
  KEY_MISSING(ProblemType.KEY_MISSING, "The private key is missing. Add the AuthKey_….p8 file.");

  private final ProblemType type;
  private final String message;

  RequestFault(ProblemType type, String message) {
    this.type = type;
    this.message = message;
  }

  @Override
  public ProblemType type() {
    return type;
  }

  @Override
  public String message() {
    return message;
  }
}
