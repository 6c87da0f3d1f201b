package dev.slipway.problems;

import java.util.Locale;

/// Every kind of problem that Slipway reports. The slug is derived from the constant's name and is
/// the anchor in docs/problems.md; a test keeps the page and this enum equal. An API answer of this
/// type carries the HTTP status.
public enum ProblemType {
  // The request itself
  UNAUTHORIZED(401, "Sign in first"),
  MAY_NOT_ACT_FOR_TENANTS(403, "This token may not act for a tenant"),
  NOT_FOUND(404, "Not found"),
  MALFORMED_REQUEST(400, "The request is malformed"),
  REQUEST_TOO_LARGE(413, "The request is too large"),
  UNSUPPORTED_CONTENT_TYPE(415, "Unsupported content type"),
  INVALID_FIELDS(422, "Some fields are invalid"),
  NOT_POSSIBLE_NOW(409, "Not possible in the current state"),
  PLAN_CHANGED(409, "The plan has changed"),
  SCOPE_MISSING(403, "Your token does not allow this"),
  APPROVAL_NOT_AVAILABLE(422, "Approval is not available here"),
  QUOTA_EXCEEDED(429, "A quota of your organisation is used up"),
  WEBHOOK_REFUSED(403, "The notification is not from Apple"),
  INTERNAL(500, "Something went wrong on our side"),

  // A key that is being connected
  KEY_MISSING(422, "The key file is missing"),
  KEY_NOT_PEM(422, "This is not a .p8 key file"),
  KEY_WRONG_KIND(422, "This file is not an App Store Connect API key"),
  KEY_WRONG_CURVE(422, "The key does not use the P-256 curve"),
  KEY_DAMAGED(422, "The key file is damaged"),
  KEY_TOO_LARGE(413, "The key file is too large"),
  KEY_ID_MISSING(422, "The Key ID is missing"),
  KEY_ID_MALFORMED(422, "The Key ID is malformed"),
  KEY_ID_MISMATCH(422, "The Key ID does not match the file name"),
  ISSUER_ID_MALFORMED(422, "The Issuer ID is malformed"),

  // What a check of a connection finds
  CREDENTIALS_REJECTED(403, "Apple rejects this key"),
  CLOCK_SKEW(503, "Slipway's clock is wrong"),
  ROLE_TOO_LOW(403, "The key's role is too low"),
  AGREEMENT_MISSING(403, "An agreement with Apple is missing or expired"),
  MEMBERSHIP_LAPSED(403, "Apple refuses the team, not the key"),
  NO_APP_VISIBLE(404, "The key cannot see any app"),
  WANTED_APP_NOT_VISIBLE(404, "The key cannot see the app that you want"),
  INDIVIDUAL_KEY(409, "This is an individual key"),
  RATE_LIMITED(429, "Apple's rate limit is reached"),
  APPLE_UNAVAILABLE(503, "Apple is unavailable"),
  CONNECTION_DISCONNECTED(410, "This connection was disconnected"),
  CONNECTION_NOT_USABLE(409, "The connection does not work"),

  // Problems of a drop
  DROP_UNREADABLE(422, "The drop cannot be read"),
  DROP_CHANGED(409, "The drop changed during the release"),
  DROP_FILE_MISSING(422, "A file of the drop is missing"),
  IPA_UNREADABLE(422, "The file cannot be read as an .ipa"),
  IPA_WITHOUT_APP(422, "The .ipa does not contain exactly one app"),
  IPA_INFO_PLIST(422, "The app's Info.plist has faults"),
  IPA_UNSAFE(422, "The .ipa contains invalid content"),
  IPA_WRONG_PLATFORM(422, "The app was built for an unsupported platform"),
  RELEASE_JSON_INVALID(422, "release.json is invalid"),
  EXPORT_COMPLIANCE_UNANSWERED(422, "The encryption question is not answered"),
  WHATS_NEW_MISSING(422, "An update needs a \"What's New\" text"),
  IPA_SIGNING(422, "The app is not signed for the App Store"),
  METADATA_INVALID(422, "A metadata file is invalid"),
  METADATA_MISSING(422, "Metadata required by App Review is missing"),
  MEDIA_INVALID(422, "A screenshot or preview is invalid"),
  REVIEW_INFORMATION_INCOMPLETE(422, "The App Review information is incomplete"),
  PREFLIGHT_FAILED(422, "The release cannot start yet"),

  // What Apple reports about a release
  APP_NOT_FOUND(404, "No app with this bundle ID"),
  PLATFORM_MISSING(404, "The app has no version for this platform"),
  LIVE_VERSION_MISSING(404, "No version of the app is on the App Store"),
  BUILD_NUMBER_USED(409, "This build number is already used"),
  BUILD_UPLOAD_FAILED(422, "Apple rejected the build"),
  BUILD_PROCESSING_FAILED(422, "Apple could not process the build"),
  VERSION_USED(409, "This version is already released"),
  VERSION_LOCKED(409, "A version of this app is in progress"),
  SUBMISSION_FOREIGN(409, "A draft submission contains other items"),
  SUBMISSION_REFUSED(422, "Apple does not accept the submission yet"),
  MEDIA_REFUSED(422, "Apple could not process a screenshot or preview"),
  BETA_GROUP_NOT_FOUND(404, "No TestFlight group with this name"),
  BETA_REJECTED(422, "Beta App Review rejected the build"),
  REVIEW_REJECTED(422, "App Review rejected the version"),
  BINARY_INVALID(422, "Apple found the build invalid"),
  APPLE_REFUSED(422, "Apple rejected a step of the release"),
  GAVE_UP(504, "The release failed after repeated attempts");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// Returns the HTTP status of an answer of this type.
  public int status() {
    return status;
  }

  /// Returns a short, fixed text for people.
  public String title() {
    return title;
  }

  /// Returns the anchor in docs/problems.md, for example `key-not-pem`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Returns the stable identifier that RFC 9457 calls `type`.
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
