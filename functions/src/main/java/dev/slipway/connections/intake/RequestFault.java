package dev.slipway.connections.intake;

/// What is wrong with a connect request apart from its private key.
public enum RequestFault implements FaultCode {
  BODY_TOO_LARGE("The request is larger than 64 KiB. Send only keyId, issuerId and the key."),
  UNSUPPORTED_CONTENT_TYPE(
      "The content type must be multipart/form-data with a boundary, or application/json."),
  MULTIPART_BROKEN(
      "The form cannot be read: it does not follow multipart/form-data (RFC 7578). Let your HTTP"
          + " client build it."),
  TOO_MANY_PARTS("The form has more than 16 parts. Send only keyId, issuerId and key."),
  JSON_BROKEN("The request must be one well-formed JSON object without repeated names."),
  UNKNOWN_FIELD("This field is unknown. Leave it out."),
  REPEATED_FIELD("This field is there more than once. Send it once."),
  NOT_TEXT("This field must be text."),
  KEY_ID_MISSING(
      "The Key ID is missing. Copy it from the key list in App Store Connect, or keep the file name"
          + " AuthKey_<Key ID>.p8."),
  KEY_ID_MALFORMED(
      "A Key ID has 10 letters and digits, such as 2X9R4HXF34. Copy it from the key list in App"
          + " Store Connect."),
  KEY_ID_CONTRADICTS(
      "The Key ID differs from the one in the key's file. Hand in the file that belongs to this Key"
          + " ID."),
  ISSUER_ID_MALFORMED(
      "An Issuer ID is a UUID, such as 57246542-96fe-1a63-e053-0824d011072a. Copy it from above the"
          + " key list in App Store Connect; leave it out for an individual key."),
  ISSUER_ID_CONTRADICTS(
      "The Issuer ID differs from the one in the key's file. Hand in the file that belongs to this"
          + " team."),
  KEY_MISSING("The private key is missing. Add the AuthKey_….p8 file.");

  private final String message;

  RequestFault(String message) {
    this.message = message;
  }

  @Override
  public String message() {
    return message;
  }
}
