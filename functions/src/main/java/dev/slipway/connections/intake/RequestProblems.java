package dev.slipway.connections.intake;

import dev.slipway.json.JsonPlaces;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;

/// Faults of a connect request apart from its private key. The problems name no field, and no text
/// quotes the request.
final class RequestProblems {
  static final Problem BODY_TOO_LARGE =
      Problem.of(
          ProblemType.KEY_TOO_LARGE,
          "The request is larger than 64 KiB, but a key file has about 250 bytes. Choose the"
              + " downloaded file itself, AuthKey_….p8; it is in your Downloads folder.");
  static final Problem UNSUPPORTED_CONTENT_TYPE =
      Problem.of(
          ProblemType.UNSUPPORTED_CONTENT_TYPE,
          "The content type must be multipart/form-data with a boundary, or application/json.");
  static final Problem MULTIPART_BROKEN =
      Problem.of(
          ProblemType.MALFORMED_REQUEST,
          "The form is malformed: it does not follow multipart/form-data (RFC 7578). Let your HTTP"
              + " client build it.");
  static final Problem TOO_MANY_PARTS =
      Problem.of(
          ProblemType.MALFORMED_REQUEST,
          "The form has more than 16 parts. Send only keyId, issuerId, key, label"
              + " and insteadOf.");
  static final Problem NOT_UTF8 =
      Problem.of(
          ProblemType.MALFORMED_REQUEST, "The body is not text in UTF-8. Send JSON in UTF-8.");
  static final Problem FIELD_NOT_UTF8 =
      Problem.of(ProblemType.INVALID_FIELDS, "This field is not text in UTF-8. Send it in UTF-8.");
  static final Problem HALVED_CHARACTER =
      Problem.of(
          ProblemType.INVALID_FIELDS,
          "A text contains half of a surrogate pair, which is no character. Remove it.");
  static final Problem UNKNOWN_FIELD =
      Problem.of(ProblemType.INVALID_FIELDS, "Unknown field. Remove it.");
  static final Problem REPEATED_FIELD =
      Problem.of(ProblemType.INVALID_FIELDS, "This field occurs more than once. Send it once.");
  static final Problem NOT_TEXT =
      Problem.of(ProblemType.INVALID_FIELDS, "This field must be text.");
  static final Problem KEY_ID_MISSING =
      Problem.of(
          ProblemType.KEY_ID_MISSING,
          "The Key ID is missing. Copy it from the key list in App Store Connect, or keep the file"
              + " name AuthKey_<Key ID>.p8.");
  static final Problem KEY_ID_MALFORMED =
      Problem.of(
          ProblemType.KEY_ID_MALFORMED,
          "A Key ID has 10 letters and digits, such as 2X9R4HXF34. Copy it from the key list in App"
              + " Store Connect.");
  static final Problem KEY_ID_IS_ISSUER_ID =
      Problem.of(
          ProblemType.KEY_ID_MALFORMED,
          "This is an Issuer ID. Copy the Key ID from the key's line in App Store Connect; it"
              + " has 10 letters and digits.");
  static final Problem KEY_ID_CONTRADICTS =
      Problem.of(
          ProblemType.KEY_ID_MISMATCH,
          "The Key ID differs from the one in the key's file. Upload the file that belongs to this"
              + " Key ID.");
  static final Problem ISSUER_ID_MALFORMED =
      Problem.of(
          ProblemType.ISSUER_ID_MALFORMED,
          "An Issuer ID is a UUID, such as 57246542-96fe-1a63-e053-0824d011072a. Copy it from above"
              + " the key list in App Store Connect; leave it out for an individual key.");
  static final Problem ISSUER_ID_IS_SHORT_ID =
      Problem.of(
          ProblemType.ISSUER_ID_MALFORMED,
          "This is a Key ID or a Team ID. Copy the Issuer ID, a UUID, from above the key list in"
              + " App Store Connect; leave it out for an individual key.");
  static final Problem ISSUER_ID_CONTRADICTS =
      Problem.of(
          ProblemType.INVALID_FIELDS,
          "The Issuer ID differs from the one in the key's file. Upload the file that belongs to"
              + " this team.");
  static final Problem LABEL_MALFORMED =
      Problem.of(ProblemType.INVALID_FIELDS, TeamLabel.EXPECTATION);
  static final Problem INSTEAD_OF_UNKNOWN =
      Problem.of(
          ProblemType.INVALID_FIELDS,
          "This is not the ID of a connection. Send the id of the attempt that this one corrects,"
              + " or leave the field out.");
  static final Problem KEY_MISSING =
      Problem.of(ProblemType.KEY_MISSING, "The private key is missing. Add the AuthKey_….p8 file.");

  private RequestProblems() {}

  /// Returns the problem of a body that is not one JSON object. It names the place alone: the text
  /// there may belong to a key.
  static Problem jsonBroken(String text) {
    return Problem.of(
        ProblemType.MALFORMED_REQUEST,
        JsonPlaces.fault(text)
            .map(JsonPlaces.Fault::place)
            .orElse(new JsonPlaces.Place(1, 1))
            .saying("The request must be one well-formed JSON object without repeated names."));
  }
}
