package dev.slipway.drops.metadata;

/// The categories of an app, with their fastlane file names in `metadata/` and Apple's
/// relationships of appInfos.
public enum CategoryName {
  PRIMARY("primary_category.txt", "primaryCategory"),
  PRIMARY_FIRST_SUB("primary_first_sub_category.txt", "primarySubcategoryOne"),
  PRIMARY_SECOND_SUB("primary_second_sub_category.txt", "primarySubcategoryTwo"),
  SECONDARY("secondary_category.txt", "secondaryCategory"),
  SECONDARY_FIRST_SUB("secondary_first_sub_category.txt", "secondarySubcategoryOne"),
  SECONDARY_SECOND_SUB("secondary_second_sub_category.txt", "secondarySubcategoryTwo");

  private final String fileName;
  private final String relationship;

  CategoryName(String fileName, String relationship) {
    this.fileName = fileName;
    this.relationship = relationship;
  }

  public String fileName() {
    return fileName;
  }

  public String relationship() {
    return relationship;
  }
}
