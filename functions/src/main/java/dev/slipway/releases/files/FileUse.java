package dev.slipway.releases.files;

/// What a release makes of a file of its drop.
public enum FileUse {
  /// The `.ipa` that it uploads.
  BUILD,
  /// `release.json`.
  SETTINGS,
  /// A text of one language.
  TEXT,
  /// A text of the app in all languages: copyright, categories.
  APP_INFORMATION,
  AGE_RATING,
  /// What App Review gets: contact, notes, demo account, attachment.
  REVIEW_INFORMATION,
  SCREENSHOT,
  PREVIEW,
  /// Slipway does not read it, or leaves it out.
  LEFT_OUT
}
