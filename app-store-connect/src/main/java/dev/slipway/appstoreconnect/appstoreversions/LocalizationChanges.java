package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.json.JsonFields;
import io.soabase.recordbuilder.core.RecordBuilder;

/// How to change each text of a version in one locale. Start with [#none].
@RecordBuilder
public record LocalizationChanges(
    Change<String> description,
    Change<String> keywords,
    Change<String> marketingUrl,
    Change<String> promotionalText,
    Change<String> supportUrl,
    Change<String> whatsNew)
    implements LocalizationChangesBuilder.With {
  /// Returns changes that leave everything.
  public static LocalizationChanges none() {
    return new LocalizationChanges(
        Change.leave(),
        Change.leave(),
        Change.leave(),
        Change.leave(),
        Change.leave(),
        Change.leave());
  }

  /// Returns whether there is nothing to send.
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
