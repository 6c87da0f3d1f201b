package dev.slipway.simulator.settings;

import java.util.List;

/// A question about Apple that no source answers, or that sources answer differently.
///
/// Each constant is asked at one place of the simulator. The preset is the answer that accepts
/// more; a test or a person can turn it (`Guesses.turn`). Slipway must end well with both answers:
/// `make guesses` runs the scenarios with each guess turned alone, and with all turned. The table
/// in docs/simulator.md is made from these constants. A question that a source has answered is
/// deleted with its constant.
public enum Guess {
  // Uploads
  SECOND_FILE_OF_A_TYPE(
      "a second file of one type in a build upload",
      "201",
      "409 `STATE_ERROR.ALREADY_EXISTS`",
      "no source (build-uploads.md, 4d)",
      Scenario.INTERRUPTED_UPLOAD),
  BUILD_CHECKSUM_AT_COMMIT(
      "where a wrong checksum of a build's file shows",
      "200, then file and upload FAILED",
      "409 at the commit",
      "no source (build-uploads.md, 4d); Slipway sends none",
      Scenario.INTERRUPTED_UPLOAD),
  FILE_NAME_AND_SIZE(
      "a file name with a slash or over 255 characters, or a file of no bytes",
      "201",
      "409 at the reservation",
      "no source",
      Scenario.FOLDER),
  EXPIRED_FOR_GOOD(
      "setting `expired` of a build back to false",
      "200",
      "409",
      "one client's author says that it cannot be undone (ittybittyapps/appstoreconnect-cli#139),"
          + " no answer is quoted",
      Scenario.BARE_BUILD),
  EXPIRED_BUILD_REFUSED(
      "attaching a build that has expired to a version",
      "200; the submission is refused",
      "409 \"could not be added\"",
      "an expired build cannot be used (reference 12); where Apple says so is not known",
      Scenario.BUILD_AT_APPLE),
  // Export compliance
  DECLARATION_MUST_BE_APPROVED(
      "an encryption declaration that Apple has not decided on",
      "enough to test and to submit",
      "only an APPROVED one is",
      "clients in use take CREATED and IN_REVIEW, one insists on APPROVED (first-release-live.md,"
          + " A11)",
      Scenario.ENCRYPTION),
  DECLARATION_NEEDS_ENCRYPTION(
      "attaching a declaration to a build that does not say that it uses encryption",
      "204",
      "409",
      "no source",
      Scenario.ENCRYPTION),
  DECLARATION_ATTACHED_ONCE(
      "attaching a declaration to a build that has one, also the same",
      "200 or 204",
      "409",
      "no source; the answer on encryption is final (review-live.md, A19)",
      Scenario.ENCRYPTION),
  CODE_ATTACHES_NOTHING(
      "the declaration of a build whose Info.plist has its `ITSEncryptionExportComplianceCode`",
      "is attached automatically",
      "must be attached by a call",
      "the code answers the questions (Apple, Complying with Encryption Export Regulations); how it"
          + " shows in the API is not known",
      Scenario.ENCRYPTION),
  // Media
  SECOND_SET_OF_A_TYPE(
      "a second set of a display type in one localization",
      "201",
      "409 `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`",
      "no source (media-live.md, 2.4)",
      Scenario.INTERRUPTED_FOLDER,
      Scenario.FOLDER),
  IMESSAGE_DUO_REFUSED(
      "a set of `IMESSAGE_APP_IPHONE_DUO`, which no source names",
      "201",
      "409 `ENTITY_ERROR.ATTRIBUTE.TYPE`",
      "the asset library has the group IMESSAGE_IPHONE_DUO_PROFILE (apple-2026.md, 2); of sets only"
          + " `APP_IPHONE_DUO` was seen",
      Scenario.FOLDER),
  SET_WITH_MEMBERS_STAYS(
      "deleting a set that has members",
      "204, with its members",
      "409",
      "no source (media-live.md, 5)",
      Scenario.FOLDER),
  ORDER_NAMES_ALL(
      "an order that does not name every member",
      "taken; the others come last",
      "409 `ENTITY_ERROR.RELATIONSHIP.INVALID`",
      "all clients send all (media-live.md, 2.4)",
      Scenario.FOLDER),
  MEDIA_COMMIT_ONCE(
      "a second commit of a screenshot, preview or attachment",
      "200, without effect",
      "409",
      "for builds it is 409 (build-uploads.md, 4b)",
      Scenario.INTERRUPTED_FOLDER),
  MEDIA_COMMIT_NEEDS_CHECKSUM(
      "a commit without `sourceFileChecksum`",
      "200",
      "409 `ENTITY_ERROR.ATTRIBUTE.REQUIRED`",
      "no source (media-live.md, 2.1)",
      Scenario.FOLDER),
  MEDIA_COMMIT_NEEDS_ALL_PARTS(
      "a commit with a part missing",
      "200, then FAILED",
      "409",
      "for builds it is 409 (build-uploads.md, 2)",
      Scenario.INTERRUPTED_FOLDER),
  MEDIA_CHECKSUM_AT_COMMIT(
      "where a wrong checksum of a screenshot or preview shows",
      "200, then FAILED",
      "409 at the commit",
      "\"commit fails on a mismatch\", without the answer (media-live.md, 2.1)",
      Scenario.FOLDER),
  PART_NEEDS_ITS_HEADERS(
      "a part without the headers that its operation names",
      "taken",
      "403 of the upload host",
      "for builds only the host is signed (build-uploads.md, 1)",
      Scenario.FOLDER),
  PREVIEW_AT_RESERVATION(
      "a preview over 500 MB or of another `mimeType`",
      "201, then FAILED",
      "409 at the reservation",
      "no source (media-live.md, 5)",
      Scenario.FOLDER),
  FRAME_WHEN_COMPLETE(
      "`previewFrameTimeCode` between commit and COMPLETE",
      "200",
      "409",
      "on a COMPLETE one it works (media-live.md, 2.6)",
      Scenario.FOLDER),
  FRAME_IS_A_TIME_CODE(
      "a `previewFrameTimeCode` that is no time code",
      "taken",
      "409",
      "no source",
      Scenario.FOLDER),
  ATTACHMENT_OF_A_KNOWN_TYPE(
      "an attachment for App Review of any type",
      "201",
      "409 unless Apple's form for messages names the type",
      "no source about the API (media-live.md, 2.7)",
      Scenario.UNCHANGED_FOLDER),
  ATTACHMENTS_CARRIED_OVER(
      "whether a new version has the attachments of the previous one",
      "no",
      "yes",
      "no source",
      Scenario.UNCHANGED_FOLDER),
  // The asset library
  PLACED_WHILE_PROCESSING(
      "a placement of an asset that Apple still processes",
      "201, ASSET_PROCESSING",
      "409 `STATE_ERROR.ASSET_IN_POST_PROCESSING`",
      "Apple's text has the state, two saw the refusal (asset-library.md, 10 and 12)",
      Scenario.LIBRARY_FOLDER),
  PLACEMENTS_ARE_ACTIVE(
      "the state of a placement on a draft and on an approved version",
      "PARENT_PREPARE_FOR_SUBMISSION and PARENT_APPROVED",
      "ACTIVE, which Apple's document does not have",
      "the first is Apple's text, three saw the second (asset-library.md, 3)",
      Scenario.LIBRARY_FOLDER),
  PLACEMENTS_WITH_ASSETS_FAIL(
      "the list of a localization's placements with `include=image,video`",
      "200",
      "500",
      "one account got the 500 every time, others read so daily (asset-library.md, 10)",
      Scenario.LIBRARY_FOLDER),
  PLACEMENTS_WITH_TEXTS_FAIL(
      "the list of a version's localizations with `include=placements`",
      "200",
      "500",
      "Apple's document has it and nobody wrote of it; the list of placements answered one account"
          + " a 500 every time (asset-library.md, 10)",
      Scenario.LIBRARY_FOLDER),
  PLACEMENTS_NAME_THEIR_ASSET(
      "the relationships of a placement that are not included",
      "have no data",
      "have data",
      "no source (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  PLACEMENT_LIMIT_IS_AN_ENTITY_ERROR(
      "the code of one placement more than a group has room for",
      "409 `STATE_ERROR`",
      "409 `ENTITY_ERROR`",
      "that it fails is Apple's text, without a code (asset-library.md, 5)",
      Scenario.LIBRARY_FOLDER),
  PLACED_ONCE(
      "one asset twice in a group",
      "201",
      "409",
      "no source (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  PLACEMENT_ORDER_NAMES_ALL(
      "an order that does not name every placement of its type in the group",
      "taken; the others come last",
      "409",
      "no source (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  PLACEMENT_OF_ANOTHER_SPEC(
      "a placement of an asset whose specification the group does not have",
      "201, then FAILED",
      "409",
      "no source; a placement fits if the group has the specification (asset-library.md, 5)",
      Scenario.LIBRARY_FOLDER),
  PLACING_IN_A_SUBMISSION(
      "placements on a version that is READY_FOR_REVIEW or WAITING_FOR_REVIEW",
      "201",
      "409 `STATE_ERROR.INVALID_STATE`",
      "no source (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  PLACING_ON_A_REJECTED_VERSION(
      "placements on a version that App Review rejected",
      "201",
      "409 `STATE_ERROR.INVALID_STATE`",
      "no source (asset-library.md, 12)",
      Scenario.REJECTED),
  SCREENSHOTS_STAY_ON_A_LIVE_VERSION(
      "approved screenshots and previews placed on an approved version",
      "201",
      "409 `STATE_ERROR.INVALID_STATE`",
      "only creative assets were tried (asset-library.md, 10 and 12)",
      Scenario.LIBRARY_FOLDER),
  CREATIVE_ASSETS_START_EMPTY(
      "the header and the search-results picture of a new version",
      "placements of the previous version's assets",
      "none",
      "seen of screenshots alone (asset-library.md, 9)",
      Scenario.CREATIVE_FOLDER),
  ARCHIVED_ASSET_PLACED(
      "a placement of an asset that is ARCHIVED",
      "201, and the asset is APPROVED again",
      "409 `STATE_ERROR.INVALID_ASSET_STATE`",
      "no source",
      Scenario.LIBRARY_FOLDER),
  ASSETS_ARE_REJECTED(
      "the state of an asset whose version is rejected or withdrawn",
      "PREPARE_FOR_SUBMISSION",
      "REJECTED",
      "no source (asset-library.md, 12)",
      Scenario.REJECTED,
      Scenario.WITHDRAWN),
  LIBRARY_ALPHA_FAILS(
      "an image with alpha of a size that one specification allows with alpha and another without:"
          + " 2048x2732",
      "has the specification with alpha",
      "FAILED",
      "no source (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  NTSC_SIXTY_REFUSED(
      "a video of 59.94 frames per second for a specification of 60",
      "counts as 60",
      "FAILED",
      "29.97 counts as 30 (asset-library.md, 8); no source for 59.94",
      Scenario.CREATIVE_FOLDER),
  PLACEMENTS_NOT_IN_SETS(
      "whether placements of a display that has sets show in `appScreenshotSets` and"
          + " `appPreviewSets`, and count towards their ten and three",
      "yes, without a checksum",
      "no",
      "nobody says (asset-library.md, 9); what is in sets shows as placements",
      Scenario.LIBRARY_FOLDER),
  REQUIRED_SCREENSHOTS_IN_SETS(
      "whether placements are the screenshots that a submission requires",
      "yes",
      "409 `STATE_ERROR.SCREENSHOT_REQUIRED` without one that was made in a set",
      "expected, not seen (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  LIBRARY_COMMIT_ONCE(
      "a second commit of an asset in the library",
      "200, without effect",
      "409",
      "one source, second-hand (asset-library.md, 10)",
      Scenario.LIBRARY_FOLDER),
  LIBRARY_SIZE_AT_COMMIT(
      "a commit of an asset in the library with a part missing",
      "200, then FAILED",
      "409",
      "Apple's text lets the commit fail (asset-library.md, 7 and 12)",
      Scenario.LIBRARY_FOLDER),
  UPLOAD_OPERATIONS_SHOWN_ONCE(
      "whether reads of a reservation in the library show its upload operations",
      "yes",
      "no",
      "the schema allows it, and one client relies on it (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  REFERENCE_NAME_ONCE(
      "two assets of a library with one `referenceName`",
      "201",
      "409 `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`",
      "no source (asset-library.md, 7)",
      Scenario.LIBRARY_FOLDER),
  REFERENCE_NAME_SHORT(
      "a `referenceName` of more than 64 characters",
      "201",
      "409 `ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG`",
      "no source (asset-library.md, 7)",
      Scenario.LIBRARY_FOLDER),
  RESERVATION_EXPIRES(
      "a reservation in the library that gets no file",
      "stays",
      "is gone after 7 days",
      "no source (asset-library.md, 12)",
      Scenario.LIBRARY_FOLDER),
  // Versions and app info
  COPYRIGHT_STARTS_EMPTY(
      "the copyright of a new version, unless given",
      "that of the previous version",
      "none",
      "no source (review-live.md, E)",
      Scenario.FOLDER),
  REVIEW_DETAIL_STARTS_EMPTY(
      "whether a new version has the review detail of the previous one",
      "yes",
      "no",
      "no source (review-live.md, E); App Review needs one, so that a drop must bring it",
      Scenario.FOLDER),
  RELEASE_TYPE_STARTS_MANUAL(
      "the release type of a new version, unless given",
      "AFTER_APPROVAL",
      "MANUAL",
      "no source (review-live.md, E)",
      Scenario.BARE_BUILD),
  SCHEDULED_WAITS_FOR_DEVELOPER(
      "the state of a SCHEDULED version from its approval to its date",
      "PENDING_APPLE_RELEASE",
      "PENDING_DEVELOPER_RELEASE",
      "both are named (review-live.md, A20 and H)",
      Scenario.SCHEDULED),
  PAUSE_LASTS(
      "a phased release whose 30 days of pause are over",
      "goes on automatically",
      "stays PAUSED",
      "that there are 30 days: apple-help",
      Scenario.PHASED),
  PAUSE_WITHIN_30_DAYS(
      "another pause after that", "200, and over at once", "409", "as before", Scenario.PHASED),
  ONE_PHASED_RELEASE(
      "creating a phased release where one exists",
      "201, the same",
      "409 `STATE_ERROR.ALREADY_EXISTS`",
      "no source (review-live.md, I)",
      Scenario.PHASED),
  PHASED_BEFORE_RELEASE(
      "a phased release of a version that is released",
      "201",
      "409",
      "no source (review-live.md, I)",
      Scenario.PHASED),
  BEGUN_PHASED_RELEASE_STAYS(
      "deleting a phased release that has begun", "204", "409", "no source", Scenario.PHASED),
  ONE_REVIEW_DETAIL(
      "creating a review detail where one exists",
      "201, the same, changed",
      "409 `STATE_ERROR.ALREADY_EXISTS`",
      "no source",
      Scenario.FOLDER),
  CATEGORIES_ARE_CHECKED(
      "a subcategory as category, one of another category, the same one twice, primary and"
          + " secondary alike",
      "taken",
      "409 `ENTITY_ERROR.RELATIONSHIP.INVALID`",
      "no source (media-live.md, 5)",
      Scenario.FOLDER),
  SUBCATEGORIES_STAY(
      "the old subcategories after a change of the category alone",
      "removed",
      "kept",
      "no source",
      Scenario.FOLDER),
  CONTENT_RIGHTS_SHOWN_LATE(
      "what a read shows of an app's content rights right after they were changed",
      "the new value",
      "the old one for 10 seconds",
      "one saw the old one for some seconds (first-release-live.md, B2)",
      Scenario.FIRST_VERSION),
  PRIMARY_LOCALIZATION_STAYS(
      "deleting the localization of the primary locale",
      "204",
      "409",
      "no source",
      Scenario.FEWER_LOCALES),
  LOCALE_DELETED_ON_BOTH_SIDES(
      "whether deleting a localization of the version also deletes the draft app info's, and the"
          + " other way round",
      "on its own side only",
      "on both sides",
      "no source (media-live.md, 5)",
      Scenario.FEWER_LOCALES),
  // Pricing and availability
  PRICE_NEEDS_ATTRIBUTES(
      "a price in `included` without the member `attributes`",
      "201",
      "422",
      "one report of the 422 (first-release-live.md, A5); an empty object and null dates are taken",
      Scenario.FIRST_VERSION),
  ROWS_NEVER_SET_ARE_EMPTY(
      "`territoryAvailabilities` of an app whose availability was never set",
      "404, as the availability",
      "200 with an empty list",
      "one saw the 404, one the list (first-release-live.md, B2)",
      Scenario.FIRST_VERSION),
  ROWS_SHOWN_LATE(
      "`territoryAvailabilities` right after the availability was created",
      "all 175",
      "an empty list for 20 seconds",
      "once they were empty at first (apple-2026.md, 7; asc#2473)",
      Scenario.FIRST_VERSION),
  ROWS_NEED_AN_AVAILABILITY(
      "changing a row by its computed id before the availability was ever set",
      "200, and the availability exists",
      "404",
      "one older report of the first (first-release-live.md, B2 and J)",
      Scenario.FIRST_VERSION),
  // Review
  OUTCOME_AFTER_COMPLETING(
      "the version while its submission is COMPLETING",
      "shows the outcome already",
      "is IN_REVIEW until the submission is COMPLETE",
      "no source (review-live.md, I)",
      Scenario.QUEUED),
  // TestFlight
  WHAT_TO_TEST_REQUIRED(
      "What to Test for beta review",
      "not required",
      "422 without",
      "nobody was refused for it (media-live.md, 4)",
      Scenario.TESTFLIGHT),
  BUILD_JOINS_ONCE(
      "adding a build to a group that has it",
      "204",
      "422",
      "no source (media-live.md, 5)",
      Scenario.TESTFLIGHT),
  GROUP_NAME_ONCE(
      "a second group of one name",
      "201",
      "409 `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`",
      "no source (media-live.md, 5)",
      Scenario.TESTFLIGHT),
  EXPIRED_BUILD_STAYS_IN_REVIEW(
      "a second build of a version, sent to beta review while the first waits there and is expired",
      "201",
      "422 ANOTHER_BUILD_IN_REVIEW",
      "three clients expire the first to send the second (Codemagic's cli-tools#289,"
          + " applelink#23, fastlane#27449); no answer is quoted",
      Scenario.TESTFLIGHT),
  FOUR_BETA_REVIEWS_A_DAY(
      "how many builds of an app go to beta review within 24 hours",
      "6",
      "4",
      "six by one record (first-release-live.md, F), the fifth was refused in another"
          + " (media-live.md, 4)",
      Scenario.TESTFLIGHT),
  BUILD_STARTS_WITHOUT_TEXT(
      "`betaBuildLocalizations` of a new build",
      "one in the primary locale, empty",
      "none",
      "three records of the first, one of which saw builds with none (public repositories)",
      Scenario.TESTFLIGHT),
  GROUP_KNOWS_BUILD_LATE(
      "a build that has just become VALID, put into a group",
      "204",
      "404 for 2 minutes, then 422 for 2 minutes",
      "\"may answer 404, or 422\" (apple-2026.md, 5); for how long is not known",
      Scenario.TESTFLIGHT),
  INTERNAL_GROUP_HIDES_BUILDS(
      "the list of an internal group's builds",
      "those that it has",
      "empty",
      "\"may be empty\" (first-release-live.md, F); `builds?include=betaGroups` tells",
      Scenario.TESTFLIGHT),
  TESTER_STATE_LAGS(
      "the state of a tester whose group has just got a build to install",
      "INVITED at once",
      "NOT_INVITED for 30 seconds",
      "reads of the state lag (first-release-live.md, F), by how much is not said",
      Scenario.TESTFLIGHT),
  AUTO_NOTIFY_STARTS_OFF(
      "`autoNotifyEnabled` of a new build",
      "true",
      "false",
      "no record of a new build; two refusals of a notification by hand, \"Auto-notify already"
          + " enabled\", fit the first (asc#1160, asc#2044)",
      Scenario.TESTFLIGHT),
  // Webhooks
  FAILED_DELIVERY_REPEATED(
      "a delivery that failed",
      "stays FAILED",
      "sent again after 10 minutes, twice at most",
      "no record of it (build-uploads.md, 5)",
      Scenario.WEBHOOKS),
  FIRST_STATE_NOTIFIED(
      "whether the first state of a resource is notified",
      "no",
      "yes, without an old state",
      "no source",
      Scenario.WEBHOOKS),
  PING_BY_TYPE_ALONE(
      "what marks a ping",
      "type `webhookPingCreated` and `ping: true`",
      "the type alone",
      "receivers in use know the type, Apple's document the attribute (review-live.md, G)",
      Scenario.WEBHOOKS),
  BETA_DETAIL_HAS_ITS_OWN_ID(
      "the id of a build's details in an event",
      "that of the build",
      "another",
      "no source",
      Scenario.WEBHOOKS),
  WEBHOOK_ADDRESS_ONCE(
      "a second webhook of an app with the same address",
      "201",
      "409 `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE`",
      "no source",
      Scenario.WEBHOOKS),
  WEBHOOK_NEEDS_HTTPS(
      "a webhook's address with http", "201", "409", "no source", Scenario.WEBHOOKS),
  // HTTP
  INVITATIONS_NEED_A_ROLE(
      "`userInvitations` for roles below App Manager",
      "allowed",
      "403",
      "not measured (app-store-connect.md, 2.3)",
      Scenario.CONNECTION),
  SALES_READS_APPS_ALONE(
      "what a key of Sales or Finance reads",
      "as others",
      "apps, users and analytics requests alone",
      "not measured (app-store-connect.md, 2.2)",
      Scenario.CONNECTION),
  MARKETING_ON_THE_WEB_ALONE(
      "texts, screenshots and previews of a Marketing key",
      "taken",
      "403",
      "on the web it may (app-store-connect.md, 2.2)",
      Scenario.CONNECTION),
  RESOURCE_BEFORE_ROLE(
      "a call on a resource that does not exist with a role that is too low",
      "403",
      "404",
      "the order of checks is not known (app-store-connect.md, 2.3)",
      Scenario.CONNECTION),
  FIFTY_INCLUDED(
      "members of an included to-many relationship without `limit[...]`",
      "the first 10",
      "the first 50",
      "at most 50 can be asked for: Apple's document",
      Scenario.BARE_BUILD),
  // Submissions
  // Submissions

  SECOND_OPEN_SUBMISSION(
      "a second review submission while another one is UNRESOLVED_ISSUES, CANCELING or in the"
          + " queue",
      "201",
      "409 at the POST, naming the open one",
      "201 was seen beside UNRESOLVED_ISSUES and WAITING_FOR_REVIEW (review-live.md, A10); the 409"
          + " is in Codemagic's code",
      Scenario.OTHER_SUBMISSION,
      Scenario.REJECTED,
      Scenario.WITHDRAWN),
  RESUBMIT_UNRESOLVED(
      "submitting a rejected version again with another build, without resolving the item",
      "refused for good",
      "refused at first, taken two minutes later",
      "many refusals; taken after some minutes by two (review-live.md, C)",
      Scenario.REJECTED),
  CANCEL_REJECTED(
      "canceling a submission that is UNRESOLVED_ISSUES",
      "CANCELING",
      "409",
      "9 reports against 2 (review-live.md, C)",
      Scenario.REJECTED,
      Scenario.REPLACED),
  CANCEL_IN_REVIEW(
      "canceling a submission that is IN_REVIEW",
      "CANCELING",
      "409",
      "no live answer; one guess at 409 (review-live.md, C)",
      Scenario.WITHDRAWN,
      Scenario.REPLACED),
  CANCELED_REJECTION(
      "the state of a rejected version whose submission was canceled",
      "DEVELOPER_REJECTED",
      "stays REJECTED",
      "both were seen (review-live.md, A18)",
      Scenario.REJECTED),
  CANCELED_PURCHASES(
      "the purchases of a submission that was canceled",
      "in a draft that Apple makes",
      "DEVELOPER_REJECTED, in no draft, and unusable for minutes",
      "both were seen (review-live.md, C; first-release-live.md, A8 and E)",
      Scenario.PURCHASES),
  VERSION_BESIDE_REJECTED_PURCHASE(
      "the version whose submission is UNRESOLVED_ISSUES because of a product alone",
      "READY_FOR_REVIEW, until the product is resolved",
      "approved, as without the product",
      "no source (first-release-live.md, J)",
      Scenario.PURCHASES),
  JUST_CANCELED(
      "attaching a build or adding the version within a minute after a cancellation",
      "taken",
      "409 for a minute",
      "\"may still be 409\", seconds to a minute (review-live.md, C)",
      Scenario.WITHDRAWN,
      Scenario.REPLACED),
  JUST_VALID_BUILD(
      "attaching a build within half a minute after it became VALID",
      "taken",
      "409 \"could not be added\" until then",
      "seen once, taken 30 s later (review-live.md, C)",
      Scenario.BARE_BUILD,
      Scenario.FOLDER),
  UPLOADS_IN_PROGRESS_AT_TOP(
      "the place of STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS",
      "in meta.associatedErrors",
      "at the top",
      "the code was seen without its place (review-live.md, B)",
      Scenario.FOLDER),
  ONLY_FIRST_UNMET(
      "whether a refused submission lists everything that is missing",
      "everything at once",
      "only the next thing",
      "both were seen (review-live.md, B)",
      Scenario.FIRST_VERSION),
  LOCALES_ON_ONE_SIDE(
      "whether a localization that is added to the version also appears in the draft app info, and"
          + " the other way round",
      "on both sides",
      "on its own side only",
      "both were seen (media-live.md, 3.3)",
      Scenario.FOLDER),
  // HTTP
  UNAUTHORIZED_SHORT(
      "the detail of a 401",
      "ends with \"Learn more about Generating Tokens for API Requests\" and an address",
      "ends before that",
      "both were seen (Apple's developer forums)",
      Scenario.CONNECTION),
  ALLOWED_OPERATIONS_READS_FIRST(
      "the order of the allowed operations in a 403 for an operation that a resource lacks",
      "by name: CREATE, DELETE, GET_COLLECTION, GET_INSTANCE, UPDATE",
      "reads first: GET_COLLECTION, GET_INSTANCE, CREATE",
      "by name in 2026 (review-live.md, A3; first-release-live.md, A13), reads first in 2021"
          + " (fastlane/fastlane#17910)",
      Scenario.CONNECTION),
  // Uploads
  LEADING_ZEROS(
      "the numbers of build uploads and versions that a client gives with leading zeros",
      "shown as given",
      "shown without leading zeros, as those of builds are",
      "apple-doc says of CFBundleShortVersionString that leading zeros are truncated; how far is"
          + " not known",
      Scenario.BARE_BUILD,
      Scenario.INTERRUPTED_UPLOAD),
  COMPOSITE_OF_PARTS(
      "the composite checksum that Apple shows for a build after its commit",
      "MD5 of the parts' MD5s, with the number and size of the parts",
      "MD5 of the whole file",
      "the rule was recomputed in two logs of Apple's internal twin of this API; at the public one"
          + " the field is filled (build-uploads.md, 1.12 and 1.13)",
      Scenario.BARE_BUILD,
      Scenario.INTERRUPTED_UPLOAD),
  PART_TAGS(
      "the entity tag of a part",
      "its MD5 in upper case",
      "an opaque text",
      "an MD5 was seen at Apple's internal twin of this API, and one public client compares it"
          + " (build-uploads.md, 1.9 and 1.10)",
      Scenario.BARE_BUILD,
      Scenario.INTERRUPTED_UPLOAD),
  LARGE_PARTS(
      "the size of the parts of a build that needs more than 30 of them (150 MiB)",
      "5 MiB",
      "20 MiB",
      "nobody has reported an upload of that size (build-uploads.md, 1.7)",
      Scenario.INTERRUPTED_UPLOAD),
  UPLOAD_COMPLETE_FIRST(
      "the state of a build's file in the commit's answer",
      "COMPLETE",
      "UPLOAD_COMPLETE until the build is processed",
      "COMPLETE was seen by three; expo handles UPLOAD_COMPLETE (build-uploads.md, 2.1 and 2.2)",
      Scenario.BARE_BUILD),
  DELETE_OF_A_FAILED_UPLOAD(
      "DELETE of a build upload that FAILED",
      "409 STATE_ERROR.INVALID_STATE",
      "204",
      "one live 409 (build-uploads.md, 2.10)",
      Scenario.REFUSED_BUILD),
  // Versions
  EDITS_IN_UNSENT_SUBMISSION(
      "changes of a version that is READY_FOR_REVIEW in a submission that was not sent",
      "everything but screenshots and previews can be changed",
      "nothing can be changed before its item is removed",
      "version string, build and what's new were changed; one client guards against it"
          + " (review-live.md, A15)",
      Scenario.FOLDER,
      Scenario.WITHDRAWN,
      Scenario.REPLACED),
  EDITS_IN_THE_QUEUE(
      "changes of name, subtitle, keywords, description and the rest while WAITING_FOR_REVIEW",
      "409",
      "200",
      "three live answers for it, two statements against it (media-live.md, K2); review-live.md, F,"
          + " refuses keywords and subtitle",
      Scenario.FOLDER,
      Scenario.REPLACED),
  LOCKED_PATCH_IGNORED(
      "a change of a text of the version that its state locks",
      "409",
      "200, and nothing is changed",
      "one author saw the 200 (media-live.md, 3.3); the 409 is quoted by many",
      Scenario.FOLDER,
      Scenario.REPLACED),
  WHATS_NEW_OF_REJECTED(
      "What's New of a version that is REJECTED",
      "taken",
      "409 until a build is attached",
      "one author saw the 409 (review-live.md, E and F)",
      Scenario.REJECTED),
  LOWER_VERSION_STRING(
      "a version string that is lower than the released one",
      "201",
      "409 at /data/attributes/versionString",
      "one team saw the 201, and a refusal only at the review (review-live.md, A7)",
      Scenario.BARE_BUILD),
  PAST_RELEASE_DATE(
      "an earliestReleaseDate in the past for a version that is not approved",
      "taken",
      "409 at /data/attributes/earliestReleaseDate",
      "taken for an approved version (review-live.md, A20); fastlane's documents ask for the"
          + " future",
      Scenario.SCHEDULED),
  VERSION_STRING_CHECKED_LATE(
      "a build whose version string is not the version's",
      "409 when it is attached",
      "attached and sent, then the version is INVALID_BINARY and its item REJECTED",
      "both were seen (review-live.md, A23)",
      Scenario.BARE_BUILD,
      Scenario.REPLACED),
  PHASED_RELEASE_CREATED_ACTIVE(
      "a phased release that is created as ACTIVE",
      "201",
      "409 at /data/attributes/phasedReleaseState",
      "no live answer; asc and EAS send it (cases, C09)",
      Scenario.PHASED),
  DRAFT_APP_INFO_FIRST(
      "the order of an app's two app infos",
      "the live one first",
      "the draft first",
      "three live answers for the first, one for half the time (review-live.md, E; media-live.md,"
          + " 3.3)",
      Scenario.FOLDER,
      Scenario.FIRST_VERSION),
  BUILD_IDS(
      "the id of a build",
      "that of its build upload",
      "unrelated",
      "five saw equal ids (build-uploads.md, 2.5); nothing promises them",
      Scenario.BARE_BUILD),
  BUILD_LINKS(
      "`include=build` of a build upload that is COMPLETE",
      "names the build",
      "stays empty",
      "empty while PROCESSING; a client looks at /v1/builds/{id of the upload} instead"
          + " (build-uploads.md, 6)",
      Scenario.BARE_BUILD),
  DECLARED_NUMBERS(
      "a build upload that declares other numbers than its .ipa has",
      "the numbers of the .ipa count",
      "FAILED with 90060 or 90058",
      "the declared numbers are labels; what a difference leads to is not known (build-uploads.md,"
          + " 2.7)",
      Scenario.BARE_BUILD),
  ENTRY_NAMES_AS_WRITTEN(
      "an .ipa whose entries have names such as `./Payload/Example.app/Info.plist`",
      "read as by a tool that extracts it: the same as `Payload/Example.app/Info.plist`",
      "FAILED with 90171",
      "no source",
      Scenario.BARE_BUILD),
  // Uploads
  UPLOAD_LIMIT_AT_RESERVATION(
      "where an app is refused that has reached its limit of uploads in 24 hours",
      "after the upload, which is FAILED with 90382",
      "409 at the reservation",
      "by altool a 409 `STATE_ERROR.VALIDATION_ERROR`; nobody has seen it by REST"
          + " (build-uploads.md, 2.12)",
      Scenario.REFUSED_BUILD),
  // Media
  ALPHA_REFUSED_EVERYWHERE(
      "for which display types a screenshot may have an alpha channel",
      "the types that Apple's reference data name: old iPhones, iPad 9.7\", 10.5\" and 12.9\" of"
          + " 2015, Mac, Apple TV, Vision Pro, Watch Series 4",
      "none: FAILED with IMAGE_ALPHA_NOT_ALLOWED",
      "the table is Apple's (asset-library.md, 5); one report has a Mac refused, one an iPhone"
          + " taken (media-live.md, K10)",
      Scenario.FOLDER),
  OPAQUE_ALPHA_REFUSED(
      "an alpha channel without a transparent pixel, where alpha is refused",
      "COMPLETE",
      "FAILED with IMAGE_ALPHA_NOT_ALLOWED",
      "Apple's own downloads are such files; nobody quotes what happens when they come back"
          + " (media-live.md, 2.6)",
      Scenario.FOLDER),
  GREY_REFUSED(
      "a screenshot of grey values: a PNG of colour type 0 or 4, a JPEG with one component",
      "COMPLETE",
      "FAILED with IMG_BAD_COLOR_SPACE",
      "Apple's page asks for RGB; nobody quotes an answer to grey (media-live.md, 2.3), which"
          + " optimisers make of every picture without colour",
      Scenario.FOLDER),
  FAILED_MEDIA_COUNT(
      "whether assets that FAILED count towards the ten screenshots or three previews of a set",
      "no",
      "yes",
      "nobody says (media-live.md, 2.4)",
      Scenario.FOLDER),
  JPEG_TURNED(
      "whether Apple turns a JPEG by its EXIF orientation, as it turns a PNG",
      "no",
      "yes: width and height of imageAsset change places",
      "seen for a PNG with eXIf only (media-live.md, 2.6)",
      Scenario.FOLDER),
  SIXTEEN_BIT_REFUSED(
      "a screenshot with 16 bits per channel, which is COMPLETE, at the submission",
      "accepted",
      "409, in associatedErrors of the screenshot",
      "one client says that the submission fails, without a quote (media-live.md, 2.6)",
      Scenario.FOLDER),
  UNEQUAL_TRACKS_REFUSED(
      "a preview whose tracks differ by more than 0.05 s, each longer than 15 s",
      "COMPLETE",
      "FAILED with MOV_RESAVE_LONGER",
      "one pipeline keeps its tracks within 0.05 s after a refusal (media-live.md, 2.3); ffmpeg's"
          + " files with a silent track, which others send, are up to 0.6 s apart",
      Scenario.FOLDER),
  UNEVEN_FRAMES_REFUSED(
      "a preview with single frames longer than 1/20 s, but no gap of a second, and at least 23"
          + " frames per second on the whole",
      "COMPLETE",
      "FAILED with MOV_RESAVE_FRAME_RATE_LARGER",
      "variable rates were refused; how uneven they were is not said (media-live.md, K11)",
      Scenario.FOLDER),
  H264_LEVEL_REFUSED(
      "an H.264 preview above level 4.0",
      "COMPLETE",
      "FAILED with MOV_RESAVE_FORMAT",
      "Apple's page names High Profile Level 4.0; nobody reports a refusal (media-live.md, 2.3)",
      Scenario.FOLDER),
  WATCH_SERIES_4_REQUIRED(
      "which watch screenshots a watch app needs",
      "a set of any watch",
      "APP_WATCH_SERIES_4",
      "one live refusal of a Series 10 set; another author says that one type is enough"
          + " (media-live.md, K16)",
      Scenario.FOLDER),
  DUO_SCREENSHOTS_REQUIRED(
      "whether an iPhone app needs screenshots for iPhone Duo since 2027-04-01",
      "no",
      "yes: APP_IPHONE_DUO",
      "Apple named April 2027 without a day; one source says that it applies to apps built with the"
          + " iOS 27.1 SDK, another to every submission (apple-2026.md, 2)",
      Scenario.FOLDER),
  PAD_APP_NEEDS_PHONE_SCREENSHOTS(
      "whether an app for iPad alone needs iPhone screenshots",
      "no",
      "yes: APP_IPHONE_65",
      "one live refusal (media-live.md, K16)",
      Scenario.FOLDER),
  // Texts
  SYMBOLS_IN_TEXTS(
      "whether the App Store's texts take the symbols that TestFlight refuses",
      "all but those that a live answer quotes for the same field",
      "409 INVALID_CHARACTERS for all of them",
      "live answers quote emoji and single symbols by field (media-live.md, 3.2); the ranges are"
          + " TestFlight's (apple-2026.md, 4)",
      Scenario.FOLDER,
      Scenario.FIRST_VERSION),
  ARROWS_IN_PROMOTIONAL_TEXT(
      "whether the promotional text takes arrows",
      "yes",
      "409 INVALID_CHARACTERS",
      "one source saw them refused; TestFlight takes two of them (media-live.md, 3.2)",
      Scenario.FOLDER),
  FREQUENT_AS_A_CLASS(
      "what the age rating answer FREQUENT reads back as",
      "FREQUENT",
      "FREQUENT_OR_INTENSE",
      "INFREQUENT reads back as INFREQUENT_OR_MILD (media-live.md, K9)",
      Scenario.FOLDER,
      Scenario.UNCHANGED_FOLDER),
  // TestFlight
  BETA_REVIEW_AT_ONCE(
      "whether a build can be submitted to beta review as soon as it is VALID",
      "201",
      "422 INVALID_QC_STATE for 90 seconds",
      "both were seen (media-live.md, 4)",
      Scenario.TESTFLIGHT),
  EXTERNAL_GROUP_AT_ONCE(
      "whether an external group takes a build right after its export compliance is answered",
      "204",
      "422 \"Build is not in an externally assignable state.\" for 15 seconds",
      "both were seen (media-live.md, 4)",
      Scenario.TESTFLIGHT);

  private final String question;
  private final String preset;
  private final String turned;
  private final String known;

  // Made by List.of.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Scenario> scenarios;

  Guess(String question, String preset, String turned, String known, Scenario... scenarios) {
    this.question = question;
    this.preset = preset;
    this.turned = turned;
    this.known = known;
    this.scenarios = List.of(scenarios);
  }

  /// Returns what is not known about Apple.
  public String question() {
    return question;
  }

  /// Returns what the simulator does unless the guess is turned.
  public String preset() {
    return preset;
  }

  /// Returns what the simulator does when the guess is turned.
  public String turned() {
    return turned;
  }

  /// Returns what sources say, with their place.
  public String known() {
    return known;
  }

  /// Returns the scenarios that run with both answers; at least one.
  public List<Scenario> scenarios() {
    return scenarios;
  }
}
