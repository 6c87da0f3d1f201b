package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.json.JsonFields;

/// What to do with each text of a version in one locale. Start with [#none].
public record LocalizationChanges(
    Change<String> description,
    Change<String> keywords,
    Change<String> marketingUrl,
    Change<String> promotionalText,
    Change<String> supportUrl,
    Change<String> whatsNew) {
  /// Leaves everything.
  public static LocalizationChanges none() {
    return new LocalizationChanges(
        Change.leave(),
        Change.leave(),
        Change.leave(),
        Change.leave(),
        Change.leave(),
        Change.leave());
  }

  public LocalizationChanges description(Change<String> change) {
    return new LocalizationChanges(
        change, keywords, marketingUrl, promotionalText, supportUrl, whatsNew);
  }

  public LocalizationChanges keywords(Change<String> change) {
    return new LocalizationChanges(
        description, change, marketingUrl, promotionalText, supportUrl, whatsNew);
  }

  public LocalizationChanges marketingUrl(Change<String> change) {
    return new LocalizationChanges(
        description, keywords, change, promotionalText, supportUrl, whatsNew);
  }

  public LocalizationChanges promotionalText(Change<String> change) {
    return new LocalizationChanges(
        description, keywords, marketingUrl, change, supportUrl, whatsNew);
  }

  public LocalizationChanges supportUrl(Change<String> change) {
    return new LocalizationChanges(
        description, keywords, marketingUrl, promotionalText, change, whatsNew);
  }

  public LocalizationChanges whatsNew(Change<String> change) {
    return new LocalizationChanges(
        description, keywords, marketingUrl, promotionalText, supportUrl, change);
  }

  /// Whether there is nothing to send.
  public boolean isEmpty() {
    return equals(none());
  }

  JsonFields writeTo(JsonFields attributes) {
    description.writeTo(attributes, "description");
    keywords.writeTo(attributes, "keywords");
    marketingUrl.writeTo(attributes, "marketingUrl");
    promotionalText.writeTo(attributes, "promotionalText");
    supportUrl.writeTo(attributes, "supportUrl");
    whatsNew.writeTo(attributes, "whatsNew");
    return attributes;
  }
}
