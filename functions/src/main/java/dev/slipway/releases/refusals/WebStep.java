package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;

/// What a person has to do for an app on Apple's web page alone, because Apple's API has no
/// operation for it (apple-2026.md, 7; first-release-live.md, C), and where to click.
public enum WebStep {
  APP_PRIVACY(
      "App Privacy",
      "",
      "open the app, then App Privacy, complete the answers, and select Publish",
      "apps/%s/distribution/privacy"),
  AGREEMENTS(
      "Agreements",
      "",
      "open Business, then Agreements, and ask the Account Holder to accept what is open",
      "business"),
  /// App Store Connect Help, Sign and update agreements.
  PAID_APPS(
      "Paid Apps Agreement, bank and tax",
      "if the app costs money or has purchases, ",
      "open Business, then Agreements, ask the Account Holder to accept Paid Apps, and complete"
          + " bank account and tax forms",
      "business"),
  /// Apple asks for it even if the app is not offered in the EU (App Store Connect Help, Manage
  /// European Union Digital Services Act trader requirements).
  TRADER_STATUS(
      "EU trader status",
      "",
      "open Business, select Complete Compliance Requirements, and declare whether you are a trader"
          + " under the Digital Services Act",
      "business"),
  /// App Store Connect Help, Declare regulated medical device status.
  MEDICAL_DEVICE(
      "Medical device status",
      "",
      "open the app, then App Information, and declare whether the app is a regulated medical"
          + " device",
      "apps/%s/distribution/info");

  private static final String ORIGIN = "https://appstoreconnect.apple.com/";

  private final String title;
  private final String occasion;
  private final String clicks;
  private final String page;

  /// @param occasion when the step is necessary; empty for always
  WebStep(String title, String occasion, String clicks, String page) {
    this.title = title;
    this.occasion = occasion;
    this.clicks = clicks;
    this.page = page;
  }

  /// Returns a short name for lists.
  public String title() {
    return title;
  }

  /// Returns where to click, as a sentence.
  public String sentence() {
    return "In App Store Connect " + clicks + ".";
  }

  /// Returns what to do for an app, with the address of the page.
  public String line(AppId app) {
    return title + ": " + occasion + clicks + " (" + ORIGIN + page.formatted(app.value()) + ").";
  }
}
