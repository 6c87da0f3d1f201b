package dev.slipway.drops.metadata;

/// A text that Apple stores per locale, with the name of its fastlane file and its limits in code
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

  /// The resource at Apple that holds the text.
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

  /// Returns the name of fastlane's file in `metadata/<locale>/`.
  public String fileName() {
    return fileName;
  }

  /// Returns Apple's attribute.
  public String attribute() {
    return attribute;
  }

  public Owner owner() {
    return owner;
  }

  /// Returns the minimum in code points; an UNCONFIRMED minimum only leads to a warning.
  public int minLength() {
    return minLength;
  }

  /// Returns the maximum in code points.
  public int maxLength() {
    return maxLength;
  }
}
