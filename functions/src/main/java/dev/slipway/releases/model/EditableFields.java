package dev.slipway.releases.model;

import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import java.util.Set;

/// What Apple lets a key change of a version and of the app's information, by their state: the only
/// place that decides it. Slipway never tries what is locked here, although Apple may take some of
/// it.
///
/// Fields have Apple's names: `supportUrl`, `notes`, `releaseType`. A field of a locked state is
/// open only where live answers show it (review-live.md, F and A4 to A8; media-live.md, K1 to K3).
/// For name, subtitle, keywords and description in the queue the answers contradict each other, so
/// they count as locked.
public final class EditableFields {
  private static final Set<String> VERSION_IN_QUEUE =
      Set.of(
          // A5
          "promotionalText",
          "supportUrl",
          "notes",
          // F: code in production
          "releaseType",
          "earliestReleaseDate");

  /// A5
  private static final Set<String> APP_INFO_IN_QUEUE =
      Set.of("privacyPolicyUrl", "privacyChoicesUrl");

  /// A20
  private static final Set<String> APPROVED = Set.of("releaseType", "earliestReleaseDate");

  /// A4, K1
  private static final Set<String> LIVE = Set.of("promotionalText");

  private EditableFields() {}

  /// Returns whether a field of a version, of its texts, media or review detail can be changed.
  public static boolean ofVersion(AppVersionState state, String field) {
    return switch (state) {
      case PREPARE_FOR_SUBMISSION,
          DEVELOPER_REJECTED,
          REJECTED,
          METADATA_REJECTED,
          INVALID_BINARY,
          // Pictures are locked, and perhaps the rest (A8, A15). Slipway takes the version out of
          // its draft submission before it changes anything (VersionChoice).
          READY_FOR_REVIEW ->
          true;
      case WAITING_FOR_REVIEW -> VERSION_IN_QUEUE.contains(field);
      case PENDING_DEVELOPER_RELEASE -> APPROVED.contains(field);
      case READY_FOR_DISTRIBUTION -> LIVE.contains(field);
      case ACCEPTED,
          IN_REVIEW,
          PENDING_APPLE_RELEASE,
          PROCESSING_FOR_DISTRIBUTION,
          REPLACED_WITH_NEW_VERSION,
          WAITING_FOR_EXPORT_COMPLIANCE,
          UNKNOWN ->
          false;
    };
  }

  /// Returns whether a field of the app's information, a category or an answer of the age rating
  /// can be changed.
  public static boolean ofAppInfo(AppInfoState state, String field) {
    return switch (state) {
      case PREPARE_FOR_SUBMISSION,
          DEVELOPER_REJECTED,
          REJECTED,
          // Of a version of another platform that lies in a draft submission (A15), or unknown to
          // this version of Slipway: Apple decides.
          READY_FOR_REVIEW,
          UNKNOWN ->
          true;
      case WAITING_FOR_REVIEW -> APP_INFO_IN_QUEUE.contains(field);
      case ACCEPTED, IN_REVIEW, PENDING_RELEASE, READY_FOR_DISTRIBUTION, REPLACED_WITH_NEW_INFO ->
          false;
    };
  }
}
