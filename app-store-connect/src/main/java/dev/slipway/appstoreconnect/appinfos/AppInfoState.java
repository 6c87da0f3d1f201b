package dev.slipway.appstoreconnect.appinfos;

/// The state of an app's information (spec: AppInfo.state).
public enum AppInfoState {
  ACCEPTED,
  DEVELOPER_REJECTED,
  IN_REVIEW,
  PENDING_RELEASE,
  PREPARE_FOR_SUBMISSION,
  READY_FOR_DISTRIBUTION,
  READY_FOR_REVIEW,
  REJECTED,
  REPLACED_WITH_NEW_INFO,
  WAITING_FOR_REVIEW,
  /// A value that Apple added later.
  UNKNOWN;

  /// Returns whether this is the information to change if the app has two: a draft, a rejected one,
  /// or one in the queue, of which Apple may refuse some changes. (fastlane, models/app.rb
  /// fetch_edit_app_info)
  public boolean isEditable() {
    return switch (this) {
      case PREPARE_FOR_SUBMISSION, DEVELOPER_REJECTED, REJECTED, WAITING_FOR_REVIEW -> true;
      case ACCEPTED,
          IN_REVIEW,
          PENDING_RELEASE,
          READY_FOR_DISTRIBUTION,
          READY_FOR_REVIEW,
          REPLACED_WITH_NEW_INFO,
          UNKNOWN ->
          false;
    };
  }
}
