package dev.slipway.connections.verdict;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A possible cause of Apple's answer 401, which never says why. The places are those of App Store
/// Connect's help page "App Store Connect API".
public enum LikelyCause {
  WRONG_KEY_ID(
      "The Key ID does not belong to this file. In App Store Connect open Users and Access,"
          + " Integrations, App Store Connect API: the Key ID is in the line of your key, and in"
          + " the name of the downloaded file (AuthKey_<Key ID>.p8)."),
  WRONG_ISSUER_ID(
      "The Issuer ID belongs to another team. Switch to the right team at the top right of App"
          + " Store Connect, then copy the Issuer ID from above the list under Users and Access,"
          + " Integrations, App Store Connect API, Team Keys."),
  KEY_REVOKED(
      "The key was revoked. Check whether it is still in the list of active keys under Users and"
          + " Access, Integrations, App Store Connect API. If not, ask an Admin or the Account"
          + " Holder for a new one with the role App Manager. An individual key also ends when its"
          + " owner leaves the team, or may no longer have one."),
  OTHER_APPLE_SERVICE(
      "The file is a key for another Apple service, such as In-App Purchase (SubscriptionKey_….p8),"
          + " push notifications (APNs) or Sign in with Apple; these keys look the same. Create a"
          + " key for releases under Users and Access, Integrations, App Store Connect API."),
  INDIVIDUAL_KEY_WITH_ISSUER(
      "This is an individual key, which has no Issuer ID. Connect it again without the Issuer ID,"
          + " as an individual key, or, better, create a team key."),
  ISSUER_ID_MISSING(
      "This is a team key, which needs its Issuer ID. Copy it from above the list under Users and"
          + " Access, Integrations, App Store Connect API, Team Keys.");

  private final String advice;

  LikelyCause(String advice) {
    this.advice = advice;
  }

  /// Returns the cause and where to check it, for the user of the wizard.
  public String advice() {
    return advice;
  }

  /// Returns the form of records and API answers.
  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("cause", this).put("advice", advice).toMap();
  }

  /// Reads what [#toJson()] wrote; the advice is that of this version.
  public static LikelyCause fromJson(JsonObject json) {
    return json.constant("cause", LikelyCause.class);
  }
}
