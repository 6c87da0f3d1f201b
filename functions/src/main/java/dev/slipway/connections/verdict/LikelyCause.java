package dev.slipway.connections.verdict;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why Apple may have answered 401, which it does without saying why. The places are those of App
/// Store Connect's help page "App Store Connect API".
public enum LikelyCause {
  WRONG_KEY_ID(
      "The Key ID is not the one of this file. In App Store Connect open Users and Access,"
          + " Integrations, App Store Connect API: the Key ID stands in the line of your key, and"
          + " in the name of the downloaded file (AuthKey_<Key ID>.p8)."),
  WRONG_ISSUER_ID(
      "The Issuer ID is another team's. Switch to the right team at the top right of App Store"
          + " Connect, then copy the Issuer ID from above the list under Users and Access,"
          + " Integrations, App Store Connect API, Team Keys."),
  KEY_REVOKED(
      "The key was revoked. Under Users and Access, Integrations, App Store Connect API see whether"
          + " it is still in the list of active keys; if not, ask an Admin or the Account Holder"
          + " for a new one with the role App Manager."),
  OTHER_APPLE_SERVICE(
      "The file is a key for something else, such as push notifications (APNs), Sign in with Apple"
          + " or In-App Purchase: those come from other pages and look the same. A key for releases"
          + " is made under Users and Access, Integrations, App Store Connect API."),
  INDIVIDUAL_KEY_WITH_ISSUER(
      "This is the individual key of one person, which has no Issuer ID. Connect it again with the"
          + " Issuer ID left empty, or, better, make a team key."),
  ISSUER_ID_MISSING(
      "This is a team key, which needs its Issuer ID: copy it from above the list under Users and"
          + " Access, Integrations, App Store Connect API, Team Keys.");

  private final String advice;

  LikelyCause(String advice) {
    this.advice = advice;
  }

  /// For the person at the wizard: what it is and where to look.
  public String advice() {
    return advice;
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("cause", this).put("advice", advice).toMap();
  }

  /// Reads what [#toJson()] wrote; the advice is that of this version.
  static LikelyCause fromJson(JsonObject json) {
    return json.constant("cause", LikelyCause.class);
  }
}
