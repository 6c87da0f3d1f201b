package dev.slipway.simulator.settings;

/// What a submission lacks although the simulator's state does not say so: most of it no call can
/// set. Codes, texts and paths as App Store Connect showed them (review-live.md, B).
public enum Unmet {
  /// Nobody has published the app's privacy answers.
  APP_PRIVACY(
      "STATE_ERROR.APP_DATA_USAGES_REQUIRED",
      "You must have published answers to your app's data usages.",
      "/v1/appDataUsages/"),
  /// The app has no price; also the answer when its price schedule has none.
  PRICE(
      "STATE_ERROR.APP_PRICING_REQUIRED",
      "App is not eligible for submission until pricing has been set.",
      "/v2/appPrices/"),
  /// The build was made with a beta SDK.
  RELEASED_SDK(
      "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE"
          + ".BUILD_SDK_NOT_ALLOWED_FOR_APP_STORE_SUBMISSION",
      "Build SDK build is not yet supported.",
      "/v1/builds/"),
  /// An image of the library is still processed; passes after about a minute.
  LIBRARY_IMAGE(
      "STATE_ERROR.ASSET_IN_POST_PROCESSING", "The asset is in post processing.", "/v1/assets/");

  private final String code;
  private final String detail;
  private final String path;

  Unmet(String code, String detail, String path) {
    this.code = code;
    this.detail = detail;
    this.path = path;
  }

  /// Returns Apple's code.
  public String code() {
    return code;
  }

  /// Returns Apple's text.
  public String detail() {
    return detail;
  }

  /// Returns the path in `meta.associatedErrors`.
  public String path() {
    return path;
  }
}
