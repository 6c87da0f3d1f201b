package dev.slipway.drops.metadata;

/// A text that Apple keeps per locale, with fastlane's name of its file and its limits in code
/// points (reference: apple-help, app information and platform version information).
public enum TextField {
  NAME("name.txt", "name", Owner.APP_INFO, 2, 30),
  SUBTITLE("subtitle.txt", "subtitle", Owner.APP_INFO, 1, 30),
  PRIVACY_POLICY_URL("privacy_url.txt", "privacyPolicyUrl", Owner.APP_INFO, 1, 255),
  PRIVACY_POLICY_TEXT("apple_tv_privacy_policy.txt", "privacyPolicyText", Owner.APP_INFO, 1, 30000),
  DESCRIPTION("description.txt", "description", Owner.VERSION, 10, 4000),
  KEYWORDS("keywords.txt", "keywords", Owner.VERSION, 1, 100),
  WHATS_NEW("release_notes.txt", "whatsNew", Owner.VERSION, 4, 4000),
  PROMOTIONAL_TEXT("promotional_text.txt", "promotionalText", Owner.VERSION, 1, 170),
  SUPPORT_URL("support_url.txt", "supportUrl", Owner.VERSION, 1, 255),
  MARKETING_URL("marketing_url.txt", "marketingUrl", Owner.VERSION, 1, 255);

  /// Which resource at Apple holds the text.
  public enum Owner {
    /// appInfoLocalizations
    APP_INFO,
    /// appStoreVersionLocalizations
    VERSION
  }

  private final String fileName;
  private final String attribute;
  private final Owner owner;
  private final int minLength;
  private final int maxLength;

  TextField(String fileName, String attribute, Owner owner, int minLength, int maxLength) {
    this.fileName = fileName;
    this.attribute = attribute;
    this.owner = owner;
    this.minLength = minLength;
    this.maxLength = maxLength;
  }

  /// fastlane's file in `metadata/<locale>/`.
  public String fileName() {
    return fileName;
  }

  /// Apple's attribute.
  public String attribute() {
    return attribute;
  }

  public Owner owner() {
    return owner;
  }

  /// In code points; some minimums are UNCONFIRMED and only warned about.
  public int minLength() {
    return minLength;
  }

  /// In code points.
  public int maxLength() {
    return maxLength;
  }
}
