package dev.slipway.problems;

import java.util.Locale;

/// Every kind of trouble that Slipway tells a person about. The constant's name gives the slug, the
/// slug gives the anchor in docs/problems.md (a test holds both together), and the HTTP status is
/// the one that an answer of this type carries.
public enum ProblemType {
  // The request itself
  UNAUTHORIZED(401, "Sign in first"),
  NOT_FOUND(404, "There is nothing at this address for you"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  MALFORMED_REQUEST(400, "The request cannot be read"),
  REQUEST_TOO_LARGE(413, "The request is too large"),
  UNSUPPORTED_CONTENT_TYPE(415, "This content type is not taken here"),
  INVALID_FIELDS(422, "Some fields need attention"),
  NOT_POSSIBLE_NOW(409, "This cannot be done in the present state"),
  WEBHOOK_REFUSED(403, "This is no notification of Apple's"),
  INTERNAL(500, "Something went wrong on our side"),

  // A key at intake
  KEY_MISSING(422, "The key file is missing"),
  KEY_NOT_PEM(422, "This is not a .p8 key file"),
  KEY_WRONG_KIND(422, "This file holds something else than a private key"),
  KEY_WRONG_CURVE(422, "This key is not on the curve P-256"),
  KEY_DAMAGED(422, "The key file is damaged"),
  KEY_TOO_LARGE(413, "The key file is too large"),
  KEY_ID_MISSING(422, "The Key ID is missing"),
  KEY_ID_MALFORMED(422, "The Key ID has not the right form"),
  KEY_ID_MISMATCH(422, "The Key ID does not match the file's name"),
  ISSUER_ID_MALFORMED(422, "The Issuer ID has not the right form"),

  // What a check of a connection finds
  CREDENTIALS_REJECTED(403, "Apple rejects this key"),
  CLOCK_SKEW(503, "The clock of the machine that runs Slipway is wrong"),
  ROLE_TOO_LOW(403, "The key's role is too low"),
  AGREEMENT_MISSING(403, "An agreement with Apple is missing or expired"),
  MEMBERSHIP_LAPSED(403, "The membership of the developer program has lapsed"),
  NO_APP_VISIBLE(404, "The key sees no app"),
  WANTED_APP_NOT_VISIBLE(404, "The key does not see the app that you want"),
  INDIVIDUAL_KEY(409, "This is the key of one person"),
  RATE_LIMITED(429, "Apple asks us to slow down"),
  APPLE_UNAVAILABLE(503, "Apple cannot be reached or is out of order"),
  CONNECTION_DISCONNECTED(410, "This connection was disconnected"),
  CONNECTION_NOT_USABLE(409, "The connection does not work at present"),

  // What a drop may suffer from
  DROP_UNREADABLE(422, "The drop cannot be read"),
  DROP_CHANGED(409, "The drop was changed while it was being worked on"),
  DROP_FILE_MISSING(422, "A file that the drop names is not there"),
  IPA_UNREADABLE(422, "The .ipa cannot be read"),
  IPA_WITHOUT_APP(422, "The .ipa holds no app, or more than one"),
  IPA_INFO_PLIST(422, "The app's Info.plist is missing, broken or incomplete"),
  IPA_UNSAFE(422, "The .ipa holds something that is never right"),
  IPA_WRONG_PLATFORM(422, "The app was not built for a device of the App Store"),
  RELEASE_JSON_INVALID(422, "release.json needs attention"),
  EXPORT_COMPLIANCE_UNANSWERED(422, "The question of encryption is not answered"),
  WHATS_NEW_MISSING(422, "An update needs a text \"What's New\""),
  IPA_SIGNING(422, "The app is not signed for the App Store"),
  METADATA_INVALID(422, "A text of the drop cannot be taken as it is"),
  METADATA_MISSING(422, "Something that App Review needs is missing"),
  MEDIA_INVALID(422, "A screenshot or preview cannot be taken as it is"),
  REVIEW_INFORMATION_INCOMPLETE(422, "App Review cannot reach you or sign in"),
  PREFLIGHT_FAILED(422, "The release needs mending before it can start"),

  // What Apple says of a release
  APP_NOT_FOUND(404, "There is no such app at App Store Connect for this key"),
  BUILD_NUMBER_USED(409, "This build number was used before"),
  BUILD_UPLOAD_FAILED(422, "Apple refused the build"),
  BUILD_PROCESSING_FAILED(422, "Apple could not process the build"),
  VERSION_USED(409, "This version was released before"),
  VERSION_LOCKED(409, "Another version of this app is on its way"),
  SUBMISSION_FOREIGN(409, "Somebody else prepared a submission for this app"),
  SUBMISSION_REFUSED(422, "Apple does not take the submission yet"),
  MEDIA_REFUSED(422, "Apple could not process a screenshot or preview"),
  BETA_GROUP_NOT_FOUND(404, "There is no such TestFlight group"),
  BETA_REJECTED(422, "Beta App Review rejected the build"),
  REVIEW_REJECTED(422, "App Review rejected the version"),
  BINARY_INVALID(422, "Apple found the build invalid"),
  APPLE_REFUSED(422, "Apple refused a step of the release"),
  GAVE_UP(504, "The release did not get on, however often it was tried");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// HTTP status of an answer of this type.
  public int status() {
    return status;
  }

  /// Fixed, short, for people.
  public String title() {
    return title;
  }

  /// The anchor in docs/problems.md, for example `key-not-pem`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The stable identifier that RFC 9457 calls `type`.
  public String uri() {
    return "urn:slipway:problem:" + slug();
  }

  /// Returns the type that has this identifier.
  ///
  /// @throws IllegalArgumentException when no type of this version has it
  public static ProblemType ofUri(String uri) {
    for (ProblemType type : values()) {
      if (type.uri().equals(uri)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no problem type of this version: " + uri);
  }
}
