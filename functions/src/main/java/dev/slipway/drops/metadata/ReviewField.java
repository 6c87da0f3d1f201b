package dev.slipway.drops.metadata;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// The information for App Review except the demo account's password, with fastlane's file names in
/// `metadata/review_information/`.
public enum ReviewField {
  FIRST_NAME("first_name.txt", "review_first_name.txt", "contactFirstName"),
  LAST_NAME("last_name.txt", "review_last_name.txt", "contactLastName"),
  PHONE("phone_number.txt", "review_phone_number.txt", "contactPhone"),
  EMAIL("email_address.txt", "review_email.txt", "contactEmail"),
  DEMO_USER("demo_user.txt", "review_demo_user.txt", "demoAccountName"),
  NOTES("notes.txt", "review_notes.txt", "notes");

  /// The contact for App Review: App Store Connect accepts no submission unless all are present.
  public static final Set<ReviewField> CONTACT =
      Collections.unmodifiableSet(EnumSet.of(FIRST_NAME, LAST_NAME, PHONE, EMAIL));

  private final String fileName;
  private final String legacyFileName;
  private final String attribute;

  ReviewField(String fileName, String legacyFileName, String attribute) {
    this.fileName = fileName;
    this.legacyFileName = legacyFileName;
    this.attribute = attribute;
  }

  public String fileName() {
    return fileName;
  }

  /// Returns the name that older fastlane folders use.
  public String legacyFileName() {
    return legacyFileName;
  }

  /// Returns Apple's attribute of appStoreReviewDetails.
  public String attribute() {
    return attribute;
  }
}
