package dev.slipway.appstoreconnect.errors;

import java.util.List;
import java.util.Locale;

/// The meaning of a 403. Apple uses one code for several causes, so the detail decides where
/// necessary. Only one sentence of Apple's is about the role of a key; other words with the same
/// code are about the team, whichever key is used (cases, G02).
public enum ForbiddenReason {
  /// The key's role lacks the permission: a key with a higher role is needed.
  ROLE,
  /// The Account Holder must accept an agreement, or renew the membership: Apple answers both so.
  /// Apple also reports this for a while without a cause, so retry before alerting anyone.
  /// (bitrise-io/go-xcode#267)
  AGREEMENT,
  /// The team's programme membership has lapsed.
  MEMBERSHIP,
  /// Apple refuses the team, whichever key it uses, for example because its provider does not exist
  /// or its membership is not eligible.
  TEAM,
  /// Apple offers this operation to no key: a bug in Slipway.
  OPERATION_NOT_ALLOWED,
  /// Apple gives no reason, or did not answer itself, such as a page from a gateway.
  OTHER;

  static ForbiddenReason of(List<ApiError> errors) {
    var found = OTHER;
    for (ApiError error : errors) {
      var reason = of(error);
      boolean general = found == ROLE || found == TEAM;
      if (found == OTHER || (general && reason != OTHER && reason != TEAM)) {
        found = reason;
      }
    }
    return found;
  }

  private static ForbiddenReason of(ApiError error) {
    String detail = error.detail().toLowerCase(Locale.ROOT);
    if (error.hasCode("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED")
        || error.hasCode("FORBIDDEN_ERROR.PLA_NOT_ACCEPTED")
        || (isForbidden(error) && detail.contains("agreement"))) {
      return AGREEMENT;
    }
    if (detail.contains("not associated with an active membership")) {
      return MEMBERSHIP;
    }
    if (detail.contains("does not allow '")) {
      return OPERATION_NOT_ALLOWED;
    }
    // What Apple forbids for one attribute (fastlane#21544) does not concern the team.
    if (detail.contains("api key in use does not allow this request")
        || error.sourcePointer() != null) {
      return ROLE;
    }
    return isForbidden(error) && !detail.isBlank() ? TEAM : OTHER;
  }

  private static boolean isForbidden(ApiError error) {
    return error.hasCode("FORBIDDEN") || error.hasCode("FORBIDDEN_ERROR");
  }
}
