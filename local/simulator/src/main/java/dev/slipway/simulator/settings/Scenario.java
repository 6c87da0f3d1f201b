package dev.slipway.simulator.settings;

/// A whole path of a release on which a guess about Apple can matter. For each there is one test of
/// the product (`dev.slipway.runner.Scenarios`), which ends well whatever Apple does.
public enum Scenario {
  /// A bare build is uploaded, submitted, approved and released.
  BARE_BUILD,
  /// An upload is cut off on its way and goes on.
  INTERRUPTED_UPLOAD,
  /// A build that Apple refuses after its upload, and its successor.
  REFUSED_BUILD,
  /// A folder without an `.ipa` names a build that another tool uploaded; the first one expires
  /// before it is attached.
  BUILD_AT_APPLE,
  /// A folder with texts and pictures in two languages for a new version.
  FOLDER,
  /// The same, and answers get lost on the way.
  INTERRUPTED_FOLDER,
  /// The same folder again, with another build and nothing new.
  UNCHANGED_FOLDER,
  /// Folders whose pictures go to the asset library, while answers get lost; a picture is left out,
  /// and comes back.
  LIBRARY_FOLDER,
  /// A folder with product page headers and search-results pictures, the same again, and others.
  CREATIVE_FOLDER,
  /// A first version of an app that was never on the App Store.
  FIRST_VERSION,
  /// A rejection by App Review, and the build that follows it.
  REJECTED,
  /// A release that a person withdraws, before and after it was submitted, and its successor.
  WITHDRAWN,
  /// A newer drop replaces one that waits for review.
  REPLACED,
  /// A newer drop that waits for one in review, and follows it.
  QUEUED,
  /// A folder that has fewer languages than the app.
  FEWER_LOCALES,
  /// An app whose other submission is open while a version is released.
  OTHER_SUBMISSION,
  /// A version with in-app purchases and a subscription, replaced while it waits for review.
  PURCHASES,
  /// A build for TestFlight's groups, with beta review.
  TESTFLIGHT,
  /// A phased release, paused and continued.
  PHASED,
  /// A release at a date.
  SCHEDULED,
  /// A build that uses encryption.
  ENCRYPTION,
  /// Apple notifies Slipway of changes.
  WEBHOOKS,
  /// A new key is connected and checked.
  CONNECTION,
}
