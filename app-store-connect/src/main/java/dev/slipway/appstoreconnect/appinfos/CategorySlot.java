package dev.slipway.appstoreconnect.appinfos;

/// A slot for a category in an app's information (spec: AppInfo relationships).
public enum CategorySlot {
  PRIMARY("primaryCategory"),
  PRIMARY_SUBCATEGORY_ONE("primarySubcategoryOne"),
  PRIMARY_SUBCATEGORY_TWO("primarySubcategoryTwo"),
  SECONDARY("secondaryCategory"),
  SECONDARY_SUBCATEGORY_ONE("secondarySubcategoryOne"),
  SECONDARY_SUBCATEGORY_TWO("secondarySubcategoryTwo");

  private final String relationship;

  CategorySlot(String relationship) {
    this.relationship = relationship;
  }

  /// Returns Apple's name of the relationship.
  public String relationship() {
    return relationship;
  }
}
