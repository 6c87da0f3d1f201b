package dev.slipway.appstoreconnect.errors;

import java.util.List;
import java.util.Locale;

/// The meaning of a 403. Apple uses one code for several causes, so the detail decides where
/// necessary; unknown wordings become ROLE or OTHER.
public enum ForbiddenReason {
  /// The key's role lacks the permission: a key with a higher role is needed.
  ROLE,
  /// The Account Holder must accept an agreement in App Store Connect. Apple also reports this
  /// briefly without a cause, so retry before alerting anyone. (bitrise-io/go-xcode#267)
  AGREEMENT,
  /// The team's programme membership has lapsed.
  MEMBERSHIP,
  /// Apple offers this operation to no key: a bug in Slipway.
  OPERATION_NOT_ALLOWED,
  /// Any other reason, such as a page from a gateway.
  OTHER;

  static ForbiddenReason of(List<ApiError> errors) {
    var found = OTHER;
    for (ApiError error : errors) {
      var reason = of(error);
      if (found == OTHER || (found == ROLE && reason != OTHER)) {
        found = reason;
      }
    }
    return found;
  }

  private static ForbiddenReason of(ApiError error) {
    String detail = error.detail().toLowerCase(Locale.ROOT);
    if (error.hasCode("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED")
        || (error.hasCode("FORBIDDEN") && detail.contains("agreement"))) {
      return AGREEMENT;
    }
    if (detail.contains("not associated with an active membership")) {
      return MEMBERSHIP;
    }
    if (detail.contains("does not allow '")) {
      return OPERATION_NOT_ALLOWED;
    }
    return error.hasCode("FORBIDDEN_ERROR") ? ROLE : OTHER;
  }
}
